/* A small model trained on the twenty sentences of tests/parse/data. */
#ifndef TESTS_PARSE_TINY_H
#define TESTS_PARSE_TINY_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "parse/parser.h"
#include "parse/trainer.h"
#include "testing.h"

#define TINY SOURCE_DIR "/tests/parse/data/tiny.conllu"
#define TINY_NAMES SOURCE_DIR "/tests/parse/data/tiny.iob2"

static inline ch_train_options tiny_options(const char *model, uint32_t passes) {
  ch_train_options o = ch_train_defaults();
  o.train[0] = o.dev[0] = TINY;
  o.names[0] = TINY_NAMES;
  o.model = model;
  o.passes = passes;
  o.batch_words = 40;
  o.rate = 3e-3f;
  o.dropout = 0.05f;
  o.width = o.tag = o.arc = o.label = 48;
  o.recurrent = 32;
  o.blocks = 2;
  o.threads = 1;
  return o;
}

/* A path in the temporary folder, of this process; each call its own. */
static inline const char *tiny_path(void) {
  static char paths[16][128];
  static unsigned n;
  const char *folder = getenv("TMPDIR");
  char *path = paths[n++ % 16];
  snprintf(path, sizeof paths[0], "%.80s/chancery-%ld-%u.bin", folder ? folder : "/tmp", (long)getpid(), n);
  return path;
}

static inline void tiny_train(const ch_train_options *o, ch_score *score);

static inline bool tiny_keep(void *self, const ch_train_progress *p) {
  if (self) *(ch_score *)self = p->scores[0];
  return true;
}

static inline void tiny_train(const ch_train_options *o, ch_score *score) {
  ch_error error = {0};
  if (!ch_train(o, tiny_keep, score, &error)) fail_msg("training: %s", error.message);
}

static inline ch_str tiny_bytes(const char *path, ch_arena *arena) {
  ch_error error = {0};
  ch_str bytes = {0};
  if (!ch_file_read(path, arena, &bytes, &error)) fail_msg("%s: %s", path, error.message);
  return bytes;
}

#endif
