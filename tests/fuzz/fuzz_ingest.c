/* Any bytes, as whatever format they are taken for. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  read_all(CH_STR(""), data, size);
  return 0;
}
