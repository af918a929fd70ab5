/* Whom words of blame are meant for. */
#include "code/deed.h"
#include "code/parties.h"
#include "code/roles.h"

/* Who stands for words of blame: not who only "agreed to" or "plans" in them. */
uint32_t ch_blaming(const ch_coding *c, uint32_t w) {
  uint32_t a = c->reading->attribution_at[w], nobody = CH_NO_ITEM;
  while (a != CH_NO_ITEM) {
    const ch_attribution *at = &c->reading->attributions[a];
    if (ch_str_is(at->stance, "denies")) return CH_NO_ITEM;
    bool blames = ch_stance_in(c, at, c->book->blaming_stance);
    /* "WE believe that …", "the sanctions SHOW that …, Moscow said", "there is little DOUBT that …, Moscow
     * said": by who says so */
    bool unsaid = at->source_first == CH_NO_WORD && at->parent != CH_NO_ITEM;
    bool through = at->actor == CH_NO_ITEM &&
                   (unsaid || (at->source_first != CH_NO_WORD && (ch_feature(c, at->source_last, "Person=1") ||
                                                                  ch_str_is(at->stance, "shows"))));
    if (blames && !through) return a;
    if (blames && nobody == CH_NO_ITEM) nobody = a;
    a = at->parent;
  }
  return nobody;
}

static bool is_within(const ch_coding *c, uint32_t w, uint32_t attribution) {
  uint32_t a = c->reading->attribution_at[w];
  while (a != CH_NO_ITEM && a != attribution) a = c->reading->attributions[a].parent;
  return a == attribution;
}

/* "condemned THE KILLING of a priest": told by its noun as something that somebody suffered? */
bool ch_blames_harm(const ch_stand *s, uint32_t w) {
  return s->verbal && s->whom && w != CH_NO_WORD && ch_is_noun(s->c, w) && ch_in_class(s->c, w, s->c->book->suffered);
}

/* Who did it: by whom it was, or whose it is where another suffered it. Who suffered it is not blamed. */
void ch_harm_by(const ch_coding *c, uint32_t noun, ch_side *out) {
  bool of = false;
  out->n = 0;
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    of |= ch_w(c, child)->rel == CH_REL_NMOD && ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD;
    if (ch_marker_in(c, child, c->book->agent) == CH_NO_WORD) continue;
    ch_named_or_owning(c, child, false, out);
    if (out->n) return;
  }
  if (of) ch_possessors(c, noun, out);
}

/* "told HIS PERUVIAN COUNTERPART that the checks were a disgrace": where the words themselves
 * charge nobody, another state that they are told to. */
static void blamed_to_face(const ch_stand *s, uint32_t cue, const ch_side *speaker, ch_side *out) {
  ch_coding *c = s->c;
  if (cue == CH_NO_WORD || !ch_is_verb(c, cue) || ch_w(c, s->head)->rel != CH_REL_CCOMP ||
      ch_w(c, s->head)->head != cue)
    return;
  ch_addressee_of(c, cue, out);
  ch_side_remove(out, speaker);
  if (out->n != 1 || !ch_is_power(out->v[0].actor) || ch_is_body(out->v[0].actor) ||
      ch_side_shares(out, speaker))
    out->n = 0;
}

/* ""It is a disgrace," she said OF THE PERUVIAN VERDICT": whom the words are said of. */
static void said_of(const ch_stand *s, uint32_t cue, const ch_side *speaker, ch_side *out) {
  ch_coding *c = s->c;
  for (uint32_t i = 0; cue != CH_NO_WORD && out->n == 0 && i < ch_child_count(c->doc, cue); i++) {
    uint32_t child = ch_child(c->doc, cue, i);
    if (ch_marker_in(c, child, c->book->said_of) == CH_NO_WORD || ch_below(c->doc, s->head, child)) continue;
    ch_named_or_owning(c, child, true, out);
    ch_side_remove(out, speaker);
    if (!ch_any_power(out) || ch_side_shares(out, speaker)) out->n = 0;
  }
}

/* Whom words of blame are meant for: whose the thing is, or by whom ("the
 * provocations BY TEHRAN"), else who the clauses that hold it have for a
 * subject, from within, as far as the speaker's words go. */
void ch_by_charged(const ch_stand *s, ch_side *out) {
  enum { CLIMB = 6 };
  ch_coding *c = s->c;
  ch_side speaker = {.n = 0};
  uint32_t said = ch_blaming(c, s->head), w = s->head;
  if (said == CH_NO_ITEM) return;
  ch_source_of(c, &c->reading->attributions[said], &speaker);
  for (int i = 0; i < CLIMB && w != CH_NO_WORD && is_within(c, w, said); i++) {
    if (!s->denied && ch_child_of_class(c, w, c->book->negation) != CH_NO_WORD)
      break; /* "did NOT violate" */
    if (ch_is_noun(c, w)) {
      ch_possessors(c, w, out);
      for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, w); k++)
        if (ch_marker_in(c, ch_child(c->doc, w, k), c->book->source) != CH_NO_WORD)
          ch_named_or_owning(c, ch_child(c->doc, w, k), false, out);
      ch_side_remove(out, &speaker);
      if (ch_any_power(out)) return;
    }
    const ch_frame *f = ch_frame_of(c, w);
    uint32_t subject = ch_is_verb(c, w) ? f->doer : f->subject;
    /* "what RUSSIA does is unacceptable" */
    uint32_t what = ch_in_class(c, subject, c->book->relative) ? ch_child_by_rel(c->doc, subject, CH_REL_ACL_RELCL) : CH_NO_WORD;
    if (what != CH_NO_WORD && ch_child_by_rel(c->doc, what, CH_REL_NSUBJ) != CH_NO_WORD)
      subject = ch_child_by_rel(c->doc, what, CH_REL_NSUBJ);
    if (subject != CH_NO_WORD && subject != s->head) {
      ch_named_or_owning(c, subject, true, out);
      /* "the evidence cited BY OMAN" */
      for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, subject); k++)
        if (ch_w(c, ch_child(c->doc, subject, k))->rel == CH_REL_ACL)
          ch_named_or_owning(c, ch_frame_of(c, ch_child(c->doc, subject, k))->doer, false, out);
      if (!ch_any_power(out)) ch_deed_author(c, subject, &speaker, out);
      if (ch_side_shares(out, &speaker)) break;
      if (ch_any_power(out)) return;
    }
    w = ch_w(c, w)->head;
  }
  out->n = 0;
  if (w != CH_NO_WORD && is_within(c, w, said)) return;
  said_of(s, c->reading->attributions[said].cue, &speaker, out);
  if (out->n == 0) blamed_to_face(s, c->reading->attributions[said].cue, &speaker, out);
}
