/* The trainer's loops with AVX-2. */
#if defined(__x86_64__)
/* Element-wise loops are worth vectorising; gcc does that from -O3 on. */
#if defined(__clang__)
#pragma clang fp contract(fast)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#elif defined(__GNUC__)
#pragma GCC optimize("O3,fp-contract=fast")
#pragma GCC target("avx2,fma")
#endif
#define CODE ch_net_code_avx2
#include "parse/network_code.inc"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#else
typedef int ch_net_code_elsewhere; /* a file may not be empty */
#endif
