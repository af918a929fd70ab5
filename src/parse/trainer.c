#include "parse/trainer.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "parse/decode.h"
#include "parse/export.h"
#include "parse/lemma.h"
#include "parse/optimizer.h"
#include "parse/treebank.h"
#include "text/document.h"

enum { SHARDS = 2, CH_ASK_WORDS = 500 };

ch_train_options ch_train_defaults(void) {
  return (ch_train_options){.most_vectors = 50000, .seed = 1, .passes = 75,
                            .batch_words = 1000, .rate = 3e-3f, .dropout = 0.3f,
                            .share = 0.5f,
                            .width = 128, .recurrent = 64, .tag = 128, .arc = 96, .label = 96,
                            .blocks = 4, .dilation = {1, 1, 2, 4}, .threads = 2};
}

void ch_train_as_pupil(ch_train_options *o) { o->dropout = 0.2f; }

void ch_train_as_teacher(ch_train_options *o) {
  o->exact = true;
  o->width = 256;
  o->recurrent = 128;
  o->tag = o->arc = o->label = 192;
  o->blocks = 5;
  static const uint32_t dilation[8] = {1, 1, 2, 4, 1};
  memcpy(o->dilation, dilation, sizeof dilation);
  o->dropout = 0.4f;
  o->rate = 2e-3f;
}

/* One batch's half. */
typedef struct shard {
  ch_net_token *tokens;
  uint32_t *first;
  ch_net_batch batch;
  ch_net_grad grad;
  ch_net_ws *ws;
  ch_net_loss loss;
  double squares;
  ch_rng rng;
  ch_tree_space *tree;
  ch_score *scores; /* one a dev file */
  bool failed; /* no memory */
  /* The teachers' answers. */
  ch_arena *arena, *keep;
  ch_net_ws *teachers[CH_TRAIN_FILES];
  ch_net_targets targets;
  float *soft_tags, *soft_arcs, *soft_labels;
  size_t soft_arcs_used;
} shard;

typedef enum phase {
  PHASE_ASK, PHASE_SCORE_TEACHERS, PHASE_SLOPES, PHASE_REDUCE, PHASE_STEP, PHASE_REFRESH, PHASE_SCORE, PHASE_END
} phase;

typedef struct trainer {
  const ch_train_options *o;
  ch_arena *arena;
  ch_labels labels;
  ch_map exceptions;
  uint8_t *feats_upos;
  ch_bank train, silver, dev[CH_TRAIN_FILES];
  uint32_t n_dev;
  ch_net net, teachers[CH_TRAIN_FILES];
  uint32_t n_teachers;
  ch_optimizer adam;
  shard shards[SHARDS];
  ch_net_mode mode;
  float scale, rate, clip, mean_share;
  uint32_t pass;
  uint64_t steps_all;
  /* The second shard's thread. */
  bool threaded;
  pthread_t thread;
  pthread_barrier_t barrier;
  phase phase;
  bool failed;
} trainer;

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for training");
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- scoring ---- */

static int32_t best_of(const float *x, uint32_t n) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < n; i++)
    if (x[i] > x[best]) best = i;
  return (int32_t)best;
}

static ch_str lemma_of(const trainer *t, ch_str form, ch_upos upos, int32_t script, char *out) {
  char key[3 * CH_FORM_MAX + 16];
  size_t n = ch_form_lower(form, key);
  key[n++] = '\t';
  key[n++] = (char)('A' + (int)upos);
  const uint32_t *exception = ch_map_get(&t->exceptions, (ch_str){key, n});
  if (exception) return t->labels.exceptions.v[*exception].lemma;
  return (ch_str){out, ch_lemma_apply(t->labels.scripts.v[script].key, form, out)};
}

/* Turns what was said of one sentence into words and counts them. */
static void score_words(trainer *t, const ch_bank_sentence *gold, const float *tags,
                        const uint32_t *heads, const float *labels, ch_score *score) {
  const ch_net_shape *shape = &t->net.shape;
  const uint32_t n = gold->n, cols = ch_net_tag_columns(shape);
  ch_conllu_word words[CH_TREE_MAX];
  uint8_t names[CH_TREE_MAX], back[CH_TREE_MAX * CH_NAME_TAGS];
  static const size_t room = CH_LEMMA_MAX;
  char *lemmas = malloc(n * room);
  if (!lemmas) {
    t->failed = true;
    return;
  }
  uint32_t at_xpos = shape->classes[CH_TAG_UPOS], at_feats = at_xpos + shape->classes[CH_TAG_XPOS];
  uint32_t at_lemma = at_feats + shape->classes[CH_TAG_FEATS];
  uint32_t at_name = at_lemma + shape->classes[CH_TAG_LEMMA];
  for (uint32_t i = 0; i < n; i++) {
    const float *row = tags + (size_t)i * cols;
    const ch_conllu_word *w = &gold->source->words[i];
    ch_upos upos = (ch_upos)best_of(row, shape->classes[CH_TAG_UPOS]);
    int32_t bundle = -1;
    for (uint32_t j = 0; j < shape->classes[CH_TAG_FEATS]; j++)
      if (t->feats_upos[j] == upos && (bundle < 0 || row[at_feats + j] > row[at_feats + (uint32_t)bundle]))
        bundle = (int32_t)j;
    ch_str feats = CH_STR("");
    if (bundle >= 0) {
      feats = t->labels.feats.v[bundle].key;
      feats = ch_str_slice(feats, ch_str_find_byte(feats, '|', 0) + 1, feats.n);
    }
    words[i] = (ch_conllu_word){
        .form = w->form, .upos = ch_str_of(ch_upos_name(upos)),
        .xpos = t->labels.xpos.v[best_of(row + at_xpos, shape->classes[CH_TAG_XPOS])].key,
        .feats = feats, .head = heads[i],
        .deprel = ch_str_of(ch_rel_name((ch_rel)best_of(labels + (size_t)i * shape->relations, shape->relations))),
        .lemma = lemma_of(t, w->form, upos, best_of(row + at_lemma, shape->classes[CH_TAG_LEMMA]),
                          lemmas + i * room)};
  }
  ch_conllu_sentence made = {.words = words, .n_words = n};
  ch_score_sentence(score, gold->source, &made);
  if (gold->names) {
    ch_names_decode(tags + at_name, cols, n, names, back);
    ch_score_names(score, gold->names, names, n);
  }
  free(lemmas);
}

