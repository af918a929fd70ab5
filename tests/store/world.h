/* A world made by rule, to try a record on more than anyone could write and to
 * measure it at sizes that no archive at hand has: articles with the mentions
 * that coding would have made of them.
 *
 * Everything follows from the number of an article, so that any part of the
 * world can be made again. A few dyads hold most of the news (Zipf); an event
 * is told by several papers on its day, by some in the week after it, and the
 * famous ones of a dyad are mentioned again for ever. Words are drawn from a
 * vocabulary of pseudo-words, more varied than news: a record of real articles
 * packs better, if anything.
 */
#ifndef CH_TESTS_STORE_WORLD_H
#define CH_TESTS_STORE_WORLD_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "ingest/article.h"
#include "record/json.h"

#define WORLD_DAYS 3652       /* ten years from 2010 */
#define WORLD_MENTIONS 8      /* an article */
#define WORLD_ARTICLES_A_DAY 342 /* so that ten years hold 10^7 mentions */
#define WORLD_DYADS 400
#define WORLD_STATES 40
#define WORLD_WORDS 4000

static const char *const WORLD_CODES[WORLD_STATES] = {
    "USA", "RUS", "CHN", "UKR", "ISR", "IRN", "GBR", "FRA", "DEU", "TUR", "SYR", "IND", "PAK",
    "JPN", "KOR", "PRK", "EGY", "SAU", "IRQ", "AFG", "POL", "ITA", "ESP", "GRC", "VEN", "BRA",
    "MEX", "CAN", "AUS", "IDN", "VNM", "PHL", "NGA", "ETH", "SDN", "LBY", "QAT", "ARE", "GEO",
    "ARM"};

static const char *const WORLD_PLACES[] = {
    "Geneva", "Vienna", "Moscow", "Washington", "Beijing", "Tehran", "Cairo", "Doha", "Paris",
    "London", "Berlin", "Ankara", "Astana", "Minsk", "Kiev", "Damascus", "Baghdad", "Kabul",
    "Islamabad", "Delhi", "Tokyo", "Seoul", "Hanoi", "Singapore", "Hamburg", "Helsinki", "Oslo",
    "Stockholm", "Riyadh", "Muscat"};

/* type, mode, CAMEO, quad, Goldstein, trigger; how often, of a thousand */
static const struct {
  const char *type, *mode, *cameo, *trigger;
  int quad, share;
  double goldstein;
} WORLD_ACTS[] = {
    {"CONSULT", "meet", "040", "met", 1, 190, 1.0},
    {"ACCUSE", "allege", "112", "accused", 3, 130, -2.0},
    {"REQUEST", "", "020", "urged", 3, 130, 3.0},
    {"AGREE", "", "057", "agreed", 1, 110, 8.0},
    {"SANCTION", "expel", "161", "expelled", 4, 70, -4.0},
    {"SANCTION", "boycott", "163", "banned", 4, 50, -8.0},
    {"REJECT", "", "120", "refused", 3, 80, -4.0},
    {"ASSAULT", "aerial", "195", "bombed", 4, 70, -10.0},
    {"THREATEN", "", "130", "threatened", 3, 60, -4.4},
    {"SUPPORT", "", "051", "praised", 1, 50, 3.4},
    {"COERCE", "seize", "171", "seized", 4, 40, -9.2},
    {"RETREAT", "", "087", "withdrew", 2, 20, 9.0},
};

static const char *const WORLD_OBJECTS[] = {
    "diplomat", "envoy", "soldier", "missile", "ship", "prisoner", "company", "consulate",
    "tariff", "aircraft", "oil tanker", "visa", "border crossing", "hostage", "migrant", "loan"};

#define WORLD_N(array) (sizeof(array) / sizeof *(array))

