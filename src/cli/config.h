/* What is set beside the command line: by the environment, by a project's file, by the user's.
 *
 * Each setting is an option that verbs take. The first of these that has it counts: the option,
 * CHANCERY_NAME in the environment, ".chancery" in this folder or the nearest above that has one,
 * chancery/config in $XDG_CONFIG_HOME (else ~/.config). Files hold "name = value" lines, "#" comments;
 * paths in them are from the file's own folder. A project's file that is another user's is passed over.
 */
#ifndef CLI_CONFIG_H
#define CLI_CONFIG_H

#include "cli.h"

typedef struct cli_setting {
  const char *name;    /* of the option */
  const char *unset;   /* what holds where nobody says otherwise, to read */
  bool path, many;     /* many: repeated in files, apart by ':' in the environment */
} cli_setting;

extern const cli_setting cli_settings[]; /* ended by a NULL name */

/* Adds what is set to the options given, where the verb takes it and they do not say it; of
 * "store" it sets c->record alone, as an argument names a record too. False (told) on a line that
 * is none. */
bool cli_config_read(cli *c);
/* Calls `told` with each value of each setting and where it comes from. */
void cli_config_each(const cli *c, void (*told)(const cli *c, const char *name, const char *value,
                                                const char *origin));

#endif
