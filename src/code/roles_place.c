/* Parties by place: in whose land, from whose jail, helped anywhere below. */
#include "code/parties.h"
#include "code/roles.h"

/* "the release of a man JAILED IN OMAN" */
void ch_held_in(const ch_coding *c, uint32_t w, ch_side *out) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w) && out->n == 0; i++) {
    uint32_t clause = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, clause)->rel;
    if (rel == CH_REL_NMOD && ch_marker_in(c, clause, c->book->belonging) != CH_NO_WORD) ch_held_in(c, clause, out);
    if ((rel != CH_REL_ACL && rel != CH_REL_ACL_RELCL) || !ch_in_class(c, clause, c->book->holding)) continue;
    for (uint32_t k = 0; k < ch_child_count(c->doc, clause) && out->n == 0; k++) {
      uint32_t place = ch_child(c->doc, clause, k);
      if (ch_is_marked(c, place) && ch_w(c, place)->rel != CH_REL_OBL_AGENT) ch_named_or_held(c, place, out);
    }
  }
}

/* Where the one freed was held: "two hikers held IN IRAN were let go", "from an IRANIAN jail". */
void ch_by_jail(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t freed = ch_is_verb(c, s->head) ? ch_frame_of(c, s->head)->undergoer : CH_NO_WORD;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t child = ch_child(c->doc, s->head, i);
    if (ch_in_class(c, child, c->book->captivity)) ch_side_owners(c, child, out);
  }
  for (uint32_t i = 1; out->n == 0 && i < CH_MAX_ELEMENTS; i++)
    if (ch_in_class(c, ch_matched(s, i), c->book->captivity)) {
      ch_side_owners(c, ch_matched(s, i), out);
      uint32_t where = ch_child_by_rel(c->doc, ch_matched(s, i), CH_REL_NMOD); /* "a jail IN OMAN" */
      if (out->n == 0 && where != CH_NO_WORD) ch_named_or_held(c, where, out);
    }
  if (freed != CH_NO_WORD && !s->noun && out->n == 0) ch_held_in(c, freed, out);
}

/* The state that is left: "were told TO LEAVE CHILE", "to leave THE CHILEAN BASE". */
static void by_place_left(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t clause = ch_child(c->doc, s->head, i), mark = ch_child_by_rel(c->doc, clause, CH_REL_MARK);
    if (!ch_is_verb(c, clause) || mark == CH_NO_WORD || !ch_in_class(c, mark, c->book->infinitive)) continue;
    uint32_t left = ch_child_by_rel(c->doc, clause, CH_REL_OBJ);
    if (left == CH_NO_WORD) continue;
    uint32_t m = c->reading->mention_at[left];
    if (m == CH_NO_ITEM) ch_side_owners(c, left, out);
    else if (ch_is_state(ch_mentioned(c, m))) ch_side_add(c, out, m);
  }
}

/* Of a passive without an agent only: "was arrested in Niger", "in the capital
 * of Niger", "at an airport in Niger". */
void ch_by_place(const ch_stand *s, ch_side *out) {
  enum { DEPTH = 2 };
  ch_coding *c = s->c;
  if (!s->noun && ch_is_verb(c, s->head) &&
      (!ch_frame_of(c, s->head)->passive || ch_frame_of(c, s->head)->doer != CH_NO_WORD))
    return;
  uint32_t above = ch_w(c, ch_first_conjunct(c, s->head))->head;
  if (s->noun && above != CH_NO_WORD && ch_stands_at(c, above)) {
    ch_side_of(c, above, true, out);
    return;
  }
  if (s->noun && s->talks) return; /* "talks in Geneva" are not with the Swiss */
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, s->head); i++) {
    uint32_t at = ch_child(c->doc, s->head, i);
    if (ch_marker_in(c, at, c->book->cause) != CH_NO_WORD) continue; /* "arrested FOR a murder in Niger" */
    if (ch_in_class(c, at, c->book->diplomatic_house)) continue;     /* "held IN THE EMBASSY": by whom, it does not say */
    if (ch_in_class(c, at, c->book->leaving) && ch_is_verb(c, at)) { /* "told to LEAVE NIGER" */
      uint32_t left = ch_child_by_rel(c->doc, at, CH_REL_OBJ);
      uint32_t m = left == CH_NO_WORD ? CH_NO_ITEM : c->reading->mention_at[left];
      if (m != CH_NO_ITEM && ch_is_state(ch_mentioned(c, m))) ch_side_add(c, out, m);
    } else if (ch_marker_in(c, at, c->book->exits) != CH_NO_WORD) { /* "thrown OUT OF NIGER" */
      uint32_t m = c->reading->mention_at[at];
      if (m != CH_NO_ITEM && ch_is_state(ch_mentioned(c, m))) ch_side_add(c, out, m);
    }
    for (int depth = 0; out->n == 0 && at != CH_NO_WORD && depth <= DEPTH; depth++) {
      uint32_t m = c->reading->mention_at[at];
      if (m != CH_NO_ITEM && c->reading->mentions[m].place && ch_is_state(ch_mentioned(c, m)))
        ch_side_add(c, out, m);
      uint32_t town = out->n == 0 && ch_is_marked(c, at) ? ch_state_before(c, at) : CH_NO_ITEM; /* "at LIMA airport" */
      if (town != CH_NO_ITEM) ch_side_actor(out, c, town, ch_w(c, at)->span);
      uint8_t rel = ch_w(c, at)->rel;
      if (rel != CH_REL_OBL && rel != CH_REL_NMOD) break;
      at = ch_child_by_rel(c->doc, at, CH_REL_NMOD);
    }
  }
  if (!s->noun && out->n == 0) by_place_left(s, out);
}

/* The first state told of anywhere below, but for the doer's: "gave 5 million euros
 * to help people hit by the flood IN MALAWI". */
void ch_by_below(const ch_stand *s, ch_side *out) {
  ch_coding *c = s->c;
  uint32_t root = s->carrier != CH_NO_WORD ? s->carrier : s->head;
  ch_side doer;
  ch_named_or_owning(c, ch_subject_word(s), true, &doer);
  const ch_sentence *sentence = &c->doc->sentences[c->doc->sentence_of[s->head]];
  for (uint32_t w = s->head + 1; w < sentence->first + sentence->count; w++) {
    if (c->reading->mention_at[w] == CH_NO_ITEM || !ch_below(c->doc, w, root)) continue;
    ch_side_add(c, out, c->reading->mention_at[w]);
    ch_side_remove(out, &doer);
    if (ch_any_coded(out) && !ch_side_shares(out, &doer)) return;
    out->n = 0;
  }
}