static void choose_heads(const trainer *t, shard *s, const float *arcs, uint32_t n, uint32_t *heads) {
  if (!(t->o->without & CH_WITHOUT_TREE)) {
    ch_tree_decode(arcs, n + 1, n, heads, s->tree);
    return;
  }
  for (uint32_t i = 0; i < n; i++) heads[i] = (uint32_t)best_of(arcs + i * (n + 1), n + 1);
}

/* Scores the network's answers to the k-th sentence of the batch. */
static void score_sentence(trainer *t, shard *s, const ch_bank_sentence *gold, uint32_t k,
                           ch_score *score) {
  uint32_t heads[CH_TREE_MAX];
  const float *tags = ch_net_tag_scores(s->ws) + (size_t)s->first[k] * ch_net_tag_columns(&t->net.shape);
  choose_heads(t, s, ch_net_arc_scores(&t->net, s->ws, &s->batch, k), gold->n, heads);
  const float *labels = ch_net_label_scores(&t->net, s->ws, &s->batch, k, heads, t->mode);
  score_words(t, gold, tags, heads, labels, score);
}

/* Shares into scores: a tree or a name is as likely as its parts together. */
static void logarithms(float *x, size_t n) {
  for (size_t i = 0; i < n; i++) x[i] = logf(x[i] + 1e-9f);
}

/* Scores the teachers' mean answers to the one sentence of the batch. */
static void score_teachers(trainer *t, shard *s, const ch_bank_sentence *gold, ch_score *score) {
  const ch_net_shape *shape = &t->net.shape;
  const size_t n = gold->n, tags = n * ch_net_tag_columns(shape), labels = n * shape->relations;
  const float share = 1.0f / (float)t->n_teachers;
  uint32_t heads[CH_TREE_MAX];
  memset(s->soft_tags, 0, tags * sizeof(float));
  memset(s->soft_labels, 0, labels * sizeof(float));
  memset(s->soft_arcs, 0, n * (n + 1) * sizeof(float));
  for (uint32_t i = 0; i < t->n_teachers; i++)
    ch_net_teach(&t->teachers[i], s->teachers[i], &s->batch, share, s->soft_tags, s->soft_arcs);
  logarithms(s->soft_tags, tags);
  logarithms(s->soft_arcs, n * (n + 1));
  choose_heads(t, s, s->soft_arcs, (uint32_t)n, heads);
  for (size_t i = 0; i < n; i++) s->tokens[i].head = heads[i];
  for (uint32_t i = 0; i < t->n_teachers; i++)
    ch_net_teach_labels(&t->teachers[i], s->teachers[i], &s->batch, share, s->soft_labels);
  score_words(t, gold, s->soft_tags, heads, s->soft_labels, score);
}

/* ---- batches ---- */

static float *soft_row(const trainer *t, shard *s, uint32_t i, int k, float *arcs, uint32_t *n) {
  const ch_net_shape *shape = &t->net.shape;
  *n = k == CH_SOFT_LABELS ? shape->relations : k == CH_SOFT_ARCS ? *n + 1 : shape->classes[k];
  if (k == CH_SOFT_ARCS) return arcs;
  if (k == CH_SOFT_LABELS) return s->soft_labels + (size_t)i * *n;
  float *row = s->soft_tags + (size_t)i * ch_net_tag_columns(shape);
  for (int h = 0; h < k; h++) row += shape->classes[h];
  return row;
}

/* The teachers' answers to the first n words of a sentence that is being put
 * behind the others; what they give to words left out goes to the rest. */
static void put_soft(const trainer *t, shard *s, const ch_bank_sentence *from, uint32_t n) {
  const ch_soft_class *c = from->soft;
  for (uint32_t i = 0; i < n; i++) {
    float *arcs = s->soft_arcs + s->soft_arcs_used;
    for (int k = 0; k < CH_SOFTS; k++) {
      uint32_t cols = n, sum = 0;
      float *row = soft_row(t, s, s->batch.n + i, k, arcs, &cols);
      memset(row, 0, cols * sizeof *row);
      const ch_soft_class *end = c + from->soft_counts[i * CH_SOFTS + (uint32_t)k];
      for (const ch_soft_class *at = c; at < end; at++) sum += at->at < cols ? at->share : 0;
      for (; c < end; c++)
        if (c->at < cols) row[c->at] = (float)c->share / (float)sum;
      if (sum == 0) row[k == CH_SOFT_ARCS ? from->tokens[i].head % cols : 0] = 1.0f;
    }
    s->soft_arcs_used += n + 1;
  }
  s->batch.targets = &s->targets;
}

