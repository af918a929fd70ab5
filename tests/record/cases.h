/* Reports for tests, written as lines of text.
 *
 *   name: outlet day TYPE[/mode] ACTOR>RECIPIENT key=value … : sentence
 *
 * The sentence marks its trigger with asterisks. Sides are codes joined by +.
 * Keys: id (article id), s (sentence number), status, date (a day or
 * from/to; =none), basis, deadline, q (value:noun,…), people (Name.CODE,…),
 * place, ordinal, about (TYPE~status), cameo, issue, answers (cue~words: spaces are
 * underscores), claimed, by (the actor's words in the sentence), sector (the
 * actor's), quad (1 of CONSULT, else 4). The outlet's underscores are spaces. Without date the article's day stands, basis article.
 */
#ifndef CH_TESTS_RECORD_CASES_H
#define CH_TESTS_RECORD_CASES_H

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "record/json.h"
#include "record/report.h"

typedef struct case_line {
  ch_str name;
  ch_str json;      /* the mention, no line feed */
  ch_source source; /* of the article */
  ch_report report; /* read back from json, source set */
} case_line;

static inline ch_str case_unscore(ch_arena *arena, ch_str s) {
  ch_str copy = ch_arena_copy(arena, s);
  for (size_t i = 0; i < copy.n; i++)
    if (copy.p[i] == '_') ((char *)(uintptr_t)copy.p)[i] = ' ';
  return copy;
}

/* What states are called, where a test needs it; else their code. */
static inline ch_str case_state(ch_str code) {
  static const struct { const char *code, *name; } STATES[] = {
      {"AGO", "Angola"}, {"COD", "Congo"}, {"KEN", "Kenya"}, {"RWA", "Rwanda"}, {"UGA", "Uganda"}};
  for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
    if (ch_str_is(code, STATES[i].code)) return ch_str_of(STATES[i].name);
  return code;
}

static inline void case_side(ch_buf *out, const char *name, ch_str codes) {
  ch_str code;
  ch_json_name(out, name);
  ch_buf_add_byte(out, '[');
  while (codes.n && ch_str_split(&codes, '+', &code)) {
    ch_json_comma(out);
    ch_buf_printf(out, "{\"code\":\"%.*s\",\"sectors\":[\"GOV\"],\"name\":\"%.*s\"}", CH_PRI(code),
                  CH_PRI(case_state(code)));
  }
  ch_buf_add_byte(out, ']');
}

static inline void case_date(ch_buf *out, const char *name, ch_str value, const char *basis) {
  size_t slash = ch_str_find_byte(value, '/', 0);
  ch_str from = ch_str_slice(value, 0, slash == SIZE_MAX ? value.n : slash);
  ch_str to = slash == SIZE_MAX ? from : ch_str_slice(value, slash + 1, value.n);
  ch_json_name(out, name);
  ch_buf_printf(out, "{\"from\":\"%.*s\",\"to\":\"%.*s\",\"basis\":\"%s\"}", CH_PRI(from),
                CH_PRI(to), basis);
}

static inline void case_lists(ch_buf *out, ch_arena *arena, ch_str key, ch_str value) {
  ch_str part;
  bool people = ch_str_is(key, "people");
  ch_json_name(out, people ? "people" : "quantities");
  ch_buf_add_byte(out, '[');
  while (ch_str_split(&value, ',', &part)) {
    ch_str first = part, rest = part;
    ch_str_split(&rest, people ? '.' : ':', &first);
    ch_str words = case_unscore(arena, people ? first : rest);
    ch_json_comma(out);
    if (people)
      ch_buf_printf(out, "{\"name\":\"%.*s\",\"code\":\"%.*s\"}", CH_PRI(words), CH_PRI(rest));
    else
      ch_buf_printf(out, "{\"value\":%.*s,\"of\":\"%.*s\"}", CH_PRI(first), CH_PRI(words));
  }
  ch_buf_add_byte(out, ']');
}

