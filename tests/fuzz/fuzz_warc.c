/* Reads an archive. */
#include "articles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  read_all(CH_STR("WARC/1.0\r\n"), data, size);
  return 0;
}
