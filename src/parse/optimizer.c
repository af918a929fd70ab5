#include "parse/optimizer.h"

#include <stdlib.h>
#include <string.h>

bool ch_optimizer_init(ch_optimizer *o, const ch_net *net) {
  size_t d = net->shape.width;
  *o = (ch_optimizer){.beta1 = 0.9f, .beta2 = 0.98f, .epsilon = 1e-8f, .decay = 0.02f};
  o->dense_m = calloc(net->n_dense + 1, sizeof(float));
  o->dense_v = calloc(net->n_dense + 1, sizeof(float));
  o->words_m = calloc(net->n_words * d + 1, sizeof(float));
  o->words_v = calloc(net->n_words * d + 1, sizeof(float));
  o->hashed_m = calloc(CH_FEATURE_ROWS * d, sizeof(float));
  o->hashed_v = calloc(CH_FEATURE_ROWS * d, sizeof(float));
  o->dense_mean = calloc(net->n_dense + 1, sizeof(float));
  o->words_mean = calloc(net->n_words * d + 1, sizeof(float));
  o->hashed_mean = calloc(CH_FEATURE_ROWS * d, sizeof(float));
  if (o->dense_m && o->dense_v && o->words_m && o->words_v && o->hashed_m && o->hashed_v &&
      o->dense_mean && o->words_mean && o->hashed_mean)
    return true;
  ch_optimizer_free(o);
  return false;
}

void ch_optimizer_free(ch_optimizer *o) {
  free(o->dense_m);
  free(o->dense_v);
  free(o->words_m);
  free(o->words_v);
  free(o->hashed_m);
  free(o->hashed_v);
  free(o->dense_mean);
  free(o->words_mean);
  free(o->hashed_mean);
  memset(o, 0, sizeof *o);
}

void ch_optimizer_swap(ch_optimizer *o, ch_net *net) {
  float *dense = net->dense, *words = net->words, *hashed = net->hashed;
  net->dense = o->dense_mean;
  net->words = o->words_mean;
  net->hashed = o->hashed_mean;
  o->dense_mean = dense;
  o->words_mean = words;
  o->hashed_mean = hashed;
}
