#include "parse/kernels.h"

#include <string.h>

#include "parse/network.h" /* CH_ACT_SCALE, CH_NORM_EPSILON */

/* Sixteen lanes in a fixed order. */
static inline float lanes_sum(const float *x) {
  float a[8], b[4];
  for (int i = 0; i < 8; i++) a[i] = x[i] + x[i + 8];
  for (int i = 0; i < 4; i++) b[i] = a[i] + a[i + 4];
  return (b[0] + b[2]) + (b[1] + b[3]);
}

#define TARGET
#define VERSION(name) name##_plain
#define VL 4
#include "parse/kernels_body.inc"
#undef TARGET
#undef VERSION
#undef VL

/* Sixteen products at a time, four columns' four inputs. Two of 127 * 128 fit in
 * 16 bits together. */
typedef int8_t bytes16 __attribute__((vector_size(16), aligned(1), may_alias));
typedef int16_t halves16 __attribute__((vector_size(32)));
typedef int32_t words16 __attribute__((vector_size(64)));

/* Four columns of one or two words, whose inputs stand widened and repeated. */
static inline __attribute__((always_inline)) void tile_plain(const ch_matrix8 *m,
                                                             const halves16 *in, size_t j,
                                                             size_t rows, float *y, size_t ldy) {
  const int8_t *w = m->weights + j * 4;
  const size_t step = (size_t)m->n * 4, words = m->k / 4;
  words16 acc[2] = {{0}, {0}};
  for (size_t k = 0; k < words; k += 2, w += 2 * step) {
    const halves16 w0 = __builtin_convertvector(*(const bytes16 *)w, halves16);
    const halves16 w1 = __builtin_convertvector(*(const bytes16 *)(w + step), halves16);
    for (size_t r = 0; r < rows; r++)
      acc[r] += __builtin_convertvector(w0 * in[r * words + k] + w1 * in[r * words + k + 1], words16);
  }
  for (size_t r = 0; r < rows; r++)
    for (size_t c = 0; c < 4; c++) {
      int32_t sum = (acc[r][4 * c] + acc[r][4 * c + 1]) + (acc[r][4 * c + 2] + acc[r][4 * c + 3]);
      y[r * ldy + j + c] = (float)sum * m->scale[j + c] + m->bias[j + c];
    }
}

static void product_plain(const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t n, float *y,
                          size_t ldy) {
  halves16 in[2 * CH_MAX_INPUTS / 4];
  for (size_t i = 0; i < n;) {
    const size_t rows = n - i >= 2 ? 2 : 1;
    for (size_t r = 0; r < rows; r++)
      for (size_t k = 0; k < m->k; k++)
        for (size_t c = 0; c < 16; c += 4)
          in[(r * m->k + k) / 4][c + k % 4] = (int16_t)(x[(i + r) * ldx + k] - 128);
    for (size_t j = 0; j < m->n; j += 4) {
      if (rows == 2) tile_plain(m, in, j, 2, y + i * ldy, ldy);
      else tile_plain(m, in, j, 1, y + i * ldy, ldy);
    }
    i += rows;
  }
}

static const ch_kernels plain = {"plain", product_plain, normalise_plain, maxout_plain,
                                 recur_plain, arcs_plain, add3_plain, add_row_plain, best_plain};

#if defined(__x86_64__)
#include <immintrin.h>

#define TARGET __attribute__((target("avx2")))
#define VERSION(name) name##_avx2
#define VL 8
#include "parse/kernels_body.inc"
#undef VERSION
#undef VL

/* The tiles' sums stay in registers only if the loops over them are opened. */
#define UNROLL _Pragma("GCC unroll 8")

/* Eight columns of up to four rows, whose inputs have been widened to 16 bits
 * (vpmaddubsw on bytes would saturate). Each column has two partial sums until
 * the end. */
TARGET static inline __attribute__((always_inline)) void tile_avx2(const ch_matrix8 *m,
                                                                   const int16_t *x, size_t j,
                                                                   int rows, float *y, size_t ldy) {
  __m256i low[4], high[4];
  UNROLL for (int r = 0; r < rows; r++) low[r] = high[r] = _mm256_setzero_si256();
  const int8_t *w = m->weights + j * 4;
  for (size_t k = 0; k < m->k; k += 4, w += (size_t)m->n * 4) {
    __m256i w_low = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)w));
    __m256i w_high = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16)));
    UNROLL for (int r = 0; r < rows; r++) {
      long long four;
      memcpy(&four, x + (size_t)r * m->k + k, 8);
      __m256i in = _mm256_set1_epi64x(four);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(w_low, in));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(w_high, in));
    }
  }
  UNROLL for (int r = 0; r < rows; r++) {
    /* hadd works within halves: columns 0 1 4 5 | 2 3 6 7 */
    __m256i sums = _mm256_permute4x64_epi64(_mm256_hadd_epi32(low[r], high[r]), 0xD8);
    sums = _mm256_sub_epi32(sums, _mm256_loadu_si256((const __m256i *)(const void *)(m->offset + j)));
    __m256 v = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), _mm256_loadu_ps(m->scale + j));
    _mm256_storeu_ps(y + (size_t)r * ldy + j, _mm256_add_ps(v, _mm256_loadu_ps(m->bias + j)));
  }
}

