/* A model file that is not whole, or that means harm. */
#include <string.h>

#include "parse/model.h"
#include "parse/rng.h"
#include "tiny.h"

typedef struct fixture {
  ch_arena *arena;
  ch_str good;
  char *copy; /* good's bytes, to be damaged */
} fixture;

static int set_up(void **state) {
  static fixture f;
  const char *path = tiny_path();
  ch_train_options o = tiny_options(path, 2);
  tiny_train(&o, NULL);
  f.arena = ch_arena_new(0);
  f.good = tiny_bytes(path, f.arena);
  f.copy = ch_arena_copy(f.arena, f.good).p ? (char *)ch_arena_alloc(f.arena, f.good.n) : NULL;
  unlink(path);
  *state = &f;
  return f.copy ? 0 : -1;
}

static int tear_down(void **state) {
  ch_arena_free(((fixture *)*state)->arena);
  return 0;
}

static bool opens(ch_str bytes, ch_error *error) {
  ch_model model;
  memset(error, 0, sizeof *error);
  if (!ch_model_from(&model, bytes, error)) return false;
  ch_model_close(&model);
  return true;
}

static ch_str fresh(fixture *f) {
  memcpy(f->copy, f->good.p, f->good.n);
  return (ch_str){f->copy, f->good.n};
}

/* As somebody who wants to be believed would. */
static void sign(ch_str bytes) {
  ch_model_header h;
  memcpy(&h, bytes.p, sizeof h);
  h.checksum = ch_str_hash(ch_str_slice(bytes, sizeof h, bytes.n));
  memcpy((char *)(uintptr_t)bytes.p, &h, sizeof h);
}

static void whole_file_opens(void **state) {
  fixture *f = *state;
  ch_error error;
  if (!opens(f->good, &error)) fail_msg("%s", error.message);
}

static void flipped_bytes_are_refused(void **state) {
  fixture *f = *state;
  ch_error error;
  ch_rng rng = {1};
  size_t table = sizeof(ch_model_header) + 41 * sizeof(ch_model_section);
  for (size_t k = 0; k < table + 300; k++) {
    size_t at = k < table ? k : ch_rng_below(&rng, (uint32_t)f->good.n);
    if (at >= 32 && at < 40) continue; /* the language says nothing of the bytes */
    ch_str bytes = fresh(f);
    f->copy[at] = (char)(f->copy[at] ^ (1 << (k % 8)));
    if (opens(bytes, &error)) fail_msg("byte %zu flipped: opened", at);
    assert_int_equal(error.code, CH_ERROR_DATA);
    assert_true(error.message[0]);
  }
}

static void cut_files_are_refused(void **state) {
  fixture *f = *state;
  ch_error error;
  for (size_t n = 0; n < f->good.n; n += n < 3000 ? 1 : 40961)
    if (opens((ch_str){f->good.p, n}, &error)) fail_msg("cut to %zu bytes: opened", n);
}

/* Parses something with whatever opens: no fault may follow. */
static void use(ch_str bytes) {
  ch_error error = {0};
  ch_parser *parser = ch_parser_from(bytes, &error);
  if (!parser) return;
  ch_parser_workspace *w = ch_parser_workspace_new(parser, &error);
  ch_arena *arena = ch_arena_new(0);
  ch_conllu_word words[4] = {{.form = CH_STR("Norland")}, {.form = CH_STR("was")},
                             {.form = CH_STR("\xc3\xa9")}, {.form = CH_STR(".")}};
  ch_conllu_sentence s = {.words = words, .n_words = 4};
  uint8_t names[4];
  assert_non_null(w);
  assert_true(ch_parse_sentence(parser, w, &s, names, arena, &error));
  for (int i = 0; i < 4; i++) assert_true(words[i].head <= 4 && names[i] < 13);
  ch_arena_free(arena);
  ch_parser_workspace_free(w);
  ch_parser_close(parser);
}

static void signed_damage_does_no_harm(void **state) {
  fixture *f = *state;
  ch_rng rng = {2};
  const size_t table = sizeof(ch_model_header);
  for (int k = 0; k < 400; k++) {
    ch_str bytes = fresh(f);
    for (uint32_t i = 1 + ch_rng_below(&rng, 3); i-- > 0;) {
      /* Half of them in the table and the small sections behind it. */
      size_t at = k % 2 ? table + ch_rng_below(&rng, 8192) : ch_rng_below(&rng, (uint32_t)bytes.n);
      f->copy[at] = (char)ch_rng_next(&rng);
    }
    sign(bytes);
    use(bytes);
  }
}

/* Fields set to what a checker might get wrong. */
static void signed_lies_are_refused(void **state) {
  fixture *f = *state;
  static const uint64_t lies[] = {0, 1, 63, 64, UINT32_MAX, UINT64_MAX, UINT64_MAX - 63, 1ull << 63};
  ch_error error;
  ch_model_header h;
  memcpy(&h, f->good.p, sizeof h);
  for (uint32_t s = 0; s < h.n_sections; s++)
    for (size_t lie = 0; lie < sizeof lies / sizeof *lies; lie++)
      for (int field = 0; field < 2; field++) {
        ch_str bytes = fresh(f);
        ch_model_section *entry = (ch_model_section *)(void *)(f->copy + sizeof h) + s;
        uint64_t *value = field ? &entry->size : &entry->offset;
        if (*value == lies[lie]) continue;
        *value = lies[lie];
        sign(bytes);
        if (opens(bytes, &error)) fail_msg("section %u, field %d, lie %zu: opened", s, field, lie);
      }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(whole_file_opens), cmocka_unit_test(flipped_bytes_are_refused),
      cmocka_unit_test(cut_files_are_refused), cmocka_unit_test(signed_damage_does_no_harm),
      cmocka_unit_test(signed_lies_are_refused)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
