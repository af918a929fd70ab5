#include "record/content.h"

#include <math.h>
#include <stdlib.h>

#include "record/traits.h"

enum { MOST = 255 }; /* entries of a list, so that its length is one byte */

uint64_t ch_name_hash(ch_str name) {
  char low[96];
  size_t n = 0;
  for (size_t i = 0; i < name.n && n < sizeof low; i++) {
    char c = name.p[i];
    low[n++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  uint64_t hash = ch_str_hash((ch_str){low, n});
  return hash ? hash : 1;
}

bool ch_fact_denies(const ch_fact *f) {
  if (f->act.status == CH_STATUS_NEGATED) return true;
  if (f->act.type != CH_TYPE_REJECT) return false;
  return ch_str_is(f->act.cameo, "016") || f->about.type == CH_TYPE_ACCUSE ||
         f->about.status == CH_STATUS_NEGATED;
}

ch_days ch_fact_due(const ch_fact *f) {
  if (f->deadline.days.to != CH_DAY_NONE) return f->deadline.days;
  bool told = f->about.date.basis == CH_BASIS_TEXT || f->about.date.basis == CH_BASIS_RELATIVE;
  return told ? f->about.date.days : CH_DAYS_NONE;
}

static bool has_hash(const uint64_t *v, uint32_t n, uint64_t hash) {
  for (uint32_t i = 0; i < n; i++)
    if (v[i] == hash) return true;
  return false;
}

bool ch_content_acts(const ch_content *c, ch_str code) {
  return code.n && has_hash(c->acts, c->n_acts, ch_str_hash(code));
}

bool ch_content_suffers(const ch_content *c, ch_str code) {
  return code.n && has_hash(c->suffers, c->n_suffers, ch_str_hash(code));
}

bool ch_content_numbers_shared(const ch_content *a, const ch_content *b) {
  for (uint32_t i = 0; i < a->n_numbers; i++)
    for (uint32_t k = 0; k < b->n_numbers; k++)
      if (a->numbers[i] == b->numbers[k]) return true;
  return false;
}

uint32_t ch_content_people_shared(const ch_content *a, const ch_content *b) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < a->n_people; i++) n += has_hash(b->people, b->n_people, a->people[i]);
  return n;
}

static uint64_t heard_in(const ch_content *c) {
  uint64_t bits = 0;
  for (uint32_t i = 0; i < c->n_told; i++) bits |= UINT64_C(1) << (c->told[i].article >> 58);
  return bits;
}

bool ch_content_told_together(const ch_content *a, const ch_content *b) {
  if (!(a->heard & b->heard)) return false;
  for (uint32_t i = 0; i < a->n_told; i++)
    for (uint32_t k = 0; k < b->n_told; k++)
      if (a->told[i].article == b->told[k].article) return true;
  return false;
}

uint32_t ch_content_keys_shared(const ch_content *a, const ch_content *b) {
  return ch_keys_shared(a->keys, a->n_keys, b->keys, b->n_keys);
}

