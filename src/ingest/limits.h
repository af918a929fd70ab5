/* How far hostile input may go before it is refused. */
#ifndef CH_INGEST_LIMITS_H
#define CH_INGEST_LIMITS_H

#include <stdint.h>

typedef struct ch_ingest_limits {
  uint64_t unpacked;     /* bytes that one gzip input may give: 1 TiB */
  uint32_t ratio;        /* bytes given for each byte packed: 250 */
  uint32_t document;     /* bytes of a text, page or feed: 32 MiB */
  uint32_t record;       /* bytes of a JSON or WARC record: 64 MiB */
  uint32_t story;        /* bytes of an article's text: 8 MiB */
  uint32_t json_depth;   /* values inside values, at most 64 */
  uint32_t markup_depth; /* elements open at once: 512 */
  uint32_t elements;     /* elements of a page or feed: 1,000,000 */
  uint32_t header_bytes; /* of one WARC or HTTP header: 64 KiB */
} ch_ingest_limits;

ch_ingest_limits ch_ingest_default_limits(void);

#endif
