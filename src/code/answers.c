/* What answers what: cues of answers.tsv, tied to the act by the tree. */
#include "base/file.h"
#include "code/coding.h"

static bool read_cue(ch_codebook *book, ch_str line, ch_error *error) {
  ch_str phrase, kind = {NULL, 0};
  ch_str_split(&line, '\t', &phrase);
  ch_str_split(&line, '\t', &kind);
  ch_cue cue = {.n = 0};
  cue.n = ch_words_split(&book->words, ch_str_trim(phrase), cue.word);
  if (cue.n == 0) return ch_fail(error, CH_ERROR_DATA, "a cue of one to %d words", CH_MAX_PHRASE);
  kind = ch_str_trim(kind);
  cue.acts = ch_str_is(kind, "acts");
  cue.names = cue.acts || ch_str_is(kind, "names");
  if (!cue.names && !ch_str_is(kind, "alone"))
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is none of 'names', 'acts', 'alone'", CH_PRI(kind));
  ch_lexeme *first = &book->words.lexemes.v[cue.word[0]];
  cue.next = first->cues;
  ch_cue *kept = CH_PUSH(book->arena, &book->cues);
  if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for cues");
  *kept = cue;
  first->cues = (uint32_t)book->cues.n;
  return true;
}

bool ch_answers_load(ch_codebook *book, const char *path, ch_error *error) {
  ch_str rest, line;
  if (!ch_file_read(path, book->arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    if (ch_str_trim(line).n == 0 || line.p[0] == '#') continue;
    if (!read_cue(book, line, error)) return ch_fail_at(error, path, number);
  }
  return true;
}

/* The longest cue that begins at w. */
static const ch_cue *cue_at(const ch_coding *c, uint32_t w, uint32_t end) {
  const ch_cue *best = NULL;
  if (c->lexeme[w] == CH_NO_LEXEME) return NULL;
  for (uint32_t i = c->book->words.lexemes.v[c->lexeme[w]].cues; i;) {
    const ch_cue *cue = &c->book->cues.v[i - 1];
    i = cue->next;
    uint32_t k = 0;
    while (k < cue->n && w + k < end && c->lexeme[w + k] == cue->word[k]) k++;
    if (k == cue->n && (!best || cue->n > best->n)) best = cue;
  }
  return best;
}

/* What follows the cue: the phrase or clause outside it that it marks or
 * governs, as a range of bytes. */
static ch_span answered(const ch_coding *c, uint32_t w, uint32_t n, uint32_t end) {
  uint32_t what = CH_NO_WORD;
  for (uint32_t k = w; k < w + n; k++) {
    uint32_t up = ch_w(c, k)->head;
    uint8_t rel = ch_w(c, k)->rel;
    if (up != CH_NO_WORD && up >= w + n && (rel == CH_REL_CASE || rel == CH_REL_MARK)) what = up;
  }
  for (uint32_t k = w + n; what == CH_NO_WORD && k < end; k++) {
    uint32_t up = ch_w(c, k)->head;
    if (up != CH_NO_WORD && up >= w && up < w + n && ch_w(c, k)->rel != CH_REL_PUNCT) what = k;
  }
  /* hung on neither: the phrase that begins right behind the cue */
  if (what == CH_NO_WORD && w + n < end && ch_w(c, w + n)->upos != CH_UPOS_PUNCT) {
    what = w + n;
    while (ch_w(c, what)->head != CH_NO_WORD && ch_w(c, what)->head > what) what = ch_w(c, what)->head;
  }
  if (what == CH_NO_WORD) return (ch_span){0, 0};
  uint32_t first, last;
  ch_subtree_range(c->doc, what, &first, &last);
  if (first < w + n) first = w + n;
  while (last > first && ch_w(c, last)->upos == CH_UPOS_PUNCT) last--;
  return first > last ? (ch_span){0, 0}
                      : (ch_span){ch_w(c, first)->span.from, ch_w(c, last)->span.to};
}

/* The word outside the cue that the cue, or the phrase that it marks, hangs on. */
static uint32_t hangs_from(const ch_coding *c, uint32_t w, uint32_t n) {
  uint32_t at = w + n - 1;
  for (uint32_t k = w; k < w + n; k++)
    if (ch_w(c, k)->head == CH_NO_WORD || ch_w(c, k)->head < w || ch_w(c, k)->head >= w + n) {
      at = k;
      break;
    }
  uint8_t rel = ch_w(c, at)->rel;
  /* "the expulsion was in retaliation for …": the cue is itself the clause */
  bool marks = rel == CH_REL_CASE || rel == CH_REL_MARK;
  if (!marks && rel != CH_REL_ADVCL && rel != CH_REL_ACL && ch_clause_of(c, at) == at) return at;
  /* a preposition or conjunction stands for the phrase that it marks */
  if (marks) at = ch_w(c, at)->head;
  return at == CH_NO_WORD ? CH_NO_WORD : ch_w(c, at)->head;
}

/* Is `w` a word of the act: of its match, or the clause that still speaks of it? */
static bool of_act(const ch_coding *c, const ch_match *match, const ch_steps *steps, uint32_t w) {
  for (uint32_t i = 0; i < match->pattern->n; i++)
    if (match->word[i] == w) return true;
  return w == steps->outermost || w == ch_clause_of(c, match->word[0]);
}

/* "expelled diplomats and closed a consulate in retaliation": of verbs in a row
 * with one subject, all do what they do for the same cause, if it stands before
 * or behind them all. */
static bool shares_cause(ch_coding *c, uint32_t clause, uint32_t other, uint32_t cue) {
  if (!ch_is_verb(c, clause) || !ch_is_verb(c, other) ||
      ch_first_conjunct(c, clause) != ch_first_conjunct(c, other) || (cue < clause) != (cue < other))
    return false;
  uint32_t subject = ch_frame_of(c, clause)->subject;
  return subject != CH_NO_WORD && subject == ch_frame_of(c, other)->subject;
}

/* Does the cue belong to the act? Climbs from where it hangs, through nouns and
 * dates that a parser may have hung it on, to the first clause. */
static bool belongs(ch_coding *c, uint32_t w, uint32_t n, const ch_match *match,
                    const ch_steps *steps) {
  uint32_t trigger = match->word[0];
  for (uint32_t k = w; k < w + n; k++)
    if (k == trigger) return true;
  uint32_t up = hangs_from(c, w, n), clause = ch_clause_of(c, trigger);
  for (int climb = 0; up != CH_NO_WORD && climb < 16; climb++, up = ch_w(c, up)->head) {
    if (of_act(c, match, steps, up) || shares_cause(c, clause, up, w)) return true;
    if (ch_clause_of(c, up) == up) return false;
  }
  return false;
}

static bool within(const ch_coding *c, uint32_t w, ch_span span) {
  return ch_w(c, w)->span.from >= span.from && ch_w(c, w)->span.to <= span.to;
}

static bool told_within(const ch_coding *c, const uint32_t *told, size_t n_told, uint32_t trigger,
                        ch_span span) {
  for (size_t i = 0; i < n_told; i++)
    if (told[i] != trigger && within(c, told[i], span)) return true;
  return false;
}

/* "will RESPOND by September to Moscow's order": what the verb of a cue that names nothing goes on to name. */
static ch_span named_later(const ch_coding *c, uint32_t w) {
  if (!ch_is_verb(c, w)) return (ch_span){0, 0};
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i), first, last;
    if (child < w || ch_w(c, child)->rel != CH_REL_OBL || ch_marker_in(c, child, c->book->answered) == CH_NO_WORD ||
        c->reading->time_at[child] != CH_NO_ITEM)
      continue;
    ch_subtree_range(c->doc, child, &first, &last);
    if (first > w) return (ch_span){ch_w(c, first)->span.from, ch_w(c, last)->span.to};
  }
  return (ch_span){0, 0};
}