static int order_u32(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void add_codes(const ch_report_side *side, uint64_t *v, uint32_t *n) {
  for (uint32_t i = 0; i < side->n && *n < MOST; i++)
    if (side->v[i].code.n) v[(*n)++] = ch_str_hash(side->v[i].code);
}

static bool take_parties(const ch_fact *f, ch_arena *arena, ch_content *out) {
  uint32_t room = f->act.actor.n + f->act.recipient.n;
  out->acts = CH_ARRAY(arena, room, uint64_t);
  out->suffers = CH_ARRAY(arena, room, uint64_t);
  out->people = CH_ARRAY(arena, f->people.n, uint64_t);
  if (!out->acts || !out->suffers || !out->people) return false;
  add_codes(&f->act.actor, out->acts, &out->n_acts);
  add_codes(&f->act.recipient, out->suffers, &out->n_suffers);
  if (ch_type_two_sided(f->act.type)) {
    add_codes(&f->act.recipient, out->acts, &out->n_acts);
    add_codes(&f->act.actor, out->suffers, &out->n_suffers);
  }
  for (uint32_t i = 0; i < f->people.n && out->n_people < MOST; i++)
    if (f->people.v[i].name.n) out->people[out->n_people++] = ch_name_hash(f->people.v[i].name);
  return true;
}

typedef struct key_list { uint32_t *v; size_t n, cap; } key_list;
typedef struct number_list { double *v; size_t n, cap; } number_list;

static bool add_names(const ch_report_side *side, const ch_wordbook *book, ch_arena *arena,
                      ch_keys *out) {
  for (uint32_t i = 0; i < side->n; i++)
    if (!ch_keys_of(book, side->v[i].name, arena, out)) return false;
  return true;
}

static bool is_name(const ch_keys *names, uint32_t key) {
  for (size_t i = 0; i < names->n; i++)
    if (names->v[i].key == key) return true;
  return false;
}

ch_told_at ch_told_where(const ch_report *r) {
  ch_span trigger = r->in_title ? (ch_span){UINT32_MAX, UINT32_MAX} : r->trigger_span;
  return (ch_told_at){ch_str_hash(r->article), r->in_title ? 0 : r->sentence, trigger};
}

ch_span ch_answered_where(const ch_report *r) {
  if (r->in_title) return (ch_span){0, 0}; /* no words of the text, where others are told */
  if (r->answers_span.to > r->answers_span.from || !r->answers_text.n) return r->answers_span;
  size_t at = ch_str_find(r->text, r->answers_text, 0);
  if (at == SIZE_MAX) return (ch_span){0, 0};
  uint32_t from = r->span.from + (uint32_t)at;
  return (ch_span){from, from + (uint32_t)r->answers_text.n};
}

static bool take_report(const ch_report *r, const ch_wordbook *book, ch_arena *arena,
                        ch_content *out, key_list *keys, number_list *numbers) {
  ch_traits t;
  ch_keys names = {0}; /* "Rwandan" tells nothing between Rwanda and Uganda */
  if (!ch_traits_make(r, book, arena, &t) || !add_names(&r->act.actor, book, arena, &names) ||
      !add_names(&r->act.recipient, book, arena, &names))
    return false;
  out->objects |= t.objects;
  out->told[out->n_told++] = ch_told_where(r);
  for (uint32_t k = 0; k <= t.n_words; k++) {
    uint32_t key = k < t.n_words ? t.words[k] : t.trigger;
    if (!key || is_name(&names, key)) continue;
    uint32_t *kept = CH_PUSH(arena, keys);
    if (!kept) return false;
    *kept = key;
  }
  for (uint32_t k = 0; k < t.n_counts; k++) {
    bool known = t.counts[k].value < 3;
    for (size_t i = 0; i < numbers->n && !known; i++) known = numbers->v[i] == t.counts[k].value;
    if (known) continue;
    double *kept = CH_PUSH(arena, numbers);
    if (!kept) return false;
    *kept = t.counts[k].value;
  }
  return true;
}

ch_content *ch_content_make(const ch_fact *f, const ch_wordbook *book, ch_arena *arena) {
  ch_content *out = CH_NEW(arena, ch_content);
  key_list keys = {0};
  number_list numbers = {0};
  uint32_t n = f->reports.n < CH_CONTENT_REPORTS ? f->reports.n : CH_CONTENT_REPORTS;
  if (!out || !take_parties(f, arena, out)) return NULL;
  memcpy(out->id, f->id, sizeof out->id);
  out->day = ch_fact_day(f);
  out->days = f->act.date.days;
  out->type = (uint8_t)f->act.type;
  out->about = (uint8_t)f->about.type;
  out->status = (uint8_t)f->act.status;
  out->quad = (uint8_t)f->quad;
  out->claimed = f->claimed;
  out->denial = ch_fact_denies(f);
  out->due = ch_fact_due(f);
  out->breaks = f->act.type == CH_TYPE_REJECT && ch_str_is(f->act.cameo, "128");
  out->cancels = f->act.status == CH_STATUS_CANCELLED ||
                 (f->act.type == CH_TYPE_REJECT && f->about.status == CH_STATUS_CANCELLED && f->about.type != CH_TYPE_NONE);
  for (uint32_t i = 0; i < f->reports.n && out->cancels && !out->postpones; i++)
    out->postpones = ch_has_manner(book, CH_MANNER_POSTPONES, f->reports.v[i]->trigger);
  out->dated = f->act.date.basis != CH_BASIS_NONE;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    bool answers = f->reports.v[i]->answers_cue.n > 0;
    out->answers = out->answers || answers;
    out->says = out->says || (answers && f->reports.v[i]->answers_text.n);
  }
  out->n_outlets = f->n_outlets < CH_CONTENT_OUTLETS ? f->n_outlets : CH_CONTENT_OUTLETS;
  out->place = f->place.name.n ? ch_name_hash(f->place.name) : 0;
  out->told = CH_ARRAY(arena, n, ch_told_at);
  if (!out->told) return NULL;
  for (uint32_t i = 0; i < n; i++)
    if (!take_report(f->reports.v[i], book, arena, out, &keys, &numbers)) return NULL;
  if (keys.n) qsort(keys.v, keys.n, sizeof *keys.v, order_u32);
  for (size_t i = 0; i < keys.n && out->n_keys < MOST; i++)
    if (!out->n_keys || keys.v[out->n_keys - 1] != keys.v[i]) keys.v[out->n_keys++] = keys.v[i];
  out->keys = keys.v;
  out->numbers = numbers.v;
  out->n_numbers = numbers.n < MOST ? (uint32_t)numbers.n : MOST;
  out->heard = heard_in(out);
  return out;
}

