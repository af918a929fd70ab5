/* Opening a codebook: classes first, then statuses, then rules, for each
 * names words that the ones before it define. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "code/rules.h"

typedef struct rule_files {
  ch_codebook *book;
  ch_error *error;
  bool failed;
} rule_files;

static bool ends_with(const char *path, const char *end) {
  return ch_str_ends(ch_str_of(path), ch_str_of(end));
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* classes.txt, and classes-ANYTHING.txt beside it. */
static bool is_classes(const char *path) {
  return ch_str_starts(ch_str_of(base_name(path)), CH_STR("classes"));
}

static bool load_classes(const char *path, void *self) {
  rule_files *files = self;
  if (!ends_with(path, ".txt") || !is_classes(path)) return true;
  files->failed = !ch_words_load(&files->book->words, path, files->error);
  return !files->failed;
}

static bool load_rules(const char *path, void *self) {
  rule_files *files = self;
  if (!ends_with(path, ".txt") || is_classes(path)) return true;
  ch_str shown = ch_arena_printf(files->book->arena, "codebook/%s", base_name(path));
  if (!shown.p)
    files->failed = !ch_fail(files->error, CH_ERROR_MEMORY, "no memory for the codebook");
  else
    files->failed = !ch_rules_load(files->book, path, shown.p, files->error);
  return !files->failed;
}

/* Loads one file of a folder through `load`; a missing one is fine if
 * `optional`. */
static bool load_one(ch_codebook *book, const char *dir, const char *name, bool optional,
                     bool (*load)(ch_codebook *, const char *, ch_error *), ch_error *error) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/%s", dir, name) >= (int)sizeof path)
    return ch_fail(error, CH_ERROR_USAGE, "the path '%s' is too long", dir);
  if (optional && !ch_file_exists(path)) return true;
  return load(book, path, error);
}

static bool load_cameo(ch_codebook *book, const char *path, ch_error *error) {
  return ch_cameo_load(path, book->arena, &book->cameo, error);
}
static bool load_forms(ch_codebook *book, const char *path, ch_error *error) {
  return ch_forms_load(&book->forms, &book->words, path, error);
}
static bool load_folder_classes(ch_codebook *book, const char *path, ch_error *error) {
  rule_files files = {book, error, false};
  return ch_file_walk(path, load_classes, &files, error) && !files.failed;
}
static bool load_folder_rules(ch_codebook *book, const char *path, ch_error *error) {
  rule_files files = {book, error, false};
  return ch_file_walk(path, load_rules, &files, error) && !files.failed;
}

static bool engine_classes(ch_codebook *book, ch_error *error) {
  const struct { const char *name; uint32_t *id; } needed[] = {
      {"light", &book->light}, {"transparent", &book->transparent},
      {"negation", &book->negation}, {"future", &book->future},
      {"possible", &book->possible}, {"obliged", &book->obliged}, {"would", &book->would},
      {"condition", &book->condition}, {"subject-control", &book->subject_control},
      {"claim-stance", &book->claim_stance}, {"asserting-stance", &book->asserting_stance},
      {"answerable", &book->answerable},
      {"blow", &book->blow},
      {"deed", &book->deed},
      {"including", &book->including}, {"relative", &book->relative},
      {"agent", &book->agent}, {"infinitive", &book->infinitive},
      {"source", &book->source}, {"locative", &book->locative},
      {"object-control", &book->object_control},
      {"loose", &book->loose}, {"function", &book->function},
      {"belonging", &book->belonging}, {"calls", &book->calls}, {"meanwhile", &book->meanwhile}, {"during", &book->during},
      {"behest", &book->behest}, {"starting", &book->starting}, {"intending", &book->intending},
      {"anaphor", &book->anaphor}};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    *needed[i].id = ch_words_class(&book->words, ch_str_of(needed[i].name));
    if (*needed[i].id == CH_NO_LEXEME)
      return ch_fail(error, CH_ERROR_DATA, "classes.txt lacks the class '@%s'", needed[i].name);
  }
  return true;
}

static bool load_all(ch_codebook *book, const char *dir, const char *extra, ch_error *error) {
  return load_one(book, dir, "cameo.tsv", false, load_cameo, error) &&
         load_one(book, dir, "codebook", false, load_folder_classes, error) &&
         (!extra || load_folder_classes(book, extra, error)) &&
         engine_classes(book, error) &&
         load_one(book, dir, "codebook/forms.tsv", false, load_forms, error) &&
         load_one(book, dir, "codebook/status.tsv", false, ch_status_load, error) &&
         (!extra || load_one(book, extra, "status.tsv", true, ch_status_load, error)) &&
         load_one(book, dir, "codebook/answers.tsv", true, ch_answers_load, error) &&
         load_one(book, dir, "issues.tsv", true, ch_issues_load, error) &&
         load_one(book, dir, "codebook", false, load_folder_rules, error) &&
         (!extra || load_folder_rules(book, extra, error)) &&
         ch_words_close(&book->words, error) && ch_rules_link(book, error);
}

ch_codebook *ch_codebook_open_with(const char *dir, const char *extra, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_codebook *book = arena ? CH_NEW(arena, ch_codebook) : NULL;
  if (!book) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the codebook");
    return NULL;
  }
  book->arena = arena;
  ch_words_init(&book->words, arena);
  ch_map_init(&book->seen, arena);
  if (load_all(book, dir, extra, error)) return book;
  ch_codebook_free(book);
  return NULL;
}

ch_codebook *ch_codebook_open(const char *dir, ch_error *error) {
  return ch_codebook_open_with(dir, NULL, error);
}

void ch_codebook_free(ch_codebook *book) {
  if (book) ch_arena_free(book->arena);
}
