/* Reads a feed. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  read_all(CH_STR("<rss><channel>"), data, size);
  return 0;
}
