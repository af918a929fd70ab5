/* What a title tells that the article's text does not.
 *
 * A title tells the text's main event once more, in fewer words. So a mention
 * of it counts only where no sentence of the text tells the same; the text has
 * the day, the numbers and who says so.
 */
#include "code/title.h"

/* Sentences of the text, at its head, that a title sums up. */
enum { LEAD = 4 };

static bool has_code(const ch_side *side, ch_str code) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].actor->code, code)) return true;
  return false;
}

/* Does the side name nobody whom the other (or `beside`, NULL none) does not name? */
static bool says_no_more(const ch_side *side, const ch_side *other, const ch_side *beside) {
  for (uint32_t i = 0; i < side->n; i++) {
    ch_str code = side->v[i].actor->code;
    if (code.n && !has_code(other, code) && !(beside && has_code(beside, code))) return false;
  }
  return true;
}

static bool is_mutual(ch_type type) {
  return type == CH_TYPE_CONSULT || type == CH_TYPE_AGREE || type == CH_TYPE_COOPERATE || type == CH_TYPE_SUPPORT;
}

/* Is it one act: of one type, or what one speaks of is what the other tells? */
static bool same_kind(const ch_event *title, const ch_event *text) {
  ch_type a = title->act.type, b = text->act.type, about = title->about.type, of = text->about.type;
  return a == b || (about != CH_TYPE_NONE && (about == b || about == of)) || (of != CH_TYPE_NONE && of == a);
}

static bool tells(const ch_event *text, const ch_event *title) {
  bool mutual = is_mutual(title->act.type) && is_mutual(text->act.type);
  /* "kept out of the villa, embassy says", where the text charges the other side with it */
  if (text->act.type == CH_TYPE_ACCUSE && text->about.type == title->act.type &&
      says_no_more(&title->act.actor, &text->about.actor, NULL) &&
      says_no_more(&title->act.recipient, &text->about.recipient, NULL))
    return true;
  const ch_act *of = &text->act;
  bool sides = says_no_more(&title->act.actor, &of->actor, mutual ? &of->recipient : NULL) &&
               says_no_more(&title->act.recipient, &of->recipient, mutual ? &of->actor : NULL);
  if (!sides) return false;
  /* the lead may tell it by a type beside: "warned" where the title has "urges", "expelled" where
   * it has "must go" */
  bool known = title->act.actor.n && (title->act.recipient.n || title->quad == text->quad);
  return same_kind(title, text) || (known && text->sentence < LEAD && (text->quad > 2) == (title->quad > 2));
}

/* ---- what a title tells as news ---------------------------------------------- */

/* "Early reports on RAID differ": a noun says what the news is about, unless it heads the title,
 * "Raids on border towns", or a verb says no more than it: "launch RAID". So do a clause that hangs
 * on a noun, and a gerund in a noun's place, "close to ARMING rebels". */
static bool is_topic(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head;
  ch_rel rel = ch_rel_universal(ch_w(c, w)->rel);
  if (!ch_is_verb(c, w)) {
    if (up == CH_NO_WORD)
      return ch_child_by_rel(c->doc, w, CH_REL_COP) != CH_NO_WORD || ch_child_by_rel(c->doc, w, CH_REL_NSUBJ) != CH_NO_WORD;
    return rel != CH_REL_OBJ || !ch_in_class(c, up, c->book->light) ||
           ch_child_by_rel(c->doc, up, CH_REL_NSUBJ) == CH_NO_WORD;
  }
  bool gerund = ch_str_is(ch_w(c, w)->xpos, "VBG");
  if (gerund && (rel == CH_REL_OBJ || rel == CH_REL_OBL || rel == CH_REL_NMOD || rel == CH_REL_NSUBJ ||
                 ch_child_by_rel(c->doc, w, CH_REL_MARK) != CH_NO_WORD ||
                 ch_child_by_rel(c->doc, w, CH_REL_CASE) != CH_NO_WORD))
    return true;
  /* not "OMAN to send aid" */
  return rel == CH_REL_AMOD || (rel == CH_REL_ACL && ch_headline_doer(c, w) == CH_NO_WORD);
}

