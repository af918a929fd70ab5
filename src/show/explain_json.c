/* An event for programs that show it: as export has it, each sentence cut into the
 * parts that were read in it, each link with what it leads to. */
#include <stdlib.h>

#include "record/json.h"
#include "record/links.h"
#include "show/explain.h"
#include "show/wording.h"

/* Writes what stands in *words as a member, unless it is nothing, and empties it. */
static void member(ch_buf *out, const char *name, ch_buf *words) {
  if (words->n) {
    ch_json_name(out, name);
    ch_json_string(out, ch_buf_str(words));
  }
  if (words->failed) out->failed = true;
  ch_buf_clear(words);
}

static void what(const ch_fact *f, ch_buf *words) {
  ch_word_act(f, words);
  if (f->n_quantities) ch_buf_add_z(words, ": ");
  ch_word_quantities(f, words);
}

/* Of an answer: why it is taken for one, where no source says so, and in what proportion it answers. */
static bool answer(const ch_fact *f, const ch_fact *other, const ch_fact_link *link,
                   ch_store *store, ch_arena *arena, ch_buf *out, ch_buf *words) {
  bool given = link->kind == CH_LINK_ANSWERED_BY;
  const ch_fact *later = given ? other : f, *earlier = given ? f : other;
  const ch_wordbook *book = ch_store_wordbook(store);
  ch_proportion size;
  if (!given && link->kind != CH_LINK_ANSWERS) return true;
  if (!link->stated && !ch_answer_why(later, earlier, book, arena, words)) return false;
  member(out, "why", words);
  if (!ch_proportion_of(later, earlier, book, arena, &size)) return false;
  if (size.kind == CH_PROPORTION_NONE) return true;
  ch_buf_add_z(words, ch_proportion_name(size.kind));
  member(out, "proportion", words);
  ch_word_proportion(&size, words);
  member(out, "proportion_words", words);
  return true;
}

static bool links(const ch_fact *f, ch_store *store, ch_arena *arena, ch_buf *out, ch_buf *words,
                  ch_error *error) {
  ch_json_name(out, "linked");
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 0; i < f->n_links; i++) {
    const ch_fact_link *link = &f->links[i];
    ch_fact *other;
    if (!ch_store_fact(store, link->to, arena, &other, error)) return false;
    ch_json_comma(out);
    ch_buf_printf(out, "{\"kind\":\"%s\",\"id\":", ch_link_name(link->kind));
    ch_json_string(out, link->to);
    ch_buf_add_z(out, link->stated ? ",\"stated\":true" : ",\"stated\":false");
    ch_buf_add(words, link->report);
    member(out, "mention", words);
    if (other) {
      ch_word_days(other->act.date.days, words);
      member(out, "date", words);
      ch_word_parties(other, words);
      member(out, "parties", words);
      what(other, words);
      member(out, "what", words);
      if (!answer(f, other, link, store, arena, out, words))
        return ch_fail(error, CH_ERROR_MEMORY, "no memory to explain a link");
    }
    ch_buf_add_byte(out, '}');
  }
  ch_buf_add_byte(out, ']');
  return true;
}

/* ---- The parts of a sentence -------------------------------------------------- */

enum { MOST_MARKS = 64 };

typedef struct mark {
  ch_span span; /* in the sentence */
  const char *as;
} mark;

typedef struct marks {
  mark v[MOST_MARKS];
  size_t n;
  const ch_report *report;
} marks;

/* Offsets of the record count in the article. */
static void mark_span(marks *m, ch_span span, const char *as) {
  ch_span sentence = m->report->span;
  if (span.from >= span.to || span.from < sentence.from || m->n == MOST_MARKS) return;
  ch_span inside = {span.from - sentence.from, span.to - sentence.from};
  if (inside.to <= m->report->text.n) m->v[m->n++] = (mark){inside, as};
}

static void mark_words(marks *m, ch_str words, const char *as) {
  size_t at = words.n ? ch_str_find(m->report->text, words, 0) : SIZE_MAX;
  if (at == SIZE_MAX || m->n == MOST_MARKS) return;
  m->v[m->n++] = (mark){{(uint32_t)at, (uint32_t)(at + words.n)}, as};
}

static void mark_side(marks *m, const ch_report_side *side, const char *as) {
  for (uint32_t i = 0; i < side->n; i++) mark_span(m, side->v[i].span, as);
}

static void mark_all(marks *m) {
  const ch_report *r = m->report;
  mark_side(m, &r->act.actor, "actor");
  mark_side(m, &r->act.recipient, "recipient");
  mark_span(m, r->trigger_span, "trigger");
  if (r->act.date.basis != CH_BASIS_ARTICLE) mark_words(m, r->act.date.text, "date");
  mark_words(m, r->deadline.text, "deadline");
  mark_span(m, r->answers_span, "answers");
  for (uint32_t i = 0; i < r->n_quantities; i++) mark_words(m, r->quantities[i].text, "quantity");
}

