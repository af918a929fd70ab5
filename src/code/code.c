/* Coding a document: one pass over its words finds the patterns, the best at
 * each word is settled into an event, and details are filled in. */
#include "code/blow.h"
#include "code/bygone.h"
#include "code/drafts.h"
#include "code/fray.h"
#include "code/grounds.h"
#include "code/recall.h"
#include "code/title.h"

static bool has_word(const ch_coding *c, const ch_sentence *s, uint32_t class_id) {
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (ch_in_class(c, w, class_id)) return true;
  return false;
}

/* Is the article about players and matches? A third of its sentences, and at least four, have words of such,
 * and three different ones: a coach, a team or a league alone may be another's. */
static bool is_about_sport(const ch_coding *c) {
  enum { SENTENCES = 4, SHARE = 3, WORDS = 3 };
  uint32_t different[WORDS], n_different = 0, n = 0;
  for (uint32_t i = 0; i < c->doc->n_sentences; i++) {
    const ch_sentence *s = &c->doc->sentences[i];
    bool has = false;
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      if (!ch_in_class(c, w, c->book->sporting)) continue;
      has = true;
      bool known = n_different == WORDS;
      for (uint32_t k = 0; k < n_different; k++) known |= different[k] == c->lexeme[w];
      if (!known) different[n_different++] = c->lexeme[w];
    }
    n += has;
  }
  return n >= SENTENCES && n * SHARE >= c->doc->n_sentences && n_different == WORDS;
}

/* Force that nobody is said to have used, beside a word for a mishap and none for a blow. */
static bool is_mishap(const ch_coding *c, const ch_sentence *s, const ch_draft *d) {
  return d->act.type == CH_TYPE_ASSAULT && d->act.actor.n == 0 && has_word(c, s, c->book->mishap) &&
         !has_word(c, s, c->book->fire);
}

/* What a sentence of matches or mishaps only seems to tell. */
static void drop_unmeant(ch_coding *c, ch_drafts *list, const ch_sentence *s) {
  /* teams go by the names of states; words that only matches have tell whose sentence it is */
  bool sport = c->about_sport || (list->n > 0 && has_word(c, s, c->book->sport));
  size_t kept = 0;
  for (size_t i = 0; i < list->n; i++) {
    if (!sport && !is_mishap(c, s, &list->v[i])) {
      list->v[kept++] = list->v[i];
      continue;
    }
    ch_drop_draft(&list->v[i], sport ? CH_FATE_SPORT : CH_FATE_MISHAP, &list->v[i]);
    ch_trace_settled(c, &list->v[i]);
  }
  list->n = kept;
}

static bool code_sentence(ch_coding *c, uint32_t sentence, ch_events *out) {
  const ch_sentence *s = &c->doc->sentences[sentence];
  ch_drafts list = {0};
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (!ch_draft_at(c, w, &list)) return false;
  drop_unmeant(c, &list, s);
  ch_share_recipients(&list);
  for (size_t i = 0; i < list.n; i++) ch_recall_blow(c, &list.v[i], out);
  ch_recall_recipients_before(c, sentence, &list, out);
  ch_recall_recipients(c, list.v, list.n, out);
  ch_leave_measures(c, &list);
  ch_free_held(c, &list, out, sentence);
  ch_turn_demanded(c, &list);
  ch_give_grounds(c, list.v, list.n);
  if (!ch_add_told(c, &list)) return false;
  ch_drop_covered(c, &list);
  ch_drop_weak_blame(&list);
  if (!ch_add_claims(c, &list) || !ch_add_ordered(c, &list)) return false;
  for (size_t i = 0; i < list.n; i++) {
    if (!ch_is_stray(c, list.v, list.n, &list.v[i])) continue;
    list.v[i].dropped = false;
    list.v[i].stray = true;
  }
  struct { uint32_t *v; size_t n, cap; } told = {0};
  for (size_t i = 0; i < list.n; i++) {
    if (list.v[i].cameo->quad < 3) continue;
    uint32_t *word = CH_PUSH(c->arena, &told);
    if (!word) return false;
    *word = list.v[i].match.word[0];
  }
  for (int kept = 0; kept < 2 && c->trace; kept++) /* what gives an event has the last word */
    for (size_t i = 0; i < list.n; i++)
      if (list.v[i].dropped == !kept) ch_trace_settled(c, &list.v[i]);
  for (size_t i = 0; i < list.n; i++) {
    if (list.v[i].dropped) continue;
    ch_event *event = CH_PUSH(c->arena, out);
    if (!event || !ch_write_event(c, sentence, &list.v[i], told.v, told.n, event)) return false;
    ch_lasts_until_obeyed(&list.v[i], out, event);
    ch_date_answer(out, event);
    ch_follow_bygone(c, out, event);
    if (!ch_contest(c, &list.v[i], event, out)) return false;
    ch_note_meeting(c, event);
    ch_note_feud(c, event);
    ch_note_dealing(c, event);
    ch_note_measure(c, event);
    if (!ch_add_each(c, out)) return false;
  }
  return true;
}

