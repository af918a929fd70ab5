/* Readers of the dictionaries' text formats. `#` and <!-- --> hold comments. */
#include "code/dictionary.h"

#include "base/day.h"
#include "base/file.h"

typedef struct reader {
  ch_dictionaries *d;
  const char *file;
  uint32_t line;
  ch_error *error;
  bool comment;           /* inside <!-- … --> over several lines */
  ch_dict_code code;      /* of the block of verbs */
  size_t first_verb;      /* of the block */
  size_t first_pattern;
  bool in_synset;
  size_t first_actor;     /* names that wait for their codes */
  ch_map macros;          /* agents: !PERSON! */
} reader;

static bool no_memory(reader *r) {
  return ch_fail(r->error, CH_ERROR_MEMORY, "no memory for the dictionaries");
}

static ch_str upper(ch_dictionaries *d, ch_str s) {
  ch_str copy = ch_arena_copy(d->arena, s);
  for (size_t i = 0; copy.p && i < copy.n; i++)
    if (copy.p[i] >= 'a' && copy.p[i] <= 'z') ((char *)copy.p)[i] = (char)(copy.p[i] - 32);
  return copy;
}

/* The line without its comments, upper case, trimmed. */
static ch_str strip(reader *r, ch_str line) {
  if (r->comment) {
    size_t end = ch_str_find(line, CH_STR("-->"), 0);
    if (end == SIZE_MAX) return (ch_str){NULL, 0};
    r->comment = false;
    line = ch_str_slice(line, end + 3, line.n);
  }
  size_t open = ch_str_find(line, CH_STR("<!"), 0);
  if (open != SIZE_MAX) {
    r->comment = ch_str_find(line, CH_STR("->"), open) == SIZE_MAX;
    line = ch_str_slice(line, 0, open);
  }
  size_t hash = ch_str_find_byte(line, '#', 0);
  if (hash != SIZE_MAX) line = ch_str_slice(line, 0, hash);
  size_t old = ch_str_find_byte(line, ';', 0); /* TABARI's */
  if (old != SIZE_MAX) line = ch_str_slice(line, 0, old);
  return upper(r->d, ch_str_trim(line));
}

/* Words apart by blanks or "_"; a "_" behind the last asks for it exactly. */
static bool read_phrase(reader *r, ch_str text, ch_dict_phrase *out, uint32_t *head) {
  memset(out, 0, sizeof *out);
  text = ch_str_trim(text);
  out->exact = text.n && text.p[text.n - 1] == '_';
  size_t from = 0;
  for (size_t i = 0; i <= text.n; i++) {
    if (i < text.n && text.p[i] != ' ' && text.p[i] != '_' && text.p[i] != '\t') continue;
    ch_str word = ch_str_slice(text, from, i);
    from = i + 1;
    if (word.n == 0) continue;
    if (word.p[0] == '+' && word.n > 1 && head) {
      *head = out->n;
      word = ch_str_slice(word, 1, word.n);
    }
    while (word.n) { /* a hyphen is a word of its own, as in the tree */
      size_t hyphen = word.p[0] == '-' ? 1 : ch_str_find_byte(word, '-', 0);
      if (hyphen == SIZE_MAX || word.p[0] == '&') hyphen = word.n;
      if (out->n == CH_DICT_WORDS)
        return ch_fail(r->error, CH_ERROR_DATA, "more than %d words in one name", CH_DICT_WORDS);
      out->word[out->n++] = ch_str_slice(word, 0, hyphen);
      word = ch_str_slice(word, hyphen, word.n);
    }
  }
  return out->n > 0 || ch_fail(r->error, CH_ERROR_DATA, "a name without words");
}

/* "[032:033]" out of a line; what stands before it stays in *line. */
static bool take_code(ch_str *line, ch_str *code) {
  size_t open = ch_str_find_byte(*line, '[', 0);
  if (open == SIZE_MAX) return false;
  size_t close = ch_str_find_byte(*line, ']', open);
  if (close == SIZE_MAX) close = line->n;
  *code = ch_str_trim(ch_str_slice(*line, open + 1, close));
  *line = ch_str_trim(ch_str_slice(*line, 0, open));
  return true;
}

