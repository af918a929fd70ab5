/* From treebank to model to trees. */
#include <math.h>
#include <string.h>

#include "parse/export.h"
#include "parse/inference.h"
#include "tiny.h"

typedef struct fixture {
  ch_arena *arena;
  ch_str model;
  ch_score trained; /* what the trainer said of it */
  ch_parser *parser;
} fixture;

static int set_up(void **state) {
  static fixture f;
  const char *path = tiny_path();
  ch_train_options o = tiny_options(path, 160);
  ch_error error = {0};
  tiny_train(&o, &f.trained);
  f.arena = ch_arena_new(0);
  f.model = tiny_bytes(path, f.arena);
  f.parser = ch_parser_open(path, &error);
  unlink(path);
  if (!f.parser) print_message("%s\n", error.message);
  *state = &f;
  return f.parser ? 0 : -1;
}

static int tear_down(void **state) {
  fixture *f = *state;
  ch_parser_close(f->parser);
  ch_arena_free(f->arena);
  return 0;
}

static ch_conllu read_tiny(ch_arena *arena) {
  ch_conllu all = {0};
  ch_error error = {0};
  if (!ch_conllu_read(tiny_bytes(TINY, arena), TINY, true, arena, &all, &error))
    fail_msg("%s", error.message);
  return all;
}

/* Parses the tiny treebank; its CoNLL-U with the names' tags behind it. */
static void parse_tiny(const ch_parser *parser, ch_arena *arena, ch_buf *out, ch_score *score) {
  ch_error error = {0};
  ch_conllu gold = read_tiny(arena), made = read_tiny(arena);
  ch_parser_workspace *w = ch_parser_workspace_new(parser, &error);
  assert_non_null(w);
  ch_buf_init(out, 0);
  memset(score, 0, sizeof *score);
  for (size_t i = 0; i < made.n; i++) {
    uint8_t names[64];
    assert_true(made.v[i].n_words <= 64);
    assert_true(ch_parse_sentence(parser, w, &made.v[i], names, arena, &error));
    assert_true(ch_score_sentence(score, &gold.v[i], &made.v[i]));
    assert_true(ch_conllu_write_sentence(&made.v[i], out));
    ch_buf_add(out, (ch_str){(const char *)names, made.v[i].n_words});
  }
  ch_parser_workspace_free(w);
}

static void learns_what_it_is_shown(void **state) {
  fixture *f = *state;
  ch_buf out;
  ch_score s;
  parse_tiny(f->parser, f->arena, &out, &s);
  ch_buf_free(&out);
  assert_true(ch_score_percent(s.las, s.words) > 97.0);
  assert_true(ch_score_percent(s.upos, s.words) > 97.0);
  assert_true(ch_score_percent(s.lemma, s.words) > 97.0);
  assert_true(ch_score_names_f1(&f->trained) > 70.0);
  /* The parser in integers does as the trainer in floats. */
  assert_true(llabs((long long)s.las - (long long)f->trained.las) <= 1);
  assert_true(llabs((long long)s.upos - (long long)f->trained.upos) <= 1);
}

/* The first is what the others are held to. */
static const char *const kernel_names[] = {"plain",  "avx2", "avxvnni", "avx512",
                                           "amx", "neon", "dotprod"};
enum { KERNELS = sizeof kernel_names / sizeof *kernel_names };

static void same_bytes_on_every_machine(void **state) {
  fixture *f = *state;
  ch_buf first = {0};
  for (size_t i = 0; i < KERNELS; i++) {
    ch_error error = {0};
    ch_parser *parser = ch_parser_from(f->model, &error);
    assert_non_null(parser);
    if (ch_parser_use_kernels(parser, kernel_names[i])) {
      ch_buf out;
      ch_score s;
      parse_tiny(parser, f->arena, &out, &s);
      if (i == 0) {
        first = out;
      } else {
        assert_int_equal(out.n, first.n);
        assert_memory_equal(out.p, first.p, out.n);
        ch_buf_free(&out);
      }
    } else {
      print_message("%s does not run here\n", kernel_names[i]);
    }
    ch_parser_close(parser);
  }
  ch_buf_free(&first);
}

