/* Frames against the tree, in Universal Dependencies' terms.
 *
 * A clause reported hangs on its cue as ccomp or xcomp, or the cue hangs on it
 * as parataxis ("…, he said") or as a clause with "as". What "according to X"
 * reports is the clause that X hangs on.
 */
#include "read/attribution_clause.h"

#include "text/chars.h"

enum { LONGEST_CHAIN = 12 };

static const ch_word *word(const ch_document *doc, uint32_t w) { return &doc->words[w]; }

static ch_rel rel_of(const ch_document *doc, uint32_t w) {
  return ch_rel_universal((ch_rel)doc->words[w].rel);
}

static bool marks(const ch_cues *cues, const ch_document *doc, uint32_t w, const char *function) {
  return ch_cue_marks(cues, ch_word_form(doc, w), function);
}

static uint32_t child(const ch_document *doc, uint32_t w, ch_rel rel) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++)
    if (rel_of(doc, ch_child(doc, w, i)) == rel) return ch_child(doc, w, i);
  return CH_NO_WORD;
}

/* ---- the speaker ---- */

/* The last subject before the verb, else the first behind it: where a title
 * and a name were both made subjects, the name stands nearer. */
static uint32_t subject(const ch_document *doc, uint32_t w) {
  uint32_t best = CH_NO_WORD;
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i);
    if (word(doc, c)->rel != CH_REL_NSUBJ && word(doc, c)->rel != CH_REL_NSUBJ_OUTER) continue;
    if (c > w && best != CH_NO_WORD) break;
    best = c;
  }
  return best;
}

static bool is_passive(const ch_document *doc, uint32_t w) {
  return ch_child_by_rel(doc, w, CH_REL_NSUBJ_PASS) != CH_NO_WORD ||
         ch_child_by_rel(doc, w, CH_REL_AUX_PASS) != CH_NO_WORD;
}

static uint32_t with_case(const ch_cues *cues, const ch_document *doc, uint32_t w, const char *function) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i), mark = child(doc, c, CH_REL_CASE);
    if (mark != CH_NO_WORD && marks(cues, doc, mark, function)) return c;
  }
  return CH_NO_WORD;
}

static uint32_t noun_speaker(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  uint32_t owner = ch_child_by_rel(doc, w, CH_REL_NMOD_POSS);
  if (owner == CH_NO_WORD) owner = with_case(cues, doc, w, "agent");
  if (owner == CH_NO_WORD) owner = with_case(cues, doc, w, "origin");
  return owner;
}

/* "quoted THE PREMIER AS SAYING that …", "THE PREMIER was quoted AS SAYING that …" */
static uint32_t quoted_as(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  uint32_t head = word(doc, w)->head, mark = child(doc, w, CH_REL_MARK);
  if (head == CH_NO_WORD || head > w || mark == CH_NO_WORD || !marks(cues, doc, mark, "naming") ||
      (rel_of(doc, w) != CH_REL_ADVCL && rel_of(doc, w) != CH_REL_XCOMP) ||
      word(doc, head)->upos != CH_UPOS_VERB || subject(doc, w) != CH_NO_WORD)
    return CH_NO_WORD;
  if (is_passive(doc, head)) return ch_child_by_rel(doc, head, CH_REL_NSUBJ_PASS);
  uint32_t object = child(doc, head, CH_REL_OBJ);
  return object != CH_NO_WORD && object > head && object < w ? object : CH_NO_WORD;
}

