/* Whom an act is meant for by what it answers, and blame by where the deed was done. */
#include "code/provoked.h"

/* Whose the noun is, or who did it: "Iran's threats", "threats FROM IRAN", "an attack carried out BY
 * IRAN". */
static void author_of(const ch_coding *c, uint32_t noun, ch_side *out) {
  enum { DEPTH = 2 };
  out->n = 0;
  ch_possessors(c, noun, out);
  for (uint32_t i = 0; !ch_any_power(out) && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (c->reading->time_at[child] != CH_NO_ITEM || ch_marker_in(c, child, c->book->source) == CH_NO_WORD) continue;
    ch_named_or_owning(c, child, true, out);
  }
  if (!ch_any_power(out)) {
    out->n = 0;
    ch_named_within(c, noun, DEPTH, out);
  }
  /* "the raid, which they said was launched BY IRAN" */
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[noun]];
  for (uint32_t w = noun + 1; !ch_any_power(out) && w < s->first + s->count; w++) {
    out->n = 0;
    if (ch_marker_in(c, w, c->book->agent) != CH_NO_WORD && ch_below(c->doc, w, noun) &&
        c->reading->time_at[w] == CH_NO_ITEM)
      ch_named_or_owning(c, w, false, out);
  }
  if (!ch_any_power(out)) out->n = 0;
}

/* What the clause of the verb answers: "responded TO THREATS", "in response TO THREATS"; NO_WORD. */
static uint32_t answered_in(const ch_coding *c, uint32_t verb) {
  bool answers = ch_in_class(c, verb, c->book->answering);
  for (uint32_t i = 0; i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i);
    if (ch_rel_universal(ch_w(c, child)->rel) != CH_REL_OBL || !ch_is_noun(c, child)) continue;
    if (answers && ch_marker_in(c, child, c->book->answered) != CH_NO_WORD) return child;
    if (!ch_in_class(c, child, c->book->in_answer) || ch_marker_in(c, child, c->book->during) == CH_NO_WORD) continue;
    for (uint32_t k = 0; k < ch_child_count(c->doc, child); k++) {
      uint32_t noun = ch_child(c->doc, child, k);
      bool to = ch_marker_in(c, noun, c->book->answered) != CH_NO_WORD ||
                ch_marker_in(c, noun, c->book->cause) != CH_NO_WORD;
      if (ch_w(c, noun)->rel == CH_REL_NMOD && to) return noun;
    }
  }
  return CH_NO_WORD;
}

/* "THE RAID prompted Oman to recall its envoy", "…, which led Oman to recall him": whose it was that
 * moved him, else who acts in the clause before. */
static bool prompted_by(ch_coding *c, uint32_t w, const ch_side *actor, ch_side *out) {
  enum { CLIMB = 3 };
  uint32_t verb = ch_w(c, w)->head;
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb) || !ch_in_class(c, verb, c->book->prompting)) return false;
  uint32_t cause = ch_frame_of(c, verb)->subject;
  if (cause != CH_NO_WORD && ch_is_noun(c, cause)) author_of(c, cause, out);
  for (int i = 0; i < CLIMB && (!ch_any_power(out) || ch_side_shares(out, actor)); i++) {
    verb = verb == CH_NO_WORD ? CH_NO_WORD : ch_w(c, verb)->head;
    if (verb == CH_NO_WORD || !ch_is_verb(c, verb)) continue;
    out->n = 0;
    ch_named_or_owning(c, ch_frame_of(c, verb)->doer, true, out);
  }
  return ch_any_power(out) && !ch_side_shares(out, actor);
}

void ch_provoker(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  enum { CLIMB = 3 };
  ch_coding *c = s->c;
  uint32_t w = s->head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = ch_w(c, w)->head) {
    uint8_t rel = ch_w(c, w)->rel;
    ch_side mover = {.n = 0};
    if (prompted_by(c, w, actor, &mover)) {
      *recipient = mover;
      return;
    }
    uint32_t noun = ch_is_verb(c, w) ? answered_in(c, w) : CH_NO_WORD;
    if (noun != CH_NO_WORD && !ch_below(c->doc, s->head, noun)) {
      ch_side found;
      author_of(c, noun, &found);
      if (found.n && !ch_side_shares(&found, actor)) *recipient = found;
      return;
    }
    if (rel != CH_REL_OBJ && rel != CH_REL_OBL && rel != CH_REL_ADVCL && rel != CH_REL_CONJ && rel != CH_REL_XCOMP) return;
  }
}