/* "defends SYRIA policy": what it is about. */
static bool is_subject_matter(const ch_coding *c, const ch_event *e, const ch_party *p) {
  const ch_sentence *s = &c->doc->sentences[e->sentence];
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_w(c, w)->span.to == p->span.to) return ch_w(c, w)->rel == CH_REL_COMPOUND;
  return false;
}

/* Is nobody known to act, a side guessed from the text, or of words only what they are about? What
 * is withdrawn and given up is so towards the foe of whom the text tells. */
static bool is_guessed(const ch_coding *c, const ch_event *e) {
  const ch_side *sides[] = {&e->act.actor, &e->act.recipient};
  bool known = e->act.actor.n == 0, yields = e->act.type == CH_TYPE_RETREAT || e->act.type == CH_TYPE_CONCEDE;
  for (uint32_t i = 0; i < e->act.actor.n; i++) known = known || e->act.actor.v[i].actor->code.n;
  for (int k = 0; k < 2; k++)
    for (uint32_t i = 0; i < sides[k]->n; i++)
      if (!yields && sides[k]->v[i].inferred) return true;
      else if ((e->quad == 1 || e->quad == 3) && is_subject_matter(c, e, &sides[k]->v[i])) return true;
  return !known;
}

/* Words within a state, or to nobody in particular: a title has too few to tell whom they
 * are for, and most such are politics at home. */
static bool is_talk_at_home(const ch_event *e) {
  if (e->quad == 2 || e->quad == 4) return false;
  const ch_side *from = &e->act.actor, *to = &e->act.recipient;
  switch (e->act.type) {
    case CH_TYPE_ACCUSE: case CH_TYPE_REQUEST: case CH_TYPE_SUPPORT:
      if (to->n == 0) return true;
      break;
    default: break;
  }
  return from->n == 1 && to->n == 1 && ch_str_eq(from->v[0].actor->code, to->v[0].actor->code);
}

/* ---- from the document's bytes to the title's -------------------------------- */

static void move(const ch_document *doc, ch_span *span) {
  bool inside = span->from >= doc->title_at;
  *span = inside ? (ch_span){span->from - doc->title_at, span->to - doc->title_at} : (ch_span){0, 0};
}

static void move_party(const ch_document *doc, ch_party *p) {
  p->text = ch_as_printed(doc, p->text);
  move(doc, &p->span);
}

static void move_act(const ch_document *doc, ch_act *a) {
  for (uint32_t i = 0; i < a->actor.n; i++) move_party(doc, &a->actor.v[i]);
  for (uint32_t i = 0; i < a->recipient.n; i++) move_party(doc, &a->recipient.v[i]);
  a->date.text = ch_as_printed(doc, a->date.text);
}

static void move_event(const ch_document *doc, ch_event *e) {
  e->title = true;
  e->sentence -= doc->n_sentences - doc->n_title;
  move(doc, &e->span);
  move(doc, &e->trigger_span);
  move(doc, &e->answers_span);
  e->answers_text = ch_as_printed(doc, e->answers_text);
  e->deadline.text = ch_as_printed(doc, e->deadline.text);
  move_act(doc, &e->act);
  move_act(doc, &e->about);
  for (uint32_t i = 0; i < e->n_people; i++) move_party(doc, &e->people[i]);
}

void ch_title_events(const ch_coding *c, const ch_events *text, ch_events *title) {
  size_t kept = 0;
  for (size_t i = 0; i < title->n; i++) {
    ch_event *e = &title->v[i];
    bool told = is_topic(c, e->trigger) || is_talk_at_home(e) || is_guessed(c, e) ||
                e->act.status == CH_STATUS_HYPOTHETICAL || e->act.status == CH_STATUS_CONDITIONAL;
    for (size_t k = 0; k < text->n && !told; k++) told = tells(&text->v[k], e);
    if (told) continue;
    move_event(c->doc, e);
    title->v[kept++] = *e;
  }
  title->n = kept;
}
