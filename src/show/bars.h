/* Charts of characters, one line a row of a table. */
#ifndef CH_SHOW_BARS_H
#define CH_SHOW_BARS_H

#include "base/buf.h"

/* A bar of at most `width` columns, to an eighth of a column; nothing for 0. */
void ch_bar(double value, double most, unsigned width, ch_buf *out);
/* A place on a scale from -most to most, and how sure it is: "   ├──●───┤  ┊    ". Nothing
 * when the value is no number. */
void ch_gauge(double value, double low, double high, double most, unsigned width, ch_buf *out);

#endif
