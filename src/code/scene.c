#include "code/scene.h"

#include "code/parties.h"
#include "code/rules.h"

/* Is a phrase behind that preposition part of the scene of a deed of that type? States move forces
 * through friends' lands and pass measures anywhere: "in" tells of force alone. */
static bool sets_scene(const ch_coding *c, uint32_t w, ch_type type) {
  if (ch_marker_in(c, w, c->book->belonging) != CH_NO_WORD ||
      ch_marker_in(c, w, c->book->aimed_at) != CH_NO_WORD)
    return true;
  if (type != CH_TYPE_ASSAULT && type != CH_TYPE_COERCE) return false;
  if (ch_marker_in(c, w, c->book->done_at) == CH_NO_WORD) return false;
  return c->reading->mention_at[w] != CH_NO_ITEM || c->reading->place_at[w] != CH_NO_ITEM ||
         ch_in_class(c, w, c->book->somewhere);
}

/* Does a preposition that the rule has its recipient behind mark `w`? */
static bool is_role(const ch_coding *c, uint32_t w, const ch_rule *rule) {
  for (uint32_t i = 0; i < rule->recipient.n; i++)
    if (rule->recipient.v[i].kind == CH_ROLE_PREPOSITION &&
        ch_marker(c, w, rule->recipient.v[i].word) != CH_NO_WORD)
      return true;
  return false;
}

/* Does `w` belong to what the verb or noun above it tells of? */
static bool links(ch_coding *c, uint32_t w, const ch_rule *rule) {
  ch_type type = rule->type;
  uint32_t up = ch_w(c, w)->head;
  if (up == CH_NO_WORD) return false;
  bool clause = ch_is_verb(c, up) &&
                (ch_w(c, up)->rel == CH_REL_ACL || ch_w(c, up)->rel == CH_REL_ACL_RELCL ||
                 ch_w(c, up)->rel == CH_REL_ADVCL);
  if (c->reading->time_at[w] != CH_NO_ITEM) return false;
  switch (ch_w(c, w)->rel) {
    case CH_REL_OBJ:
    case CH_REL_NSUBJ_PASS:
    case CH_REL_NMOD_POSS:
    case CH_REL_AMOD:
    case CH_REL_COMPOUND:
    case CH_REL_XCOMP: return true;
    case CH_REL_CONJ: return !ch_is_verb(c, w);
    case CH_REL_OBL:
    case CH_REL_NMOD:
      if (clause && (ch_marker_in(c, w, c->book->agent) != CH_NO_WORD ||
                     ch_marker_in(c, w, c->book->infinitive) != CH_NO_WORD))
        return true; /* "owned BY Peru", "belonging TO Peru" */
      /* "massed troops FOR AN INVASION of Peru" */
      if (type == CH_TYPE_MOBILIZE && ch_in_class(c, w, c->book->blow)) return true;
      return !ch_is_marked(c, w) || sets_scene(c, w, type) || is_role(c, w, rule);
    case CH_REL_ACL: /* "a tanker CARRYING Iranian oil", "on alert TO INVADE Peru" */
      /* "a sergeant ACCUSED of cruelty to Peruvians" is none of these */
      if (ch_in_class(c, w, c->book->said_of_culprit)) return false;
      return ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD || ch_in_class(c, w, c->book->aiming);
    case CH_REL_ACL_RELCL: return true;
    case CH_REL_NSUBJ: return clause && ch_w(c, up)->rel == CH_REL_ACL_RELCL;
    case CH_REL_ADVCL: /* "to DETER Peru", "ANGERING Peru" */
      return ch_in_class(c, w, c->book->aiming) &&
             ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) == CH_NO_WORD;
    default: return false;
  }
}

/* Do such words, or those that the pattern found, lead from `w` up to `root`? Not "the war and the
 * elections in Peru". */
static bool leads_up(ch_coding *c, uint32_t w, uint32_t root, const ch_match *match, int climb) {
  const ch_rule *rule = &c->book->rules.v[match->pattern->rule];
  for (int i = 0; i < climb && w != CH_NO_WORD; i++, w = ch_w(c, w)->head) {
    bool found = false;
    if (w == root) return true;
    for (uint32_t k = 1; k < match->pattern->n; k++) found |= match->word[k] == w;
    if (!found && !links(c, w, rule)) return false;
    if (ch_w(c, w)->rel == CH_REL_CONJ && ch_w(c, w)->head == match->word[0]) return false;
  }
  return false;
}

/* A state or body that `w` names, or the state whose town it is. */
static void power_at(const ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  uint32_t m = c->reading->mention_at[w];
  if (m != CH_NO_ITEM) {
    ch_side_add(c, out, m);
  } else {
    uint32_t state = ch_place_state(c, w);
    if (state != CH_NO_ITEM) ch_side_actor(out, c, state, ch_w(c, w)->span);
  }
  if (out->n && !out->v[0].actor->code.n) out->n = 0;
}

/* "to Iraq, WHERE jets have launched 143 attacks": the place that the act's clause tells of. */
static void place_told_of(const ch_coding *c, uint32_t root, ch_side *out) {
  enum { CLIMB = 3 };
  for (int i = 0; i < CLIMB && ch_w(c, root)->head != CH_NO_WORD; i++) {
    uint8_t rel = ch_w(c, root)->rel;
    if (rel == CH_REL_ACL_RELCL && ch_child_of_class(c, root, c->book->wherein) != CH_NO_WORD)
      power_at(c, ch_w(c, root)->head, out);
    if (rel == CH_REL_ACL_RELCL || rel == CH_REL_ADVCL || rel == CH_REL_CCOMP) return;
    root = ch_w(c, root)->head;
  }
}

