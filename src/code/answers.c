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

static ch_str words_of(const ch_coding *c, uint32_t w, uint32_t n) {
  return ch_str_at(c->doc->text, (ch_span){ch_w(c, w)->span.from, ch_w(c, w + n - 1)->span.to});
}

/* "after the Senate had voted": a subject has no preposition; it is its clause's. */
static uint32_t marked_clause(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head;
  return ch_w(c, w)->rel == CH_REL_NSUBJ && up != CH_NO_WORD && up > w ? up : w;
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
  if (what != CH_NO_WORD) what = marked_clause(c, what);
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

/* "retaliation … for", "striking back, in its last weeks, for": does the preposition at `k` mark what
 * hangs on the word at `w`, on a clause of it, or `deep` below? */
static bool marks_below(const ch_coding *c, uint32_t k, uint32_t w, bool deep) {
  uint32_t what = ch_w(c, k)->head;
  if (what == CH_NO_WORD || what <= w || ch_w(c, k)->upos != CH_UPOS_ADP ||
      (ch_w(c, k)->rel != CH_REL_CASE && ch_w(c, k)->rel != CH_REL_MARK))
    return false;
  if (c->reading->time_at[what] != CH_NO_ITEM) return false;
  uint32_t up = ch_w(c, what)->head;
  if (up != CH_NO_WORD && up > w && ch_rel_universal(ch_w(c, up)->rel) == CH_REL_ACL) up = ch_w(c, up)->head;
  for (int climb = 0; deep && climb < 3 && up != CH_NO_WORD && up > w; climb++) up = ch_w(c, up)->head;
  return up == w;
}

/* The cue that begins at `w` and whose last word, a preposition, stands further on; *at: where. */
static const ch_cue *split_cue_at(const ch_coding *c, uint32_t w, uint32_t end, uint32_t *at) {
  enum { REACH = 16 }; /* words between */
  if (c->lexeme[w] == CH_NO_LEXEME) return NULL;
  for (uint32_t i = c->book->words.lexemes.v[c->lexeme[w]].cues; i;) {
    const ch_cue *cue = &c->book->cues.v[i - 1];
    uint32_t n = cue->n - 1, k = 0;
    i = cue->next;
    if (!cue->names || cue->acts || n == 0) continue;
    while (k < n && w + k < end && c->lexeme[w + k] == cue->word[k]) k++;
    if (k < n) continue;
    uint32_t own = w + n - 1 > w && ch_in_class(c, w + n - 1, c->book->function) ? w : w + n - 1;
    if (ch_in_class(c, own, c->book->function)) continue;
    for (k = w + n + 1; k < end && k < w + n + REACH; k++)
      if (c->lexeme[k] == cue->word[n] && marks_below(c, k, own, own != w + n - 1)) {
        *at = k;
        return cue;
      }
  }
  return NULL;
}

/* A cue read at its place. */
typedef struct told_cue {
  const ch_cue *cue;
  uint32_t first, n; /* its words but a last one that stands further on */
  ch_span span;      /* what it names; {0, 0} nothing */
} told_cue;

static ch_span named_later(const ch_coding *c, uint32_t w);

static bool told_cue_at(const ch_coding *c, uint32_t w, uint32_t end, told_cue *out) {
  uint32_t at;
  const ch_cue *cue = cue_at(c, w, end), *split;
  *out = (told_cue){cue, w, cue ? cue->n : 0, {0, 0}};
  if (cue) out->span = cue->names ? answered(c, w, cue->n, end) : named_later(c, w);
  if (out->span.to || !(split = split_cue_at(c, w, end, &at))) return cue != NULL;
  *out = (told_cue){split, w, split->n - 1u, answered(c, at, 1, end)};
  return true;
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
  if (marks && ch_w(c, at)->head != CH_NO_WORD) at = marked_clause(c, ch_w(c, at)->head);
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

/* "said that they must leave, PUTTING a figure on the retaliation for …": of the clause above. */
static bool is_adverbial(const ch_coding *c, uint32_t clause) {
  return ch_w(c, clause)->rel == CH_REL_ADVCL &&
         ch_child_by_rel(c->doc, clause, CH_REL_MARK) == CH_NO_WORD &&
         (ch_feature(c, clause, "VerbForm=Ger") || ch_feature(c, clause, "Tense=Pres"));
}

/* "closed on orders that had been ISSUED as a reply to …": what is told of the order is told of
 * the act. */
static bool is_of_order(const ch_coding *c, uint32_t clause) {
  return ch_rel_universal(ch_w(c, clause)->rel) == CH_REL_ACL &&
         ch_in_class(c, ch_w(c, clause)->head, c->book->deed);
}

/* "When, after Congress had approved sanctions, he ANNOUNCED that 755 would have to go": the clause
 * in which the actor himself tells of the act. */
static bool tells_of(const ch_coding *c, uint32_t up, uint32_t clause, const ch_event *event) {
  if (event->n_attribution == 0 || event->act.actor.n == 0) return false;
  const ch_actor *speaker = event->speaker[event->n_attribution - 1];
  if (event->attribution[event->n_attribution - 1]->cue != up || !speaker ||
      !ch_str_eq(speaker->code, event->act.actor.v[0].actor->code))
    return false;
  for (int climb = 0; climb < 3 && clause != CH_NO_WORD; climb++) {
    uint8_t rel = ch_w(c, clause)->rel;
    if (rel != CH_REL_CCOMP && rel != CH_REL_XCOMP) return false;
    clause = ch_w(c, clause)->head;
    if (clause == up) return true;
  }
  return false;
}

/* Does the cue belong to the act? Climbs from where it hangs, through nouns and
 * dates that a parser may have hung it on, to the first clause. */
static bool belongs(ch_coding *c, uint32_t w, uint32_t n, const ch_match *match,
                    const ch_steps *steps, const ch_event *event) {
  uint32_t trigger = match->word[0];
  for (uint32_t k = w; k < w + n; k++)
    if (k == trigger) return true;
  uint32_t up = hangs_from(c, w, n), clause = ch_clause_of(c, trigger);
  for (int climb = 0; up != CH_NO_WORD && climb < 16; climb++, up = ch_w(c, up)->head) {
    if (of_act(c, match, steps, up) || shares_cause(c, clause, up, w)) return true;
    if (tells_of(c, up, clause, event)) return true;
    bool through = is_adverbial(c, up) || is_of_order(c, up);
    if (ch_clause_of(c, up) == up && !through) return false;
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

static bool has_own_subject(const ch_coding *c, uint32_t verb) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++)
    if (ch_rel_universal(ch_w(c, ch_child(c->doc, verb, i))->rel) == CH_REL_NSUBJ) return true;
  return false;
}

/* "after PUSHING for strikes, he announced": what the same one did before. */
static bool own_clause(const ch_coding *c, const told_cue *cue) {
  if (!cue->cue->acts) return false;
  for (uint32_t k = cue->first; k < cue->first + cue->n; k++) {
    uint32_t up = ch_w(c, k)->head;
    if (ch_w(c, k)->rel == CH_REL_MARK && up != CH_NO_WORD && ch_w(c, up)->rel == CH_REL_ADVCL &&
        !ch_feature(c, up, "VerbForm=Fin") && !has_own_subject(c, up))
      return true;
  }
  return false;
}

/* "THE LOSS OF STAFF has obliged us to suspend visas": what leaves no choice is what is answered. */
static void answers_force(ch_coding *c, ch_event *event) {
  uint32_t clause = ch_clause_of(c, event->trigger), verb = ch_w(c, clause)->head, first, last;
  if (ch_w(c, clause)->rel != CH_REL_XCOMP || !ch_in_class(c, verb, c->book->compelling)) return;
  const ch_frame *f = ch_frame_of(c, verb);
  uint32_t cause = f->passive ? f->doer : f->subject;
  if (cause == CH_NO_WORD || !ch_in_class(c, cause, c->book->deprivation)) return;
  ch_subtree_range(c->doc, cause, &first, &last);
  event->answers_cue = words_of(c, verb, 1);
  event->answers_span = (ch_span){ch_w(c, first)->span.from, ch_w(c, last)->span.to};
  event->answers_text = ch_str_at(c->doc->text, event->answers_span);
}

/* The first cue that names what is answered counts, else the first that says
 * that something is. */
void ch_answers_event(ch_coding *c, const ch_match *match, const ch_steps *steps,
                      const uint32_t *told, size_t n_told, ch_event *event) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  uint32_t end = s->first + s->count;
  ch_str found = {NULL, 0};
  for (uint32_t w = s->first; w < end; w++) {
    told_cue at;
    if (!told_cue_at(c, w, end, &at)) continue;
    ch_span span = at.span;
    if (at.cue->acts && !told_within(c, told, n_told, event->trigger, span)) continue;
    /* what is answered does not answer: "in answer to the EXPULSION of two envoys" */
    if (span.to && within(c, event->trigger, span)) {
      if (at.cue->acts) continue;
      event->answers_cue = (ch_str){NULL, 0};
      return;
    }
    if (!belongs(c, w, at.n, match, steps, event) || own_clause(c, &at)) continue;
    if (found.n == 0 || span.to) found = words_of(c, w, at.n);
    event->answers_cue = found;
    event->answers_span = span;
    event->answers_text = ch_str_at(c->doc->text, span);
    if (span.to) return;
  }
  if (found.n == 0) answers_force(c, event);
}

/* --- across sentences --- */

/* "THE step", "THURSDAY'S step", "THEIR decision": told of before. */
static bool is_definite(const ch_coding *c, uint32_t noun) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_w(c, child)->rel == CH_REL_NMOD_POSS || ch_feature(c, child, "Definite=Def") ||
        (ch_w(c, child)->rel == CH_REL_DET && ch_feature(c, child, "PronType=Dem")))
      return true;
  }
  return false;
}

