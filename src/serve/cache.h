/* Answers kept as long as the record stays as it is, the least lately asked for
 * going first when there is no more room. Safe for many threads.
 */
#ifndef CH_SERVE_CACHE_H
#define CH_SERVE_CACHE_H

#include "serve/answer.h"

typedef struct ch_cache ch_cache;

ch_cache *ch_cache_new(size_t most_bytes); /* NULL without memory */
void ch_cache_free(ch_cache *cache);       /* NULL is fine */
/* The body kept for `key` while the record had this version, held for the
 * caller; NULL if there is none. Another version than the last one asked for or
 * put empties the cache. */
ch_body *ch_cache_get(ch_cache *cache, ch_str key, uint64_t version);
/* Keeps a sealed body, unless it alone would fill a good part of the cache. */
void ch_cache_put(ch_cache *cache, ch_str key, uint64_t version, ch_body *body);

#endif