static ch_dict_code split_code(ch_str code) {
  size_t colon = ch_str_find_byte(code, ':', 0);
  if (colon == SIZE_MAX) return (ch_dict_code){code, {NULL, 0}};
  return (ch_dict_code){ch_str_slice(code, 0, colon), ch_str_slice(code, colon + 1, code.n)};
}

/* ---- verbs ---------------------------------------------------------------------- */

static bool add_verb(reader *r, ch_str text) {
  ch_dictionaries *d = r->d;
  ch_dict_verb *verb = CH_PUSH(d->arena, &d->verbs);
  if (!verb) return no_memory(r);
  *verb = (ch_dict_verb){.code = r->code, .file = r->file, .line = r->line};
  if (!read_phrase(r, text, &verb->phrase, &verb->head)) return false;
  if (text.p[0] == '+') { /* "+BREAK_DOWN": the first word is the verb */
    verb->head = 0;
    ch_str *first = &verb->phrase.word[0];
    if (first->n && first->p[0] == '+') *first = ch_str_slice(*first, 1, first->n);
    if (first->n == 0) return ch_fail(r->error, CH_ERROR_DATA, "a verb without words");
  }
  uint32_t *at = ch_map_put(&d->verb_of, verb->phrase.word[verb->head], NULL);
  if (!at) return no_memory(r);
  verb->next = *at;
  *at = (uint32_t)d->verbs.n;
  return true;
}

/* A verb without a list of forms has the regular ones; they are the dictionary
 * format's, which has English verbs alone. */
static bool add_forms(reader *r, ch_str word) {
  while (word.n && word.p[word.n - 1] == '_') word.n--;
  if (word.n < 2 || ch_str_find_byte(word, '_', 0) != SIZE_MAX || ch_str_find_byte(word, ' ', 0) != SIZE_MAX || word.p[0] == '+')
    return true;
  char last = word.p[word.n - 1];
  bool y = last == 'Y' && !strchr("AEIOU", word.p[word.n - 2]), e = last == 'E';
  ch_str stem = ch_str_slice(word, 0, word.n - (y || e));
  /* EXPELLED, PLANNING */
  bool twice = word.n > 2 && strchr("BDGLMNPRT", last) && strchr("AEIOU", word.p[word.n - 2]) && !strchr("AEIOU", word.p[word.n - 3]);
  for (int i = 0; i < 2 && twice; i++) {
    ch_str form = ch_arena_printf(r->d->arena, "%.*s%c%s", CH_PRI(word), last, i ? "ING" : "ED");
    if (!form.p) return no_memory(r);
    if (!add_verb(r, form)) return false;
  }
  const char *endings[] = {y ? "IES" : e ? "ES" : strchr("SXZH", last) ? "ES" : "S", y ? "IED" : "ED", y ? "YING" : "ING"};
  for (size_t i = 0; i < 3; i++) {
    ch_str form = ch_arena_printf(r->d->arena, "%.*s%s", CH_PRI(stem), endings[i]);
    if (!form.p) return no_memory(r);
    if (!add_verb(r, form)) return false;
  }
  return true;
}