static bool names_deed(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_is_noun(c, w) &&
         (ch_in_class(c, w, c->book->told_deed) || ch_in_class(c, w, c->book->blow));
}

static bool is_pronoun(const ch_coding *c, uint32_t w) {
  return w != CH_NO_WORD && ch_w(c, w)->upos == CH_UPOS_PRON &&
         (ch_in_class(c, w, c->book->anaphor) || ch_feature(c, w, "PronType=Dem"));
}

/* The noun that stands for the act which the cue says answers something: "the DEMAND came a day
 * after …", "a STEP which followed …", "presented the STEP as the reply to …". */
static uint32_t deed_before(ch_coding *c, const told_cue *cue) {
  uint32_t up = CH_NO_WORD;
  for (uint32_t k = cue->first; k < cue->first + cue->n && up == CH_NO_WORD; k++)
    if (ch_is_verb(c, k)) up = k;
  if (up == CH_NO_WORD) up = hangs_from(c, cue->first, cue->n);
  for (int climb = 0; up != CH_NO_WORD && climb < 6; climb++, up = ch_w(c, up)->head) {
    if (names_deed(c, up)) return up;
    if (ch_clause_of(c, up) != up) continue;
    const ch_frame *f = ch_frame_of(c, up);
    if (f->passive && cue->cue->acts) return CH_NO_WORD; /* "was followed by" */
    if (names_deed(c, f->subject)) return f->subject;
    bool own = up >= cue->first && up < cue->first + cue->n; /* "IT was an answer to …" */
    if (own && is_pronoun(c, f->subject)) return f->subject;
    if (ch_is_verb(c, up) && names_deed(c, f->undergoer)) return f->undergoer;
    uint32_t noun = ch_rel_universal(ch_w(c, up)->rel) == CH_REL_ACL ? ch_w(c, up)->head : CH_NO_WORD;
    return names_deed(c, noun) ? noun : CH_NO_WORD;
  }
  return CH_NO_WORD;
}

