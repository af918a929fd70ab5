/* The small dispute in a record on disk, to be served. */
#ifndef CH_TESTS_SERVE_RECORD_FILE_H
#define CH_TESTS_SERVE_RECORD_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/dispute.h"

typedef struct record_file {
  char folder[64], path[80];
  ch_wordbook *book;
  ch_arena *arena;
  dispute dispute;
} record_file;

/* Adds articles [from, to) of the dispute. */
static inline void record_file_add(record_file *f, size_t from, size_t to) {
  ch_error error = {0};
  ch_store *store = ch_store_open(f->path, CH_STORE_CREATE, f->book, &error);
  assert_non_null(store);
  assert_true(ch_store_begin(store, &error));
  for (size_t i = from; i < to && i < f->dispute.n; i++)
    assert_true(dispute_add(store, &f->dispute.v[i], NULL, &error));
  assert_true(ch_store_commit(store, &error));
  ch_store_close(store);
}

static inline void record_file_make(record_file *f, size_t articles) {
  ch_error error = {0};
  *f = (record_file){.folder = "/tmp/chancery-serve-XXXXXX"};
  assert_non_null(mkdtemp(f->folder));
  snprintf(f->path, sizeof f->path, "%s/record.db", f->folder);
  f->book = ch_wordbook_open(SOURCE_DIR "/data/en/record/words.txt", &error);
  f->arena = ch_arena_new(0);
  dispute_load(f->arena, &f->dispute);
  record_file_add(f, 0, articles);
}

static inline void record_file_remove(record_file *f) {
  static const char *const ENDS[] = {"", "-wal", "-shm"};
  char path[100];
  for (size_t i = 0; i < 3; i++) {
    snprintf(path, sizeof path, "%s%s", f->path, ENDS[i]);
    unlink(path);
  }
  rmdir(f->folder);
  ch_wordbook_free(f->book);
  ch_arena_free(f->arena);
}

#endif