TARGET static void product_avx2(const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t n,
                                float *y, size_t ldy) {
  int16_t widened[4 * CH_MAX_INPUTS];
  for (size_t i = 0; i < n;) {
    size_t rows = n - i >= 4 ? 4 : 1;
    for (size_t r = 0; r < rows; r++)
      for (size_t k = 0; k < m->k; k += 16)
        _mm256_storeu_si256((__m256i *)(void *)(widened + r * m->k + k),
                            _mm256_cvtepu8_epi16(_mm_loadu_si128(
                                (const __m128i *)(const void *)(x + (i + r) * ldx + k))));
    for (size_t j = 0; j < m->n; j += 8) {
      if (rows == 4) tile_avx2(m, widened, j, 4, y + i * ldy, ldy);
      else tile_avx2(m, widened, j, 1, y + i * ldy, ldy);
    }
    i += rows;
  }
}

/* As above with four products a lane and one instruction (AVX-VNNI). {vex}:
 * without AVX-512 there is no other way to write it. */
TARGET static inline __attribute__((always_inline)) void sum_of_bytes(__m256i *sum, __m256i x, __m256i w) {
  __asm__("%{vex%} vpdpbusd %2, %1, %0" : "+x"(*sum) : "x"(x), "x"(w));
}

/* Sixteen columns of some rows. */
TARGET static inline __attribute__((always_inline)) void tile_avxvnni(const ch_matrix8 *m,
                                                                      const uint8_t *x, size_t ldx,
                                                                      size_t j, int rows, float *y,
                                                                      size_t ldy) {
  __m256i acc[6][2];
  UNROLL for (int r = 0; r < rows; r++) acc[r][0] = acc[r][1] = _mm256_setzero_si256();
  const int8_t *w = m->weights + j * 4;
  for (size_t k = 0; k < m->k; k += 4, w += (size_t)m->n * 4) {
    __m256i left = _mm256_loadu_si256((const __m256i *)(const void *)w);
    __m256i right = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
    UNROLL for (int r = 0; r < rows; r++) {
      int four;
      memcpy(&four, x + (size_t)r * ldx + k, 4);
      __m256i in = _mm256_set1_epi32(four);
      sum_of_bytes(&acc[r][0], in, left);
      sum_of_bytes(&acc[r][1], in, right);
    }
  }
  UNROLL for (int c = 0; c < 2; c++) {
    size_t at = j + 8 * (size_t)c;
    __m256i offset = _mm256_loadu_si256((const __m256i *)(const void *)(m->offset + at));
    __m256 scale = _mm256_loadu_ps(m->scale + at), bias = _mm256_loadu_ps(m->bias + at);
    UNROLL for (int r = 0; r < rows; r++) {
      __m256 v = _mm256_cvtepi32_ps(_mm256_sub_epi32(acc[r][c], offset));
      _mm256_storeu_ps(y + (size_t)r * ldy + at, _mm256_add_ps(_mm256_mul_ps(v, scale), bias));
    }
  }
}

TARGET static void product_avxvnni(const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t n,
                                   float *y, size_t ldy) {
  size_t i = 0;
  for (; i + 6 <= n; i += 6)
    for (size_t j = 0; j < m->n; j += 16) tile_avxvnni(m, x + i * ldx, ldx, j, 6, y + i * ldy, ldy);
  for (; i < n; i++)
    for (size_t j = 0; j < m->n; j += 16) tile_avxvnni(m, x + i * ldx, ldx, j, 1, y + i * ldy, ldy);
}
#undef TARGET

static const ch_kernels avxvnni = {"avxvnni", product_avxvnni, normalise_avx2, maxout_avx2,
                                   recur_avx2, arcs_avx2, add3_avx2, add_row_avx2, best_avx2};

/* cpuid leaf 7.1; gcc 12 has no name for it. */
static bool avxvnni_there(void) {
  unsigned eax = 7, ebx = 0, ecx = 1, edx = 0;
  if (!__builtin_cpu_supports("avx2")) return false;
  __asm__("cpuid" : "+a"(eax), "=b"(ebx), "+c"(ecx), "=d"(edx));
  return eax & (1u << 4);
}

static const ch_kernels avx2 = {"avx2", product_avx2, normalise_avx2, maxout_avx2,
                                recur_avx2, arcs_avx2, add3_avx2, add_row_avx2, best_avx2};