/* Can "the step" stand for the event? For an armed one, a strike alone. */
static bool stands_for(const ch_event *e, bool armed) {
  if (armed) return e->act.type == CH_TYPE_ASSAULT || e->act.type == CH_TYPE_MOBILIZE;
  bool taken = e->act.status == CH_STATUS_ACTUAL || e->act.status == CH_STATUS_ONGOING ||
               e->act.status == CH_STATUS_PLANNED;
  switch (e->act.type) {
    case CH_TYPE_SANCTION: case CH_TYPE_COERCE: case CH_TYPE_MOBILIZE: case CH_TYPE_RETREAT:
    case CH_TYPE_CONCEDE: return taken;
    case CH_TYPE_THREATEN: case CH_TYPE_AGREE:
      return e->about.type == CH_TYPE_SANCTION || e->about.type == CH_TYPE_COERCE ||
             e->about.type == CH_TYPE_RETREAT;
    case CH_TYPE_REJECT: return e->about.status == CH_STATUS_CANCELLED;
    default: return false;
  }
}

/* Marks as answers the events of one sentence that the noun stands for, by one actor. */
static bool answer_in(const ch_coding *c, ch_events *events, uint32_t sentence, uint32_t before,
                      const told_cue *cue, bool armed) {
  const ch_event *first = NULL;
  for (size_t i = 0; i < events->n; i++) {
    ch_event *e = &events->v[i];
    if (e->sentence != sentence || e->trigger >= before || e->act.actor.n == 0 || !stands_for(e, armed))
      continue;
    if (first && !ch_str_eq(e->act.actor.v[0].actor->code, first->act.actor.v[0].actor->code))
      continue;
    first = e;
    if (e->answers_text.n) continue;
    e->answers_cue = words_of(c, cue->first, cue->n);
    e->answers_span = cue->span;
    e->answers_text = ch_str_at(c->doc->text, cue->span);
  }
  return first != NULL;
}