/* The kernels one by one on random numbers, odd sizes, NaN and infinities. */
static void kernels_agree(void **state) {
  (void)state;
  enum { K = 112, N = 80, ROWS = 13 };
  static int8_t weights[K * N];
  static uint8_t x[ROWS * K], u[2][ROWS * K];
  static float scale[N], bias[N], z[ROWS * 2 * K], y[2][ROWS * 2 * K];
  static int32_t offset[N];
  ch_rng rng = {4};
  for (size_t i = 0; i < sizeof weights; i++) weights[i] = (int8_t)ch_rng_below(&rng, 256);
  for (size_t i = 0; i < sizeof x; i++) x[i] = (uint8_t)(1 + ch_rng_below(&rng, 255));
  memset(weights, -128, 8 * N); /* sums as great as they come */
  memset(x, 1, K);
  for (size_t i = 0; i < N; i++) scale[i] = ch_rng_unit(&rng), bias[i] = ch_rng_unit(&rng);
  for (size_t i = 0; i < sizeof weights; i++) offset[i / 4 % N] += 128 * weights[i];
  for (size_t i = 0; i < ROWS * 2 * K; i++) z[i] = 8.0f * ch_rng_unit(&rng) - 4.0f;
  z[3] = 0.0f / 0.0f;
  z[500] = 1e30f;
  z[900] = -1.0f / 0.0f;
  const ch_matrix8 m = {weights, K, N, scale, bias, offset};
  const ch_kernels *first = ch_kernels_named(kernel_names[0]);
  for (size_t k = 1; k < KERNELS; k++) {
    const ch_kernels *other = ch_kernels_named(kernel_names[k]);
    if (!other) continue;
    for (int which = 0; which < 7; which++) {
      for (size_t side = 0; side < 2; side++) {
        const ch_kernels *it = side ? other : first;
        memset(y[side], 0, sizeof y[side]);
        memset(u[side], 0, sizeof u[side]);
        switch (which) {
          case 0: it->product(&m, x, K, ROWS, y[side], N); break;
          case 1: it->normalise(z, 2 * K, u[side], K, ROWS, K, false); break;
          case 2: it->normalise(z, 2 * K, u[side], K, ROWS, K, true); break;
          case 3: it->maxout(z, 2 * K, y[side], K, ROWS, K); break;
          case 4: it->recur(z + 2 * K * 5, y[side], 4, 32); break;
          case 5: it->arcs(z + 2 * K * 5, 2 * K, z + 1000, 16, 7, 30, y[side]); break;
          default:
            it->add3(z + 1000, z + 1200, z + 1400, y[side], K);
            it->add_row(weights, 0.37f, y[side], K);
            for (size_t n = 1; n < 60; n++) y[side][K + n] = (float)it->best(z + 1000, n);
            break;
        }
      }
      if (memcmp(u[0], u[1], sizeof u[0]) != 0 || memcmp(y[0], y[1], sizeof y[0]) != 0)
        fail_msg("%s differs from plain in kernel %d", other->name, which);
    }
  }
}

/* As the file keeps rows, so that both sides begin with the same. */
static void round_row(float *row, uint32_t n) {
  float most = 0.0f;
  for (uint32_t j = 0; j < n; j++) most = fmaxf(most, fabsf(row[j]));
  for (uint32_t j = 0; j < n; j++) row[j] = rintf(row[j] * (127.0f / most)) * (most / 127.0f);
}

/* The trainer's own forward pass against the parser's, on a network that was
 * never trained, from the same labels. */
