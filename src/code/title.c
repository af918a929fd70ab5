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

/* "Brazil debt TALKS snag": a noun within a sentence of another verb says what the news is
 * about, and so does a clause that hangs on one. "Raids on border towns", "Envoys in TALKS": without a verb it is the news. */
static bool is_topic(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head;
  if (ch_is_verb(c, w)) /* not "OMAN to send aid" */
    return ch_rel_universal(ch_w(c, w)->rel) == CH_REL_ACL && ch_headline_doer(c, w) == CH_NO_WORD;
  if (up == CH_NO_WORD) return false;
  if (ch_in_class(c, up, c->book->light)) return false;
  return ch_is_verb(c, up) || ch_w(c, up)->head != CH_NO_WORD;
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
    bool told = is_topic(c, e->trigger) || is_talk_at_home(e) ||
                e->act.status == CH_STATUS_HYPOTHETICAL || e->act.status == CH_STATUS_CONDITIONAL;
    for (size_t k = 0; k < text->n && !told; k++) told = tells(&text->v[k], e);
    if (told) continue;
    move_event(c->doc, e);
    title->v[kept++] = *e;
  }
  title->n = kept;
}
