/* Packed-panel matrix product (Goto and van de Geijn 2008). The factors here
 * are small (k at most a few hundred, weights under 0.5 MB), so one level of
 * packing does: no blocking for the outer caches. */
#include "parse/sgemm.h"

#include <stdlib.h>
#include <string.h>

/* Products are contracted into fused multiply-adds here, and only here: the
 * trainer may round differently from machine to machine, the parser may not. */
#if defined(__clang__)
#pragma clang fp contract(fast)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=fast")
#endif

#define MAX_K 512

#if defined(__x86_64__)
#define NAME tile_avx512
#define TARGET __attribute__((target("avx512f,fma")))
#define VL 16
#define MR 8
#define NV 3
#include "parse/sgemm_kernel.inc"
#undef NAME
#undef TARGET
#undef VL
#undef MR
#undef NV
#define NAME tile_avx2
#define TARGET __attribute__((target("avx2,fma")))
#define VL 8
#define MR 4
#define NV 3
#include "parse/sgemm_kernel.inc"
#undef NAME
#undef TARGET
#undef VL
#undef MR
#undef NV
#endif
#define NAME tile_plain
#define TARGET
#define VL 4
#define MR 4
#define NV 2
#include "parse/sgemm_kernel.inc"
#undef NAME
#undef TARGET
#undef VL
#undef MR
#undef NV

typedef struct tile_kind {
  void (*run)(size_t k, const float *ap, const float *bp, bool add, float *c,
              size_t ldc, size_t rows, size_t cols);
  size_t mr, nr;
} tile_kind;

static tile_kind tile_pick(void) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return (tile_kind){tile_avx512, 8, 48};
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return (tile_kind){tile_avx2, 4, 24};
#endif
  return (tile_kind){tile_plain, 4, 8};
}

void ch_sgemm_init(ch_sgemm *ws) { memset(ws, 0, sizeof *ws); }

void ch_sgemm_free(ch_sgemm *ws) {
  free(ws->a);
  free(ws->b);
  memset(ws, 0, sizeof *ws);
}

static bool grow(float **p, size_t *cap, size_t n) {
  if (n <= *cap) return true;
  free(*p);
  *p = aligned_alloc(64, (n * sizeof(float) + 63) / 64 * 64);
  *cap = *p ? n : 0;
  return *p != NULL;
}

/* Panels of `w` rows of op(x), each panel k × w; missing rows are zero.
 * `across`: the w values of one k lie side by side in memory. */
static void pack(float *out, const float *x, size_t ld, bool across, size_t w,
                 size_t rows, size_t k) {
  for (size_t i0 = 0; i0 < rows; i0 += w, out += w * k) {
    size_t have = rows - i0 < w ? rows - i0 : w;
    if (across) {
      for (size_t p = 0; p < k; p++) {
        memcpy(out + p * w, x + p * ld + i0, have * sizeof(float));
        if (have < w) memset(out + p * w + have, 0, (w - have) * sizeof(float));
      }
    } else {
      for (size_t i = 0; i < have; i++) {
        const float *row = x + (i0 + i) * ld;
        for (size_t p = 0; p < k; p++) out[p * w + i] = row[p];
      }
      for (size_t i = have; i < w; i++)
        for (size_t p = 0; p < k; p++) out[p * w + i] = 0.0f;
    }
  }
}

#if defined(__x86_64__) && defined(__linux__)
#include "parse/sgemm_tiles.inc"

bool ch_sgemm_allow_half(ch_sgemm *ws, bool allow) {
  return ws->half = allow && tiles_there();
}
#else
static void tiles_run(ch_sgemm *ws, bool ta, bool tb, size_t m, size_t n, size_t k,
                      const float *a, size_t lda, const float *b, size_t ldb, bool add, float *c,
                      size_t ldc) {
  (void)ws, (void)ta, (void)tb, (void)m, (void)n, (void)k, (void)a, (void)lda, (void)b, (void)ldb;
  (void)add, (void)c, (void)ldc;
}

bool ch_sgemm_allow_half(ch_sgemm *ws, bool allow) {
  (void)allow;
  return ws->half = false;
}
#endif

void ch_sgemm_run(ch_sgemm *ws, bool ta, bool tb, size_t m, size_t n, size_t k,
                  const float *a, size_t lda, const float *b, size_t ldb,
                  bool add, float *c, size_t ldc) {
  if (m == 0 || n == 0) return;
  if (ws->half) {
    tiles_run(ws, ta, tb, m, n, k, a, lda, b, ldb, add, c, ldc);
    return;
  }
  const tile_kind kind = tile_pick();
  size_t mp = (m + kind.mr - 1) / kind.mr * kind.mr;
  size_t np = (n + kind.nr - 1) / kind.nr * kind.nr;
  size_t kc = k < MAX_K ? k : MAX_K;
  if (!grow(&ws->a, &ws->a_cap, mp * (kc + 1)) ||
      !grow(&ws->b, &ws->b_cap, np * (kc + 1))) {
    ws->failed = true;
    return;
  }
  for (size_t k0 = 0; k0 < k || k0 == 0; k0 += MAX_K) {
    size_t kk = k - k0 < MAX_K ? k - k0 : MAX_K;
    pack(ws->a, ta ? a + k0 * lda : a + k0, lda, ta, kind.mr, m, kk);
    pack(ws->b, tb ? b + k0 : b + k0 * ldb, ldb, !tb, kind.nr, n, kk);
    bool sum = add || k0 > 0;
    for (size_t j = 0; j < n; j += kind.nr) {
      size_t cols = n - j < kind.nr ? n - j : kind.nr;
      for (size_t i = 0; i < m; i += kind.mr) {
        size_t rows = m - i < kind.mr ? m - i : kind.mr;
        kind.run(kk, ws->a + i * kk, ws->b + j * kk, sum, c + i * ldc + j, ldc,
                 rows, cols);
      }
    }
  }
}