static void inference_is_the_trainers_forward(void **state) {
  fixture *f = *state;
  ch_error error = {0};
  ch_arena *arena = ch_arena_new(0);
  ch_labels labels;
  ch_bank bank = {0};
  ch_conllu all = read_tiny(arena);
  assert_true(ch_labels_build(&labels, arena, &all, &error));
  assert_true(ch_bank_add(&bank, &labels, &all, NULL, NULL, &error));
  assert_true(ch_labels_link(&labels, &error));
  ch_net_shape shape = {.width = 32, .vector = 100, .blocks = 2, .dilation = {1, 2}, .recurrent = 16,
                        .tag = 32, .arc = 32, .label = 32, .relations = CH_REL_COUNT,
                        .classes = {CH_UPOS_COUNT, (uint32_t)labels.xpos.n, (uint32_t)labels.feats.n,
                                    (uint32_t)labels.scripts.n, CH_NAME_TAGS}};
  ch_net net;
  assert_true(ch_net_init(&net, &shape, labels.n_words, 9));
  ch_net_refresh(&net, true);
  for (uint32_t i = 0; i < CH_FEATURE_ROWS; i++) round_row(net.hashed + i * shape.width, shape.width);
  const char *path = tiny_path();
  assert_true(ch_model_export(&net, &labels, path, &error));
  ch_model model;
  if (!ch_model_open(&model, path, &error)) fail_msg("%s", error.message);
  unlink(path);
  ch_inference *inference = ch_inference_new(&model);
  ch_net_ws *ws = ch_net_ws_new(&net, 64, 64);
  assert_true(inference && ws);
  const ch_bank_sentence *s = &bank.sentences.v[8];
  ch_net_token tokens[64] = {0};
  ch_str forms[64];
  ch_token_parse parsed[64];
  const uint32_t first[2] = {0, s->n};
  for (uint32_t i = 0; i < s->n; i++) {
    const ch_bank_type *type = &labels.types.v[s->tokens[i].type[0]];
    tokens[i] = (ch_net_token){.word = type->word, .vector = CH_NO_ROW, .rows = type->rows};
    forms[i] = type->form;
  }
  ch_net_batch batch = {.tokens = tokens, .n = s->n, .first = first, .n_sentences = 1};
  ch_rng rng = {1};
  ch_net_forward(&net, ws, &batch, (ch_net_mode){.quantise = true}, &rng);
  ch_infer(&model, ch_kernels_best(), inference, forms, first, 1, parsed);
  size_t stride, columns = ch_net_tag_columns(&shape), near = 0;
  const float *mine = ch_inference_tags(inference, &stride), *theirs = ch_net_tag_scores(ws);
  for (uint32_t i = 0; i < s->n; i++)
    for (size_t j = 0; j < columns; j++)
      near += fabsf(mine[i * stride + j] - theirs[i * columns + j]) < 1e-3f;
  /* Sums in another order may let an activation round to the other side. */
  assert_true(near * 100 >= s->n * columns * 95);
  ch_net_ws_free(ws);
  ch_inference_free(inference);
  ch_model_close(&model);
  ch_net_free(&net);
  ch_arena_free(arena);
  (void)f;
}

/* Threads and stops change nothing. */
static void training_is_deterministic(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  const char *one = tiny_path(), *two = tiny_path(), *three = tiny_path(), *checkpoint = tiny_path();
  ch_train_options o = tiny_options(one, 6);
  tiny_train(&o, NULL);
  o.model = two;
  o.threads = 2;
  tiny_train(&o, NULL);
  o.model = three;
  o.checkpoint = checkpoint;
  o.stop_after = 3;
  tiny_train(&o, NULL); /* stopped half way … */
  tiny_train(&o, NULL); /* … and taken up again */
  ch_str a = tiny_bytes(one, arena), b = tiny_bytes(two, arena), c = tiny_bytes(three, arena);
  assert_true(ch_str_eq(a, b));
  assert_true(ch_str_eq(a, c));
  unlink(one);
  unlink(two);
  unlink(three);
  unlink(checkpoint);
  ch_arena_free(arena);
}

/* A teacher's checkpoint is learnt from, on words without gold too, and that is
 * as deterministic as the rest. */
