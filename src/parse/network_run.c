/* Calls the version of the trainer's loops that suits the machine. */
#include "parse/network_code.h"

static const ch_net_code *code(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return &ch_net_code_avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &ch_net_code_avx2;
#endif
  return &ch_net_code_plain;
}

ch_net_ws *ch_net_ws_new(const ch_net *net, uint32_t max_tokens, uint32_t max_sentence) {
  return code()->ws_new(net, max_tokens, max_sentence);
}

void ch_net_ws_free(ch_net_ws *ws) { code()->ws_free(ws); }

void ch_net_ws_allow_half(ch_net_ws *ws, bool allow) { code()->allow_half(ws, allow); }

void ch_net_forward(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, ch_net_mode mode,
                    ch_rng *rng) {
  code()->forward(net, ws, batch, mode, rng);
}

void ch_net_backward(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, ch_net_mode mode,
                     float scale, ch_net_grad *grad, ch_net_loss *loss) {
  code()->backward(net, ws, batch, mode, scale, grad, loss);
}

const float *ch_net_tag_scores(const ch_net_ws *ws) { return code()->tag_scores(ws); }

const float *ch_net_arc_scores(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                               uint32_t sentence) {
  return code()->arc_scores(net, ws, batch, sentence);
}

const float *ch_net_label_scores(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch,
                                 uint32_t sentence, const uint32_t *heads, ch_net_mode mode) {
  return code()->label_scores(net, ws, batch, sentence, heads, mode);
}

void ch_net_teach(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                  float *tags, float *arcs) {
  code()->teach(net, ws, batch, share, tags, arcs);
}

void ch_net_teach_labels(const ch_net *net, ch_net_ws *ws, const ch_net_batch *batch, float share,
                         float *labels) {
  code()->teach_labels(net, ws, batch, share, labels);
}

double ch_grad_reduce(ch_net_grad *a, const ch_net_grad *b, const ch_net *net, unsigned part,
                      unsigned parts) {
  return code()->grad_reduce(a, b, net, part, parts);
}

void ch_optimizer_step(ch_optimizer *o, ch_net *net, const ch_net_grad *grad, float rate,
                       float clip, unsigned part, unsigned parts) {
  code()->optimizer_step(o, net, grad, rate, clip, part, parts);
}

void ch_optimizer_average(ch_optimizer *o, const ch_net *net, float share, unsigned part,
                          unsigned parts) {
  code()->optimizer_average(o, net, share, part, parts);
}

void ch_net_refresh_part(ch_net *net, bool round, unsigned part, unsigned parts) {
  code()->refresh_part(net, round, part, parts);
}

void ch_net_refresh(ch_net *net, bool round) { ch_net_refresh_part(net, round, 0, 1); }
