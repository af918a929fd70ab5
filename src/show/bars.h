/* Charts of characters, one line a row of a table. */
#ifndef CH_SHOW_BARS_H
#define CH_SHOW_BARS_H

#include "base/buf.h"

/* A bar of at most `width` columns, to an eighth of a column, or in ASCII ("###") to a whole
 * one; little is not nothing; nothing for 0. */
void ch_bar(double value, double most, unsigned width, bool ascii, ch_buf *out);
/* A place on a scale from -most to most, and how sure it is: "   ├──●───┤  ┊    ", in ASCII
 * "...[--o---]..|....". Nothing when the value is no number. */
void ch_gauge(double value, double low, double high, double most, unsigned width, bool ascii,
              ch_buf *out);

#endif
