/* Does what happens at a time lie behind or ahead of the report?
 *
 * In a parsed sentence the verb that the expression hangs on tells. Without a
 * tree the nearest word that shows tense does, looking left first: "said talks
 * will begin Monday", "met on Monday and will return".
 */
#include "read/time_resolve.h"
#include "text/chars.h"

enum { WINDOW = 14 };

static ch_str form_of(const ch_time_context *c, uint32_t w) { return ch_word_form(c->text->doc, w); }

static bool lower(const ch_time_context *c, uint32_t w) {
  return ch_char_at(form_of(c, w), 0).class == CH_CHAR_LOWER;
}

/* -1, 0 or 1 by the word alone. */
static int word_tense(const ch_time_context *c, uint32_t w) {
  const ch_time_text *t = c->text;
  ch_str form = form_of(c, w);
  if (ch_time_is(t, w, CH_TC_FUTURE)) {
    if (!ch_str_eq_fold(form, CH_STR("to"))) return lower(c, w) || w == c->first ? 1 : 0;
    /* "to close" but not "to Moscow", "to the envoy" */
    bool verb = w + 1 < c->end && lower(c, w + 1) && !ch_time_is(t, w + 1, CH_TC_NOMINAL);
    return verb ? 1 : 0;
  }
  if (ch_time_is(t, w, CH_TC_PAST)) return -1;
  static const ch_str ed = CH_STR_INIT("-ed");
  const ch_time_word *suffix = ch_time_word_of(t->words, ed);
  if (suffix && suffix->classes & CH_TC_BIT(PAST) && form.n > 4 && ch_str_ends(form, CH_STR("ed")) && lower(c, w))
    return -1;
  return 0;
}

static int window_tense(const ch_time_context *c, uint32_t first, uint32_t last) {
  for (uint32_t w = first, steps = 0; w > c->first && steps < WINDOW; steps++) {
    int tense = word_tense(c, --w);
    if (tense) return tense;
  }
  for (uint32_t w = last + 1, steps = 0; w < c->end && steps < WINDOW; w++, steps++) {
    int tense = word_tense(c, w);
    if (tense) return tense;
  }
  return 0;
}

/* By the verb itself and its auxiliaries; 0 when it shows no tense of its own. */
static int verb_tense(const ch_time_context *c, uint32_t verb) {
  const ch_document *doc = c->text->doc;
  int tense = 0;
  bool is = false; /* "is", "are" beside it */
  for (uint32_t i = 0; i < ch_child_count(doc, verb); i++) {
    uint32_t child = ch_child(doc, verb, i);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[child].rel);
    /* but "appeared TO BE WORKING" tells of no time to come */
    if (rel == CH_REL_MARK && ch_str_is(doc->words[child].xpos, "TO") && !ch_str_is(doc->words[verb].xpos, "VBG")) return 1;
    /* "was DUE TO meet on Friday" */
    uint32_t next = child + 1;
    if (rel == CH_REL_MARK && next < doc->n_words && doc->words[next].head == child &&
        ch_str_is(doc->words[next].xpos, "TO"))
      return 1;
    if (rel != CH_REL_AUX && rel != CH_REL_COP) continue;
    ch_str xpos = doc->words[child].xpos;
    if (ch_str_is(xpos, "MD")) return 1;
    if (ch_str_is(xpos, "VBD")) tense = -1;
    if (ch_str_is(doc->words[child].lemma, "be") && !ch_str_is(xpos, "VBN")) is = true;
  }
  if (tense) return tense;
  /* "a vote is expected on Thursday" */
  if (is && ch_time_is(c->text, verb, CH_TC_FUTURE)) return 1;
  ch_str xpos = doc->words[verb].xpos;
  if (ch_str_is(xpos, "VBD") || ch_str_is(xpos, "VBN")) return -1;
  if (ch_str_is(xpos, "MD")) return 1;
  /* "TRAVELS to London on Tuesday": what stands on an agenda */
  if ((ch_str_is(xpos, "VBZ") || ch_str_is(xpos, "VBP")) && ch_time_is(c->text, verb, CH_TC_FUTURE)) return 1;
  return 0;
}

/* Does the noun stand behind "ahead of" or "prior to": what is told is before it. */
static bool lies_ahead(const ch_time_context *c, uint32_t noun) {
  const ch_document *doc = c->text->doc;
  for (uint32_t i = 0; i < ch_child_count(doc, noun); i++) {
    uint32_t child = ch_child(doc, noun, i);
    if (doc->words[child].rel != CH_REL_CASE) continue;
    if (ch_time_is(c->text, child, CH_TC_AHEAD)) return true;
    if (child > c->first && ch_time_is(c->text, child - 1, CH_TC_AHEAD)) return true;
  }
  return false;
}

/* "talks DUE Thursday", "a summit PLANNED for Thursday", but not "WAS planned for". */
static bool is_set_for(const ch_time_context *c, uint32_t first) {
  const ch_document *doc = c->text->doc;
  uint32_t w = first;
  if (w > c->first && doc->words[w - 1].upos == CH_UPOS_ADP && !ch_time_is(c->text, w - 1, CH_TC_SETFOR)) w--;
  if (w == c->first || !ch_time_is(c->text, --w, CH_TC_SETFOR)) return false;
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++)
    if (doc->words[ch_child(doc, w, i)].upos == CH_UPOS_AUX) return false;
  return !ch_str_is(doc->words[w].xpos, "VBD");
}

static int tree_tense(const ch_time_context *c, uint32_t first, uint32_t last) {
  const ch_document *doc = c->text->doc;
  uint32_t w = last;
  if (is_set_for(c, first)) return 1;
  while (w >= first && doc->words[w].head != CH_NO_WORD && doc->words[w].head >= first && doc->words[w].head <= last)
    w = doc->words[w].head;
  for (uint32_t steps = 0; w != CH_NO_WORD && steps < 20; w = doc->words[w].head, steps++) {
    uint8_t upos = doc->words[w].upos;
    bool verbal = upos == CH_UPOS_VERB || upos == CH_UPOS_AUX || ch_child_by_rel(doc, w, CH_REL_COP) != CH_NO_WORD;
    /* "to DENOUNCE the murder on Friday": the murder, not what is done about it; where the day hangs on the
     * infinitive, what governs that tells */
    bool back = verbal && ch_time_is(c->text, w, CH_TC_LOOKBACK);
    if (back && (steps > 1 || ch_str_is(doc->words[w].xpos, "VBG"))) return -1;
    if (back && ch_str_is(doc->words[w].xpos, "VB")) continue;
    int tense = verbal ? verb_tense(c, w) : 0;
    if (tense) return tense;

    if (!verbal && lies_ahead(c, w)) return 1;
    /* "is meeting on Friday", "meets on Friday" tell nothing by themselves. */
    if (verbal && (ch_str_is(doc->words[w].xpos, "VBZ") || ch_str_is(doc->words[w].xpos, "VBP"))) return 0;
  }
  return 0;
}

int ch_time_tense(const ch_time_context *context, uint32_t first, uint32_t last) {
  const ch_document *doc = context->text->doc;
  if (first > context->first && ch_time_form_is(context->text, first - 1, "since")) return -1;
  if (first > context->first && ch_time_is(context->text, first - 1, CH_TC_DEADLINE) &&
      !ch_time_form_is(context->text, first - 1, "before"))
    return 1;
  if (doc->child_first && doc->words[first].xpos.n) return tree_tense(context, first, last);
  return window_tense(context, first, last);
}
