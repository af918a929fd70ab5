/* The trainer's loops for any machine. */
/* Element-wise loops are worth vectorising; gcc does that from -O3 on. */
#if defined(__clang__)
#pragma clang fp contract(fast)
#elif defined(__GNUC__)
#pragma GCC optimize("O3,fp-contract=fast")
#endif
#define CODE ch_net_code_plain
#include "parse/network_code.inc"
