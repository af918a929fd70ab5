/* Attributions by words, as PolNeAR's: who (source), how (cue), what (content).
 * Content, source and cue count the words of any attribution; "of pairs" those
 * of attributions put in pairs by the content that they share; "attributions"
 * pairs that share half of the content of the longer. Words have a letter or
 * digit. */
#include <stdlib.h>

#include "api/eval.h"

enum { SOURCE, CUE, CONTENT, N_PARTS };
static const char *const PARTS[] = {"source", "cue", "content"};

typedef struct told {
  uint8_t *part[N_PARTS]; /* [n_words] */
  uint32_t at_first, at_last; /* of the source's words, to know it again */
  bool free;              /* has no cue */
  bool gone;              /* joined to another */
  bool paired;
} told;

typedef struct tolds {
  told *v;
  size_t n, cap;
} tolds;

typedef struct scene {
  ch_eval *e;
  const ch_document *doc;
  ch_arena *arena;
} scene;

static bool is_alnum(ch_str s) {
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    /* lead bytes of letters; E2 begins dashes, quotes and signs */
    if ((c >= 0xC3 && c != 0xE2) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
  }
  return false;
}

static void mark(const scene *s, uint8_t *set, uint32_t from, uint32_t to) {
  for (uint32_t w = 0; w < s->doc->n_words; w++) {
    ch_span span = s->doc->words[w].span;
    if (span.from < to && span.to > from && is_alnum(ch_word_form(s->doc, w))) set[w] = 1;
  }
}

static told *add(const scene *s, tolds *list) {
  told *t = CH_PUSH(s->arena, list);
  for (int k = 0; t && k < N_PARTS; k++) {
    t->part[k] = CH_ARRAY(s->arena, s->doc->n_words + 1, uint8_t);
    if (!t->part[k]) return NULL;
  }
  return t;
}

static bool read_gold(const scene *s, json_object *row, tolds *out) {
  json_object *list = NULL;
  if (!json_object_object_get_ex(row, "attributions", &list) || !json_object_is_type(list, json_type_array)) return true;
  for (size_t i = 0; i < json_object_array_length(list); i++) {
    told *t = add(s, out);
    if (!t) return false;
    for (int k = 0; k < N_PARTS; k++) {
      json_object *spans = NULL;
      json_object_object_get_ex(json_object_array_get_idx(list, i), PARTS[k], &spans);
      size_t n = json_object_is_type(spans, json_type_array) ? json_object_array_length(spans) : 0;
      for (size_t j = 0; j < n; j++) {
        json_object *span = json_object_array_get_idx(spans, j);
        if (json_object_is_type(span, json_type_array) && json_object_array_length(span) == 2)
          mark(s, t->part[k], (uint32_t)json_object_get_int(json_object_array_get_idx(span, 0)),
               (uint32_t)json_object_get_int(json_object_array_get_idx(span, 1)));
      }
    }
  }
  return true;
}

static void mark_words(const scene *s, uint8_t *set, uint32_t first, uint32_t last) {
  if (first != CH_NO_WORD && last != CH_NO_WORD)
    mark(s, set, s->doc->words[first].span.from, s->doc->words[last].span.to);
}

static uint32_t size(const scene *s, const uint8_t *set) {
  uint32_t n = 0;
  for (uint32_t w = 0; w < s->doc->n_words; w++) n += set[w];
  return n;
}

static uint32_t shared(const scene *s, const uint8_t *a, const uint8_t *b) {
  uint32_t n = 0;
  for (uint32_t w = 0; w < s->doc->n_words; w++) n += a[w] & b[w];
  return n;
}

static void join(const scene *s, uint8_t *into, const uint8_t *set) {
  for (uint32_t w = 0; w < s->doc->n_words; w++) into[w] |= set[w];
}

static bool same_source(const told *a, const told *b) { return a->at_first == b->at_first && a->at_last == b->at_last; }

/* What was read; the pieces of one quotation in several sentences are one. */
static bool read_system(const scene *s, const ch_reading *r, tolds *out) {
  for (uint32_t i = 0; i < r->n_attributions; i++) {
    const ch_attribution *a = &r->attributions[i];
    told *t = add(s, out);
    if (!t) return false;
    t->at_first = a->source_first, t->at_last = a->source_last;
    t->free = a->cue == CH_NO_WORD;
    mark_words(s, t->part[SOURCE], a->source_first, a->source_last);
    mark_words(s, t->part[CUE], a->cue, a->cue);
    mark_words(s, t->part[CONTENT], a->content_first, a->content_last);
    for (uint32_t w = 0; w < s->doc->n_words; w++)
      if (t->part[CUE][w] || t->part[SOURCE][w]) t->part[CONTENT][w] = 0;
    for (size_t j = out->n - 1; j-- > 0 && t->free && !t->gone;) {
      told *b = &out->v[j];
      if (b->gone || !same_source(b, t) || !size(s, b->part[SOURCE])) continue;
      join(s, b->part[CONTENT], t->part[CONTENT]);
      t->gone = true;
    }
  }
  for (size_t i = 0; i < out->n; i++)
    for (size_t j = 0; j < out->n && out->v[i].free && !out->v[i].gone; j++) {
      told *b = &out->v[j];
      if (i == j || b->gone || !same_source(b, &out->v[i]) || !size(s, b->part[SOURCE])) continue;
      join(s, b->part[CONTENT], out->v[i].part[CONTENT]);
      out->v[i].gone = true;
    }
  return true;
}

