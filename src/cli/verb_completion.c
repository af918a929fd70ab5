/* Completion scripts, from the table of verbs. */
#include <string.h>

#include "cli.h"

static void words(const cli_option *options, const char *before, FILE *out) {
  for (const cli_option *o = options; o && o->name; o++) fprintf(out, "%s--%s", before, o->name);
}

static void bash(FILE *out) {
  fputs("_chancery() {\n  local cur=${COMP_WORDS[COMP_CWORD]} words=\n"
        "  if [ \"$COMP_CWORD\" = 1 ]; then words='", out);
  for (size_t i = 0; cli_verbs[i]; i++) fprintf(out, "%s%s", i ? " " : "", cli_verbs[i]->name);
  fputs("'\n  else case ${COMP_WORDS[1]} in\n", out);
  for (size_t i = 0; cli_verbs[i]; i++) {
    fprintf(out, "    %s) words='", cli_verbs[i]->name);
    words(cli_verbs[i]->options, " ", out);
    if (cli_verbs[i]->reads_input) words(cli_input_options, " ", out);
    words(cli_common_options, " ", out);
    fputs("' ;;\n", out);
  }
  fputs("  esac; fi\n"
        "  case $cur in -*|'') COMPREPLY=($(compgen -W \"$words\" -- \"$cur\")) ;; esac\n"
        "  [ \"$COMP_CWORD\" = 1 ] && COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
        "}\ncomplete -o default -F _chancery chancery\n", out);
}

static void fish(FILE *out) {
  for (size_t i = 0; cli_verbs[i]; i++) {
    const cli_verb *v = cli_verbs[i];
    fprintf(out, "complete -c chancery -n __fish_use_subcommand -a %s -d \"%s\"\n", v->name,
            v->summary);
    const cli_option *tables[] = {v->options, v->reads_input ? cli_input_options : NULL,
                                  cli_common_options};
    for (size_t t = 0; t < 3; t++)
      for (const cli_option *o = tables[t]; o && o->name; o++)
        fprintf(out, "complete -c chancery -n '__fish_seen_subcommand_from %s' -l %s%s\n", v->name,
                o->name, o->argument && o->argument[0] != '[' ? " -r" : "");
  }
}

static int run(cli *c) {
  const char *shell = c->n_inputs ? c->inputs[0] : "";
  if (strcmp(shell, "bash") == 0)
    bash(stdout);
  else if (strcmp(shell, "zsh") == 0) {
    fputs("autoload -U +X bashcompinit && bashcompinit\n", stdout);
    bash(stdout);
  } else if (strcmp(shell, "fish") == 0)
    fish(stdout);
  else
    return cli_say(c, CLI_FAILED, "wants bash, zsh or fish");
  return cli_end(c, CLI_DONE);
}

const cli_verb cli_verb_completion = {
    "completion", "bash|zsh|fish", "Writes a completion script for a shell",
    "source <(chancery completion bash)", NULL, run, false, 1};
