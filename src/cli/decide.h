/* What the verbs that decide share. */
#ifndef CLI_DECIDE_H
#define CLI_DECIDE_H

#include "cli.h"

extern const cli_option cli_decide_options[];
/* The record to decide on; NULL when it cannot be had (told). */
chancery_record *cli_deciding(cli *c, const char *path);
/* Decides by the invocation's ids: all arguments before the record, which is the last one
 * if it is no id; `words`: the last but that is the decision's words. */
int cli_decide(cli *c, const char *kind, bool words);

#endif