uint32_t ch_reported_speaker(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  bool noun = word(doc, w)->upos == CH_UPOS_NOUN;
  uint32_t quoted = noun ? CH_NO_WORD : quoted_as(cues, doc, w);
  if (quoted != CH_NO_WORD) return quoted;
  for (int steps = 0; steps < LONGEST_CHAIN && w != CH_NO_WORD; steps++) {
    uint32_t head = word(doc, w)->head, own = subject(doc, w);
    if (noun && steps == 0 && noun_speaker(cues, doc, w) != CH_NO_WORD) return noun_speaker(cues, doc, w);
    if (!is_passive(doc, w) && own != CH_NO_WORD) {
      bool relative = ch_str_starts(word(doc, own)->xpos, CH_STR("W"));
      bool in_relative = word(doc, w)->rel == CH_REL_ACL_RELCL && head != CH_NO_WORD;
      return relative && in_relative ? head : relative ? CH_NO_WORD : own;
    }
    if (is_passive(doc, w)) {
      uint32_t agent = ch_child_by_rel(doc, w, CH_REL_OBL_AGENT);
      return agent != CH_NO_WORD ? agent : with_case(cues, doc, w, "agent");
    }
    switch (rel_of(doc, w)) {
      case CH_REL_ACL: return head; /* "a statement saying" */
      case CH_REL_CONJ: case CH_REL_XCOMP: case CH_REL_ADVCL: break;
      case CH_REL_OBJ: case CH_REL_OBL:
        if (noun) break;
        return CH_NO_WORD;
      default: return CH_NO_WORD;
    }
    w = head;
  }
  return CH_NO_WORD;
}

void ch_reported_source_range(const ch_document *doc, uint32_t head, uint32_t cue,
                            uint32_t *first, uint32_t *last) {
  ch_subtree_range(doc, head, first, last);
  for (uint32_t i = 0; i < ch_child_count(doc, head); i++) {
    uint32_t c = ch_child(doc, head, i), a, b;
    ch_rel rel = rel_of(doc, c);
    bool aside = rel == CH_REL_PARATAXIS ||
                 (rel == CH_REL_CASE && c < head) || (rel == CH_REL_ACL && cue != CH_NO_WORD && ch_below(doc, cue, c));
    if (!aside) continue;
    ch_subtree_range(doc, c, &a, &b);
    if (a > head && a <= *last) *last = a - 1;
    if (b < head && b >= *first) *first = b + 1;
  }
  if (cue != CH_NO_WORD && cue >= *first && cue <= *last) {
    if (cue > head) *last = cue - 1;
    else *first = cue + 1;
  }
  /* "Republican nominee" beside "Donald Trump", both on the verb. */
  uint32_t verb = word(doc, head)->head;
  for (uint32_t i = 0; verb != CH_NO_WORD && i < ch_child_count(doc, verb); i++) {
    uint32_t c = ch_child(doc, verb, i), a, b;
    if (c >= head || rel_of(doc, c) != CH_REL_NSUBJ || rel_of(doc, head) != CH_REL_NSUBJ) continue;
    ch_subtree_range(doc, c, &a, &b);
    if (b + 1 == *first) *first = a;
  }
  while (*last > head && word(doc, *last)->upos == CH_UPOS_PUNCT) (*last)--;
  while (*first < head && word(doc, *first)->upos == CH_UPOS_PUNCT) (*first)++;
}

/* ---- the words reported ---- */

/* The subtree of `head`, and without that of `without` where it stands at an
 * edge. */
static void take_content(const ch_document *doc, ch_reported *r, uint32_t head, uint32_t without) {
  uint32_t first, last, a, b;
  ch_subtree_range(doc, head, &first, &last);
  if (without != CH_NO_WORD) {
    ch_subtree_range(doc, without, &a, &b);
    if (a <= first && b < last) first = b + 1;
    else if (b >= last && a > first) last = a - 1;
    else if (b >= head && a > head) {
      /* In the middle: a final stop or quote after it is not worth the gap. */
      uint32_t rest = b + 1;
      while (rest <= last && word(doc, rest)->upos == CH_UPOS_PUNCT) rest++;
      if (rest > last) last = a - 1;
    }
  }
  r->content = head;
  r->content_first = first;
  r->content_last = last;
}