static void put_sentence(trainer *t, shard *s, const ch_bank_sentence *from, int how, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    const ch_bank_token *b = &from->tokens[i];
    const ch_bank_type *type = &t->labels.types.v[b->type[how]];
    ch_net_token *token = &s->tokens[s->batch.n + i];
    *token = (ch_net_token){.word = type->word, .vector = type->vector, .rows = type->rows,
                            .keep = type->keep, .head = b->head, .rel = b->rel,
                            .silver = from->silver, .respelled = how != CH_CASE_AS_IS};
    memcpy(token->gold, b->gold, sizeof token->gold);
    token->gold[CH_TAG_LEMMA] = b->lemma[how];
  }
  if (from->soft_counts) put_soft(t, s, from, n);
  s->batch.n += n;
  s->first[++s->batch.n_sentences] = s->batch.n;
}

static void clear_batch(shard *s) {
  s->batch.targets = NULL;
  s->soft_arcs_used = 0;
  s->batch.n = s->batch.n_sentences = 0;
  s->first[0] = 0;
}

/* How a sentence is shown in this pass, and how much of it: news leads shout,
 * headlines are in title case and have no stop. */
static int choose_case(ch_rng *rng) {
  uint32_t draw = ch_rng_below(rng, 100);
  if (draw < 4) return CH_CASE_LOWER;
  if (draw < 9) return CH_CASE_UPPER;
  if (draw < 14) return CH_CASE_TITLE;
  return CH_CASE_AS_IS;
}
static uint32_t choose_length(const ch_bank_sentence *s, ch_rng *rng) {
  uint32_t n = s->n, draw = ch_rng_below(rng, 100);
  if (draw >= 6 || n < 3 || s->tokens[n - 1].gold[CH_TAG_UPOS] != CH_UPOS_PUNCT ||
      s->tokens[n - 1].head == 0)
    return n;
  for (uint32_t i = 0; i < n; i++)
    if (s->tokens[i].head == n) return n;
  return n - 1;
}

/* ---- the two halves ---- */

static uint32_t at_least(const float *row, uint32_t n, float least) {
  uint32_t count = 0;
  for (uint32_t j = 0; j < n; j++) count += row[j] >= least;
  return count;
}

/* Keeps of each distribution what is not next to nothing. */
static bool keep_soft(const trainer *t, shard *s, ch_bank_sentence *to, uint32_t first, const float *arcs) {
  enum { MOST = 24 };
  ch_soft_class *kept = CH_ARRAY(s->arena, (size_t)to->n * CH_SOFTS * MOST, ch_soft_class), *c = kept;
  uint8_t *counts = ch_arena_alloc(s->arena, (size_t)to->n * CH_SOFTS);
  if (!kept || !counts) return false;
  for (uint32_t i = 0; i < to->n; i++, arcs += to->n + 1)
    for (int k = 0; k < CH_SOFTS; k++) {
      uint32_t cols = to->n, n = 0;
      const float *row = soft_row(t, s, first + i, k, (float *)arcs, &cols);
      float least = 0.004f;
      while (at_least(row, cols, least) > MOST) least *= 1.5f;
      for (uint32_t j = 0; j < cols; j++)
        if (row[j] >= least) {
          float share = row[j] * 65535.0f;
          *c++ = (ch_soft_class){(uint16_t)j, (uint16_t)(share > 65535.0f ? 65535.0f : share)};
          n++;
        }
      counts[i * CH_SOFTS + (uint32_t)k] = (uint8_t)n;
    }
  ch_soft_class *exact = CH_ARRAY(s->keep, (size_t)(c - kept) + 1, ch_soft_class);
  uint8_t *exact_counts = ch_arena_alloc(s->keep, (size_t)to->n * CH_SOFTS);
  if (!exact || !exact_counts) return false;
  memcpy(exact, kept, (size_t)(c - kept) * sizeof *kept);
  memcpy(exact_counts, counts, (size_t)to->n * CH_SOFTS);
  to->soft = exact;
  to->soft_counts = exact_counts;
  return true;
}

/* The teachers' mean answers to a batch of sentences, kept with them. */
static bool ask_batch(trainer *t, shard *s, ch_bank_sentence *const *of) {
  const uint32_t n = s->batch.n;
  const ch_net_shape *shape = &t->net.shape;
  const float share = 1.0f / (float)t->n_teachers;
  size_t arcs = 0;
  for (uint32_t k = 0; k < s->batch.n_sentences; k++) arcs += (size_t)of[k]->n * (of[k]->n + 1);
  memset(s->soft_tags, 0, (size_t)n * ch_net_tag_columns(shape) * sizeof(float));
  memset(s->soft_labels, 0, (size_t)n * shape->relations * sizeof(float));
  memset(s->soft_arcs, 0, arcs * sizeof(float));
  for (uint32_t i = 0; i < t->n_teachers; i++)
    ch_net_teach(&t->teachers[i], s->teachers[i], &s->batch, share, s->soft_tags, s->soft_arcs);
  const float *row = s->soft_arcs;
  for (uint32_t k = 0; k < s->batch.n_sentences; k++)
    for (uint32_t i = 0; i < of[k]->n; i++, row += of[k]->n + 1)
      if (of[k]->silver)
        s->tokens[s->first[k] + i].head = of[k]->tokens[i].head = (uint32_t)best_of(row, of[k]->n + 1);
  for (uint32_t i = 0; i < t->n_teachers; i++)
    ch_net_teach_labels(&t->teachers[i], s->teachers[i], &s->batch, share, s->soft_labels);
  row = s->soft_arcs;
  for (uint32_t k = 0; k < s->batch.n_sentences; k++) {
    ch_arena_clear(s->arena);
    if (!keep_soft(t, s, of[k], s->first[k], row)) return false;
    row += (size_t)of[k]->n * (of[k]->n + 1);
  }
  return true;
}

