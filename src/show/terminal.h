/* The ways to write a table that have files of their own; see table.h. */
#ifndef CH_SHOW_TERMINAL_H
#define CH_SHOW_TERMINAL_H

#include "show/table.h"

void ch_table_terminal(const ch_table *table, const ch_render *how, ch_buf *out);
void ch_table_html(const ch_table *table, const ch_render *how, ch_buf *out);
/* Does a column go into layouts for machines, or for people, among the fields asked for? */
bool ch_column_shown(const ch_column *column, const ch_render *how, bool machine);

#endif
