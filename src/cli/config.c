#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const cli_setting cli_settings[] = {
    {"store", CLI_RECORD, true, false},
    {"home", "beside the command, else where it was installed", true, false},
    {"language", "en", false, false},
    {"model", "the language's own", true, false},
    {"codebook", "none beside ours", true, true},
    {"actors", "none beside ours", true, true},
    {"color", "auto", false, false},
    {"threads", "all cores", false, false},
    {NULL, NULL, false, false},
};

enum { PATH_ROOM = 4096, MOST_VALUES = 128, MOST_LINES = 1000 };

/* What was found, for as long as the command runs. */
static struct {
  const cli_setting *setting;
  char *value, *origin;
} found[MOST_VALUES];
static size_t n_found;
static bool by_option[sizeof cli_settings / sizeof *cli_settings];

static bool is_set(const cli_setting *s) {
  for (size_t i = 0; i < n_found; i++)
    if (found[i].setting == s) return true;
  return false;
}

static bool keep(const cli *c, const cli_setting *s, const char *value, const char *origin) {
  char *kept = strdup(value), *from = strdup(origin);
  if (kept && from && n_found < MOST_VALUES) {
    found[n_found].setting = s;
    found[n_found].value = kept;
    found[n_found++].origin = from;
    return true;
  }
  free(kept);
  free(from);
  cli_say(c, 0, "%s: too much is set", origin);
  return false;
}

static const cli_setting *find(const char *name) {
  for (const cli_setting *s = cli_settings; s->name; s++)
    if (strcmp(s->name, name) == 0) return s;
  return NULL;
}

/* ---- The environment --------------------------------------------------------------- */

static bool read_environment(const cli *c) {
  for (const cli_setting *s = cli_settings; s->name; s++) {
    char name[64] = "CHANCERY_", list[PATH_ROOM];
    for (size_t i = 0, n = strlen(name); s->name[i] && n + 1 < sizeof name; i++, n++)
      name[n] = (char)(s->name[i] - 'a' + 'A');
    const char *value = getenv(name);
    if (!value || !*value) continue;
    if (!s->many) {
      if (!keep(c, s, value, name)) return false;
      continue;
    }
    snprintf(list, sizeof list, "%s", value);
    char *rest = NULL;
    for (char *one = strtok_r(list, ":", &rest); one; one = strtok_r(NULL, ":", &rest))
      if (!keep(c, s, one, name)) return false;
  }
  return true;
}

/* ---- Files ------------------------------------------------------------------------- */

static char *trim(char *s) {
  s += strspn(s, " \t");
  size_t n = strlen(s);
  while (n && strchr(" \t\r\n", s[n - 1])) s[--n] = 0;
  return s;
}

/* A path in a file is from the file's folder. */
static bool whole_path(const char *file, const char *value, char out[PATH_ROOM]) {
  const char *slash = strrchr(file, '/');
  int folder = slash && value[0] != '/' ? (int)(slash - file + 1) : 0;
  int n = snprintf(out, PATH_ROOM, "%.*s%s", folder, file, value);
  return n > 0 && n < PATH_ROOM;
}

/* `before`: settings of so many values that others have said before this file. */
static bool read_line(const cli *c, const char *path, unsigned number, char *line,
                      const bool before[]) {
  char origin[PATH_ROOM + 16], value[PATH_ROOM];
  snprintf(origin, sizeof origin, "%s:%u", path, number);
  line = trim(line);
  if (*line == 0 || *line == '#') return true;
  char *equals = strchr(line, '=');
  if (equals) *equals = 0;
  const cli_setting *s = find(trim(line));
  if (!equals || !s || !*trim(equals + 1)) {
    cli_say(c, 0, "%s: expected 'name = value' with one of the names that 'chancery config' lists",
            origin);
    return false;
  }
  if (before[s - cli_settings] || (is_set(s) && !s->many)) return true;
  if (!s->path) return keep(c, s, trim(equals + 1), origin);
  return whole_path(path, trim(equals + 1), value) && keep(c, s, value, origin);
}