static inline void case_key(ch_buf *out, ch_arena *arena, ch_str key, ch_str value) {
  char name[32];
  snprintf(name, sizeof name, "%.*s", CH_PRI(key));
  if (ch_str_is(key, "deadline")) {
    case_date(out, name, value, "text");
  } else if (ch_str_is(key, "q") || ch_str_is(key, "people")) {
    case_lists(out, arena, key, value);
  } else if (ch_str_is(key, "place")) {
    ch_str words = case_unscore(arena, value);
    ch_json_name(out, name);
    ch_buf_printf(out, "{\"name\":\"%.*s\"}", CH_PRI(words));
  } else if (ch_str_is(key, "ordinal")) {
    ch_json_name(out, name);
    ch_buf_printf(out, "%.*s", CH_PRI(value));
  } else if (ch_str_is(key, "about")) {
    ch_json_name(out, name);
    ch_str type = value;
    bool status = ch_str_find_byte(value, '~', 0) != SIZE_MAX;
    if (status) ch_str_split(&value, '~', &type);
    ch_buf_printf(out, "{\"type\":\"%.*s\",\"status\":\"%.*s\"}", CH_PRI(type),
                  CH_PRI(status ? value : CH_STR("planned")));
  } else if (ch_str_is(key, "claimed")) {
    ch_json_name(out, name);
    ch_buf_add_z(out, "true");
  } else if (ch_str_is(key, "issue")) {
    ch_json_name(out, "issues");
    ch_buf_printf(out, "[\"%.*s\"]", CH_PRI(value));
  } else if (ch_str_is(key, "answers")) {
    ch_str cue = value, rest = value;
    ch_str_split(&rest, '~', &cue);
    cue = case_unscore(arena, cue);
    rest = rest.p ? case_unscore(arena, rest) : rest;
    ch_json_name(out, name);
    ch_buf_printf(out, "{\"cue\":\"%.*s\",\"text\":\"%.*s\"}", CH_PRI(cue), CH_PRI(rest));
  } else {
    ch_json_name(out, name);
    ch_json_string(out, value);
  }
}

