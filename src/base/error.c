#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *ch_error_name(ch_error_code code) {
  static const char *const names[] = {
#define CH_ERROR_NAME(id, name, meaning) name,
      CH_ERROR_CODES(CH_ERROR_NAME)
#undef CH_ERROR_NAME
  };
  return (unsigned)code < CH_ERROR_COUNT ? names[code] : "unknown";
}

bool ch_fail(ch_error *error, ch_error_code code, const char *format, ...) {
  if (!error) return false;
  memset(error, 0, sizeof *error);
  error->code = code;
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  return false;
}

bool ch_fail_at(ch_error *error, const char *file, uint64_t line) {
  if (!error) return false;
  snprintf(error->file, sizeof error->file, "%s", file ? file : "");
  error->line = line;
  return false;
}

bool ch_fail_offset(ch_error *error, uint64_t offset) {
  if (!error) return false;
  error->offset = offset;
  error->has_offset = true;
  return false;
}

void ch_error_text(const ch_error *error, char *out, unsigned long size) {
  char place[300] = "";
  char byte[40] = "";
  if (error->file[0] && error->line)
    snprintf(place, sizeof place, "%s:%llu: ", error->file, (unsigned long long)error->line);
  else if (error->file[0])
    snprintf(place, sizeof place, "%s: ", error->file);
  if (error->has_offset)
    snprintf(byte, sizeof byte, " (at byte %llu)", (unsigned long long)error->offset);
  snprintf(out, size, "%s%s%s", place, error->message, byte);
}