static bool add_all(ch_coding *c, ch_events *to, const ch_event *v, size_t n) {
  for (size_t i = 0; i < n; i++) {
    ch_event *kept = CH_PUSH(c->arena, to);
    if (!kept) return false;
    *kept = v[i];
  }
  return true;
}

/* The title's events behind the text's, which they may be completed by but do not touch. */
static bool code_title(ch_coding *c, uint32_t n_text, ch_events *out) {
  ch_events told = {0}, both = {0};
  c->met.n = c->dealt.n = 0;
  c->n_feuds = c->feuds = 0;
  for (uint32_t i = n_text; i < c->doc->n_sentences; i++)
    if (!code_sentence(c, i, &told)) return false;
  if (told.n == 0) return true;
  if (!add_all(c, &both, out->v, out->n) || !add_all(c, &both, told.v, told.n)) return false;
  ch_context(c, &both);
  told.n = 0;
  for (size_t i = 0; i < both.n; i++)
    if (ch_in_title(c->doc, both.v[i].sentence)) told.v[told.n++] = both.v[i];
  ch_bound_answered(&told);
  ch_title_events(c, out, &told);
  for (size_t i = 0; i < told.n; i++)
    if (!ch_name_event(c, &told.v[i])) return false;
  return add_all(c, out, told.v, told.n);
}

static bool code_all(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                 const ch_pair *given, ch_events *out, ch_trace *trace, ch_error *error) {
  ch_coding c;
  if (!ch_coding_init(&c, codebook, doc, reading, error)) return false;
  c.trace = trace;
  c.given = given;
  c.about_sport = is_about_sport(&c);
  const uint32_t n_text = doc->n_sentences - doc->n_title;
  bool done = true;
  for (uint32_t i = 0; i < n_text && done; i++) done = code_sentence(&c, i, out);
  if (done) {
    ch_context(&c, out);
    ch_answers_across(&c, out);
    ch_date_retold(&c, out);
    ch_bound_answered(out);
  }
  if (!done || !code_title(&c, n_text, out))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to code the article");
  ch_trace_close(trace, out);
  return !trace || !trace->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the trace");
}

bool ch_code_traced(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                    ch_events *out, ch_trace *trace, ch_error *error) {
  return code_all(codebook, doc, reading, NULL, out, trace, error);
}

bool ch_code_pair(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
                  const ch_pair *pair, ch_events *out, ch_error *error) {
  return code_all(codebook, doc, reading, pair, out, NULL, error);
}

bool ch_code(const ch_codebook *codebook, const ch_document *doc, const ch_reading *reading,
             ch_events *out, ch_error *error) {
  return ch_code_traced(codebook, doc, reading, out, NULL, error);
}