/* "The step FOLLOWED a decree", "came after the Senate had VOTED": a bare preposition ("over",
 * "after") needs a clause behind it. */
static bool tells_deed(const ch_coding *c, const told_cue *cue) {
  for (uint32_t k = cue->first; k < cue->first + cue->n; k++)
    if (ch_is_verb(c, k)) return true;
  for (uint32_t k = cue->first + cue->n; k < c->doc->n_words && ch_w(c, k)->span.to <= cue->span.to; k++)
    if (ch_is_verb(c, k) && ch_feature(c, k, "VerbForm=Fin")) return true;
  return false;
}

/* "denied that the measure was in retaliation for …", "the step was no answer to …" */
static bool is_denied(ch_coding *c, const told_cue *cue) {
  ch_steps steps;
  uint32_t at = cue->first;
  for (uint32_t k = cue->first; k < cue->first + cue->n; k++)
    if (ch_is_verb(c, k) || ch_is_noun(c, k)) at = k;
  for (int turn = 0; turn < 2; turn++) {
    ch_steps_of(c, turn == 0 ? at : ch_clause_of(c, at), &steps);
    for (uint32_t i = 0; i < steps.n; i++)
      if (steps.v[i].effect == CH_EFFECT_NEGATED || steps.v[i].effect == CH_EFFECT_DENIED) return true;
  }
  return false;
}

/* "The foreign ministry ordered staff to be cut. The demand came a day after the Senate had voted
 * sanctions": what is said of an act in a later sentence, which calls it by such a noun. */
void ch_answers_across(ch_coding *c, ch_events *events) {
  enum { REACH = 3, LEAD = 2 };
  for (uint32_t s = 0; s < c->doc->n_sentences - c->doc->n_title && events->n; s++) {
    uint32_t first = c->doc->sentences[s].first, end = first + c->doc->sentences[s].count;
    for (uint32_t w = first; w < end; w++) {
      told_cue cue;
      if (c->lexeme[w] == CH_NO_LEXEME || !told_cue_at(c, w, end, &cue) || cue.span.to == 0)
        continue;
      if (cue.cue->acts && !tells_deed(c, &cue)) continue;
      uint32_t noun = deed_before(c, &cue);
      if (noun == CH_NO_WORD || noun >= w + cue.n || within(c, noun, cue.span) || is_denied(c, &cue))
        continue;
      bool armed = ch_in_class(c, noun, c->book->blow), found = false;
      if (ch_w(c, noun)->rel == CH_REL_APPOS) found = answer_in(c, events, s, noun, &cue, armed);
      bool pronoun = is_pronoun(c, noun);
      if (found || (!pronoun && !is_definite(c, noun))) continue;
      uint32_t reach = pronoun ? 1 : REACH;
      for (uint32_t back = 1; back <= reach && back <= s && !found; back++)
        found = answer_in(c, events, s - back, CH_NO_WORD, &cue, armed);
      /* "the step" of which the whole article tells */
      for (uint32_t lead = 0; lead < LEAD && lead + REACH < s && !found && !pronoun; lead++)
        found = answer_in(c, events, lead, CH_NO_WORD, &cue, armed);
    }
  }
}