/* "BREAK { BROKE BROKEN }": the verb and its irregular forms. */
static bool read_verb(reader *r, ch_str line) {
  size_t open = ch_str_find_byte(line, '{', 0), from = r->d->verbs.n;
  ch_str forms = {NULL, 0}, form, code = {NULL, 0}, rest = line;
  if (open != SIZE_MAX) {
    size_t close = ch_str_find_byte(line, '}', open);
    if (close == SIZE_MAX) close = line.n;
    forms = ch_str_slice(line, open + 1, close);
    rest = ch_str_slice(line, close, line.n);
    line = ch_str_trim(ch_str_slice(line, 0, open));
  }
  bool coded = take_code(open == SIZE_MAX ? &line : &rest, &code);
  if (!add_verb(r, line) || (open == SIZE_MAX && !add_forms(r, line))) return false;
  while (forms.n && ch_str_split(&forms, ' ', &form))
    if (ch_str_trim(form).n && !add_verb(r, ch_str_trim(form))) return false;
  for (size_t i = from; coded && i < r->d->verbs.n; i++) r->d->verbs.v[i].code = split_code(code);
  return true;
}

static bool add_token(reader *r, ch_dict_token *list, uint32_t *n, ch_str word, bool tight) {
  if (*n == CH_DICT_TOKENS)
    return ch_fail(r->error, CH_ERROR_DATA, "more than %d words on one side of a pattern", CH_DICT_TOKENS);
  ch_dict_slot slot = CH_SLOT_WORD;
  if (word.n == 1 && word.p[0] == '$') slot = CH_SLOT_SOURCE;
  if (word.n == 1 && word.p[0] == '+') slot = CH_SLOT_TARGET;
  if (word.n == 1 && word.p[0] == '%') slot = CH_SLOT_BOTH;
  if (word.n == 1 && word.p[0] == '^') slot = CH_SLOT_SKIP;
  if (word.n > 1 && word.p[0] == '&') slot = CH_SLOT_SYNSET, word = ch_str_slice(word, 1, word.n);
  list[(*n)++] = (ch_dict_token){slot, word, tight};
  return true;
}

/* PETRARCH2's brackets say which words head phrases; the words are what counts here. */
static bool is_bracket(char c) { return c == '(' || c == ')' || c == '{' || c == '}'; }

/* The words on one side of the verb, and whether each gap is a "_" alone: before
 * the first, between, behind the last. */
typedef struct side {
  ch_str word[CH_DICT_TOKENS];
  bool tight[CH_DICT_TOKENS + 1];
  uint32_t n;
} side;

static bool read_side(reader *r, ch_str text, side *out) {
  size_t i = 0;
  for (;;) {
    bool joint = false, blank = false;
    for (; i < text.n && (text.p[i] == '_' || text.p[i] == ' ' || text.p[i] == '\t' || is_bracket(text.p[i])); i++) {
      joint |= text.p[i] == '_';
      blank |= text.p[i] == ' ' || text.p[i] == '\t';
    }
    out->tight[out->n] = joint && !blank;
    if (i == text.n) return true;
    size_t from = i;
    while (i < text.n && text.p[i] != '_' && text.p[i] != ' ' && text.p[i] != '\t' && !is_bracket(text.p[i])) i++;
    if (out->n == CH_DICT_TOKENS)
      return ch_fail(r->error, CH_ERROR_DATA, "more than %d words on one side of a pattern", CH_DICT_TOKENS);
    out->word[out->n++] = ch_str_slice(text, from, i);
  }
}

/* "- UPPER * LOWER [CODE]"; "_" instead of a blank: side by side. */
static bool read_pattern(reader *r, ch_str line) {
  ch_dict_pattern pattern = {.file = r->file, .line = r->line};
  ch_str code;
  line = ch_str_trim(ch_str_slice(line, 1, line.n));
  if (!take_code(&line, &code)) return ch_fail(r->error, CH_ERROR_DATA, "a pattern without a code");
  pattern.code = split_code(code);
  size_t star = ch_str_find_byte(line, '*', 0);
  if (star == SIZE_MAX) return ch_fail(r->error, CH_ERROR_DATA, "a pattern without '*'");
  side upper = {0}, lower = {0};
  if (!read_side(r, ch_str_slice(line, 0, star), &upper) ||
      !read_side(r, ch_str_slice(line, star + 1, line.n), &lower))
    return false;
  for (uint32_t i = upper.n; i-- > 0;)
    if (!add_token(r, pattern.before, &pattern.n_before, upper.word[i], upper.tight[i + 1])) return false;
  for (uint32_t i = 0; i < lower.n; i++)
    if (!add_token(r, pattern.after, &pattern.n_after, lower.word[i], lower.tight[i])) return false;
  ch_dict_pattern *kept = CH_PUSH(r->d->arena, &r->d->patterns);
  if (!kept) return no_memory(r);
  *kept = pattern;
  return true;
}

