/* The parser's arithmetic, in one version for each instruction set.
 *
 * All versions give the same bits. Products are of integers (activations of 8
 * bits, weights of 8 bits, sums of 32), so their order does not matter; what
 * is done in f32 is done element by element or, for the two sums of a
 * normalisation, in sixteen lanes added up in a fixed order. Build with
 * -ffp-contract=off.
 *
 * Widths (`d`, padded columns, k) are multiples of 16.
 */
#ifndef CH_PARSE_KERNELS_H
#define CH_PARSE_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Most inputs of a matrix. */
#define CH_MAX_INPUTS 1536

/* y = x·W·scale + bias, W in 8 bits. */
typedef struct ch_matrix8 {
  const int8_t *weights; /* [k/4][n][4]: four inputs of a column lie together */
  uint32_t k, n;         /* inputs; outputs padded to a multiple of 16 */
  const float *scale;    /* [n] */
  const float *bias;     /* [n] */
  const int32_t *offset; /* [n]: 128 * the sum of a column, as inputs carry +128 */
} ch_matrix8;

typedef struct ch_kernels {
  const char *name; /* "plain", "avx2", "avxvnni", "avx512", "amx",
                       "neon", "dotprod" */
  /* y[n × m->n] from x[n × m->k]; inputs are activations + 128,
   * from 1 to 255. */
  void (*product)(const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t n, float *y, size_t ldy);
  /* Rows of x normalised to mean 0 and variance 1 (after taking the positive
   * part with `relu`) and rounded to steps of 1/CH_ACT_SCALE, + 128. */
  void (*normalise)(const float *x, size_t ldx, uint8_t *y, size_t ldy, size_t n, size_t d, bool relu);
  /* x[n × d] += max(z[:, :d], z[:, d:2d]) */
  void (*maxout)(const float *z, size_t ldz, float *x, size_t ldx, size_t n, size_t d);
  /* One sentence of the recurrent layer; z[n × 4r], h[n × 2r]. */
  void (*recur)(const float *z, float *h, size_t n, size_t r);
  /* y[n × heads] = q[n × d] · t[d × heads]; `heads` a multiple of 16, both
   * strides. */
  void (*arcs)(const float *q, size_t ldq, const float *t, size_t heads, size_t n, size_t d, float *y);
  /* y[j] = a[j] + b[j] + c[j] */
  void (*add3)(const float *a, const float *b, const float *c, float *y, size_t d);
  /* y[j] += row[j] * scale */
  void (*add_row)(const int8_t *row, float scale, float *y, size_t d);
  /* The place of the greatest of x[n], the first among equals; n >= 1, any. */
  size_t (*best)(const float *x, size_t n);
} ch_kernels;

/* The fastest that this machine can run; or by name, NULL if it is not known
 * here or the machine cannot run it. */
const ch_kernels *ch_kernels_best(void);
const ch_kernels *ch_kernels_named(const char *name);

#endif
