/* Help and the manual page, both from the table of verbs. */
#include <string.h>

#include "cli.h"

static void option_text(const cli_option *o, char *out, size_t size) {
  char letter[8] = "    ";
  if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
  snprintf(out, size, "%s--%s%s%s", letter, o->name,
           o->argument && o->argument[0] != '[' ? " " : "", o->argument ? o->argument : "");
}

static void list_options(const cli_option *options, FILE *out) {
  for (const cli_option *o = options; o && o->name; o++) {
    char text[80];
    option_text(o, text, sizeof text);
    fprintf(out, "  %-26s %s\n", text, o->help);
  }
}

void cli_help(const cli_verb *verb, FILE *out) {
  fprintf(out, "chancery %s %s\n\n%s.\n", verb->name, verb->arguments, verb->summary);
  if (verb->description[0]) fprintf(out, "\n%s\n", verb->description);
  fprintf(out, "\nOptions:\n");
  list_options(verb->options, out);
  if (verb->reads_input) list_options(cli_input_options, out);
  list_options(cli_common_options, out);
}

void cli_usage(FILE *out) {
  fprintf(out,
          "chancery VERB [options] [FILE…|-]\n\n"
          "Reads news reports about disputes between states and keeps the record:\n"
          "who did what to whom, when, on whose word, in answer to what.\n\n");
  for (size_t i = 0; cli_verbs[i]; i++)
    fprintf(out, "  %-14s %s\n", cli_verbs[i]->name, cli_verbs[i]->summary);
  fprintf(out,
          "\nStart here:\n"
          "  chancery add --store dispute.db articles/\n"
          "  chancery timeline --store dispute.db --between USA RUS\n"
          "\n'chancery help VERB' tells more of each.\n");
}

/* roff takes a leading dot or quote and every backslash for its own. */
static void roff(FILE *out, const char *text) {
  bool start = true;
  for (const char *p = text; *p; p++) {
    if (start && (*p == '.' || *p == '\'')) fputs("\\&", out);
    if (*p == '\\')
      fputs("\\e", out);
    else if (*p == '-')
      fputs("\\-", out);
    else
      fputc(*p, out);
    start = *p == '\n';
  }
}

static void roff_options(FILE *out, const cli_option *options) {
  for (const cli_option *o = options; o && o->name; o++) {
    fputs(".TP\n.B ", out);
    if (o->letter) fprintf(out, "\\-%c, ", o->letter);
    fputs("\\-\\-", out);
    roff(out, o->name);
    if (o->argument)
      fprintf(out, "%s\\fI%s\\fP", o->argument[0] == '[' ? "" : " ", o->argument);
    fputc('\n', out);
    roff(out, o->help);
    fputc('\n', out);
  }
}

void cli_manual(FILE *out) {
  fprintf(out,
          ".TH CHANCERY 1 \"\" \"chancery %s\" \"User Commands\"\n"
          ".SH NAME\nchancery \\- keep the record of disputes between states from news reports\n"
          ".SH SYNOPSIS\n.B chancery\n.I VERB\n[options] [FILE…|\\-]\n"
          ".SH DESCRIPTION\n"
          "Reads news reports about disputes between states (expulsions, closed consulates,\n"
          "sanctions, talks, threats, denials, deadlines) and keeps the diplomatic record:\n"
          "who did what to whom, when, on whose word, in answer to what. Runs offline. Files,\n"
          "folders and standard input (\\-) are read; formats are told by content.\n"
          "Data go to standard output, words about the work to standard error.\n"
          ".SH VERBS\n",
          chancery_version());
  for (size_t i = 0; cli_verbs[i]; i++) {
    const cli_verb *v = cli_verbs[i];
    fprintf(out, ".SS chancery %s %s\n", v->name, v->arguments);
    roff(out, v->summary);
    fputs(".\n", out);
    if (v->description[0]) {
      fputs(".PP\n", out);
      roff(out, v->description);
      fputc('\n', out);
    }
    roff_options(out, v->options);
  }
  fputs(".SH OPTIONS OF VERBS THAT READ ARTICLES\n", out);
  roff_options(out, cli_input_options);
  fputs(".SH COMMON OPTIONS\n", out);
  roff_options(out, cli_common_options);
  fputs(
      ".SH EXIT STATUS\n0 done; 1 input was refused (some of it or all), each with file, place and "
      "reason on\nstandard error, and the rest was done; 2 wrong usage, or nothing could be done.\n"
      ".SH ENVIRONMENT\n.TP\n.B CHANCERY_HOME\nfolder that holds data/ and models/, where "
      "\\-\\-home names none; without either,\nthe folder above the command's own or share/chancery in it\n"
      ".TP\n.B CHANCERY_STORE CHANCERY_LANGUAGE CHANCERY_MODEL CHANCERY_CODEBOOK CHANCERY_ACTORS\n"
      ".B CHANCERY_COLOR CHANCERY_THREADS\nas the options of these names; see chancery config\n"
      ".TP\n.B NO_COLOR\nno colour when set\n"
      ".SH FILES\n.TP\n.I .chancery\nsettings of the folder that holds it and those below; see chancery "
      "config\n.TP\n.I ~/.config/chancery/config\nthe user's settings\n.TP\n.I data/LANG\nlexicon, codebook, states, roles: text files that can be "
      "read and extended\n.TP\n.I models/LANG/model.bin\nthe trained parser\n",
      out);
}