static bool is_infinitive(const ch_document *doc, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++)
    if (ch_str_is(word(doc, ch_child(doc, w, i))->xpos, "TO")) return true;
  return false;
}

static bool in_frame(const ch_cue *cue, ch_str form) {
  for (uint32_t i = 0; i < cue->n_words; i++)
    if (ch_str_eq_fold(form, cue->words[i])) return true;
  return false;
}

/* A dependent introduced by one of the frame's prepositions. */
static uint32_t prepositional(const ch_document *doc, const ch_cue *cue, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i);
    if (c < w) continue;
    uint32_t mark = child(doc, c, CH_REL_CASE);
    if (mark == CH_NO_WORD) mark = child(doc, c, CH_REL_MARK);
    if (mark != CH_NO_WORD && in_frame(cue, ch_word_form(doc, mark))) return c;
  }
  return CH_NO_WORD;
}

static void add_content(const ch_document *doc, ch_reported *r, uint32_t head) {
  uint32_t first, last;
  ch_subtree_range(doc, head, &first, &last);
  if (first < r->content_first) r->content_first = first;
  if (last > r->content_last) r->content_last = last;
}

/* Verbs such as "say" have no addressee as their object: one that stands before
 * the clause is the clause's subject in truth. */
static void take_in_object(const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  if (!(cue->frame & CH_FRAME_CLAUSE) || cue->frame & (CH_FRAME_OBJECT_CLAUSE | CH_FRAME_INF)) return;
  uint32_t object = child(doc, w, CH_REL_OBJ);
  if (object != CH_NO_WORD && object > w && object < r->content_first) add_content(doc, r, object);
}

/* Does a colon or a quotation mark open the words under w? */
static bool opened_by_mark(const ch_document *doc, uint32_t w) {
  uint32_t first, last;
  ch_subtree_range(doc, w, &first, &last);
  for (uint32_t k = first > 1 ? first - 2 : first; k <= first; k++) {
    ch_char c = ch_char_at(ch_word_form(doc, k), 0);
    if (c.code == ':' || c.class == CH_CHAR_QUOTE || c.class == CH_CHAR_OPEN || c.code == '`' || c.code == '\'') return true;
  }
  return false;
}

static bool finite_complement(const ch_document *doc, const ch_cue *cue, uint32_t w,
                              ch_reported *r) {
  uint32_t frame = cue->frame;
  bool found = false;
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i);
    ch_rel rel = rel_of(doc, c);
    bool takes = false;
    if (rel == CH_REL_CCOMP) takes = frame & (CH_FRAME_CLAUSE | CH_FRAME_QUOTE | CH_FRAME_OBJECT_CLAUSE);
    else if (rel == CH_REL_XCOMP)
      takes = is_infinitive(doc, c) ? frame & (CH_FRAME_INF | CH_FRAME_OBJECT_CLAUSE) : frame & CH_FRAME_GER && ch_str_is(word(doc, c)->xpos, "VBG");
    else if (rel == CH_REL_PARATAXIS)
      takes = frame & CH_FRAME_QUOTE && c > w && opened_by_mark(doc, c);
    else if (rel == CH_REL_ADVCL)
      takes = frame & CH_FRAME_INF && !(frame & CH_FRAME_QUOTE) && is_infinitive(doc, c) && c > w;
    if (!takes) continue;
    if (!found) take_content(doc, r, c, CH_NO_WORD);
    else add_content(doc, r, c);
    found = true;
  }
  if (found) take_in_object(doc, cue, w, r);
  return found;
}