/* --- bytes: id 18, then day, from, to, first and last day due, outlets (4 each); type, about, status,
 * quad, flags (1 each); place, objects (8 each); then lists, each a length of
 * one byte and its entries --- */

static void put(ch_buf *out, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; i++) ch_buf_add_byte(out, (char)(value >> (8 * i) & 0xFF));
}

static void put_list(ch_buf *out, const uint64_t *v, uint32_t n) {
  put(out, n, 1);
  for (uint32_t i = 0; i < n; i++) put(out, v[i], 8);
}

bool ch_content_pack(const ch_content *c, ch_buf *out) {
  ch_buf_add(out, (ch_str){c->id, 18});
  put(out, (uint32_t)c->day, 4);
  put(out, (uint32_t)c->days.from, 4);
  put(out, (uint32_t)c->days.to, 4);
  put(out, (uint32_t)c->due.from, 4);
  put(out, (uint32_t)c->due.to, 4);
  put(out, c->n_outlets, 4);
  put(out, c->type, 1);
  put(out, c->about, 1);
  put(out, c->status, 1);
  put(out, c->quad, 1);
  put(out, (uint64_t)c->claimed | (uint64_t)c->denial << 1 | (uint64_t)c->dated << 2 |
               (uint64_t)c->breaks << 3 | (uint64_t)c->cancels << 4 | (uint64_t)c->postpones << 5 |
               (uint64_t)c->answers << 6 | (uint64_t)c->says << 7, 1);
  put(out, c->place, 8);
  put(out, c->objects, 8);
  put_list(out, c->acts, c->n_acts);
  put_list(out, c->suffers, c->n_suffers);
  put_list(out, c->people, c->n_people);
  put(out, c->n_keys, 1);
  for (uint32_t i = 0; i < c->n_keys; i++) put(out, c->keys[i], 4);
  put(out, c->n_numbers, 1);
  for (uint32_t i = 0; i < c->n_numbers; i++) {
    uint64_t bits;
    memcpy(&bits, &c->numbers[i], 8);
    put(out, bits, 8);
  }
  put(out, c->n_told, 1);
  for (uint32_t i = 0; i < c->n_told; i++) {
    put(out, c->told[i].article, 8);
    put(out, c->told[i].sentence, 4);
    put(out, c->told[i].trigger.from, 4);
    put(out, c->told[i].trigger.to, 4);
  }
  return !out->failed;
}