/* Every second sentence of a bank. */
static bool ask(trainer *t, shard *s, ch_bank *bank, unsigned part) {
  ch_bank_sentence *of[CH_ASK_WORDS];
  clear_batch(s);
  for (size_t k = part; k < bank->sentences.n + SHARDS; k += SHARDS) {
    ch_bank_sentence *next = k < bank->sentences.n ? &bank->sentences.v[k] : NULL;
    if (s->batch.n && (!next || s->batch.n + next->n > CH_ASK_WORDS)) {
      if (!ask_batch(t, s, of)) return false;
      clear_batch(s);
    }
    if (!next) break;
    of[s->batch.n_sentences] = next;
    put_sentence(t, s, next, CH_CASE_AS_IS, next->n);
  }
  return true;
}

static void work(trainer *t, unsigned part) {
  shard *s = &t->shards[part];
  switch (t->phase) {
    case PHASE_ASK:
      if (!ask(t, s, &t->train, part) || !ask(t, s, &t->silver, part)) s->failed = true;
      break;
    case PHASE_SLOPES:
      ch_net_grad_clear(&s->grad, &t->net);
      memset(&s->loss, 0, sizeof s->loss);
      if (s->batch.n == 0) break;
      ch_net_forward(&t->net, s->ws, &s->batch, t->mode, &s->rng);
      ch_net_backward(&t->net, s->ws, &s->batch, t->mode, t->scale, &s->grad, &s->loss);
      break;
    case PHASE_REDUCE:
      s->squares = ch_grad_reduce(&t->shards[0].grad, &t->shards[1].grad, &t->net, part, SHARDS);
      break;
    case PHASE_STEP:
      ch_optimizer_step(&t->adam, &t->net, &t->shards[0].grad, t->rate, t->clip, part, SHARDS);
      break;
    case PHASE_REFRESH:
      ch_net_refresh_part(&t->net, t->mode.quantise, part, SHARDS);
      if (t->mean_share > 0.0f)
        ch_optimizer_average(&t->adam, &t->net, t->mean_share, part, SHARDS);
      break;
    case PHASE_SCORE:
    case PHASE_SCORE_TEACHERS:
      for (uint32_t d = 0; d < t->n_dev; d++) {
        memset(&s->scores[d], 0, sizeof s->scores[d]);
        for (size_t k = part; k < t->dev[d].sentences.n; k += SHARDS) {
          const ch_bank_sentence *gold = &t->dev[d].sentences.v[k];
          clear_batch(s);
          put_sentence(t, s, gold, CH_CASE_AS_IS, gold->n);
          if (t->phase == PHASE_SCORE_TEACHERS) {
            score_teachers(t, s, gold, &s->scores[d]);
            continue;
          }
          ch_net_forward(&t->net, s->ws, &s->batch, t->mode, &s->rng);
          score_sentence(t, s, gold, 0, &s->scores[d]);
        }
      }
      break;
    case PHASE_END:
      break;
  }
}

static void *second(void *self) {
  trainer *t = self;
  for (;;) {
    pthread_barrier_wait(&t->barrier);
    if (t->phase == PHASE_END) return NULL;
    work(t, 1);
    pthread_barrier_wait(&t->barrier);
  }
}

static void both(trainer *t, phase what) {
  t->phase = what;
  if (t->threaded) pthread_barrier_wait(&t->barrier);
  if (what == PHASE_END) return;
  work(t, 0);
  if (t->threaded) pthread_barrier_wait(&t->barrier);
  else work(t, 1);
}

static float rate_at(const trainer *t) {
  const float warm = 300.0f;
  float step = (float)t->adam.step, done = step / (float)t->steps_all;
  float rate = t->o->rate * 0.5f * (1.0f + cosf(3.14159265f * (done < 1.0f ? done : 1.0f)));
  return step < warm ? rate * step / warm : rate;
}

/* The mean of the parameters reaches back over a tenth of the steps so far, at
 * most about 1,000; every eighth step is enough for it. */
static float mean_share_at(const trainer *t) {
  const uint64_t every = t->steps_all < 2000 ? 1 : 8;
  if (t->adam.step % every) return 0.0f;
  const float least = 1.0f - powf(0.999f, (float)every);
  float share = 10.0f / (float)(t->adam.step / every + 9);
  return share > least ? share : least;
}