/* "…, he said", "…, said Lavrov", "as he noted". */
static bool stands_beside(const ch_cues *cues, const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  uint32_t head = word(doc, w)->head;
  if (head == CH_NO_WORD || !(cue->frame & (CH_FRAME_CLAUSE | CH_FRAME_QUOTE | CH_FRAME_IT))) return false;
  uint32_t mark = child(doc, w, CH_REL_MARK);
  bool as = rel_of(doc, w) == CH_REL_ADVCL && mark != CH_NO_WORD && marks(cues, doc, mark, "naming");
  bool parataxis = rel_of(doc, w) == CH_REL_PARATAXIS || rel_of(doc, w) == CH_REL_DISCOURSE;
  if (!as && !parataxis) return false;
  if (parataxis && subject(doc, w) == CH_NO_WORD) return false;
  r->beside = true;
  take_content(doc, r, head, w);
  return true;
}

static bool object_content(const ch_cues *cues, const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  uint32_t object = child(doc, w, CH_REL_OBJ);
  if (cue->frame & CH_FRAME_OBJECT_AS && object != CH_NO_WORD) {
    uint32_t name = child(doc, w, CH_REL_XCOMP), a, b;
    if (name == CH_NO_WORD || name < object) name = with_case(cues, doc, w, "naming");
    if (name != CH_NO_WORD && name > object) {
      take_content(doc, r, object, CH_NO_WORD);
      ch_subtree_range(doc, name, &a, &b);
      if (b > r->content_last) r->content_last = b;
      return true;
    }
  }
  if (!(cue->frame & CH_FRAME_OBJECT)) return false;
  if (object == CH_NO_WORD && is_passive(doc, w)) object = ch_child_by_rel(doc, w, CH_REL_NSUBJ_PASS);
  if (object == CH_NO_WORD || ch_str_starts(word(doc, object)->xpos, CH_STR("W"))) return false;
  take_content(doc, r, object, CH_NO_WORD);
  return true;
}

/* "told PARLIAMENT THAT Chad was lying", the clause taken for one about the parliament. */
static bool clause_of_addressee(const ch_cues *cues, const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  if (!(cue->frame & CH_FRAME_OBJECT_CLAUSE)) return false;
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t told = ch_child(doc, w, i);
    if (told < w || (rel_of(doc, told) != CH_REL_OBJ && rel_of(doc, told) != CH_REL_IOBJ)) continue;
    for (uint32_t k = 0; k < ch_child_count(doc, told); k++) {
      uint32_t clause = ch_child(doc, told, k), mark = child(doc, clause, CH_REL_MARK);
      if (clause < told || rel_of(doc, clause) != CH_REL_ACL || mark == CH_NO_WORD ||
          subject(doc, clause) == CH_NO_WORD || !marks(cues, doc, mark, "clause"))
        continue;
      take_content(doc, r, clause, CH_NO_WORD);
      return true;
    }
  }
  return false;
}

static bool verb_content(const ch_cues *cues, const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  if (finite_complement(doc, cue, w, r)) return true;
  if (clause_of_addressee(cues, doc, cue, w, r)) return true;
  if (stands_beside(cues, doc, cue, w, r)) return true;
  uint32_t c = prepositional(doc, cue, w);
  if (c != CH_NO_WORD) {
    take_content(doc, r, c, CH_NO_WORD);
    /* The preposition belongs to the cue. */
    uint32_t mark = child(doc, c, CH_REL_CASE);
    if (mark == r->content_first && mark < c) r->content_first++;
    return true;
  }
  return object_content(cues, doc, cue, w, r);
}

static bool noun_content(const ch_cues *cues, const ch_document *doc, const ch_cue *cue, uint32_t w, ch_reported *r) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i);
    ch_rel rel = rel_of(doc, c);
    if (c < w || (rel != CH_REL_ACL && rel != CH_REL_CCOMP) || word(doc, c)->rel == CH_REL_ACL_RELCL) continue;
    bool inf = is_infinitive(doc, c);
    uint32_t mark = child(doc, c, CH_REL_MARK);
    bool clause = !inf && mark != CH_NO_WORD && marks(cues, doc, mark, "clause");
    if ((inf && cue->frame & CH_FRAME_INF) || (clause && cue->frame & CH_FRAME_CLAUSE)) {
      take_content(doc, r, c, CH_NO_WORD);
      return true;
    }
  }
  uint32_t c = prepositional(doc, cue, w);
  if (c == CH_NO_WORD || noun_speaker(cues, doc, w) == CH_NO_WORD) return false;
  take_content(doc, r, c, CH_NO_WORD);
  uint32_t mark = child(doc, c, CH_REL_CASE);
  if (mark == r->content_first && mark < c) r->content_first++;
  return true;
}