/* One that is not there sets nothing. */
static bool read_file(const cli *c, const char *path) {
  bool before[sizeof cli_settings / sizeof *cli_settings], ok = true;
  char line[PATH_ROOM + 64];
  FILE *file = fopen(path, "re");
  if (!file && (errno == ENOENT || errno == ENOTDIR)) return true;
  if (!file) return cli_say(c, 0, "cannot read '%s': %s", path, strerror(errno));
  for (size_t i = 0; cli_settings[i].name; i++) before[i] = is_set(&cli_settings[i]);
  for (unsigned number = 1; ok && fgets(line, sizeof line, file); number++)
    ok = number <= MOST_LINES && read_line(c, path, number, line, before);
  fclose(file);
  return ok;
}

/* The nearest at or above this folder, if it is ours. */
static bool read_project(const cli *c) {
  char path[PATH_ROOM];
  struct stat is;
  if (!getcwd(path, sizeof path - 16)) return true;
  for (size_t n = strlen(path);; n--) {
    while (n && path[n - 1] == '/') n--;
    strcpy(path + n, "/.chancery");
    if (stat(path, &is) == 0 && S_ISREG(is.st_mode)) {
      if (is.st_uid == geteuid() || is.st_uid == 0) return read_file(c, path);
      cli_say(c, 0, "'%s' is another user's and is passed over", path);
      return true;
    }
    if (n == 0) return true;
    while (n && path[n - 1] != '/') n--;
  }
}

static bool read_user(const cli *c) {
  char path[PATH_ROOM];
  const char *base = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
  int n = 0;
  if (base && *base == '/') n = snprintf(path, sizeof path, "%s/chancery/config", base);
  else if (home && *home) n = snprintf(path, sizeof path, "%s/.config/chancery/config", home);
  return n <= 0 || n >= (int)sizeof path || read_file(c, path);
}

/* ---- Both together ------------------------------------------------------------------- */

static bool takes(const cli *c, const char *name) {
  const cli_option *tables[] = {c->verb->options, c->verb->reads_input ? cli_input_options : NULL,
                                cli_common_options};
  for (size_t t = 0; t < 3; t++)
    for (const cli_option *o = tables[t]; o && o->name; o++)
      if (strcmp(o->name, name) == 0) return true;
  return false;
}

bool cli_config_read(cli *c) {
  static const char *const FREE[] = {"help", "manual", "completion"}; /* of all settings */
  for (size_t i = 0; i < sizeof FREE / sizeof *FREE; i++)
    if (strcmp(c->verb->name, FREE[i]) == 0) return true;
  for (size_t i = 0; cli_settings[i].name; i++) by_option[i] = cli_flag(c, cli_settings[i].name);
  if (!read_environment(c) || !read_project(c) || !read_user(c)) return false;
  for (size_t i = 0; i < n_found; i++) {
    const cli_setting *s = found[i].setting;
    if (by_option[s - cli_settings] || !takes(c, s->name)) continue;
    if (s == cli_settings) {
      c->record = found[i].value;
      continue;
    }
    if (c->n_given == sizeof c->given / sizeof *c->given) return false;
    c->given[c->n_given].name = s->name;
    c->given[c->n_given++].value = found[i].value;
  }
  return true;
}

void cli_config_each(const cli *c, void (*told)(const cli *c, const char *name, const char *value,
                                                const char *origin)) {
  const char *values[CLI_MAX_REPEAT];
  for (const cli_setting *s = cli_settings; s->name; s++) {
    bool option = by_option[s - cli_settings];
    size_t n = option ? cli_values(c, s->name, values, CLI_MAX_REPEAT) : 0;
    for (size_t i = 0; i < n; i++) told(c, s->name, values[i], "option");
    for (size_t i = 0; i < n_found && !option; i++)
      if (found[i].setting == s) told(c, s->name, found[i].value, found[i].origin);
    if (!option && !is_set(s)) told(c, s->name, s->unset, "default");
  }
}