static void one_step(trainer *t, ch_net_loss *total) {
  uint32_t words = t->shards[0].batch.n + t->shards[1].batch.n;
  if (words == 0) return;
  t->adam.step++;
  t->scale = 1.0f / (float)words;
  for (unsigned k = 0; k < SHARDS; k++)
    t->shards[k].rng = ch_rng_of(t->o->seed, 100 + k, t->adam.step);
  both(t, PHASE_SLOPES);
  both(t, PHASE_REDUCE);
  double norm = sqrt(t->shards[0].squares + t->shards[1].squares);
  t->clip = norm > 2.0 ? (float)(2.0 / norm) : 1.0f;
  t->rate = rate_at(t);
  both(t, PHASE_STEP);
  t->mean_share = mean_share_at(t);
  both(t, PHASE_REFRESH);
  for (unsigned k = 0; k < SHARDS; k++) {
    total->arc += t->shards[k].loss.arc;
    total->label += t->shards[k].loss.label;
    for (int h = 0; h < CH_TAG_HEADS; h++) total->tag[0] += t->shards[k].loss.tag[h];
  }
}

static void shuffle(uint32_t *order, size_t n, ch_rng *rng) {
  for (size_t i = n; i > 1; i--) {
    uint32_t k = ch_rng_below(rng, (uint32_t)i), swap = order[i - 1];
    order[i - 1] = order[k];
    order[k] = swap;
  }
}

/* The words of unlabelled text that a pass shows. */
static uint64_t silver_words(const trainer *t) {
  uint64_t wanted = t->o->unlabelled_words ? t->o->unlabelled_words : t->train.n_words;
  return wanted < t->silver.n_words ? wanted : t->silver.n_words;
}

/* The sentences of a pass in order: all gold ones, then (from `gold` up) others
 * drawn by chance. */
static uint32_t *order_of_pass(const trainer *t, ch_rng *rng, size_t *n) {
  const size_t gold = t->train.sentences.n, silver = t->silver.sentences.n;
  uint32_t *order = malloc((gold + silver + 1) * sizeof(uint32_t));
  if (!order) return NULL;
  for (size_t i = 0; i < gold + silver; i++) order[i] = (uint32_t)i;
  shuffle(order + gold, silver, rng);
  *n = gold;
  for (uint64_t words = 0; *n < gold + silver && words < silver_words(t);)
    words += t->silver.sentences.v[order[(*n)++] - gold].n;
  shuffle(order, *n, rng);
  return order;
}

static bool one_pass(trainer *t, ch_net_loss *total, ch_error *error) {
  size_t n, gold = t->train.sentences.n;
  ch_rng rng = ch_rng_of(t->o->seed, 2, t->pass);
  uint32_t *order = order_of_pass(t, &rng, &n);
  if (!order) return no_memory(error);
  t->mode = (ch_net_mode){.quantise = !t->o->exact, .dropout = t->o->dropout, .drop_words = true};
  for (unsigned k = 0; k < SHARDS; k++) ch_net_ws_allow_half(t->shards[k].ws, true);
  for (size_t i = 0; i < n;) {
    clear_batch(&t->shards[0]);
    clear_batch(&t->shards[1]);
    while (i < n && t->shards[0].batch.n + t->shards[1].batch.n < t->o->batch_words) {
      const uint32_t at = order[i++];
      const ch_bank_sentence *s = at < gold ? &t->train.sentences.v[at]
                                            : &t->silver.sentences.v[at - gold];
      shard *to = &t->shards[t->shards[1].batch.n < t->shards[0].batch.n];
      put_sentence(t, to, s, choose_case(&rng), choose_length(s, &rng));
    }
    one_step(t, total);
  }
  free(order);
  return true;
}

/* ---- checkpoint ---- */

/* Head, then the means of the parameters, then what going on takes. */
typedef struct checkpoint_head {
  char magic[8];
  ch_net_shape shape;
  uint32_t pass;
  uint64_t n_dense, n_words, step;
} checkpoint_head;

static const char checkpoint_magic[8] = "CHCKPT2";

typedef struct stretch {
  float *p;
  size_t n;
} stretch;

enum { STRETCHES = 12, STRETCHES_OF_MEANS = 3 };

static size_t stretches(trainer *t, stretch out[STRETCHES]) {
  size_t d = t->net.shape.width;
  size_t dense = t->net.n_dense, words = t->net.n_words * d, hashed = CH_FEATURE_ROWS * d, all = 0;
  const ch_optimizer *a = &t->adam;
  const stretch list[STRETCHES] = {
      {a->dense_mean, dense}, {a->words_mean, words}, {a->hashed_mean, hashed},
      {t->net.dense, dense}, {t->net.words, words}, {t->net.hashed, hashed},
      {a->dense_m, dense}, {a->dense_v, dense}, {a->words_m, words},
      {a->words_v, words}, {a->hashed_m, hashed}, {a->hashed_v, hashed}};
  for (int i = 0; i < STRETCHES; i++) {
    out[i] = list[i];
    all += list[i].n * sizeof(float);
  }
  return all;
}

static bool save(trainer *t, ch_error *error) {
  if (!t->o->checkpoint) return true;
  checkpoint_head head = {.shape = t->net.shape, .pass = t->pass, .n_dense = t->net.n_dense,
                          .n_words = t->net.n_words, .step = t->adam.step};
  memcpy(head.magic, checkpoint_magic, sizeof head.magic);
  stretch all[STRETCHES];
  stretches(t, all);
  ch_buf out;
  ch_buf_init(&out, 0);
  ch_buf_add(&out, (ch_str){(const char *)&head, sizeof head});
  for (int i = 0; i < STRETCHES; i++)
    ch_buf_add(&out, (ch_str){(const char *)all[i].p, all[i].n * sizeof(float)});
  bool fine = out.failed ? no_memory(error) : ch_file_write_atomic(t->o->checkpoint, ch_buf_str(&out), error);
  ch_buf_free(&out);
  return fine;
}

