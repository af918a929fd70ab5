/* Merging, against gold groups of event mentions: the lemma baseline and the record's own
 * comparison over the same mentions, scored alike.
 *
 * A row is an article as ECB+ has it: sentences of tokens, and mentions with the group that
 * each is of. The baseline takes two mentions for one event when their heads have one lemma.
 * The record's comparison gets each mention as a report: its sentence, its trigger, and the
 * people, places, numbers and days that reading finds in the sentence. It knows no type
 * and no parties, as the gold mentions are of celebrities and earthquakes, not of states.
 * Both are also scored with the gold subtopic given, within which alone they then join.
 */
#include <stdio.h>
#include <stdlib.h>

#include "api/eval.h"
#include "record/cluster_score.h"
#include "record/merge.h"

typedef struct gold_mention {
  ch_str article, subtopic, cluster, lemma;
  ch_report *report;
} gold_mention;

struct ch_eval_mentions {
  struct { gold_mention *v; size_t n, cap; } mentions;
};

static json_object *member(json_object *o, const char *name) {
  json_object *value = NULL;
  return json_object_object_get_ex(o, name, &value) ? value : NULL;
}

static int number(json_object *o) { return o ? json_object_get_int(o) : -1; }

static size_t length(json_object *list) {
  return json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
}

/* --- a sentence --- */

typedef struct sentence {
  int id;
  json_object *tokens;
  ch_str text;
  const ch_reading *reading;
} sentence;

static bool open_sentence(ch_eval *e, sentence *s, ch_error *error) {
  ch_buf text;
  ch_buf_init(&text, 0);
  for (size_t i = 0; i < length(s->tokens); i++) {
    if (i) ch_buf_add_byte(&text, ' ');
    ch_buf_add_z(&text, json_object_get_string(json_object_array_get_idx(s->tokens, i)));
  }
  s->text = ch_arena_copy(e->kept, ch_buf_str(&text));
  bool done = !text.failed && s->text.p;
  ch_buf_free(&text);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  s->reading = ch_eval_read(e, s->text, (ch_str){NULL, 0}, error);
  return s->reading != NULL;
}

/* Bytes from the first to the last of the mention's tokens. */
static ch_span span_of(const sentence *s, json_object *positions) {
  ch_span span = {UINT32_MAX, 0};
  uint32_t at = 0;
  for (size_t i = 0; i < length(s->tokens); i++) {
    uint32_t n = (uint32_t)json_object_get_string_len(json_object_array_get_idx(s->tokens, i));
    for (size_t k = 0; k < length(positions); k++) {
      if (number(json_object_array_get_idx(positions, k)) != (int)i) continue;
      if (at < span.from) span.from = at;
      if (at + n > span.to) span.to = at + n;
    }
    at += n + 1;
  }
  return span;
}

/* The first word of the span whose head is not of it. */
static const ch_word *head_of(const ch_document *doc, ch_span span) {
  for (uint32_t i = 0; i < doc->n_words; i++) {
    const ch_word *w = &doc->words[i];
    if (w->span.to <= span.from || w->span.from >= span.to) continue;
    if (w->head == CH_NO_WORD) return w;
    ch_span head = doc->words[w->head].span;
    if (head.to <= span.from || head.from >= span.to) return w;
  }
  return NULL;
}

/* --- a report of it --- */

static ch_str keep(ch_eval *e, ch_str text) { return text.n ? ch_arena_copy(e->kept, text) : text; }

/* "Arrests" in a headline is "arrest". */
static ch_str keep_low(ch_eval *e, ch_str text) {
  ch_str kept = keep(e, text);
  char *p = (char *)(uintptr_t)kept.p;
  for (size_t i = 0; i < kept.n; i++)
    if (p[i] >= 'A' && p[i] <= 'Z') p[i] = (char)(p[i] - 'A' + 'a');
  return kept;
}

static bool fill_report(ch_eval *e, const sentence *s, ch_report *r) {
  const ch_reading *g = s->reading;
  r->people.v = CH_ARRAY(e->kept, g->n_mentions, ch_report_party);
  r->quantities = CH_ARRAY(e->kept, g->n_quantities, ch_report_quantity);
  if (!r->people.v || !r->quantities) return false;
  for (uint32_t i = 0; i < g->n_mentions; i++) {
    if (g->mentions[i].actor == CH_NO_ITEM) continue;
    const ch_actor *a = &g->actors[g->mentions[i].actor];
    if (a->person.n)
      r->people.v[r->people.n++] =
          (ch_report_party){.code = keep(e, a->code), .name = keep(e, a->person)};
  }
  for (uint32_t i = 0; i < g->n_quantities; i++) {
    const ch_quantity *q = &g->quantities[i];
    if (q->ordinal) r->ordinal = (uint32_t)q->value;
    else r->quantities[r->n_quantities++] = (ch_report_quantity){
        q->value, q->upper, keep(e, q->of), keep(e, ch_str_at(s->text, q->span)), q->approximate};
  }
  if (g->n_places) r->place.name = keep(e, g->places[0].name);
  for (uint32_t i = 0; i < g->n_times && r->act.date.basis == CH_BASIS_NONE; i++)
    if (g->times[i].kind == CH_TIME_DATE && g->times[i].basis == CH_BASIS_TEXT)
      r->act.date = (ch_report_date){
          g->times[i].days, keep(e, ch_str_at(s->text, g->times[i].span)), CH_BASIS_TEXT};
  return true;
}