static void close_block(reader *r) {
  for (size_t i = r->first_verb; i < r->d->verbs.n; i++) {
    r->d->verbs.v[i].first = (uint32_t)r->first_pattern;
    r->d->verbs.v[i].n_patterns = (uint32_t)(r->d->patterns.n - r->first_pattern);
  }
  r->first_verb = r->d->verbs.n;
  r->first_pattern = r->d->patterns.n;
}

static bool open_synset(reader *r, ch_str line) {
  ch_dictionaries *d = r->d;
  line = ch_str_slice(line, 1, line.n);
  while (line.n && line.p[line.n - 1] == '_') line.n--;
  uint32_t *at = ch_map_put(&d->synset_of, line, NULL);
  ch_dict_synset *set = at ? CH_PUSH(d->arena, &d->synsets) : NULL;
  if (!set) return no_memory(r);
  *at = (uint32_t)d->synsets.n;
  set->first = (uint32_t)d->members.n;
  r->in_synset = true;
  return true;
}

static bool verbs_line(reader *r, ch_str line) {
  ch_dictionaries *d = r->d;
  if (ch_str_starts(line, CH_STR("---"))) {
    close_block(r);
    r->in_synset = false;
    ch_str code = {NULL, 0};
    take_code(&line, &code);
    r->code = split_code(code);
    return true;
  }
  if (line.p[0] == '&') {
    if (!r->in_synset) close_block(r);
    return open_synset(r, line);
  }
  if (r->in_synset && line.p[0] == '+') {
    ch_dict_phrase *member = CH_PUSH(d->arena, &d->members);
    if (!member) return no_memory(r);
    d->synsets.v[d->synsets.n - 1].n++;
    return read_phrase(r, ch_str_slice(line, 1, line.n), member, NULL);
  }
  r->in_synset = false;
  if (line.p[0] == '-') return read_pattern(r, line);
  return read_verb(r, line);
}

/* ---- actors and agents ------------------------------------------------------------ */

static bool day_of(reader *r, ch_str s, int32_t *day) {
  uint64_t n;
  ch_str digits = {s.p, 0};
  while (digits.n < s.n && s.p[digits.n] >= '0' && s.p[digits.n] <= '9') digits.n++;
  if ((digits.n != 6 && digits.n != 8) || !ch_str_to_u64(digits, &n))
    return ch_fail(r->error, CH_ERROR_DATA, "'%.*s' is no date: YYMMDD or YYYYMMDD", CH_PRI(s));
  int32_t year = (int32_t)(n / 10000), month = (int32_t)(n / 100 % 100), date = (int32_t)(n % 100);
  if (digits.n == 6) year += year < 30 ? 2000 : 1900; /* TABARI's century */
  if (!ch_civil_valid(year, month, date)) return ch_fail(r->error, CH_ERROR_DATA, "'%.*s' is no date", CH_PRI(s));
  *day = ch_day_from_civil(year, month, date);
  return true;
}

