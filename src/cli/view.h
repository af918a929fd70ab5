/* The verbs that show a record share their filters and layouts. */
#ifndef CLI_VIEW_H
#define CLI_VIEW_H

#include "cli.h"

extern const cli_option cli_view_options[];

/* Opens a record (NULL: c->record) for reading; NULL when it failed (told). */
chancery_record *cli_record(cli *c, const char *path, const chancery *engine);
/* The run of a verb that is named as the view that it shows. */
int cli_view_of_verb(cli *c);
/* The same of a view that is a text to read, in a pipe too. */
int cli_page_of_verb(cli *c);
/* Shows a view of the record; `id` for explain, else NULL. Without an engine
 * explain shows no trees. */
int cli_view(cli *c, const char *view, const char *id, const chancery *engine);

#endif