/* "stopped the flights BECAUSE OF Oman's refusal to pay", "voiced dismay OVER Oman's threats": the verb
 * of who answers so what the noun names. */
static uint32_t acted_over(const ch_coding *c, uint32_t noun) {
  enum { CLIMB = 3 };
  bool over = false;
  for (int i = 0; i < CLIMB && noun != CH_NO_WORD; i++) {
    uint8_t rel = ch_rel_universal(ch_w(c, noun)->rel);
    if (rel != CH_REL_OBL && rel != CH_REL_NMOD && rel != CH_REL_OBJ) return CH_NO_WORD;
    over |= ch_marker_in(c, noun, c->book->cause) != CH_NO_WORD;
    noun = ch_w(c, noun)->head;
    if (noun != CH_NO_WORD && ch_is_verb(c, noun)) return over ? noun : CH_NO_WORD;
  }
  return CH_NO_WORD;
}

void ch_provoked(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  ch_coding *c = s->c;
  uint32_t answer = s->noun && s->rule->type == CH_TYPE_REJECT ? acted_over(c, s->head) : CH_NO_WORD;
  if (answer != CH_NO_WORD) {
    ch_side doer = {.n = 0};
    ch_named_or_owning(c, ch_frame_of(c, answer)->doer, true, &doer);
    if (ch_any_power(&doer) && !ch_side_shares(&doer, actor)) *recipient = doer;
    return;
  }
  uint32_t verb = s->noun ? ch_w(c, s->head)->head : CH_NO_WORD;
  if (verb == CH_NO_WORD || !ch_is_verb(c, verb) || answered_in(c, verb) != s->head) return;
  if (ch_marker_in(c, verb, c->book->infinitive) != CH_NO_WORD) return; /* "an interest to respond to it" */
  ch_side found = {.n = 0};
  ch_named_or_owning(c, ch_frame_of(c, verb)->doer, true, &found);
  if (ch_any_power(&found) && !ch_side_shares(&found, actor)) *recipient = found;
}

void ch_land_of(const ch_coding *c, uint32_t noun, int depth, ch_side *out) {
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    ch_rel rel = ch_rel_universal(ch_w(c, child)->rel);
    if (child < noun || (rel != CH_REL_NMOD && rel != CH_REL_OBL && rel != CH_REL_ACL)) continue;
    if (ch_marker_in(c, child, c->book->during) != CH_NO_WORD && c->reading->time_at[child] == CH_NO_ITEM)
      ch_named_or_held(c, child, out);
    if (!ch_any_power(out)) out->n = 0;
    if (out->n == 0 && depth > 0) ch_land_of(c, child, depth - 1, out);
  }
}

void ch_where_done(const ch_stand *s, ch_side *actor, ch_side *recipient) {
  enum { DEPTH = 2 };
  ch_coding *c = s->c;
  uint32_t words[CH_MAX_ELEMENTS + 1], n = 0;
  for (uint32_t i = 1; i < CH_MAX_ELEMENTS; i++) words[n++] = ch_matched(s, i);
  if (!s->noun && ch_is_verb(c, s->head)) words[n++] = ch_frame_of(c, s->head)->undergoer;
  for (uint32_t i = 0; i < n; i++) {
    if (words[i] == CH_NO_WORD || !ch_is_noun(c, words[i]) || !ch_in_class(c, words[i], c->book->home_ill)) continue;
    ch_side there = {.n = 0};
    ch_land_of(c, words[i], DEPTH, &there);
    /* the same, hung on the verb */
    uint32_t in = words[i] + 1, place = in < c->doc->n_words && ch_w(c, in)->rel == CH_REL_CASE ? ch_w(c, in)->head : CH_NO_WORD;
    if (there.n == 0 && place != CH_NO_WORD && ch_in_class(c, in, c->book->during) && ch_w(c, place)->head == s->head &&
        c->reading->time_at[place] == CH_NO_ITEM)
      ch_named_or_held(c, place, &there);
    if (!ch_any_power(&there)) there.n = 0;
    if (there.n == 0 || ch_side_shares(&there, actor)) continue;
    *recipient = there;
    return;
  }
}