/* Reads one line; ends the program on a line that is none (tests only). */
static inline void case_read(ch_str line, ch_arena *arena, case_line *out) {
  size_t colon = ch_str_find(line, CH_STR(": "), 0);
  size_t text_at = colon == SIZE_MAX ? SIZE_MAX : ch_str_find(line, CH_STR(" : "), colon + 2);
  if (text_at == SIZE_MAX) {
    fprintf(stderr, "bad case line: %.*s\n", CH_PRI(line));
    abort();
  }
  ch_str sentence = ch_str_trim(ch_str_slice(line, text_at + 3, line.n));
  ch_str head = ch_str_trim(ch_str_slice(line, colon + 2, text_at)), word;
  ch_str fields[4] = {{0}}, date = {0}, basis = {0}, status = CH_STR("actual");
  ch_str article = {0}, number = CH_STR("0"), by = {0}, sector = {0}, quad = {0};
  int n = 0;
  ch_buf json;
  *out = (case_line){.name = ch_arena_copy(arena, ch_str_trim(ch_str_slice(line, 0, colon)))};
  ch_buf_init(&json, 0);
  ch_buf_printf(&json, "{\"id\":\"m-%016llx\"",
                (unsigned long long)ch_str_hash(ch_arena_copy(arena, line)));
  ch_buf extra;
  ch_buf_init(&extra, 0);
  ch_buf_add_byte(&extra, '{');
  while (ch_str_split(&head, ' ', &word)) {
    if (word.n == 0) continue;
    if (n < 4) {
      fields[n++] = word;
      continue;
    }
    ch_str key = word, value = word;
    ch_str_split(&value, '=', &key);
    if (ch_str_is(key, "date")) date = value;
    else if (ch_str_is(key, "basis")) basis = value;
    else if (ch_str_is(key, "status")) status = value;
    else if (ch_str_is(key, "id")) article = value;
    else if (ch_str_is(key, "s")) number = value;
    else if (ch_str_is(key, "by")) by = value;
    else if (ch_str_is(key, "sector")) sector = value;
    else if (ch_str_is(key, "quad")) quad = value;
    else case_key(&extra, arena, key, value);
  }
  if (!article.n)
    article = ch_arena_printf(arena, "%.*s-%.*s-%.*s", CH_PRI(fields[0]), CH_PRI(fields[1]),
                              CH_PRI(out->name));
  ch_str type = fields[2], mode = fields[2];
  ch_str_split(&mode, '/', &type);
  ch_str to = fields[3], from = fields[3];
  ch_str_split(&to, '>', &from);
  /* The trigger between asterisks, which then go. */
  size_t a = ch_str_find_byte(sentence, '*', 0), b = ch_str_find_byte(sentence, '*', a + 1);
  ch_str text = ch_arena_printf(arena, "%.*s%.*s%.*s", CH_PRI(ch_str_slice(sentence, 0, a)),
                                CH_PRI(ch_str_slice(sentence, a + 1, b)),
                                CH_PRI(ch_str_slice(sentence, b + 1, sentence.n)));
  unsigned base = 1000u * (unsigned)atoi(number.p);
  ch_buf_printf(&json, ",\"article\":\"%.*s\",\"sentence\":%d,\"span\":[%u,%u],\"text\":",
                CH_PRI(article), atoi(number.p), base, base + (unsigned)text.n);
  ch_json_string(&json, text);
  ch_buf_printf(&json, ",\"type\":\"%.*s\"", CH_PRI(type));
  if (mode.p && mode.n) ch_buf_printf(&json, ",\"mode\":\"%.*s\"", CH_PRI(mode));
  if (!quad.n) quad = ch_str_is(type, "CONSULT") ? CH_STR("1") : CH_STR("4");
  ch_buf_printf(&json, ",\"status\":\"%.*s\",\"quad\":%.*s", CH_PRI(status), CH_PRI(quad));
  case_side(&json, "actor", from);
  case_side(&json, "recipient", to);
  if (ch_str_is(date, "none")) date.n = 0;
  else if (!date.n) case_date(&json, "date", fields[1], "article");
  if (date.n) {
    char z[16];
    snprintf(z, sizeof z, "%.*s", CH_PRI(basis.n ? basis : CH_STR("text")));
    case_date(&json, "date", date, z);
  }
  if (extra.n > 1) {
    ch_buf_add_byte(&json, ',');
    ch_buf_add(&json, ch_str_slice(ch_buf_str(&extra), 1, extra.n));
  }
  ch_buf_printf(&json, ",\"evidence\":{\"trigger\":\"%.*s\",\"span\":[%u,%u],\"rule\":\"case:1\"}}",
                CH_PRI(ch_str_slice(sentence, a + 1, b)), base + (unsigned)a,
                base + (unsigned)b - 1);
  out->json = ch_arena_copy(arena, ch_buf_str(&json));
  ch_buf_free(&json);
  ch_buf_free(&extra);
  ch_error error = {0};
  if (!ch_report_read(out->json, arena, &out->report, &error)) {
    fprintf(stderr, "%s: %.*s\n", error.message, CH_PRI(out->json));
    abort();
  }
  ch_report_side *actor = &out->report.act.actor;
  if (by.n && actor->n) {
    uint32_t at = base + (uint32_t)ch_str_find(text, by, 0);
    actor->v[0].span = (ch_span){at, at + (uint32_t)by.n};
  }
  if (sector.n && actor->n) actor->v[0].sectors[0] = ch_arena_copy(arena, sector);
  out->source = (ch_source){.id = out->report.article,
                            .outlet = case_unscore(arena, fields[0]),
                            .published = ch_day_parse(fields[1]),
                            .minute = -1,
                            .origin = out->report.article};
}

#endif