static void count_all(const scene *s, const tolds *gold, const tolds *system) {
  static const int order[] = {CONTENT, SOURCE, CUE};
  for (int o = 0; o < N_PARTS; o++) {
    int k = order[o];
    uint8_t *a = CH_ARRAY(s->arena, s->doc->n_words + 1, uint8_t), *b = CH_ARRAY(s->arena, s->doc->n_words + 1, uint8_t);
    if (!a || !b) return;
    for (size_t i = 0; i < gold->n; i++) join(s, a, gold->v[i].part[k]);
    for (size_t i = 0; i < system->n; i++)
      if (!system->v[i].gone) join(s, b, system->v[i].part[k]);
    ch_eval_count(s->e, PARTS[k], size(s, a), size(s, b), shared(s, a, b));
  }
}

typedef struct pair {
  uint32_t same, apart, cue;
  uint32_t i, j;
} pair;

static int by_share(const void *x, const void *y) {
  const pair *a = x, *b = y;
  if (a->same != b->same) return a->same > b->same ? -1 : 1;
  if (a->apart != b->apart) return a->apart < b->apart ? -1 : 1;
  if (a->cue != b->cue) return a->cue > b->cue ? -1 : 1;
  if (a->i != b->i) return a->i > b->i ? -1 : 1;
  return (b->j > a->j) - (b->j < a->j);
}

static bool count_pairs(const scene *s, tolds *gold, tolds *system, ch_error *error) {
  struct { pair *v; size_t n, cap; } pairs = {0};
  uint32_t live = 0;
  for (size_t j = 0; j < system->n; j++) live += !system->v[j].gone;
  for (uint32_t i = 0; i < gold->n; i++)
    for (uint32_t j = 0; j < system->n; j++) {
      uint32_t same = system->v[j].gone ? 0 : shared(s, gold->v[i].part[CONTENT], system->v[j].part[CONTENT]);
      if (!same) continue;
      pair *p = CH_PUSH(s->arena, &pairs);
      if (!p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
      uint32_t a = size(s, gold->v[i].part[CONTENT]), b = size(s, system->v[j].part[CONTENT]);
      *p = (pair){same, a + b - 2 * same, shared(s, gold->v[i].part[CUE], system->v[j].part[CUE]), i, j};
    }
  if (pairs.n) qsort(pairs.v, pairs.n, sizeof *pairs.v, by_share);
  uint64_t good = 0;
  for (size_t k = 0; k < pairs.n; k++) {
    told *g = &gold->v[pairs.v[k].i], *h = &system->v[pairs.v[k].j];
    if (g->paired || h->paired) continue;
    g->paired = h->paired = true;
    uint32_t a = size(s, g->part[CONTENT]), b = size(s, h->part[CONTENT]);
    good += pairs.v[k].same * 2 > (a > b ? a : b);
    for (int part = SOURCE; part <= CUE; part++)
      ch_eval_count(s->e, part == SOURCE ? "source of pairs" : "cue of pairs", size(s, g->part[part]),
                    size(s, h->part[part]), shared(s, g->part[part], h->part[part]));
  }
  for (size_t i = 0; i < gold->n; i++) {
    if (gold->v[i].paired) continue;
    ch_eval_count(s->e, "source of pairs", size(s, gold->v[i].part[SOURCE]), 0, 0);
    ch_eval_count(s->e, "cue of pairs", size(s, gold->v[i].part[CUE]), 0, 0);
    for (uint32_t w = 0; w < s->doc->n_words; w++) {
      if (!gold->v[i].part[CONTENT][w]) continue;
      ch_span sentence = s->doc->sentences[s->doc->sentence_of[w]].span;
      ch_eval_wrong(s->e, "missed: an attribution of '%.*s'", CH_PRI(ch_str_at(s->doc->text, sentence)));
      break;
    }
  }
  for (size_t j = 0; j < system->n; j++) {
    if (system->v[j].paired || system->v[j].gone) continue;
    ch_eval_count(s->e, "source of pairs", 0, size(s, system->v[j].part[SOURCE]), 0);
    ch_eval_count(s->e, "cue of pairs", 0, size(s, system->v[j].part[CUE]), 0);
  }
  ch_eval_count(s->e, "attributions", gold->n, live, good);
  return true;
}

bool ch_eval_attributions(ch_eval *e, json_object *row, ch_error *error) {
  const ch_reading *r = ch_eval_read(e, ch_eval_text(row, "text"), ch_eval_text(row, "date"), error);
  if (!r) return false;
  scene s = {e, r->doc, e->worker->arena};
  tolds gold = {0}, system = {0};
  if (!read_gold(&s, row, &gold) || !read_system(&s, r, &system))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for a row");
  count_all(&s, &gold, &system);
  return count_pairs(&s, &gold, &system, error);
}