static bool not_ours(const char *path, ch_error *error) {
  ch_fail(error, CH_ERROR_DATA, "not a checkpoint of a training on these files");
  return ch_fail_at(error, path, 0);
}

static bool read_head(ch_str bytes, checkpoint_head *head) {
  if (bytes.n < sizeof *head) return false;
  memcpy(head, bytes.p, sizeof *head);
  return memcmp(head->magic, checkpoint_magic, sizeof head->magic) == 0;
}

static bool resume(trainer *t, ch_error *error) {
  if (!t->o->checkpoint || !ch_file_exists(t->o->checkpoint)) return true;
  ch_mapped file;
  if (!ch_file_map(t->o->checkpoint, &file, error)) return false;
  checkpoint_head head;
  stretch all[STRETCHES];
  size_t at = sizeof head, need = stretches(t, all) + sizeof head;
  bool fine = read_head(file.bytes, &head) && file.bytes.n == need && head.n_dense == t->net.n_dense &&
              head.n_words == t->net.n_words && memcmp(&head.shape, &t->net.shape, sizeof head.shape) == 0;
  for (int i = 0; fine && i < STRETCHES; i++) {
    memcpy(all[i].p, file.bytes.p + at, all[i].n * sizeof(float));
    at += all[i].n * sizeof(float);
  }
  if (fine) {
    t->adam.step = head.step;
    t->pass = head.pass;
  }
  ch_file_unmap(&file);
  return fine || not_ours(t->o->checkpoint, error);
}

/* The means of another training's checkpoint. */
static bool read_teacher(trainer *t, const char *path, ch_net *net, ch_error *error) {
  ch_mapped file;
  if (!ch_file_map(path, &file, error)) return false;
  checkpoint_head head;
  bool fine = read_head(file.bytes, &head) && head.n_words == t->net.n_words &&
              head.shape.relations == t->net.shape.relations && head.shape.vector == t->net.shape.vector &&
              memcmp(head.shape.classes, t->net.shape.classes, sizeof head.shape.classes) == 0;
  bool memory = fine && ch_net_init(net, &head.shape, (uint32_t)head.n_words, 0);
  if (memory) {
    const size_t d = head.shape.width;
    const stretch means[STRETCHES_OF_MEANS] = {
        {net->dense, net->n_dense}, {net->words, net->n_words * d}, {net->hashed, CH_FEATURE_ROWS * d}};
    size_t at = sizeof head;
    for (int i = 0; fine && i < STRETCHES_OF_MEANS; i++) {
      size_t bytes = means[i].n * sizeof(float);
      fine = file.bytes.n - at >= bytes;
      if (fine) memcpy(means[i].p, file.bytes.p + at, bytes);
      at += bytes;
    }
    net->vectors = t->net.vectors;
    net->n_vectors = t->net.n_vectors;
    ch_net_refresh(net, false);
  }
  ch_file_unmap(&file);
  if (fine && !memory) return no_memory(error);
  return fine || not_ours(path, error);
}

static bool read_teachers(trainer *t, ch_error *error) {
  for (; t->n_teachers < CH_TRAIN_FILES && t->o->teachers[t->n_teachers]; t->n_teachers++)
    if (!read_teacher(t, t->o->teachers[t->n_teachers], &t->teachers[t->n_teachers], error)) return false;
  return true;
}

/* ---- set-up ---- */

static bool read_bank(trainer *t, const char *path, bool trees, ch_conllu *out, ch_error *error) {
  ch_str bytes;
  if (!ch_file_read(path, t->arena, &bytes, error)) return false;
  size_t before = out->n;
  if (!ch_conllu_read(bytes, path, trees, t->arena, out, error)) return false;
  if (t->o->limit && out->n - before > t->o->limit) out->n = before + t->o->limit;
  return true;
}

static bool read_names(trainer *t, ch_map *index, ch_str **tags, ch_error *error) {
  ch_buf all;
  ch_buf_init(&all, 0);
  for (int i = 0; i < CH_TRAIN_FILES && t->o->names[i]; i++) {
    ch_str bytes;
    if (!ch_file_read(t->o->names[i], t->arena, &bytes, error)) {
      ch_buf_free(&all);
      return false;
    }
    ch_buf_add(&all, bytes);
    ch_buf_add_z(&all, "\n");
  }
  ch_str kept = ch_arena_copy(t->arena, ch_buf_str(&all));
  bool fine = !all.failed && kept.p;
  ch_buf_free(&all);
  return fine ? ch_names_read(kept, "names", t->arena, index, tags, error) : no_memory(error);
}

static bool index_labels(trainer *t, ch_error *error) {
  ch_labels *l = &t->labels;
  ch_map_init(&t->exceptions, t->arena);
  for (size_t i = 0; i < l->exceptions.n; i++) {
    ch_str key = ch_arena_printf(t->arena, "%.*s\t%c", CH_PRI(l->exceptions.v[i].form),
                                 'A' + l->exceptions.v[i].upos);
    uint32_t *place = key.p ? ch_map_put(&t->exceptions, key, NULL) : NULL;
    if (!place) return no_memory(error);
    *place = (uint32_t)i;
  }
  t->feats_upos = ch_arena_alloc(t->arena, l->feats.n + 1);
  if (!t->feats_upos) return no_memory(error);
  for (size_t i = 0; i < l->feats.n; i++) {
    ch_str key = l->feats.v[i].key;
    t->feats_upos[i] = (uint8_t)ch_upos_from(ch_str_slice(key, 0, ch_str_find_byte(key, '|', 0)));
  }
  return true;
}