#define TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))
#define VERSION(name) name##_avx512
#define VL 16
#include "parse/kernels_body.inc"
#undef VERSION
#undef VL

/* As _mm512_dpbusd_epi32, but in place: gcc 12 copies the sums about. */
TARGET static inline __attribute__((always_inline)) void sum_of_products(__m512i *sum, __m512i x,
                                                                         __m512i w) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(*sum) : "v"(x), "v"(w));
}

/* 16 * cols columns of `rows` rows; both are constants where it is inlined. */
TARGET static inline __attribute__((always_inline)) void tile_avx512(
    const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t j, int rows, int cols, float *y,
    size_t ldy) {
  __m512i acc[6][4];
  UNROLL for (int r = 0; r < rows; r++)
    UNROLL for (int c = 0; c < cols; c++)
      acc[r][c] = _mm512_setzero_si512();
  const int8_t *w = m->weights + j * 4;
  for (size_t k = 0; k < m->k; k += 4, w += (size_t)m->n * 4) {
    __m512i weights[4];
    UNROLL for (int c = 0; c < cols; c++) weights[c] = _mm512_loadu_si512(w + c * 64);
    UNROLL for (int r = 0; r < rows; r++) {
      int four;
      memcpy(&four, x + (size_t)r * ldx + k, 4);
      __m512i in = _mm512_set1_epi32(four);
      UNROLL for (int c = 0; c < cols; c++) sum_of_products(&acc[r][c], in, weights[c]);
    }
  }
  UNROLL for (int c = 0; c < cols; c++) {
    size_t at = j + 16 * (size_t)c;
    __m512i offset = _mm512_loadu_si512(m->offset + at);
    __m512 scale = _mm512_loadu_ps(m->scale + at), bias = _mm512_loadu_ps(m->bias + at);
    UNROLL for (int r = 0; r < rows; r++) {
      __m512 v = _mm512_cvtepi32_ps(_mm512_sub_epi32(acc[r][c], offset));
      _mm512_storeu_ps(y + (size_t)r * ldy + at, _mm512_add_ps(_mm512_mul_ps(v, scale), bias));
    }
  }
}

TARGET static inline __attribute__((always_inline)) void rows_avx512(const ch_matrix8 *m,
                                                                     const uint8_t *x, size_t ldx,
                                                                     int rows, float *y,
                                                                     size_t ldy) {
  size_t j = 0;
  for (; j + 64 <= m->n; j += 64) tile_avx512(m, x, ldx, j, rows, 4, y, ldy);
  for (; j < m->n; j += 16) tile_avx512(m, x, ldx, j, rows, 1, y, ldy);
}

TARGET static void product_avx512(const ch_matrix8 *m, const uint8_t *x, size_t ldx, size_t n,
                                  float *y, size_t ldy) {
  size_t i = 0;
  for (; i + 6 <= n; i += 6) rows_avx512(m, x + i * ldx, ldx, 6, y + i * ldy, ldy);
  if (i + 4 <= n) rows_avx512(m, x + i * ldx, ldx, 4, y + i * ldy, ldy), i += 4;
  if (i + 2 <= n) rows_avx512(m, x + i * ldx, ldx, 2, y + i * ldy, ldy), i += 2;
  if (i < n) rows_avx512(m, x + i * ldx, ldx, 1, y + i * ldy, ldy);
}
#undef TARGET

static const ch_kernels avx512 = {"avx512", product_avx512, normalise_avx512, maxout_avx512,
                                  recur_avx512, arcs_avx512, add3_avx512, add_row_avx512, best_avx512};

static bool avx2_there(void) { return __builtin_cpu_supports("avx2"); }
static bool avx512_there(void) {
  return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}

#if defined(__linux__)
#define WITH_TILES
#include "parse/kernels_tiles.inc"
#endif
#elif defined(__aarch64__)
#include "parse/kernels_neon.inc"
#endif

static bool always_there(void) { return true; }

/* The fastest first. */
static const struct { const ch_kernels *kernels; bool (*there)(void); } known[] = {
#if defined(WITH_TILES)
    {&amx, tiles_there},
#endif
#if defined(__x86_64__)
    {&avx512, avx512_there}, {&avxvnni, avxvnni_there}, {&avx2, avx2_there},
#elif defined(__aarch64__)
    {&dotprod, dotprod_there}, {&neon, always_there},
#endif
    {&plain, always_there},
};
enum { KNOWN = sizeof known / sizeof *known };

const ch_kernels *ch_kernels_named(const char *name) {
  for (size_t i = 0; i < KNOWN; i++)
    if (strcmp(known[i].kernels->name, name) == 0) return known[i].there() ? known[i].kernels : NULL;
  return NULL;
}

const ch_kernels *ch_kernels_best(void) {
  size_t i = 0;
  while (!known[i].there()) i++;
  return known[i].kernels;
}