static bool add_mention(ch_eval *e, json_object *row, const sentence *s, json_object *given,
                        size_t at, ch_error *error) {
  ch_span span = span_of(s, member(given, "t"));
  const ch_word *head = head_of(s->reading->doc, span);
  gold_mention *m = CH_PUSH(e->kept, &e->merge->mentions);
  ch_report *r = m ? CH_NEW(e->kept, ch_report) : NULL;
  ch_source *source = r ? CH_NEW(e->kept, ch_source) : NULL;
  if (!source) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  m->article = keep(e, ch_eval_text(row, "id"));
  m->subtopic = keep(e, ch_eval_text(row, "subtopic"));
  ch_str cluster = ch_eval_text(given, "cluster");
  /* what has no group is one of its own */
  m->cluster = ch_str_starts(cluster, CH_STR("SINGLETON"))
                   ? ch_arena_printf(e->kept, "%.*s %zu", CH_PRI(m->article), at)
                   : keep(e, cluster);
  m->lemma = keep_low(e, head ? head->lemma : ch_eval_text(given, "text"));
  m->report = r;
  *source = (ch_source){
      .id = m->article, .origin = m->article, .published = CH_DAY_NONE, .minute = -1};
  *r = (ch_report){.article = m->article, .source = source, .sentence = (uint32_t)s->id,
                   .text = s->text, .span = {0, (uint32_t)s->text.n}, .goldstein = 0,
                   .trigger_span = head ? head->span : span};
  r->id = ch_arena_printf(e->kept, "m-%016zx", e->merge->mentions.n);
  r->trigger = ch_str_at(s->text, r->trigger_span);
  r->act = (ch_report_act){.status = CH_STATUS_ACTUAL, .date.days = CH_DAYS_NONE};
  r->about = (ch_report_act){.date.days = CH_DAYS_NONE};
  r->deadline.days = CH_DAYS_NONE;
  return fill_report(e, s, r) || ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
}

static bool is_among(json_object *list, int id) {
  for (size_t i = 0; i < length(list); i++)
    if (number(json_object_array_get_idx(list, i)) == id) return true;
  return false;
}

bool ch_eval_merge(ch_eval *e, json_object *row, ch_error *error) {
  json_object *ids = member(row, "sentence_ids"), *texts = member(row, "sentences");
  json_object *validated = member(row, "validated"), *mentions = member(row, "mentions");
  if (!e->merge) e->merge = CH_NEW(e->kept, ch_eval_mentions);
  if (!e->merge) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  if (length(ids) != length(texts) || !mentions || ch_eval_text(row, "id").n == 0)
    return ch_fail(error, CH_ERROR_FORMAT, "a row has id, sentences, sentence_ids and mentions");
  for (size_t i = 0; i < length(ids); i++) {
    sentence s = {.id = number(json_object_array_get_idx(ids, i)),
                  .tokens = json_object_array_get_idx(texts, i)};
    /* Where it is told which sentences were checked, those alone count. */
    if (validated && !is_among(validated, s.id)) continue;
    for (size_t k = 0; k < length(mentions); k++) {
      json_object *m = json_object_array_get_idx(mentions, k);
      if (number(member(m, "s")) != s.id || !ch_str_is(ch_eval_text(m, "kind"), "event")) continue;
      if (!s.reading && !open_sentence(e, &s, error)) return false;
      if (!add_mention(e, row, &s, m, k, error)) return false;
    }
  }
  return true;
}

/* --- scoring --- */

/* Numbers for names, from 0. */
static bool number_names(const ch_str *names, size_t n, ch_arena *arena, uint32_t *out,
                         uint32_t *most) {
  ch_map map;
  ch_map_init(&map, arena);
  for (size_t i = 0; i < n; i++) {
    bool fresh;
    uint32_t *place = ch_map_put(&map, names[i], &fresh);
    if (!place) return false;
    if (fresh) *place = (uint32_t)map.n - 1;
    out[i] = *place;
  }
  *most = (uint32_t)map.n;
  return true;
}

/* Each mention joins the event of the earlier one that it agrees with best, as in a record,
 * but is held against all of them: without parties and days nothing narrows the choice. */
