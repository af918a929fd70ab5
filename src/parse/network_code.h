/* The trainer's loops, compiled for several instruction sets; the best that
 * the machine has is chosen when the first of them is called. */
#ifndef CH_PARSE_NETWORK_CODE_H
#define CH_PARSE_NETWORK_CODE_H

#include "parse/network.h"
#include "parse/optimizer.h"

typedef struct ch_net_code {
  ch_net_ws *(*ws_new)(const ch_net *net, uint32_t max_tokens, uint32_t max_sentence);
  void (*ws_free)(ch_net_ws *ws);
  void (*allow_half)(ch_net_ws *ws, bool allow);
  void (*forward)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, ch_net_mode mode,
                  ch_rng *rng);
  void (*backward)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, ch_net_mode mode,
                   float scale, ch_net_grad *grad, ch_net_loss *loss);
  const float *(*tag_scores)(const ch_net_ws *ws);
  const float *(*arc_scores)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                             uint32_t sentence);
  const float *(*label_scores)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                               uint32_t sentence, const uint32_t *heads, ch_net_mode mode);
  void (*teach)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                float *tags, float *arcs);
  void (*teach_labels)(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                       float *labels);
  double (*grad_reduce)(ch_net_grad *a, const ch_net_grad *b, const ch_net *net, unsigned part,
                        unsigned parts);
  void (*optimizer_step)(ch_optimizer *o, ch_net *net, const ch_net_grad *grad, float rate,
                         float clip, unsigned part, unsigned parts);
  void (*optimizer_average)(ch_optimizer *o, const ch_net *net, float share, unsigned part,
                            unsigned parts);
  void (*refresh_part)(ch_net *net, bool round, unsigned part, unsigned parts);
} ch_net_code;

extern const ch_net_code ch_net_code_plain;
#if defined(__x86_64__)
extern const ch_net_code ch_net_code_avx2, ch_net_code_avx512;
#endif

#endif
