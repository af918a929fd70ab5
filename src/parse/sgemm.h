/* Matrix products for the trainer: C = A·B, either factor transposed, added
 * to C or put over it. Row-major f32, one thread a call.
 *
 * Our own and not a BLAS, so that building Chancery asks for none: with packed
 * panels it comes within a third of OpenBLAS on the shapes we train. The
 * order of additions depends on the shapes alone, never on the threads.
 *
 * Where the processor has matrix tiles (AMX) and the caller allows it, factors
 * are rounded to bfloat16 and summed up in f32, several times as fast.
 */
#ifndef CH_PARSE_SGEMM_H
#define CH_PARSE_SGEMM_H

#include <stdbool.h>
#include <stddef.h>

/* Packing space of one thread; grows on demand. */
typedef struct ch_sgemm {
  float *a, *b;
  size_t a_cap, b_cap;
  bool half;   /* factors may be rounded to bfloat16 */
  bool failed; /* out of memory: results are not valid */
} ch_sgemm;

void ch_sgemm_init(ch_sgemm *ws);
void ch_sgemm_free(ch_sgemm *ws);
/* Allows bfloat16, if this machine can; whether it can. */
bool ch_sgemm_allow_half(ch_sgemm *ws, bool allow);

/* c[m×n] = op(a)[m×k] · op(b)[k×n] (+ c if add). `ta`: a is stored k×m;
 * `tb`: b is stored n×k. Strides are in floats. */
void ch_sgemm_run(ch_sgemm *ws, bool ta, bool tb, size_t m, size_t n, size_t k,
                  const float *a, size_t lda, const float *b, size_t ldb,
                  bool add, float *c, size_t ldc);

#endif
