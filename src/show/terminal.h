/* A table on a terminal; see table.h. */
#ifndef CH_SHOW_TERMINAL_H
#define CH_SHOW_TERMINAL_H

#include "show/table.h"

void ch_table_terminal(const ch_table *table, const ch_render *how, ch_buf *out);

#endif