static bool negated(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i);
    if (marks(cues, doc, c, "negation")) return true;
  }
  return false;
}

/* ---- cues by part of speech ---- */

static bool phrase_report(const ch_cues *cues, const ch_document *doc, uint32_t w, ch_reported *r) {
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  uint32_t n = 0;
  r->cue = ch_cue_phrase(cues, doc, w, s->first + s->count, &n);
  if (!r->cue) return false;
  /* The source is the noun that the phrase's last word introduces. */
  uint32_t source = word(doc, w + n - 1)->head;
  while (source != CH_NO_WORD && source >= w && source < w + n) source = word(doc, source)->head;
  if (source == CH_NO_WORD || source < w + n) return false;
  /* "in the VIEW of the minister": the phrase has a noun of its own, which he hangs on */
  uint32_t top = ch_below(doc, w, source) ? source : word(doc, w)->head;
  if (top == CH_NO_WORD || (top != source && (top < w || top >= w + n || !ch_below(doc, source, top)))) return false;
  uint32_t clause = word(doc, top)->head;
  r->cue_word = w;
  r->cue_last = w + n - 1;
  r->source = source;
  ch_reported_source_range(doc, source, CH_NO_WORD, &r->source_first, &r->source_last);
  if (r->source_first < w + n) r->source_first = w + n;
  if (r->source_first > r->source_last || clause == CH_NO_WORD) return false;
  r->beside = true;
  take_content(doc, r, clause, top);
  return true;
}

/* "the alleged attack", "the so-called guards": participles as modifiers. */
static bool participle_report(const ch_cues *cues, const ch_document *doc, uint32_t w,
                              ch_reported *r) {
  char folded[64];
  ch_str form = ch_fold(ch_word_form(doc, w), folded, sizeof folded);
  bool hyphened = w >= 2 && ch_str_is(ch_word_form(doc, w - 1), "-");
  ch_span whole = {doc->words[hyphened ? w - 2 : w].span.from, doc->words[w].span.to};
  char joined[64]; /* "so-called" */
  r->cue = hyphened ? ch_cue_find(cues, ch_fold(ch_str_at(doc->text, whole), joined, sizeof joined), CH_CUE_ADJECTIVE) : NULL;
  bool so = r->cue != NULL;
  if (!so) r->cue = ch_cue_find(cues, form, CH_CUE_ADJECTIVE);
  if (!r->cue || !(r->cue->frame & CH_FRAME_NOUN) || word(doc, w)->head == CH_NO_WORD) return false;
  if (so) r->cue_word = w - 2;
  take_content(doc, r, word(doc, w)->head, CH_NO_WORD);
  return true;
}

static bool modifier_report(const ch_cues *cues, const ch_document *doc, uint32_t w, ch_str lemma,
                            ch_reported *r) {
  bool adverb = word(doc, w)->upos == CH_UPOS_ADV;
  uint32_t head = word(doc, w)->head;
  r->cue = ch_cue_find(cues, lemma, adverb ? CH_CUE_ADVERB : CH_CUE_ADJECTIVE);
  if (!r->cue) return false;
  r->source = CH_NO_WORD;
  if (adverb || r->cue->frame & CH_FRAME_NOUN) {
    if (head == CH_NO_WORD) return false;
    take_content(doc, r, head, CH_NO_WORD);
    return true;
  }
  r->source = ch_reported_speaker(cues, doc, w);
  return r->source != CH_NO_WORD && finite_complement(doc, r->cue, w, r);
}