/* The first cue that names what is answered counts, else the first that says
 * that something is. */
void ch_answers_event(ch_coding *c, const ch_match *match, const ch_steps *steps,
                      const uint32_t *told, size_t n_told, ch_event *event) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  uint32_t end = s->first + s->count;
  ch_str found = {NULL, 0};
  for (uint32_t w = s->first; w < end; w++) {
    const ch_cue *cue = cue_at(c, w, end);
    if (!cue) continue;
    ch_span span = {0, 0};
    span = cue->names ? answered(c, w, cue->n, end) : named_later(c, w);
    if (cue->acts && !told_within(c, told, n_told, event->trigger, span)) continue;
    /* what is answered does not answer: "in answer to the EXPULSION of two envoys" */
    if (span.to && within(c, event->trigger, span)) {
      if (cue->acts) continue;
      event->answers_cue = (ch_str){NULL, 0};
      return;
    }
    if (!belongs(c, w, cue->n, match, steps)) continue;
    if (found.n == 0 || span.to)
      found = ch_str_at(c->doc->text,
                        (ch_span){ch_w(c, w)->span.from, ch_w(c, w + cue->n - 1)->span.to});
    event->answers_cue = found;
    event->answers_span = span;
    event->answers_text = ch_str_at(c->doc->text, span);
    if (span.to) return;
  }
}
