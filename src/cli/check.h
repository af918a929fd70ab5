/* What `codebook check` and `actors check` share. */
#ifndef CLI_CHECK_H
#define CLI_CHECK_H

#include "cli.h"

/* Prints the faults of "codebook" or "actors"; CLI_REFUSED when there is one. */
int cli_check(cli *c, const char *what);

#endif