/* "was CONVINCED that": an adjective taken for a verb. */
static bool convinced_report(const ch_cues *cues, const ch_document *doc, uint32_t w, ch_reported *r) {
  char folded[64];
  r->cue = ch_cue_find(cues, ch_fold(ch_word_form(doc, w), folded, sizeof folded), CH_CUE_ADJECTIVE);
  if (!r->cue || !ch_str_is(r->cue->stance, "believes") || r->cue->frame & CH_FRAME_NOUN) return false;
  r->source = ch_child_by_rel(doc, w, CH_REL_NSUBJ_PASS);
  return r->source != CH_NO_WORD && finite_complement(doc, r->cue, w, r);
}

/* "declined to comment": the comment was not made. */
static bool is_declined(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  char folded[64];
  uint32_t head = word(doc, w)->head;
  if (rel_of(doc, w) != CH_REL_XCOMP || head == CH_NO_WORD) return false;
  const ch_cue *outer = ch_cue_find(cues, ch_fold(word(doc, head)->lemma, folded, sizeof folded), CH_CUE_VERB);
  return outer && (ch_str_is(outer->stance, "declines") || ch_str_is(outer->stance, "refuses"));
}

/* "rejected claims that": the claims are another's. */
static bool is_rejected(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  static const char *const against[] = {"rejects", "denies", "opposes", "criticizes", "doubts", "protests"};
  char folded[64];
  uint32_t head = word(doc, w)->head;
  if (rel_of(doc, w) != CH_REL_OBJ || head == CH_NO_WORD) return false;
  const ch_cue *verb = ch_cue_find(cues, ch_fold(word(doc, head)->lemma, folded, sizeof folded), CH_CUE_VERB);
  for (size_t i = 0; verb && i < sizeof against / sizeof *against; i++)
    if (ch_str_is(verb->stance, against[i])) return true;
  return false;
}

/* ---- "…, the White House said Monday." -------------------------------------------------- */

enum { LONGEST_SOURCE = 12, SHORTEST_CLAUSE = 3 };

static bool is_comma(const ch_document *doc, uint32_t w) {
  return ch_str_is(ch_word_form(doc, w), ",");
}

/* Does nothing of another clause stand behind the cue? */
static bool ends_sentence(const ch_document *doc, uint32_t w, uint32_t end) {
  for (uint32_t k = w + 1; k < end; k++) {
    ch_upos upos = (ch_upos)word(doc, k)->upos;
    bool other = upos == CH_UPOS_VERB || upos == CH_UPOS_AUX || upos == CH_UPOS_SCONJ ||
                 upos == CH_UPOS_CCONJ || upos == CH_UPOS_PRON;
    if (other && !ch_below(doc, k, w)) return false;
    if (rel_of(doc, k) == CH_REL_CCOMP || rel_of(doc, k) == CH_REL_OBJ) return false;
  }
  return true;
}

/* "…, Ann Lee, a researcher at X, said": the comma in front of the bare name. */
static uint32_t over_name(const ch_document *doc, uint32_t comma, uint32_t start) {
  uint32_t w = comma;
  while (w > start && word(doc, w - 1)->upos == CH_UPOS_PROPN) w--;
  bool name =
      w < comma && w > start && is_comma(doc, w - 1) && word(doc, comma + 1)->upos != CH_UPOS_PROPN;
  return name ? w - 1 : comma;
}

/* "the minister, ANN LEE OF OSLO, said": where the comma stands that opens what is set behind the
 * speaker and closed by the comma right before `w`; `w` where nothing is. */