static bool keep_teachers_score(void *self, const ch_train_progress *p) {
  *(ch_score *)self = p->scores[0];
  return false;
}

static void a_teacher_is_followed(void **state) {
  (void)state;
  ch_arena *arena = ch_arena_new(0);
  const char *teacher = tiny_path(), *one = tiny_path(), *two = tiny_path();
  ch_error error = {0};
  ch_score alone = {0}, taught = {0};
  ch_train_options o = tiny_options(NULL, 60);
  o.exact = true;
  o.width = 64;
  o.checkpoint = teacher;
  tiny_train(&o, &alone);
  o = tiny_options(one, 60);
  o.limit = 4; /* of the gold; the rest is the teacher's */
  o.unlabelled[0] = TINY;
  assert_false(ch_train(&o, NULL, NULL, &error));
  o = tiny_options(one, 60);
  o.teachers[0] = o.teachers[1] = teacher;
  o.unlabelled[0] = TINY;
  o.unlabelled_words = 100;
  o.share = 0.9f;
  tiny_train(&o, &taught);
  ch_score teachers = {0};
  assert_true(ch_train(&o, keep_teachers_score, &teachers, &error));
  assert_int_equal(teachers.words, alone.words);
  assert_in_range(teachers.las, alone.las - 1, alone.las + 1); /* summed up in another order */
  o.model = two;
  o.threads = 2;
  tiny_train(&o, NULL);
  assert_true(ch_str_eq(tiny_bytes(one, arena), tiny_bytes(two, arena)));
  assert_true(alone.las > alone.words / 2);
  assert_true(taught.las > taught.words / 2);
  /* One of another shape of labels is refused. */
  o.limit = 4;
  assert_false(ch_train(&o, NULL, NULL, &error));
  assert_non_null(strstr(error.message, "checkpoint"));
  unlink(one);
  unlink(two);
  unlink(teacher);
  ch_arena_free(arena);
}

/* A document of one sentence of n words "word word …", or of many short ones. */
static ch_document *made_document(ch_arena *arena, const char *text, uint32_t per_sentence) {
  ch_document *doc = CH_NEW(arena, ch_document);
  doc->arena = arena;
  doc->text = ch_str_of(text);
  ch_str rest = doc->text, word;
  doc->words = CH_ARRAY(arena, doc->text.n + 1, ch_word);
  doc->sentences = CH_ARRAY(arena, doc->text.n + 1, ch_sentence);
  while (ch_str_split(&rest, ' ', &word)) {
    uint32_t from = (uint32_t)(word.p - text);
    if (doc->n_words % per_sentence == 0)
      doc->sentences[doc->n_sentences++] = (ch_sentence){.first = doc->n_words, .span = {from, from}, .root = CH_NO_WORD};
    ch_sentence *s = &doc->sentences[doc->n_sentences - 1];
    doc->words[doc->n_words++] = (ch_word){.span = {from, from + (uint32_t)word.n}, .flags = CH_WORD_SPACE_AFTER};
    s->count++;
    s->span.to = from + (uint32_t)word.n;
  }
  return doc;
}