/* "[HOB < 950601]", "[HOBGOV 19950601-19990815]", "[HOBREB > 990816]". */
static bool add_dated(reader *r, ch_str text) {
  ch_dict_dated code = {.from = INT32_MIN, .to = INT32_MAX};
  size_t end = 0;
  while (end < text.n && text.p[end] != ' ' && text.p[end] != '<' && text.p[end] != '>') end++;
  code.code = ch_str_slice(text, 0, end);
  ch_str rest = ch_str_trim(ch_str_slice(text, end, text.n));
  size_t dash = ch_str_find_byte(rest, '-', 0);
  if (rest.n && (rest.p[0] == '<' || rest.p[0] == '>')) {
    bool before = rest.p[0] == '<';
    if (!day_of(r, ch_str_trim(ch_str_slice(rest, 1, rest.n)), before ? &code.to : &code.from)) return false;
  } else if (dash != SIZE_MAX) {
    if (!day_of(r, ch_str_trim(ch_str_slice(rest, 0, dash)), &code.from) ||
        !day_of(r, ch_str_trim(ch_str_slice(rest, dash + 1, rest.n)), &code.to))
      return false;
  }
  ch_dict_dated *kept = CH_PUSH(r->d->arena, &r->d->codes);
  if (!kept) return no_memory(r);
  *kept = code;
  for (size_t i = r->first_actor; i < r->d->actors.n; i++) r->d->actors.v[i].n_codes++;
  return true;
}

static bool add_actor(reader *r, ch_str text, bool agent) {
  ch_dictionaries *d = r->d;
  ch_dict_actor *actor = CH_PUSH(d->arena, &d->actors);
  if (!actor) return no_memory(r);
  *actor = (ch_dict_actor){.first = (uint32_t)d->codes.n, .agent = agent, .line = r->line};
  if (!read_phrase(r, text, &actor->phrase, NULL)) return false;
  uint32_t *at = ch_map_put(&d->actor_of, ch_str_slice(actor->phrase.word[0], 0, 2), NULL);
  if (!at) return no_memory(r);
  actor->next = *at;
  *at = (uint32_t)d->actors.n;
  return true;
}

static bool actors_line(reader *r, ch_str line) {
  bool synonym = line.p[0] == '+', code_alone = line.p[0] == '[';
  if (synonym) line = ch_str_trim(ch_str_slice(line, 1, line.n));
  ch_dictionaries *d = r->d;
  ch_str code, all = line;
  bool coded = take_code(&line, &code);
  if (!code_alone) {
    if (!synonym) r->first_actor = d->actors.n;
    if (line.n == 0) return ch_fail(r->error, CH_ERROR_DATA, "an actor without a name");
    if (!add_actor(r, line, false)) return false;
    ch_dict_actor *actor = &d->actors.v[d->actors.n - 1];
    if (synonym && r->first_actor + 1 < d->actors.n) { /* the codes of the name above */
      actor->first = d->actors.v[r->first_actor].first;
      actor->n_codes = d->actors.v[r->first_actor].n_codes;
    }
  }
  if (r->first_actor == d->actors.n) return !coded || ch_fail(r->error, CH_ERROR_DATA, "a code before any name");
  while (coded) {
    if (code.n && !add_dated(r, code)) return false;
    size_t close = ch_str_find_byte(all, ']', 0);
    if (close == SIZE_MAX) break;
    all = ch_str_slice(all, close + 1, all.n);
    ch_str rest = all;
    coded = take_code(&rest, &code);
  }
  return true;
}

static bool add_agent(reader *r, ch_str text, ch_str code) {
  r->first_actor = r->d->actors.n;
  size_t open = ch_str_find_byte(text, '!', 0);
  size_t close = open == SIZE_MAX ? SIZE_MAX : ch_str_find_byte(text, '!', open + 1);
  if (close == SIZE_MAX) return add_actor(r, text, true) && add_dated(r, code);
  const uint32_t *at = ch_map_get(&r->macros, ch_str_slice(text, open + 1, close));
  if (!at) return ch_fail(r->error, CH_ERROR_DATA, "'%.*s' is not set", CH_PRI(ch_str_slice(text, open, close + 1)));
  const ch_dict_synset *set = &r->d->synsets.v[*at];
  for (uint32_t i = 0; i < set->n; i++) {
    ch_str word = r->d->members.v[set->first + i].word[0];
    ch_str whole = ch_arena_printf(r->d->arena, "%.*s%.*s%.*s", CH_PRI(ch_str_slice(text, 0, open)), CH_PRI(word),
                                   CH_PRI(ch_str_slice(text, close + 1, text.n)));
    r->first_actor = r->d->actors.n;
    if (!whole.p) return no_memory(r);
    if (!add_actor(r, whole, true) || !add_dated(r, code)) return false;
  }
  return true;
}

