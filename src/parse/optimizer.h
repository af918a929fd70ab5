/* Adam with decoupled weight decay (Kingma and Ba 2015, Loshchilov and Hutter
 * 2019) over the network's parameters; rows of the word tables are moved only
 * when a batch has touched them. */
#ifndef CH_PARSE_OPTIMIZER_H
#define CH_PARSE_OPTIMIZER_H

#include "parse/network.h"

typedef struct ch_optimizer {
  float beta1, beta2, epsilon, decay;
  uint64_t step;
  float *dense_m, *dense_v, *words_m, *words_v, *hashed_m, *hashed_v;
  /* Moving mean of the parameters: it is what is scored and written out. */
  float *dense_mean, *words_mean, *hashed_mean;
} ch_optimizer;

bool ch_optimizer_init(ch_optimizer *o, const ch_net *net);
void ch_optimizer_free(ch_optimizer *o);

/* The work of a step can be shared by `parts` threads, each doing its own
 * part of the parameters; what comes out does not hang on how many. */

/* Adds shard `b` into `a` and returns the sum of squares of this part. */
double ch_grad_reduce(ch_net_grad *a, const ch_net_grad *b, const ch_net *net, unsigned part,
                      unsigned parts);
/* One step at `rate`, gradients first multiplied by `clip`. The caller counts
 * o->step up before the parts run. */
void ch_optimizer_step(ch_optimizer *o, ch_net *net, const ch_net_grad *grad, float rate,
                       float clip, unsigned part, unsigned parts);
/* Moves the mean towards the parameters by `share` of what lies between. */
void ch_optimizer_average(ch_optimizer *o, const ch_net *net, float share, unsigned part,
                          unsigned parts);
/* Puts the means where the parameters were and the other way round. */
void ch_optimizer_swap(ch_optimizer *o, ch_net *net);

#endif