static bool make_taught(trainer *t, shard *s, uint32_t room) {
  s->arena = ch_arena_new(0);
  s->keep = ch_arena_new(0);
  s->soft_tags = CH_ARRAY(t->arena, (size_t)room * ch_net_tag_columns(&t->net.shape), float);
  s->soft_arcs = CH_ARRAY(t->arena, (size_t)room * (CH_TREE_MAX + 1), float);
  s->soft_labels = CH_ARRAY(t->arena, (size_t)room * t->net.shape.relations, float);
  s->targets = (ch_net_targets){t->o->share, s->soft_tags, s->soft_arcs, s->soft_labels};
  if (!s->arena || !s->keep || !s->soft_tags || !s->soft_arcs || !s->soft_labels) return false;
  for (uint32_t i = 0; i < t->n_teachers; i++) {
    s->teachers[i] = ch_net_ws_new(&t->teachers[i], room, CH_TREE_MAX);
    if (!s->teachers[i]) return false;
    ch_net_ws_allow_half(s->teachers[i], true);
  }
  return true;
}

static bool make_shards(trainer *t, ch_error *error) {
  uint32_t room = (t->o->batch_words > CH_ASK_WORDS ? t->o->batch_words : CH_ASK_WORDS) + CH_TREE_MAX;
  for (unsigned k = 0; k < SHARDS; k++) {
    shard *s = &t->shards[k];
    s->tokens = CH_ARRAY(t->arena, room, ch_net_token);
    s->first = CH_ARRAY(t->arena, room + 1, uint32_t);
    s->tree = ch_arena_alloc(t->arena, ch_tree_space_size());
    s->scores = CH_ARRAY(t->arena, CH_TRAIN_FILES, ch_score);
    s->ws = ch_net_ws_new(&t->net, room, CH_TREE_MAX);
    if (!s->tokens || !s->first || !s->tree || !s->scores || !s->ws ||
        !ch_net_grad_init(&s->grad, &t->net))
      return no_memory(error);
    if (t->n_teachers && !make_taught(t, s, room)) return no_memory(error);
    s->batch.tokens = s->tokens;
    s->batch.first = s->first;
  }
  return true;
}

/* Gives all words the same prefixes and suffixes. */
static void leave_out_affixes(ch_labels *labels) {
  for (size_t i = 0; i < labels->types.n; i++)
    for (int k = CH_FEATURE_PREFIX1; k <= CH_FEATURE_SUFFIX4; k++)
      labels->types.v[i].rows[k] = CH_FEATURE_NORM_ROWS;
}

static bool set_up(trainer *t, ch_error *error) {
  const ch_train_options *o = t->o;
  ch_conllu train = {0};
  ch_map names;
  ch_str *name_tags = NULL;
  if (!o->train[0]) return ch_fail(error, CH_ERROR_USAGE, "no training file given");
  for (int i = 0; i < CH_TRAIN_FILES && o->train[i]; i++)
    if (!read_bank(t, o->train[i], true, &train, error)) return false;
  if (!read_names(t, &names, &name_tags, error) ||
      !ch_labels_build(&t->labels, t->arena, &train, error) ||
      !ch_bank_add(&t->train, &t->labels, &train, &names, name_tags, error))
    return false;
  for (; t->n_dev < CH_TRAIN_FILES && o->dev[t->n_dev]; t->n_dev++) {
    ch_conllu *dev = CH_NEW(t->arena, ch_conllu);
    if (!dev) return no_memory(error);
    if (!read_bank(t, o->dev[t->n_dev], true, dev, error) ||
        !ch_bank_add(&t->dev[t->n_dev], &t->labels, dev, &names, name_tags, error))
      return false;
  }
  ch_conllu *silver = CH_NEW(t->arena, ch_conllu);
  if (!silver) return no_memory(error);
  if (o->unlabelled[0] && !o->teachers[0])
    return ch_fail(error, CH_ERROR_USAGE, "unlabelled text wants a teacher");
  for (int i = 0; i < CH_TRAIN_FILES && o->unlabelled[i]; i++)
    if (!read_bank(t, o->unlabelled[i], false, silver, error)) return false;
  if (!ch_bank_add_silver(&t->silver, &t->labels, silver, error)) return false;
  float *vectors = NULL;
  if (o->vectors) {
    ch_mapped file;
    if (!ch_file_map(o->vectors, &file, error)) return false;
    bool fine = ch_vectors_read(&t->labels, file.bytes, o->vectors, 100, o->most_vectors, &vectors, error);
    ch_file_unmap(&file);
    if (!fine) return false;
  }
  ch_net_shape shape = {.width = o->width, .vector = 100, .blocks = o->blocks,
                        .recurrent = o->without & CH_WITHOUT_RECURRENT ? 0 : o->recurrent, .tag = o->tag, .arc = o->arc,
                        .label = o->label, .relations = CH_REL_COUNT,
                        .classes = {CH_UPOS_COUNT, (uint32_t)t->labels.xpos.n,
                                    (uint32_t)t->labels.feats.n, (uint32_t)t->labels.scripts.n,
                                    CH_NAME_TAGS}};
  memcpy(shape.dilation, o->dilation, sizeof shape.dilation);
  ch_str lemmas = CH_STR("");
  if (o->lemmas && (!ch_file_read(o->lemmas, t->arena, &lemmas, error) ||
                    !ch_lemmas_read(&t->labels, lemmas, o->lemmas, error))) {
    free(vectors);
    return false;
  }
  if (!ch_labels_link(&t->labels, error) || !ch_labels_inflect(&t->labels, &train, error) || !index_labels(t, error) ||
      !ch_net_init(&t->net, &shape, t->labels.n_words, o->seed)) {
    free(vectors);
    return no_memory(error);
  }
  if (o->without & CH_WITHOUT_AFFIXES) leave_out_affixes(&t->labels);
  t->net.vectors = vectors;
  t->net.n_vectors = t->labels.n_vectors;
  if (!read_teachers(t, error)) return false;
  if (!ch_optimizer_init(&t->adam, &t->net) || !make_shards(t, error)) return no_memory(error);
  t->steps_all = (t->train.n_words + silver_words(t)) * o->passes / (o->batch_words + 8) + 1;
  return resume(t, error);
}