static int order_cuts(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void part(const marks *m, uint32_t from, uint32_t to, ch_buf *out) {
  bool open = false;
  ch_json_comma(out);
  ch_buf_add_z(out, "{\"text\":");
  ch_json_string(out, ch_str_slice(m->report->text, from, to));
  for (size_t i = 0; i < m->n; i++) {
    if (m->v[i].span.from > from || m->v[i].span.to < to) continue;
    bool known = false; /* two actors may stand in the same words */
    for (size_t k = 0; k < i && !known; k++)
      known = m->v[k].as == m->v[i].as && m->v[k].span.from <= from && m->v[k].span.to >= to;
    if (known) continue;
    if (!open) ch_buf_add_z(out, ",\"as\":[");
    open = true;
    ch_json_comma(out);
    ch_json_string(out, ch_str_of(m->v[i].as));
  }
  ch_buf_add_z(out, open ? "]}" : "}");
}

static void parts(const ch_report *r, ch_buf *out) {
  marks m = {.report = r};
  uint32_t cuts[2 * MOST_MARKS + 2], n = 0;
  mark_all(&m);
  cuts[n++] = 0;
  cuts[n++] = (uint32_t)r->text.n;
  for (size_t i = 0; i < m.n; i++) {
    cuts[n++] = m.v[i].span.from;
    cuts[n++] = m.v[i].span.to;
  }
  qsort(cuts, n, sizeof *cuts, order_cuts);
  ch_json_name(out, "parts");
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 1; i < n; i++)
    if (cuts[i] > cuts[i - 1]) part(&m, cuts[i - 1], cuts[i], out);
  ch_buf_add_byte(out, ']');
}

/* ---- Mentions ------------------------------------------------------------------ */

static bool merged(const ch_fact *f, uint32_t which, const ch_wordbook *book, ch_arena *arena,
                   ch_buf *out, ch_buf *words) {
  const ch_report *with;
  ch_comparison why;
  if (!ch_explain_merged(f, which, book, arena, &with, &why)) return false;
  if (!with) return true;
  ch_json_name(out, "merged");
  ch_buf_add_z(out, "{\"with\":");
  ch_json_string(out, with->id);
  ch_reasons_text(why.reasons, words);
  member(out, "why", words);
  ch_buf_printf(out, ",\"points\":%d,\"needed\":%d}", why.score, why.needed);
  return true;
}

static void source(const ch_report *r, ch_buf *out, ch_buf *words) {
  if (!r->source) return;
  ch_buf_add(words, r->source->title);
  member(out, "title", words);
  ch_buf_add(words, r->source->byline);
  member(out, "byline", words);
  ch_buf_add(words, r->source->address);
  member(out, "address", words);
  ch_buf_add(words, r->source->copy_kind);
  member(out, "copy_kind", words);
}

/* What can be worked out again. */
static bool grounds(const ch_report *r, ch_store *store, const ch_explainer *by, ch_arena *arena,
                    ch_buf *out, ch_buf *words, ch_error *error) {
  ch_str text;
  if (by && by->block && r->rule.n && by->block(by->self, r->rule, words))
    member(out, "codebook", words);
  ch_buf_clear(words);
  if (!by || !by->tree) return true;
  if (!ch_store_text(store, r->article, arena, &text, error)) return false;
  if (text.p && by->tree(by->self, text, ch_titled(r), r->span, words)) member(out, "tree", words);
  ch_buf_clear(words);
  return true;
}

static bool mention(const ch_fact *f, uint32_t which, ch_store *store, const ch_explainer *by,
                    ch_arena *arena, ch_buf *out, ch_buf *words, ch_error *error) {
  const ch_report *r = f->reports.v[which];
  ch_json_comma(out);
  ch_buf_add_byte(out, '{');
  ch_report_json_members(r, out);
  source(r, out, words);
  parts(r, out);
  ch_json_name(out, "coded");
  ch_buf_add(out, r->json);
  if (!merged(f, which, ch_store_wordbook(store), arena, out, words))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to explain");
  if (!grounds(r, store, by, arena, out, words, error)) return false;
  ch_buf_add_byte(out, '}');
  return true;
}

static bool decisions(const ch_fact *f, ch_store *store, ch_arena *arena, ch_buf *out,
                      ch_buf *words, ch_error *error) {
  ch_decisions all;
  char day[11];
  if (!ch_explain_decisions(f, store, arena, &all, error)) return false;
  if (all.n == 0) return true;
  ch_json_name(out, "decisions");
  ch_buf_add_byte(out, '[');
  for (size_t i = 0; i < all.n; i++) {
    const ch_decision *d = &all.v[i];
    ch_json_comma(out);
    ch_buf_printf(out, "{\"no\":%lld", (long long)d->number);
    ch_buf_add_z(words, ch_decision_name(d->kind));
    member(out, "kind", words);
    if (d->day != CH_DAY_NONE) {
      ch_day_format(d->day, day);
      ch_buf_add_z(words, day);
      member(out, "day", words);
    }
    ch_buf_add(words, d->by);
    member(out, "by", words);
    ch_buf_add(words, d->note);
    member(out, "note", words);
    ch_buf_add_byte(out, '}');
  }
  return ch_buf_add_byte(out, ']');
}

bool ch_explain_json(const ch_fact *f, ch_store *store, const ch_explainer *by, ch_arena *arena,
                     ch_buf *out, ch_error *error) {
  ch_buf words;
  ch_buf_init(&words, 0);
  ch_buf_add_byte(out, '{');
  ch_fact_json_members(f, out);
  ch_word_parties(f, &words);
  member(out, "parties", &words);
  what(f, &words);
  member(out, "what", &words);
  ch_buf_add_z(&words, ch_word_status(f));
  member(out, "status_words", &words);
  bool done = decisions(f, store, arena, out, &words, error) &&
              links(f, store, arena, out, &words, error);
  ch_json_name(out, "mentions");
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 0; done && i < f->reports.n; i++)
    done = mention(f, i, store, by, arena, out, &words, error);
  ch_buf_add_z(out, "]}\n");
  ch_buf_free(&words);
  return done;
}