/* "!PERSON! = MAN, MEN" */
static bool agent_macro(reader *r, ch_str line) {
  size_t close = ch_str_find_byte(line, '!', 1), equals = ch_str_find_byte(line, '=', 0);
  if (close == SIZE_MAX || equals == SIZE_MAX) return ch_fail(r->error, CH_ERROR_DATA, "not '!NAME! = WORD, WORD'");
  uint32_t *at = ch_map_put(&r->macros, ch_str_slice(line, 1, close), NULL);
  ch_dict_synset *set = at ? CH_PUSH(r->d->arena, &r->d->synsets) : NULL;
  if (!set) return no_memory(r);
  *at = (uint32_t)(r->d->synsets.n - 1);
  set->first = (uint32_t)r->d->members.n;
  ch_str rest = ch_str_slice(line, equals + 1, line.n), word;
  while (ch_str_split(&rest, ',', &word)) {
    word = ch_str_trim(word);
    if (word.n == 0) continue;
    ch_dict_phrase *member = CH_PUSH(r->d->arena, &r->d->members);
    if (!member) return no_memory(r);
    set->n++;
    if (!read_phrase(r, word, member, NULL)) return false;
  }
  return true;
}

/* The plural as English makes it; the program's own data are of no use to a name
 * in another's dictionary. */
static ch_str plural(reader *r, ch_str text) {
  char last = text.p[text.n - 1], before = text.n > 1 ? text.p[text.n - 2] : ' ';
  if (last == 'Y' && !strchr("AEIOU", before))
    return ch_arena_printf(r->d->arena, "%.*sIES", CH_PRI(ch_str_slice(text, 0, text.n - 1)));
  if (last == 'S' || last == 'X' || (last == 'H' && (before == 'S' || before == 'C')))
    return ch_arena_printf(r->d->arena, "%.*sES", CH_PRI(text));
  return ch_arena_printf(r->d->arena, "%.*sS", CH_PRI(text));
}

/* "AUTHORITY {AUTHORITIES} [~GOV]"; "{}": no plural. */
static bool agents_line(reader *r, ch_str line) {
  ch_str code;
  if (line.p[0] == '!' && ch_str_find_byte(line, '=', 0) != SIZE_MAX) return agent_macro(r, line);
  if (!take_code(&line, &code)) return ch_fail(r->error, CH_ERROR_DATA, "an agent without a code");
  size_t open = ch_str_find_byte(line, '{', 0);
  ch_str name = ch_str_trim(open == SIZE_MAX ? line : ch_str_slice(line, 0, open));
  ch_str more = {NULL, 0};
  if (open != SIZE_MAX) {
    size_t close = ch_str_find_byte(line, '}', open);
    more = ch_str_trim(ch_str_slice(line, open + 1, close == SIZE_MAX ? line.n : close));
  }
  while (name.n && name.p[name.n - 1] == '_') name.n--;
  if (name.n == 0) return ch_fail(r->error, CH_ERROR_DATA, "an agent without a name");
  if (!add_agent(r, name, code)) return false;
  if (open == SIZE_MAX && ch_str_find_byte(name, '!', 0) == SIZE_MAX) {
    ch_str many = plural(r, name);
    return many.p ? add_agent(r, many, code) : no_memory(r);
  }
  return more.n == 0 || add_agent(r, more, code);
}

static bool discards_line(reader *r, ch_str line) {
  ch_dict_discard *discard = CH_PUSH(r->d->arena, &r->d->discards);
  if (!discard) return no_memory(r);
  discard->story = line.p[0] == '+';
  return read_phrase(r, discard->story ? ch_str_slice(line, 1, line.n) : line, &discard->phrase, NULL);
}