void ch_scene_recipient(ch_coding *c, const ch_match *match, const ch_side *actor, ch_side *out) {
  enum { CLIMB = 6, CARRIED = 3 };
  out->n = 0;
  uint32_t root = match->word[0];
  /* "STRIKES have hindered the militants in Yemen", "HELD exercises near Peru" */
  uint32_t up = ch_w(c, root)->head;
  uint8_t rel = ch_w(c, root)->rel;
  bool carried = ch_is_noun(c, root) && up != CH_NO_WORD && ch_is_verb(c, up) &&
                 (rel == CH_REL_NSUBJ || rel == CH_REL_NSUBJ_PASS || rel == CH_REL_OBJ);
  /* "crossed INTO PERU and killed four", "raided houses IN PERU, killing four" */
  bool follows = c->book->rules.v[match->pattern->rule].type == CH_TYPE_ASSAULT &&
                 ch_is_verb(c, root) && up != CH_NO_WORD && ch_is_verb(c, up) &&
                 ch_child_by_rel(c->doc, root, CH_REL_NSUBJ) == CH_NO_WORD &&
                 (rel == CH_REL_CONJ || (rel == CH_REL_ADVCL && ch_str_is(ch_w(c, root)->xpos, "VBG")));
  const ch_sentence *s = &c->doc->sentences[c->doc->sentence_of[root]];
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    if (w == root || (c->reading->mention_at[w] == CH_NO_ITEM &&
                      c->reading->place_at[w] == CH_NO_ITEM))
      continue;
    power_at(c, w, out);
    if (ch_side_shares(out, actor)) out->n = 0;
    if (out->n == 0) continue;
    if (leads_up(c, w, root, match, CLIMB) || ((carried || follows) && leads_up(c, w, up, match, CARRIED)))
      return;
    out->n = 0;
  }
  if (c->book->rules.v[match->pattern->rule].type == CH_TYPE_ASSAULT) {
    place_told_of(c, root, out);
    if (ch_side_shares(out, actor)) out->n = 0;
  }
}

/* Whose "the shelling", "an air raid", "the jail" was. */
static void whose(ch_coding *c, uint32_t w, ch_side *out) {
  out->n = 0;
  if (!ch_in_class(c, w, c->book->fire) && !ch_in_class(c, w, c->book->captivity)) return;
  for (uint32_t i = 0; out->n == 0 && i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    uint8_t rel = ch_w(c, child)->rel;
    bool owner = rel == CH_REL_NMOD_POSS || rel == CH_REL_AMOD || rel == CH_REL_COMPOUND;
    bool by = (rel == CH_REL_NMOD || (rel == CH_REL_OBL && ch_is_verb(c, w))) && (ch_marker_in(c, child, c->book->source) != CH_NO_WORD ||
                                     ch_marker_in(c, child, c->book->absolute) != CH_NO_WORD);
    if (owner && !ch_is_where(c, child)) power_at(c, child, out);
    if (by) ch_side_of(c, child, true, out);
    if (by && out->n == 0) ch_side_owners(c, child, out);
  }
}

/* Whose fire they fell in, or whose troops acted meanwhile. */
static void fire_about(ch_coding *c, uint32_t verb, const ch_side *victim, ch_side *out) {
  for (uint32_t i = 0; !ch_any_coded(out) && i < ch_child_count(c->doc, verb); i++) {
    uint32_t child = ch_child(c->doc, verb, i);
    uint8_t rel = ch_w(c, child)->rel;
    if (ch_marker_in(c, child, c->book->amid) != CH_NO_WORD) {
      whose(c, child, out);
    } else if (rel == CH_REL_ADVCL && ch_is_verb(c, child) &&
               ch_child_of_class(c, child, c->book->meanwhile) != CH_NO_WORD) {
      uint32_t doer = ch_frame_of(c, child)->doer;
      /* "were hurt when a car exploded DURING AN ISRAELI RAID" */
      for (uint32_t k = 0; out->n == 0 && k < ch_child_count(c->doc, child); k++)
        if (ch_marker_in(c, ch_child(c->doc, child, k), c->book->amid) != CH_NO_WORD) whose(c, ch_child(c->doc, child, k), out);
      if (out->n || doer == CH_NO_WORD || !ch_in_class(c, doer, c->book->forces)) continue;
      ch_side_of(c, doer, true, out);
      if (out->n == 0) ch_side_owners(c, doer, out);
    }
    if (ch_side_shares(out, victim)) out->n = 0;
  }
}

void ch_scene_actor(ch_coding *c, const ch_match *match, bool suffers, const ch_side *victim,
                    ch_side *out) {
  uint32_t head = match->word[0];
  out->n = 0;
  if (!ch_is_verb(c, head)) return;
  /* "CLASHES with the Omani army left five Peruvians dead" */
  uint32_t blow = ch_frame_of(c, head)->doer;
  if (blow != CH_NO_WORD && c->reading->mention_at[blow] == CH_NO_ITEM) whose(c, blow, out);
  if (!ch_any_coded(out) || ch_side_shares(out, victim)) out->n = 0;
  if (out->n || (!suffers && blow != CH_NO_WORD)) return;
  fire_about(c, head, victim, out);
  /* "were killed and three hurt IN A CLASH WITH the Omani army" */
  for (uint32_t i = 0; !ch_any_coded(out) && i < ch_child_count(c->doc, head); i++) {
    uint32_t other = ch_child(c->doc, head, i);
    bool hurt = ch_w(c, other)->rel == CH_REL_CONJ && ch_str_is(ch_w(c, other)->xpos, "VBN") && ch_frame_of(c, head)->passive;
    if (hurt) fire_about(c, other, victim, out);
  }
}