static uint32_t over_apposition(const ch_document *doc, uint32_t w, uint32_t start) {
  if (w < start + 3 || !is_comma(doc, w - 1)) return w;
  for (uint32_t k = w - 1; k > start && w - k < LONGEST_SOURCE; k--) {
    ch_upos upos = (ch_upos)word(doc, k - 1)->upos;
    if (is_comma(doc, k - 1)) {
      upos = k - 1 > start ? (ch_upos)word(doc, k - 2)->upos : CH_UPOS_PUNCT;
      return k < w - 1 && (upos == CH_UPOS_NOUN || upos == CH_UPOS_PROPN) ? k - 1 : w;
    }
    if (upos == CH_UPOS_VERB || upos == CH_UPOS_AUX || upos == CH_UPOS_PUNCT) return w;
  }
  return w;
}

/* Who says it, by the tree: "THE PREMIER said", "THE PREMIER was quoted as saying". */
static uint32_t sayer(const ch_cues *cues, const ch_document *doc, uint32_t w) {
  uint32_t quoted = quoted_as(cues, doc, w);
  return quoted != CH_NO_WORD ? quoted : subject(doc, w);
}

/* The comma that the words of the speaker begin behind; CH_NO_WORD. */
static uint32_t comma_before_source(const ch_cues *cues, const ch_document *doc, uint32_t w, uint32_t start) {
  uint32_t own = sayer(cues, doc, w);
  if (own != CH_NO_WORD && own < w) {
    uint32_t first, last;
    ch_reported_source_range(doc, own, w, &first, &last);
    if (first > start && is_comma(doc, first - 1) && !is_comma(doc, first)) return first - 1;
  }
  uint32_t nominals = 0, end = over_apposition(doc, w, start);
  for (uint32_t k = end; k > start && end - k < LONGEST_SOURCE; k--) {
    if (is_comma(doc, k - 1)) return nominals > 0 ? over_name(doc, k - 1, start) : CH_NO_WORD;
    switch ((ch_upos)word(doc, k - 1)->upos) {
      case CH_UPOS_NOUN:
      case CH_UPOS_PROPN:
      case CH_UPOS_PRON:
        nominals++;
        break;
      case CH_UPOS_ADJ:
      case CH_UPOS_DET:
      case CH_UPOS_NUM:
      case CH_UPOS_ADP:
      case CH_UPOS_PART:
      case CH_UPOS_ADV:
        break;
      default:
        return CH_NO_WORD;
    }
  }
  return CH_NO_WORD;
}

static bool is_last_word(const ch_document *doc, uint32_t w) {
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  uint32_t end = s->first + s->count;
  for (uint32_t k = w + 1; k < end; k++)
    if (word(doc, k)->upos != CH_UPOS_PUNCT) return false;
  return w > s->first;
}

/* A report that closes its sentence behind a comma holds all that stands in
 * front, whatever the tree made of it. */
static bool closing_report(const ch_cues *cues, const ch_document *doc, uint32_t w, ch_reported *r) {
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  uint32_t start = s->first, end = start + s->count;
  if (!(r->cue->frame & CH_FRAME_QUOTE) || child(doc, w, CH_REL_AUX) != CH_NO_WORD ||
      !ends_sentence(doc, w, end))
    return false;
  uint32_t comma = comma_before_source(cues, doc, w, start);
  if (comma == CH_NO_WORD || comma < start + SHORTEST_CLAUSE) return false;
  bool clause = false;
  for (uint32_t k = start; k < comma && !clause; k++)
    clause = word(doc, k)->upos == CH_UPOS_VERB || word(doc, k)->upos == CH_UPOS_AUX;
  if (!clause) return false;
  uint32_t own = sayer(cues, doc, w), inner = comma + 1;
  while (inner < w && !is_comma(doc, inner)) inner++;
  if (own == CH_NO_WORD || own < comma || own > w)
    for (own = inner - 1; own > comma + 1 && word(doc, own)->upos != CH_UPOS_NOUN &&
                          word(doc, own)->upos != CH_UPOS_PROPN &&
                          word(doc, own)->upos != CH_UPOS_PRON;)
      own--;
  *r = (ch_reported){.cue = r->cue,
                     .cue_word = w,
                     .cue_last = w,
                     .source = own,
                     .source_first = comma + 1,
                     .source_last = w - 1,
                     .content = word(doc, w)->head,
                     .content_first = start,
                     .content_last = comma - 1,
                     .beside = true};
  if (quoted_as(cues, doc, w) != CH_NO_WORD)
    ch_reported_source_range(doc, own, w, &r->source_first, &r->source_last);
  r->negated = negated(cues, doc, w);
  return true;
}

