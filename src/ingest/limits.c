#include "ingest/limits.h"

ch_ingest_limits ch_ingest_default_limits(void) {
  const uint32_t MiB = 1024 * 1024;
  return (ch_ingest_limits){
      .unpacked = (uint64_t)1024 * 1024 * MiB,
      .ratio = 250,
      .document = 32 * MiB,
      .record = 64 * MiB,
      .story = 8 * MiB,
      .json_depth = 64,
      .markup_depth = 512,
      .elements = 1000 * 1000,
      .header_bytes = 64 * 1024,
  };
}
