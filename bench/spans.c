/* Prints what the splitter and the readers find, as JSON Lines, for the
 * scorers beside this file.
 *
 *   spans DATA [MODEL] < articles.jsonl
 *
 * Input: one object a line with "id", "text" and perhaps "date" or "dct".
 * Output: {"id", "words": [[from, to, flags]…], "sentences": [[from, to]…],
 * "times": [{"s", "e", "type", "value", "from", "to", "deadline", "prep"}…],
 * "quantities": [{"s", "e", "value", "upper", "of", "ordinal", "approximate"}…],
 * "attributions": [{"source": [from, to] or null, "cue", "content", "stance",
 * "speaker", "parent", "quoted"}…]},
 * offsets in bytes.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "parse/parser.h"
#include "read/attribution.h"
#include "read/quantity.h"
#include "read/time.h"
#include "text/splitter.h"

static ch_str field(struct json_object *object, const char *name) {
  struct json_object *value = NULL;
  if (!json_object_object_get_ex(object, name, &value) || !json_object_is_type(value, json_type_string))
    return (ch_str){NULL, 0};
  return (ch_str){json_object_get_string(value), (size_t)json_object_get_string_len(value)};
}

static void print_words(const ch_document *doc) {
  printf(", \"words\": [");
  for (uint32_t w = 0; w < doc->n_words; w++)
    printf("%s[%u,%u,%u]", w ? "," : "", doc->words[w].span.from, doc->words[w].span.to, doc->words[w].flags);
  printf("], \"sentences\": [");
  for (uint32_t i = 0; i < doc->n_sentences; i++)
    printf("%s[%u,%u]", i ? "," : "", doc->sentences[i].span.from, doc->sentences[i].span.to);
  printf("]");
}

static void print_times(const ch_reading *reading) {
  static const char *const kinds[] = {"DATE", "TIME", "DURATION", "SET"};
  printf(", \"times\": [");
  for (uint32_t i = 0; i < reading->n_times; i++) {
    const ch_time *t = &reading->times[i];
    char from[11] = "", to[11] = "";
    if (t->days.from != CH_DAY_NONE) ch_day_format(t->days.from, from), ch_day_format(t->days.to, to);
    printf("%s{\"s\":%u,\"e\":%u,\"type\":\"%s\",\"value\":\"%.*s\",\"from\":\"%s\",\"to\":\"%s\",\"deadline\":%s,\"prep\":\"%.*s\"}",
           i ? "," : "", t->span.from, t->span.to, kinds[t->kind], CH_PRI(t->value), from, to,
           t->deadline ? "true" : "false", CH_PRI(t->preposition));
  }
  printf("]");
}

static void print_quantities(const ch_reading *reading) {
  printf(", \"quantities\": [");
  for (uint32_t i = 0; i < reading->n_quantities; i++) {
    const ch_quantity *q = &reading->quantities[i];
    struct json_object *of = json_object_new_string_len(q->of.p, (int)q->of.n);
    printf("%s{\"s\":%u,\"e\":%u,\"value\":%.15g,\"upper\":%.15g,\"of\":%s,\"ordinal\":%s,\"approximate\":%s}",
           i ? "," : "", q->span.from, q->span.to, q->value, q->upper, json_object_to_json_string(of),
           q->ordinal ? "true" : "false", q->approximate ? "true" : "false");
    json_object_put(of);
  }
  printf("]");
}

static void print_range(const ch_document *doc, const char *name, uint32_t first, uint32_t last) {
  if (first == CH_NO_WORD) printf("\"%s\":null,", name);
  else printf("\"%s\":[%u,%u],", name, doc->words[first].span.from, doc->words[last].span.to);
}

static void print_attributions(const ch_document *doc, const ch_reading *reading) {
  printf(", \"attributions\": [");
  for (uint32_t i = 0; i < reading->n_attributions; i++) {
    const ch_attribution *a = &reading->attributions[i];
    struct json_object *speaker = json_object_new_string_len(a->speaker.p, (int)a->speaker.n);
    printf("%s{", i ? "," : "");
    print_range(doc, "source", a->source_first, a->source_last);
    print_range(doc, "cue", a->cue, a->cue);
    print_range(doc, "content", a->content_first, a->content_last);
    printf("\"stance\":\"%.*s\",\"speaker\":%s,\"parent\":%d,\"quoted\":%s}", CH_PRI(a->stance),
           json_object_to_json_string(speaker), a->parent == CH_NO_ITEM ? -1 : (int)a->parent, a->quoted ? "true" : "false");
    json_object_put(speaker);
  }
  printf("]");
}

int main(int argc, char **argv) {
  ch_error error = {0};
  ch_splitter *splitter = argc >= 2 ? ch_splitter_open(argv[1], &error) : NULL;
  ch_time_words *times = splitter ? ch_time_words_open(argv[1], &error) : NULL;
  ch_number_words *numbers = times ? ch_number_words_open(argv[1], &error) : NULL;
  ch_cues *cues = numbers ? ch_cues_open(argv[1], &error) : NULL;
  ch_parser *parser = times && argc > 2 ? ch_parser_open(argv[2], &error) : NULL;
  ch_parser_workspace *workspace = parser ? ch_parser_workspace_new(parser, &error) : NULL;
  if (!cues || (argc > 2 && !workspace)) {
    char text[600] = "usage: spans DATA [MODEL] < articles.jsonl";
    if (argc >= 2) ch_error_text(&error, text, sizeof text);
    fprintf(stderr, "%s\n", text);
    return 2;
  }
  char *line = NULL;
  size_t size = 0;
  ch_arena *arena = ch_arena_new(0);
  while (getline(&line, &size, stdin) > 0) {
    struct json_object *object = json_tokener_parse(line);
    if (!object) continue;
    ch_article article = {.id = field(object, "id"), .text = field(object, "text"), .published = CH_DAY_NONE};
    ch_str date = field(object, "date").n ? field(object, "date") : field(object, "dct");
    if (date.n >= 10) article.published = ch_day_parse(ch_str_slice(date, 0, 10));
    ch_document *doc = ch_split(splitter, &article, arena, &error);
    if (!doc) return 2;
    if (parser && (!ch_parse(parser, workspace, doc, &error) || !ch_document_index(doc, &error))) return 2;
    ch_reading reading = {.doc = doc};
    if (!ch_read_times(times, doc, &reading, &error)) return 2;
    if (!ch_read_quantities(numbers, doc, &reading, &error)) return 2;
    if (!ch_read_attributions(cues, doc, &reading, &error)) return 2;
    printf("{\"id\": \"%.*s\"", CH_PRI(article.id));
    print_words(doc);
    print_times(&reading);
    print_quantities(&reading);
    print_attributions(doc, &reading);
    printf("}\n");
    ch_arena_clear(arena);
    json_object_put(object);
  }
  free(line);
  ch_arena_free(arena);
  ch_parser_workspace_free(workspace);
  ch_parser_close(parser);
  ch_cues_free(cues);
  ch_number_words_free(numbers);
  ch_time_words_free(times);
  ch_splitter_free(splitter);
  return 0;
}