static bool merge_reports(const ch_eval *e, bool within, ch_arena *arena, uint32_t *out,
                          uint32_t *n_out) {
  size_t n = e->merge->mentions.n;
  const gold_mention *v = e->merge->mentions.v;
  ch_traits *traits = CH_ARRAY(arena, n, ch_traits);
  ch_candidate *room = CH_ARRAY(arena, n, ch_candidate);
  ch_arena *scratch = ch_arena_new(0);
  bool done = traits && room && scratch;
  *n_out = 0;
  for (size_t i = 0; done && i < n; i++) {
    size_t n_room = 0;
    bool joins = false;
    uint64_t event = 0;
    ch_arena_clear(scratch);
    done = ch_traits_make(v[i].report, e->engine->wordbook, arena, &traits[i]);
    for (size_t k = 0; done && k < i; k++)
      if (!within || ch_str_eq(v[i].subtopic, v[k].subtopic))
        room[n_room++] = (ch_candidate){.traits = &traits[k], .event = out[k]};
    done = done && ch_merge_choose(&traits[i], room, n_room, scratch, &joins, &event);
    out[i] = joins ? (uint32_t)event : (*n_out)++;
  }
  ch_arena_free(scratch);
  return done;
}

static void tell(const ch_eval *e, const char *system, const char *measure, const ch_agreement *a,
                 uint32_t n_gold, uint32_t n_system) {
  char name[64];
  snprintf(name, sizeof name, "%s %s", system, measure);
  chancery_measure m = {name, n_gold, n_system, 0, 100 * a->precision, 100 * a->recall,
                        100 * a->f1};
  e->asked->measure(e->asked->self, &m);
}

static bool score(const ch_eval *e, const char *system, const uint32_t *gold, uint32_t n_gold,
                  const uint32_t *ours, uint32_t n_ours, ch_arena *arena) {
  ch_cluster_score s;
  size_t n = e->merge->mentions.n;
  if (!ch_cluster_score_make(gold, n_gold, ours, n_ours, n, arena, &s)) return false;
  ch_agreement conll = {(s.muc.precision + s.b3.precision + s.ceaf_e.precision) / 3,
                        (s.muc.recall + s.b3.recall + s.ceaf_e.recall) / 3, s.conll};
  tell(e, system, "MUC", &s.muc, n_gold, n_ours);
  tell(e, system, "B3", &s.b3, n_gold, n_ours);
  tell(e, system, "CEAF_e", &s.ceaf_e, n_gold, n_ours);
  tell(e, system, "CoNLL", &conll, n_gold, n_ours);
  return true;
}

/* The record's groups, an article a line, in the order of its mentions. */
static void predict(const ch_eval *e, const uint32_t *ours) {
  const gold_mention *v = e->merge->mentions.v;
  for (size_t i = 0, end; i < e->merge->mentions.n; i = end) {
    json_object *list = json_object_new_array();
    for (end = i; end < e->merge->mentions.n && ch_str_eq(v[end].article, v[i].article); end++)
      json_object_array_add(list, json_object_new_int64(ours[end]));
    ch_eval_predict(e, v[i].article, "clusters", list);
  }
}

static bool score_all(ch_eval *e, ch_arena *arena) {
  size_t n = e->merge->mentions.n;
  const gold_mention *v = e->merge->mentions.v;
  ch_str *names = CH_ARRAY(arena, n, ch_str);
  uint32_t *gold = CH_ARRAY(arena, n, uint32_t), *ours = CH_ARRAY(arena, n, uint32_t);
  uint32_t n_gold, n_ours;
  if (!names || !gold || !ours) return false;
  for (size_t i = 0; i < n; i++) names[i] = v[i].cluster;
  if (!number_names(names, n, arena, gold, &n_gold)) return false;
  for (int within = 0; within < 2; within++) {
    for (size_t i = 0; i < n; i++) {
      names[i] = v[i].lemma;
      if (within)
        names[i] = ch_arena_printf(arena, "%.*s %.*s", CH_PRI(v[i].subtopic), CH_PRI(v[i].lemma));
      if (!names[i].p) return false;
    }
    if (!number_names(names, n, arena, ours, &n_ours) ||
        !score(e, within ? "lemma*" : "lemma", gold, n_gold, ours, n_ours, arena) ||
        !merge_reports(e, within, arena, ours, &n_ours) ||
        !score(e, within ? "record*" : "record", gold, n_gold, ours, n_ours, arena))
      return false;
    if (!within) predict(e, ours);
  }
  return true;
}

bool ch_eval_merge_end(ch_eval *e, ch_error *error) {
  if (!e->merge || e->merge->mentions.n == 0)
    return ch_fail(error, CH_ERROR_FORMAT, "no mentions of events");
  ch_arena *arena = ch_arena_new(0);
  bool done = arena && score_all(e, arena);
  ch_arena_free(arena);
  return done || ch_fail(error, CH_ERROR_MEMORY, "no memory to score");
}