typedef struct input { const char *p, *end; ch_arena *arena; bool failed; } input;

static uint64_t get(input *in, int bytes) {
  uint64_t value = 0;
  if (in->end - in->p < bytes) {
    in->failed = true;
    return 0;
  }
  for (int i = 0; i < bytes; i++) value |= (uint64_t)(unsigned char)in->p[i] << (8 * i);
  in->p += bytes;
  return value;
}

static void *get_room(input *in, uint32_t *n, int bytes, size_t size) {
  *n = (uint32_t)get(in, 1);
  if (in->end - in->p < (ptrdiff_t)*n * bytes) in->failed = true;
  void *room = in->failed ? NULL : ch_arena_array(in->arena, *n, size);
  if (!room) in->failed = true, *n = 0;
  return room;
}

static uint64_t *get_list(input *in, uint32_t *n) {
  uint64_t *v = get_room(in, n, 8, sizeof *v);
  for (uint32_t i = 0; i < *n; i++) v[i] = get(in, 8);
  return v;
}

bool ch_content_unpack(ch_str bytes, ch_arena *arena, ch_content *out) {
  input in = {bytes.p, bytes.p + bytes.n, arena, bytes.n < 18};
  *out = (ch_content){0};
  if (in.failed) return false;
  memcpy(out->id, in.p, 18);
  in.p += 18;
  out->day = (int32_t)(uint32_t)get(&in, 4);
  out->days.from = (int32_t)(uint32_t)get(&in, 4);
  out->days.to = (int32_t)(uint32_t)get(&in, 4);
  out->due.from = (int32_t)(uint32_t)get(&in, 4);
  out->due.to = (int32_t)(uint32_t)get(&in, 4);
  out->n_outlets = (uint32_t)get(&in, 4);
  out->type = (uint8_t)get(&in, 1);
  out->about = (uint8_t)get(&in, 1);
  out->status = (uint8_t)get(&in, 1);
  out->quad = (uint8_t)get(&in, 1);
  uint64_t flags = get(&in, 1);
  out->claimed = flags & 1;
  out->denial = flags >> 1 & 1;
  out->dated = flags >> 2 & 1;
  out->breaks = flags >> 3 & 1;
  out->cancels = flags >> 4 & 1;
  out->postpones = flags >> 5 & 1;
  out->answers = flags >> 6 & 1;
  out->says = flags >> 7 & 1;
  out->place = get(&in, 8);
  out->objects = get(&in, 8);
  out->acts = get_list(&in, &out->n_acts);
  out->suffers = get_list(&in, &out->n_suffers);
  out->people = get_list(&in, &out->n_people);
  out->keys = get_room(&in, &out->n_keys, 4, sizeof *out->keys);
  for (uint32_t i = 0; i < out->n_keys; i++) out->keys[i] = (uint32_t)get(&in, 4);
  out->numbers = get_room(&in, &out->n_numbers, 8, sizeof *out->numbers);
  for (uint32_t i = 0; i < out->n_numbers; i++) {
    uint64_t bits = get(&in, 8);
    memcpy(&out->numbers[i], &bits, 8);
  }
  out->told = get_room(&in, &out->n_told, 20, sizeof *out->told);
  for (uint32_t i = 0; i < out->n_told; i++) {
    out->told[i].article = get(&in, 8);
    out->told[i].sentence = (uint32_t)get(&in, 4);
    out->told[i].trigger.from = (uint32_t)get(&in, 4);
    out->told[i].trigger.to = (uint32_t)get(&in, 4);
  }
  out->heard = heard_in(out);
  return !in.failed && in.p == in.end && out->type < CH_TYPE_COUNT && out->about < CH_TYPE_COUNT &&
         out->status < CH_STATUS_COUNT;
}
