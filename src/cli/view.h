/* The verbs that show a record share their filters and layouts. */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

#include "cli.h"

extern const cli_option cli_view_options[];

/* Shows a view of the record; `id` for explain, else NULL. */
int cli_view(cli *c, const char *view, const char *id, const chancery *engine);

#endif
