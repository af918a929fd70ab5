/* Runs a fuzz target once over each file of a folder, in place of libFuzzer:
 * so targets are built and their seeds pass in every test run. */
#include <stdint.h>
#include <stdio.h>

#include "base/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool one(const char *path, void *self) {
  ch_mapped file;
  ch_error error;
  if (!ch_file_map(path, &file, &error)) return false;
  LLVMFuzzerTestOneInput((const uint8_t *)file.bytes.p, file.bytes.n);
  ch_file_unmap(&file);
  ++*(unsigned *)self;
  return true;
}

int main(int argc, char **argv) {
  unsigned files = 0;
  ch_error error = {0};
  LLVMFuzzerTestOneInput((const uint8_t *)"", 0);
  if (argc < 2 || !ch_file_walk(argv[1], one, &files, &error)) {
    fprintf(stderr, "%s\n", argc < 2 ? "wants a folder of seeds" : error.message);
    return 1;
  }
  printf("%u seeds\n", files);
  return files ? 0 : 1;
}