static inline uint64_t world_mix(uint64_t a, uint64_t b) {
  uint64_t x = a * UINT64_C(0x9E3779B97F4A7C15) + b + UINT64_C(0x632BE59BD9B4E019);
  x = (x ^ (x >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94D049BB133111EB);
  return x ^ (x >> 31);
}

static inline uint64_t world_next(uint64_t *state) {
  return *state = world_mix(*state, 7);
}

static inline double world_unit(uint64_t *state) {
  return (double)(world_next(state) >> 11) * 0x1p-53;
}

/* Shares of ranks 1..n by Zipf's law with the exponent given, summed up. */
static inline void world_zipf(double *sums, int n, double exponent) {
  double all = 0;
  for (int i = 0; i < n; i++) sums[i] = all += pow(i + 1, -exponent);
  for (int i = 0; i < n; i++) sums[i] /= all;
}

static inline int world_draw(const double *sums, int n, double at) {
  int low = 0, high = n - 1;
  while (low < high) {
    int mid = (low + high) / 2;
    if (sums[mid] < at) low = mid + 1;
    else high = mid;
  }
  return low;
}

typedef struct world {
  double dyads[WORLD_DYADS], words[WORLD_WORDS], outlets[300], famous[40];
  double reports; /* of an event, more or less */
  int32_t later;  /* days by which it is moved, in other words; the famous events are not */
  char vocabulary[WORLD_WORDS][14];
} world;

static inline void world_make(world *w) {
  static const char *const SYLLABLES[] = {"ba", "den", "tor", "mi", "gra", "lus", "ne", "vor",
                                          "ka", "sil", "pra", "ten", "jo", "wer", "di", "ful"};
  w->reports = 6;
  world_zipf(w->dyads, WORLD_DYADS, 1.3);
  world_zipf(w->words, WORLD_WORDS, 1.0);
  world_zipf(w->outlets, 300, 0.8);
  world_zipf(w->famous, 40, 1.0);
  for (int i = 0; i < WORLD_WORDS; i++) {
    int code = i;
    w->vocabulary[i][0] = 0;
    for (int k = 0; k < 3; k++, code /= 16) strcat(w->vocabulary[i], SYLLABLES[code % 16]);
  }
}

/* What happened: everything follows from its seed. */
typedef struct world_event {
  uint64_t seed;
  int a, b, act, object, place;
  int32_t day;
  int quantity; /* 0: none told */
  bool person;
  int words[4];
} world_event;

static inline void world_event_make(int dyad, int32_t day, uint64_t number, world_event *e) {
  uint64_t seed = world_mix(world_mix((uint64_t)dyad, (uint64_t)(uint32_t)day), number);
  uint64_t pair = world_mix((uint64_t)dyad, 99);
  *e = (world_event){.seed = seed, .day = day};
  /* The first dyads are those of the first states. */
  int reach = dyad < 5 ? 4 : dyad < 40 ? 12 : WORLD_STATES;
  e->a = (int)(world_next(&pair) % (uint64_t)reach);
  e->b = (e->a + 1 + (int)(world_next(&pair) % (uint64_t)(reach - 1))) % reach;
  if (world_next(&seed) & 1) {
    int other = e->a;
    e->a = e->b;
    e->b = other;
  }
  int share = (int)(world_next(&seed) % 1000);
  while (share >= WORLD_ACTS[e->act].share) share -= WORLD_ACTS[e->act++].share;
  e->object = (int)(world_next(&seed) % WORLD_N(WORLD_OBJECTS));
  e->place = (int)(world_next(&seed) % WORLD_N(WORLD_PLACES));
  if (world_next(&seed) % 10 < 4) e->quantity = 2 + (int)pow(10, 3 * world_unit(&seed));
  e->person = world_next(&seed) % 10 < 4;
  for (int i = 0; i < 4; i++) e->words[i] = (int)(world_next(&seed) % WORLD_WORDS);
}

static inline void world_words(const world *w, uint64_t *state, int n, ch_buf *out) {
  for (int i = 0; i < n; i++) {
    double at = world_unit(state) + w->later * 0.6180339887;
    ch_buf_printf(out, " %s", w->vocabulary[world_draw(w->words, WORLD_WORDS, at - floor(at))]);
  }
}

/* The sentence of one report; where its trigger stands. */
static inline void world_sentence(const world *w, const world_event *e, uint64_t *state,
                                  ch_buf *out, ch_span *trigger) {
  ch_buf_printf(out, "%s", WORLD_CODES[e->a]);
  world_words(w, state, 2, out);
  ch_buf_add_byte(out, ' ');
  trigger->from = (uint32_t)out->n;
  ch_buf_add_z(out, WORLD_ACTS[e->act].trigger);
  trigger->to = (uint32_t)out->n;
  if (e->quantity) ch_buf_printf(out, " %d %ss", e->quantity, WORLD_OBJECTS[e->object]);
  for (int i = 0; i < 4; i++)
    if (world_next(state) % 4) ch_buf_printf(out, " %s", w->vocabulary[e->words[i]]);
  ch_buf_printf(out, " of %s in %s,", WORLD_CODES[e->b], WORLD_PLACES[e->place]);
  world_words(w, state, 6 + (int)(world_next(state) % 10), out);
  ch_buf_add_byte(out, '.');
}

static inline void world_side(ch_buf *out, const char *name, int state, uint32_t at) {
  ch_buf_printf(out, ",\"%s\":[{\"code\":\"%s\",\"sectors\":[\"GOV\"],\"name\":\"State of %s\","
                     "\"text\":\"%s\",\"span\":[%u,%u]}]",
                name, WORLD_CODES[state], WORLD_CODES[state], WORLD_CODES[state], at, at + 3);
}

static inline void world_mention(const world *w, const world_event *e, uint64_t *state,
                                 const char *article, unsigned sentence, int32_t published,
                                 bool dated, ch_buf *text, ch_buf *lines) {
  uint32_t from = (uint32_t)text->n;
  ch_span trigger;
  char day[11];
  world_sentence(w, e, state, text, &trigger);
  ch_str said = ch_str_slice(ch_buf_str(text), from, text->n);
  ch_buf_printf(lines, "{\"id\":\"m-%016llx\",\"article\":\"%s\",\"sentence\":%u,\"span\":[%u,%zu],\"text\":",
                (unsigned long long)world_mix(ch_str_hash(ch_str_of(article)), sentence), article,
                sentence, from, text->n);
  ch_json_string(lines, said);
  ch_buf_printf(lines, ",\"type\":\"%s\"", WORLD_ACTS[e->act].type);
  if (WORLD_ACTS[e->act].mode[0]) ch_buf_printf(lines, ",\"mode\":\"%s\"", WORLD_ACTS[e->act].mode);
  ch_buf_printf(lines, ",\"contexts\":[\"diplomatic\"],\"cameo\":\"%s\",\"quad\":%d,\"goldstein\":%.1f,"
                       "\"status\":\"actual\",\"claimed\":false",
                WORLD_ACTS[e->act].cameo, WORLD_ACTS[e->act].quad, WORLD_ACTS[e->act].goldstein);
  world_side(lines, "actor", e->a, from);
  world_side(lines, "recipient", e->b, trigger.to + 1);
  if (e->person)
    ch_buf_printf(lines, ",\"people\":[{\"name\":\"Ann %c%s\",\"code\":\"%s\",\"office\":\"minister\","
                         "\"span\":[%u,%u]}]",
                  'A' + (char)(e->seed % 26), w->vocabulary[e->seed % 500], WORLD_CODES[e->a], from,
                  from + 9);
  ch_day_format(dated ? e->day : published, day);
  ch_buf_printf(lines, ",\"date\":{\"from\":\"%s\",\"to\":\"%s\",\"text\":\"Monday\",\"basis\":\"%s\"}", day, day,
                dated ? "relative" : "article");
  if (e->place % 3 == 0)
    ch_buf_printf(lines, ",\"place\":{\"name\":\"%s\",\"code\":\"CHE\",\"lat\":46.2,\"lon\":6.15}",
                  WORLD_PLACES[e->place]);
  if (e->quantity)
    ch_buf_printf(lines, ",\"quantities\":[{\"value\":%d,\"of\":\"%s\",\"text\":\"%d %ss\"}]", e->quantity,
                  WORLD_OBJECTS[e->object], e->quantity, WORLD_OBJECTS[e->object]);
  if (e->seed % 3 == 0) ch_buf_add_z(lines, ",\"issues\":[\"sanctions\"]");
  if (e->seed % 3 == 1) ch_buf_add_z(lines, ",\"issues\":[\"trade\"]");
  if (e->seed % 13 == 0) ch_buf_add_z(lines, ",\"answers\":{\"cue\":\"in response\"}");
  if (e->seed % 5 == 0)
    ch_buf_printf(lines, ",\"attribution\":[{\"speaker\":{\"code\":\"%s\",\"name\":\"State of %s\"},\"cue\":\"said\",\"stance\":\"says\"}]",
                  WORLD_CODES[e->a], WORLD_CODES[e->a]);
  ch_buf_printf(lines, ",\"evidence\":{\"trigger\":\"%s\",\"span\":[%u,%u],\"rule\":\"codebook/made-by-rule.txt:%d\"}}\n",
                WORLD_ACTS[e->act].trigger, trigger.from, trigger.to, e->act + 1);
}

/* An event of the dyad that an article of `today` tells of. */
static inline void world_pick(const world *w, int dyad, int32_t today, uint64_t *state, world_event *e) {
  double share = dyad ? w->dyads[dyad] - w->dyads[dyad - 1] : w->dyads[0];
  uint64_t a_day = 1 + (uint64_t)(share * WORLD_ARTICLES_A_DAY * WORLD_MENTIONS / w->reports);
  int kind = (int)(world_next(state) % 100);
  int32_t back = kind < 70 ? 0 : 1 + (int32_t)(world_next(state) % 7);
  if (kind >= 88) { /* a famous one, of the year before the world began */
    uint64_t rank = (uint64_t)world_draw(w->famous, 40, world_unit(state));
    int32_t first = ch_day_parse(CH_STR("2010-01-01"));
    world_event_make(dyad, first - 1 - (int32_t)(rank * 9), rank, e);
    return;
  }
  world_event_make(dyad, today - back, world_next(state) % a_day, e);
  e->day += w->later;
}

/* Article `number`, published on `day` (days since 2010). Its id, text and
 * mention lines are views of the buffers, which are cleared first. */
static inline void world_article(const world *w, uint64_t number, int32_t day, ch_buf *id,
                                 ch_buf *text, ch_buf *lines, ch_article *out) {
  uint64_t state = world_mix(number, 1);
  int32_t first = ch_day_parse(CH_STR("2010-01-01"));
  int dyad = world_draw(w->dyads, WORLD_DYADS, world_unit(&state));
  int outlet = world_draw(w->outlets, 300, world_unit(&state));
  ch_buf_clear(id);
  ch_buf_clear(text);
  ch_buf_clear(lines);
  ch_buf_printf(id, "a-%016llx", (unsigned long long)world_mix(number ^ (uint64_t)w->later << 44, 2));
  ch_buf_add_byte(id, 0);
  unsigned sentence = 0;
  for (int i = 0; i < WORLD_MENTIONS; i++) {
    world_event e;
    world_pick(w, dyad, first + day, &state, &e);
    world_mention(w, &e, &state, id->p, sentence++, first + day + w->later, world_next(&state) % 10 < 6, text, lines);
    ch_buf_add_byte(text, ' ');
    world_words(w, &state, 18, text);
    ch_buf_add_z(text, ".\n\n");
    sentence++;
  }
  static char name[32];
  snprintf(name, sizeof name, "The Outlet of %s", w->vocabulary[outlet]);
  *out = (ch_article){.id = {id->p, id->n - 1}, .outlet = ch_str_of(name), .title = CH_STR("A title of some length"),
                      .language = CH_STR("en"), .address = CH_STR("https://www.example.org/news/2010/story.html"),
                      .file = CH_STR("world.jsonl"), .published = first + day + w->later, .published_minute = -1};
  out->text = ch_buf_str(text);
}

#endif
