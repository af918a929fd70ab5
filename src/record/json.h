/* Writing JSON into a buffer.
 *
 * Small pieces, no tree: the caller writes braces, commas and names. Nothing
 * fails by itself; a buffer that ran full says so (ch_buf.failed).
 */
#ifndef CH_RECORD_JSON_H
#define CH_RECORD_JSON_H

#include "base/buf.h"

/* A string in quotation marks, escaped; bytes that are no UTF-8 become
 * U+FFFD, so that the output is always valid JSON. */
void ch_json_string(ch_buf *out, ch_str s);
/* `"name":` preceded by a comma unless the buffer ends in `{` or `[`. */
void ch_json_name(ch_buf *out, const char *name);
/* A comma unless the buffer ends in `{` or `[`. */
void ch_json_comma(ch_buf *out);
/* The shortest decimal that reads back the same; null for NAN and infinity. */
void ch_json_number(ch_buf *out, double value);

#endif