/* A finite verb without a subject right behind a noun that the parser hung
 * elsewhere: "a senior official said". */
static uint32_t noun_in_front(const ch_document *doc, uint32_t w) {
  const ch_word *verb = word(doc, w);
  bool finite =
      ch_str_is(verb->xpos, "VBD") || ch_str_is(verb->xpos, "VBZ") || ch_str_is(verb->xpos, "VBP");
  if (!finite || w == doc->sentences[doc->sentence_of[w]].first || is_passive(doc, w))
    return CH_NO_WORD;
  if (rel_of(doc, w) == CH_REL_CONJ || rel_of(doc, w) == CH_REL_ACL) return CH_NO_WORD;
  uint32_t end = over_apposition(doc, w, doc->sentences[doc->sentence_of[w]].first);
  ch_upos upos = (ch_upos)word(doc, end - 1)->upos;
  return upos == CH_UPOS_NOUN || upos == CH_UPOS_PROPN ? end - 1 : CH_NO_WORD;
}

bool ch_reported_find(const ch_cues *cues, const ch_document *doc, uint32_t w,
                      ch_reported *report) {
  char folded[64];
  *report = (ch_reported){.cue_word = w, .cue_last = w, .source = CH_NO_WORD};
  if (phrase_report(cues, doc, w, report)) return true;
  const ch_word *me = word(doc, w);
  ch_str lemma = ch_fold(me->lemma, folded, sizeof folded);
  *report = (ch_reported){.cue_word = w, .cue_last = w, .source = CH_NO_WORD};
  switch (me->upos) {
    case CH_UPOS_VERB:
      if (rel_of(doc, w) == CH_REL_AMOD) return participle_report(cues, doc, w, report);
      report->cue = ch_cue_find(cues, lemma, CH_CUE_VERB);
      if (!report->cue && is_passive(doc, w)) {
        if (!convinced_report(cues, doc, w, report)) return false;
        break;
      }
      if (report->cue && is_declined(cues, doc, w)) return false;
      if (report->cue && closing_report(cues, doc, w, report)) return true;
      if (!report->cue || !verb_content(cues, doc, report->cue, w, report)) return false;
      report->source = ch_reported_speaker(cues, doc, w);
      if (report->source == CH_NO_WORD) report->source = noun_in_front(doc, w);
      report->negated = negated(cues, doc, w);
      break;
    case CH_UPOS_NOUN:
      /* "…, the Washington Post reports." */
      report->cue = ch_cue_find(cues, lemma, CH_CUE_VERB);
      if (report->cue && is_last_word(doc, w) && word(doc, w - 1)->upos == CH_UPOS_PROPN &&
          closing_report(cues, doc, w, report))
        return true;
      report->cue = ch_cue_find(cues, lemma, CH_CUE_NOUN);
      if (!report->cue || !noun_content(cues, doc, report->cue, w, report)) return false;
      if (!is_rejected(cues, doc, w)) report->source = ch_reported_speaker(cues, doc, w);
      report->negated = negated(cues, doc, w);
      break;
    case CH_UPOS_ADJ:
    case CH_UPOS_ADV:
      if (!modifier_report(cues, doc, w, lemma, report)) return false;
      break;
    default: return false;
  }
  if (report->source != CH_NO_WORD)
    ch_reported_source_range(doc, report->source, w, &report->source_first, &report->source_last);
  return report->content_first <= report->content_last;
}