static void tear_down(trainer *t) {
  for (unsigned k = 0; k < SHARDS; k++) {
    ch_net_ws_free(t->shards[k].ws);
    for (uint32_t i = 0; i < CH_TRAIN_FILES; i++)
      if (t->shards[k].teachers[i]) ch_net_ws_free(t->shards[k].teachers[i]);
    ch_arena_free(t->shards[k].arena);
    ch_arena_free(t->shards[k].keep);
    ch_net_grad_free(&t->shards[k].grad);
  }
  ch_optimizer_free(&t->adam);
  for (uint32_t i = 0; i < CH_TRAIN_FILES; i++) {
    t->teachers[i].vectors = NULL; /* the other's */
    ch_net_free(&t->teachers[i]);
  }
  ch_net_free(&t->net);
  ch_arena_free(t->arena);
}

/* Scores what would be written out: the means, in the arithmetic of use. */
static void score_means(trainer *t) {
  t->mode = (ch_net_mode){.quantise = !t->o->exact};
  for (unsigned k = 0; k < SHARDS; k++) ch_net_ws_allow_half(t->shards[k].ws, t->o->exact);
  ch_optimizer_swap(&t->adam, &t->net);
  ch_net_refresh(&t->net, t->mode.quantise);
  both(t, PHASE_SCORE);
  ch_optimizer_swap(&t->adam, &t->net);
  ch_net_refresh(&t->net, t->mode.quantise);
}

static void add_scores(trainer *t) {
  for (uint32_t d = 0; d < t->n_dev; d++)
    ch_score_add(&t->shards[0].scores[d], &t->shards[1].scores[d]);
}

static bool all_passes(trainer *t, bool (*report)(void *, const ch_train_progress *), void *self,
                       ch_error *error) {
  uint32_t done = 0;
  if (t->n_teachers && t->pass < t->o->passes) {
    both(t, PHASE_SCORE_TEACHERS);
    add_scores(t);
    ch_train_progress p = {.passes = t->o->passes, .n_scores = t->n_dev, .scores = t->shards[0].scores};
    if (report && !report(self, &p)) return true;
    both(t, PHASE_ASK);
    if (t->shards[0].failed || t->shards[1].failed) return no_memory(error);
  }
  ch_net_refresh(&t->net, !t->o->exact);
  while (t->pass < t->o->passes && (t->o->stop_after == 0 || done < t->o->stop_after)) {
    double began = now();
    ch_net_loss total = {0};
    if (!one_pass(t, &total, error)) return false;
    t->pass++;
    done++;
    score_means(t);
    if (t->failed) return no_memory(error);
    add_scores(t);
    if (!save(t, error)) return false;
    double words = (double)(t->train.n_words + silver_words(t));
    ch_train_progress p = {t->pass, t->o->passes, now() - began, total.arc / words,
                           total.label / words, total.tag[0] / words, t->n_dev,
                           t->shards[0].scores};
    if (report && !report(self, &p)) break;
  }
  if (!t->o->model) return true;
  ch_optimizer_swap(&t->adam, &t->net);
  bool fine = ch_model_export(&t->net, &t->labels, t->o->model, error);
  ch_optimizer_swap(&t->adam, &t->net);
  return fine;
}

bool ch_train(const ch_train_options *options,
              bool (*report)(void *self, const ch_train_progress *progress), void *self,
              ch_error *error) {
  trainer *t = calloc(1, sizeof *t);
  if (!t) return no_memory(error);
  t->o = options;
  t->arena = ch_arena_new(0);
  bool fine = t->arena ? set_up(t, error) : no_memory(error);
  if (fine) {
    t->threaded = options->threads != 1 && pthread_barrier_init(&t->barrier, NULL, 2) == 0;
    if (t->threaded && pthread_create(&t->thread, NULL, second, t) != 0) {
      pthread_barrier_destroy(&t->barrier);
      t->threaded = false;
    }
    fine = all_passes(t, report, self, error);
    both(t, PHASE_END);
    if (t->threaded) {
      pthread_join(t->thread, NULL);
      pthread_barrier_destroy(&t->barrier);
    }
  }
  tear_down(t);
  free(t);
  return fine;
}