static void every_sentence_is_a_tree(void **state) {
  fixture *f = *state;
  ch_error error = {0};
  ch_parser_workspace *w = ch_parser_workspace_new(f->parser, &error);
  static char text[8192];
  static const char *const words[] = {"Norland", "expelled", "the", "envoys", ",", "and", "talks", "failed", "."};
  size_t n = 0;
  for (size_t i = 0; i < 1000; i++) n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", i ? " " : "", words[i * 7 % 9]);
  static const uint32_t lengths[] = {1, 7, 199, 200, 201, 257, 1000};
  for (size_t k = 0; k < sizeof lengths / sizeof *lengths; k++) {
    ch_arena *arena = ch_arena_new(0);
    ch_document *doc = made_document(arena, text, lengths[k]);
    if (!ch_parse(f->parser, w, doc, &error)) fail_msg("%s", error.message);
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
      const ch_sentence *it = &doc->sentences[s];
      assert_true(it->root >= it->first && it->root < it->first + it->count);
      for (uint32_t i = it->first; i < it->first + it->count; i++) {
        uint32_t at = i, steps = 0;
        while (doc->words[at].head != CH_NO_WORD && steps++ <= it->count) {
          at = doc->words[at].head;
          assert_true(at >= it->first && at < it->first + it->count);
        }
        assert_int_equal(at, it->root);
        assert_true((doc->words[i].rel == CH_REL_ROOT) == (i == it->root));
        assert_true(doc->words[i].upos > 0 && doc->words[i].lemma.p);
      }
    }
    assert_true(ch_document_index(doc, &error));
    ch_buf out;
    ch_buf_init(&out, 0);
    assert_true(ch_conllu_write(doc, &out, &error));
    ch_conllu back = {0};
    if (!ch_conllu_read(ch_buf_str(&out), "written", true, arena, &back, &error)) fail_msg("%s", error.message);
    assert_int_equal(back.n, doc->n_sentences);
    ch_buf_free(&out);
    ch_arena_free(arena);
  }
  ch_parser_workspace_free(w);
}

/* What the workspace remembers of words does not show. */
static void cache_does_not_show(void **state) {
  fixture *f = *state;
  ch_buf cold, warm;
  ch_score s;
  ch_error error = {0};
  parse_tiny(f->parser, f->arena, &cold, &s);
  ch_parser_workspace *w = ch_parser_workspace_new(f->parser, &error);
  ch_conllu made = read_tiny(f->arena);
  for (uint32_t i = 0; i < 30000; i++) { /* more types than it keeps */
    char form[16];
    int n = snprintf(form, sizeof form, "w%u", i * 2654435761u % 50000u);
    ch_conllu_word word = {.form = {form, (size_t)n}};
    ch_conllu_sentence one = {.words = &word, .n_words = 1};
    assert_true(ch_parse_sentence(f->parser, w, &one, NULL, f->arena, &error));
  }
  ch_buf_init(&warm, 0);
  for (int round = 0; round < 2; round++) {
    ch_buf_clear(&warm);
    for (size_t i = 0; i < made.n; i++) {
      uint8_t names[64];
      assert_true(ch_parse_sentence(f->parser, w, &made.v[i], names, f->arena, &error));
      ch_conllu_write_sentence(&made.v[i], &warm);
      ch_buf_add(&warm, (ch_str){(const char *)names, made.v[i].n_words});
    }
    assert_int_equal(warm.n, cold.n);
    assert_memory_equal(warm.p, cold.p, cold.n);
  }
  ch_buf_free(&cold);
  ch_buf_free(&warm);
  ch_parser_workspace_free(w);
}

static void parts_can_be_left_out(void **state) {
  (void)state;
  static const unsigned parts[] = {CH_WITHOUT_AFFIXES, CH_WITHOUT_RECURRENT, CH_WITHOUT_TREE};
  ch_score whole = {0};
  ch_train_options o = tiny_options(NULL, 60);
  tiny_train(&o, &whole);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    ch_score score = {0};
    o.without = parts[i];
    tiny_train(&o, &score);
    assert_int_equal(score.words, whole.words);
    assert_in_range(score.upos, score.words / 4, score.words);
    if (parts[i] == CH_WITHOUT_TREE) assert_int_equal(score.upos, whole.upos);
    else assert_true(score.upos != whole.upos || score.uas != whole.uas || score.lemma != whole.lemma);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(kernels_agree), cmocka_unit_test(inference_is_the_trainers_forward),
      cmocka_unit_test(learns_what_it_is_shown), cmocka_unit_test(same_bytes_on_every_machine),
      cmocka_unit_test(every_sentence_is_a_tree), cmocka_unit_test(cache_does_not_show),
      cmocka_unit_test(training_is_deterministic),
      cmocka_unit_test(a_teacher_is_followed),
      cmocka_unit_test(parts_can_be_left_out)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
