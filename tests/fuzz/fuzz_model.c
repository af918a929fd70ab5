/* Any bytes as a model file. A file that somebody else signed must be refused
 * or be harmless to parse with, so inputs are edits of a small valid model,
 * which the target signs again: four bytes a place, one byte a value. Bytes
 * that begin with the magic are taken as a whole file instead. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "parse/decode.h"
#include "parse/export.h"
#include "parse/model.h"
#include "parse/parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char treebank[] =
    "1\tTalks\ttalk\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_\n"
    "2\twere\tbe\tAUX\tVBD\tTense=Past\t0\troot\t_\t_\n"
    "3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

/* Made once; a fuzz target may keep state as the library may not. */
static ch_str small_model(void) {
  static ch_str bytes;
  if (bytes.p) return bytes;
  ch_arena *arena = ch_arena_new(0);
  ch_error error = {0};
  ch_conllu all = {0};
  ch_labels labels;
  ch_net net;
  char path[] = "/tmp/chancery-fuzz-XXXXXX";
  int fd = mkstemp(path);
  if (fd < 0 || !ch_conllu_read(ch_str_of(treebank), "", true, arena, &all, &error)) abort();
  for (int i = 0; i < 3; i++) { /* labels must be seen a few times to count */
    ch_conllu_sentence *more = CH_PUSH(arena, &all);
    if (!more) abort();
    *more = all.v[0];
  }
  if (!ch_labels_build(&labels, arena, &all, &error)) abort();
  const ch_net_shape shape = {.width = 16, .vector = 16, .blocks = 1, .dilation = {1}, .recurrent = 16,
                              .tag = 16, .arc = 16, .label = 16, .relations = CH_REL_COUNT,
                              .classes = {CH_UPOS_COUNT, (uint32_t)labels.xpos.n, (uint32_t)labels.feats.n,
                                          (uint32_t)labels.scripts.n, CH_NAME_TAGS}};
  if (!ch_net_init(&net, &shape, labels.n_words, 1) || !ch_model_export(&net, &labels, path, &error)) abort();
  static ch_arena *kept; /* the export replaces the file: read it by name */
  kept = ch_arena_new(0);
  if (!kept || !ch_file_read(path, kept, &bytes, &error) || bytes.n == 0) abort();
  close(fd);
  remove(path);
  ch_net_free(&net);
  ch_arena_free(arena);
  return bytes;
}

static void use(ch_str bytes) {
  ch_error error = {0};
  ch_parser *parser = ch_parser_from(bytes, &error);
  if (!parser) {
    if (!error.message[0]) abort();
    return;
  }
  ch_parser_workspace *w = ch_parser_workspace_new(parser, &error);
  ch_arena *arena = ch_arena_new(0);
  ch_conllu_word words[3] = {{.form = CH_STR("Talks")}, {.form = CH_STR("were")}, {.form = CH_STR(".")}};
  ch_conllu_sentence s = {.words = words, .n_words = 3};
  if (w && arena && !ch_parse_sentence(parser, w, &s, NULL, arena, &error)) abort();
  ch_arena_free(arena);
  ch_parser_workspace_free(w);
  ch_parser_close(parser);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const bool whole = size >= 8 && memcmp(data, CH_MODEL_MAGIC, 8) == 0;
  ch_str model = whole ? (ch_str){(const char *)data, size} : small_model();
  char *copy = aligned_alloc(64, (model.n + 63) / 64 * 64);
  if (!copy) return 0;
  memcpy(copy, model.p, model.n);
  for (size_t at = 0; !whole && at + 5 <= size; at += 5) {
    uint32_t place;
    memcpy(&place, data + at, 4);
    copy[place % model.n] = (char)data[at + 4];
  }
  if (model.n >= sizeof(ch_model_header)) {
    ch_model_header h;
    memcpy(&h, copy, sizeof h);
    h.checksum = ch_str_hash((ch_str){copy + sizeof h, model.n - sizeof h});
    memcpy(copy, &h, sizeof h);
  }
  use((ch_str){copy, model.n});
  free(copy);
  return 0;
}