/* ---- files ------------------------------------------------------------------------- */

static const struct {
  const char *kind;
  bool (*line)(reader *r, ch_str line);
} KINDS[] = {{"verbs", verbs_line}, {"actors", actors_line}, {"agents", agents_line}, {"discards", discards_line}};
enum { N_KINDS = sizeof KINDS / sizeof *KINDS };

bool ch_dictionaries_read(ch_dictionaries *d, const char *kind, ch_str bytes, const char *file,
                          ch_error *error) {
  return ch_dictionaries_read_all(d, kind, bytes, file, NULL, NULL, error);
}

bool ch_dictionaries_read_all(ch_dictionaries *d, const char *kind, ch_str bytes, const char *file,
                              void (*refuse)(void *self, const ch_error *error), void *self,
                              ch_error *error) {
  ch_error inner = {0};
  reader r = {.d = d, .file = file, .error = &inner, .first_verb = d->verbs.n,
              .first_pattern = d->patterns.n, .first_actor = d->actors.n};
  ch_map_init(&r.macros, d->arena);
  size_t k = 0;
  while (k < N_KINDS && strcmp(KINDS[k].kind, kind) != 0) k++;
  if (k == N_KINDS) return ch_fail(error, CH_ERROR_USAGE, "there are no dictionaries of '%s'", kind);
  ch_str line;
  for (r.line = 1; ch_str_line(&bytes, &line); r.line++) {
    ch_str kept = strip(&r, line);
    if (kept.n == 0) continue;
    if (KINDS[k].line(&r, kept)) continue;
    ch_fail_at(&inner, file, r.line);
    if (!refuse || inner.code == CH_ERROR_MEMORY) {
      if (error) *error = inner;
      return false;
    }
    refuse(self, &inner);
  }
  close_block(&r);
  return true;
}

ch_dictionaries *ch_dictionaries_new(ch_error *error) {
  ch_arena *arena = ch_arena_new((size_t)1 << 30);
  ch_dictionaries *d = arena ? CH_NEW(arena, ch_dictionaries) : NULL;
  if (!d) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the dictionaries");
    return NULL;
  }
  d->arena = arena;
  ch_map_init(&d->verb_of, arena);
  ch_map_init(&d->actor_of, arena);
  ch_map_init(&d->synset_of, arena);
  return d;
}

void ch_dictionaries_free(ch_dictionaries *d) {
  if (d) ch_arena_free(d->arena);
}

typedef struct walk {
  ch_dictionaries *d;
  ch_error *error;
  bool failed, any;
} walk;

static bool read_file(const char *path, void *self) {
  walk *w = self;
  const char *slash = strrchr(path, '/');
  ch_str name = ch_str_of(slash ? slash + 1 : path), bytes, shown;
  for (size_t k = 0; k < N_KINDS; k++) {
    if (ch_str_find_fold(name, ch_str_of(KINDS[k].kind), 0) == SIZE_MAX) continue;
    shown = ch_arena_copy(w->d->arena, name);
    w->any = true;
    w->failed = !shown.p || !ch_file_read(path, w->d->arena, &bytes, w->error) ||
                !ch_dictionaries_read(w->d, KINDS[k].kind, bytes, shown.p, w->error);
    return !w->failed;
  }
  return true;
}

ch_dictionaries *ch_dictionaries_open(const char *dir, ch_error *error) {
  ch_dictionaries *d = ch_dictionaries_new(error);
  walk w = {d, error, false, false};
  if (d && ch_file_walk(dir, read_file, &w, error) && !w.failed) {
    if (w.any) return d;
    ch_fail(error, CH_ERROR_DATA, "no file there is called verbs, actors, agents or discards");
    ch_fail_at(error, dir, 0);
  }
  ch_dictionaries_free(d);
  return NULL;
}
