/* Rule files: blocks of `key: value` lines (FORMAT.md). */
#include "code/rules.h"

#include <stdlib.h>

#include "base/file.h"

static const char *const EFFECTS[] = {
#define CH_X(id, name) name,
    CH_EFFECT_LIST(CH_X)
#undef CH_X
};
static const char *const ROLES[] = {
#define CH_X(id, name) name,
    CH_ROLE_LIST(CH_X)
#undef CH_X
};

ch_effect ch_effect_from(ch_str name) {
  for (int i = 0; i < CH_EFFECT_COUNT; i++)
    if (ch_str_is(name, EFFECTS[i])) return (ch_effect)i;
  return CH_EFFECT_COUNT;
}

const char *ch_effect_name(ch_effect effect) {
  return (unsigned)effect < CH_EFFECT_COUNT ? EFFECTS[effect] : "";
}

bool ch_roles_read(ch_codebook *book, ch_str list, ch_roles *out, ch_error *error) {
  uint32_t function = ch_words_class(&book->words, CH_STR("function"));
  ch_str part;
  out->n = 0;
  while (ch_str_split(&list, ',', &part)) {
    part = ch_str_trim(part);
    if (part.n == 0) continue;
    if (out->n == CH_MAX_ROLES)
      return ch_fail(error, CH_ERROR_DATA, "more than %d choices for a party", CH_MAX_ROLES);
    ch_role role = {CH_ROLE_PREPOSITION, CH_NO_LEXEME};
    for (int i = 0; i < CH_ROLE_PREPOSITION; i++)
      if (ch_str_is(part, ROLES[i])) role.kind = (ch_role_kind)i;
    if (role.kind == CH_ROLE_PREPOSITION) {
      role.word = ch_words_find(&book->words, part);
      if (role.word == CH_NO_LEXEME ||
          !ch_class_has(&book->words.lexemes.v[role.word].classes, function))
        return ch_fail(error, CH_ERROR_DATA,
                       "'%.*s' is no place for a party: neither a word of FORMAT.md nor a "
                       "preposition of @function", CH_PRI(part));
    }
    out->v[out->n++] = role;
  }
  out->stated = true;
  return true;
}

/* What is read of one file. */
typedef struct rules_reader {
  ch_codebook *book;
  const char *file;  /* as shown: "codebook/sanction.txt" */
  ch_type type;      /* of the file */
  uint32_t line;
  bool open;         /* inside a block */
  size_t first_pattern; /* of the block */
  ch_map *seen;      /* all patterns of the codebook so far */
} rules_reader;

typedef bool read_value(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error);

static bool read_patterns(rules_reader *r, ch_rule *rule, ch_str value, ch_pattern_pos pos,
                          ch_error *error) {
  ch_codebook *book = r->book;
  (void)rule;
  ch_str text;
  while (ch_str_split(&value, ',', &text)) {
    text = ch_str_trim(text);
    if (text.n == 0) continue;
    ch_pattern pattern;
    if (!ch_pattern_compile(&book->words, text, pos, &pattern, error)) return false;
    pattern.rule = (uint32_t)(book->rules.n - 1);
    pattern.line = r->line;
    ch_pattern *kept = CH_PUSH(book->arena, &book->patterns);
    if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
    *kept = pattern;
  }
  return true;
}
static bool read_verbs(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return read_patterns(r, rule, value, CH_POS_VERB, error);
}
static bool read_nouns(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return read_patterns(r, rule, value, CH_POS_NOUN, error);
}
static bool read_adjectives(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return read_patterns(r, rule, value, CH_POS_ADJECTIVE, error);
}
static bool read_words(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return read_patterns(r, rule, value, CH_POS_ANY, error);
}
static bool read_actor(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return ch_roles_read(r->book, value, &rule->actor, error);
}
static bool read_recipient(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  return ch_roles_read(r->book, value, &rule->recipient, error);
}

static bool read_cameo(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  rule->cameo = ch_cameo_find(&r->book->cameo, value);
  if (!rule->cameo)
    return ch_fail(error, CH_ERROR_DATA, "unknown CAMEO code '%.*s'", CH_PRI(value));
  if (rule->cameo->type == rule->type) return true;
  for (size_t i = 0; i < r->book->also.n; i++)
    if (ch_str_eq(r->book->also.v[i].cameo, value) && r->book->also.v[i].type == rule->type)
      return true;
  return ch_fail(error, CH_ERROR_DATA, "CAMEO %.*s is %s under cameo.tsv, not %s", CH_PRI(value),
                 rule->cameo->type ? ch_type_name(rule->cameo->type) : "a statement",
                 ch_type_name(rule->type));
}

static bool read_mode(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->mode = ch_str_is(value, "none") ? (ch_str){NULL, 0} : value;
  rule->has_mode = true;
  if (!ch_mode_of(rule->type, rule->mode))
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no mode of %s", CH_PRI(value),
                   ch_type_name(rule->type));
  return true;
}

static bool read_contexts(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  ch_str part;
  while (ch_str_split(&value, ',', &part)) {
    part = ch_str_trim(part);
    if (part.n == 0) continue;
    if (rule->n_contexts == CH_MAX_CONTEXTS)
      return ch_fail(error, CH_ERROR_DATA, "more than %d contexts", CH_MAX_CONTEXTS);
    rule->contexts[rule->n_contexts++] = part;
  }
  return true;
}

static bool read_priority(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  bool minus = value.n && value.p[0] == '-';
  uint64_t number;
  if (!ch_str_to_u64(ch_str_slice(value, minus, value.n), &number) || number > 1000)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no priority", CH_PRI(value));
  rule->priority = minus ? -(int)number : (int)number;
  return true;
}

static bool read_implies(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->implies = ch_status_from(value);
  return rule->implies != CH_STATUS_COUNT ||
         ch_fail(error, CH_ERROR_DATA, "unknown status '%.*s'", CH_PRI(value));
}

static bool read_needs(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->needs = ch_effect_from(value);
  return rule->needs != CH_EFFECT_COUNT ||
         ch_fail(error, CH_ERROR_DATA, "unknown effect '%.*s'", CH_PRI(value));
}

static bool read_about(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  rule->about = ch_type_from(value);
  if (rule->about) return true;
  rule->about_cameo = ch_cameo_find(&r->book->cameo, value);
  if (!rule->about_cameo || !rule->about_cameo->type)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is neither a type nor a CAMEO code with one",
                   CH_PRI(value));
  rule->about = rule->about_cameo->type;
  return true;
}

static bool read_subject(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  if (ch_str_find_byte(value, ' ', 0) != SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "one word or class for a subject");
  rule->subject = (ch_element){.n_alternatives = 0};
  if (!ch_element_compile(&r->book->words, value, &rule->subject, error)) return false;
  rule->subject_text = value;
  return true;
}

static bool read_clause(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->clause = ch_str_is(value, "wish")   ? CH_CLAUSE_WISH
                 : ch_str_is(value, "fact") ? CH_CLAUSE_FACT
                 : ch_str_is(value, "main") ? CH_CLAUSE_MAIN
                 : ch_str_is(value, "told") ? CH_CLAUSE_TOLD
                 : ch_str_is(value, "own")  ? CH_CLAUSE_OWN
                                            : CH_CLAUSE_ANY;
  return rule->clause != CH_CLAUSE_ANY ||
         ch_fail(error, CH_ERROR_DATA, "'%.*s': a clause is wish, fact, main, told or own", CH_PRI(value));
}

static bool read_same(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->same = ch_str_is(value, "yes");
  return rule->same || ch_str_is(value, "no") ||
         ch_fail(error, CH_ERROR_DATA, "'%.*s' is neither yes nor no", CH_PRI(value));
}

static bool read_requires(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)r;
  rule->needs_named = ch_str_is(value, "named");
  rule->seeks_recipient = ch_str_is(value, "sought");
  rule->needs_recipient = rule->needs_named || rule->seeks_recipient || ch_str_is(value, "recipient");
  return rule->needs_recipient ||
         ch_fail(error, CH_ERROR_DATA, "'%.*s': what is required is recipient, named or sought", CH_PRI(value));
}

static bool read_example(rules_reader *r, ch_rule *rule, ch_str value, ch_error *error) {
  (void)rule;
  size_t arrow = ch_str_find(value, CH_STR("=>"), 0);
  if (arrow == SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "an example without '=>' and what is expected");
  ch_example *example = CH_PUSH(r->book->arena, &r->book->examples);
  if (!example) return ch_fail(error, CH_ERROR_MEMORY, "no memory for examples");
  *example = (ch_example){.file = r->file, .line = r->line,
                          .rule = (uint32_t)(r->book->rules.n - 1),
                          .text = ch_str_trim(ch_str_slice(value, 0, arrow)),
                          .expected = ch_str_trim(ch_str_slice(value, arrow + 2, value.n))};
  return true;
}

static const struct {
  const char *key;
  read_value *read;
  bool once;
} KEYS[] = {{"verbs", read_verbs, false},       {"nouns", read_nouns, false},
            {"adjectives", read_adjectives, false}, {"words", read_words, false},
            {"actor", read_actor, true},
            {"recipient", read_recipient, true}, {"cameo", read_cameo, true},
            {"mode", read_mode, true},           {"contexts", read_contexts, true},
            {"priority", read_priority, true},   {"implies", read_implies, true},
            {"needs", read_needs, true},         {"about", read_about, true},
            {"subject", read_subject, true},     {"same", read_same, true},
            {"requires", read_requires, true},   {"clause", read_clause, true},
            {"example", read_example, false}};
enum { N_KEYS = sizeof KEYS / sizeof *KEYS };

bool ch_pattern_better(const ch_codebook *book, const ch_pattern *a, const ch_pattern *b) {
  const ch_rule *ra = &book->rules.v[a->rule], *rb = &book->rules.v[b->rule];
  if (ra->layer != rb->layer) return ra->layer > rb->layer;
  if (a->weight != b->weight) return a->weight > b->weight;
  if (ra->priority != rb->priority) return ra->priority > rb->priority;
  return a < b;
}

static bool link_pattern(ch_codebook *book, uint32_t lexeme, uint32_t pattern) {
  ch_lexeme *l = &book->words.lexemes.v[lexeme];
  ch_pattern_link *link = CH_PUSH(book->arena, &book->links);
  if (!link) return false;
  *link = (ch_pattern_link){pattern, l->patterns};
  l->patterns = (uint32_t)book->links.n;
  return true;
}

/* Two rules may not claim the same words under the same conditions. */
static bool refuse_duplicate(rules_reader *r, const ch_rule *rule, const ch_pattern *p,
                             ch_error *error) {
  ch_str key = ch_arena_printf(r->book->arena, "%u|%d|%d|%d|%.*s|%.*s", rule->layer, (int)p->pos,
                               (int)rule->needs, (int)rule->clause,
                               CH_PRI(rule->subject_text), CH_PRI(p->text));
  if (!key.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
  bool added;
  uint32_t *place = ch_map_put(r->seen, key, &added);
  if (!place) return ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
  if (added) {
    *place = (uint32_t)(p - r->book->patterns.v);
    return true;
  }
  const ch_pattern *other = &r->book->patterns.v[*place];
  ch_fail(error, CH_ERROR_DATA, "the same pattern as at %s:%u",
          r->book->rules.v[other->rule].file, other->line);
  return ch_fail_at(error, r->file, p->line);
}

static bool block_close(rules_reader *r, ch_error *error) {
  if (!r->open) return true;
  r->open = false;
  ch_codebook *book = r->book;
  ch_rule *rule = &book->rules.v[book->rules.n - 1];
  if (!rule->cameo) {
    ch_fail(error, CH_ERROR_DATA, "rule '%.*s' has no cameo code", CH_PRI(rule->name));
    return ch_fail_at(error, r->file, rule->line);
  }
  if (r->first_pattern == book->patterns.n) {
    ch_fail(error, CH_ERROR_DATA, "rule '%.*s' has no pattern", CH_PRI(rule->name));
    return ch_fail_at(error, r->file, rule->line);
  }
  for (size_t i = r->first_pattern; i < book->patterns.n; i++) {
    ch_pattern *p = &book->patterns.v[i];
    p->weight += 2 * (rule->subject.n_alternatives > 0 && !rule->subject.absent) + (rule->needs != CH_EFFECT_NONE) +
                 (rule->clause != CH_CLAUSE_ANY && rule->clause != CH_CLAUSE_OWN);
    if (!refuse_duplicate(r, rule, p, error)) return false;
  }
  return true;
}

static bool block_open(rules_reader *r, ch_str line, ch_error *error) {
  if (line.p[line.n - 1] != ']') return ch_fail(error, CH_ERROR_DATA, "a rule's name needs a ']'");
  if (!r->type) return ch_fail(error, CH_ERROR_DATA, "a rule before the file's 'type:' line");
  ch_rule *rule = CH_PUSH(r->book->arena, &r->book->rules);
  if (!rule) return ch_fail(error, CH_ERROR_MEMORY, "no memory for rules");
  rule->name = ch_str_slice(line, 1, line.n - 1);
  rule->file = r->file;
  rule->line = r->line;
  rule->layer = r->book->layer;
  rule->type = r->type;
  rule->implies = CH_STATUS_COUNT;
  r->open = true;
  r->first_pattern = r->book->patterns.n;
  return true;
}

static bool read_line(rules_reader *r, ch_str line, int *key, uint32_t *keys_seen,
                      ch_error *error) {
  ch_str value = ch_str_trim(line);
  if (line.p[0] == ' ' || line.p[0] == '\t') {
    if (*key < 0 || KEYS[*key].once)
      return ch_fail(error, CH_ERROR_DATA, "a continued line where none can be");
  } else {
    size_t colon = ch_str_find_byte(line, ':', 0);
    ch_str name = ch_str_trim(ch_str_slice(line, 0, colon == SIZE_MAX ? line.n : colon));
    value = colon == SIZE_MAX ? (ch_str){NULL, 0}
                              : ch_str_trim(ch_str_slice(line, colon + 1, line.n));
    if (!r->open && ch_str_is(name, "type") && !r->type) {
      r->type = ch_type_from(value);
      return r->type ||
             ch_fail(error, CH_ERROR_DATA, "'%.*s' is no PLOVER type", CH_PRI(value));
    }
    for (*key = N_KEYS - 1; *key >= 0 && !ch_str_is(name, KEYS[*key].key);) --*key;
    if (*key < 0 || colon == SIZE_MAX)
      return ch_fail(error, CH_ERROR_DATA, "unknown key '%.*s'", CH_PRI(name));
    if (!r->open) return ch_fail(error, CH_ERROR_DATA, "a line outside of any rule");
    if (KEYS[*key].once && (*keys_seen >> *key & 1))
      return ch_fail(error, CH_ERROR_DATA, "'%s' stands twice", KEYS[*key].key);
    *keys_seen |= 1u << *key;
  }
  if (value.n == 0) return true;
  return KEYS[*key].read(r, &r->book->rules.v[r->book->rules.n - 1], value, error);
}

bool ch_rules_load(ch_codebook *book, const char *path, const char *shown, ch_error *error) {
  rules_reader r = {.book = book, .file = shown, .seen = &book->seen};
  ch_str rest, line;
  if (!ch_file_read(path, book->arena, &rest, error)) return false;
  int key = -1;
  uint32_t keys_seen = 0;
  for (r.line = 1; ch_str_line(&rest, &line); r.line++) {
    for (size_t i = 0; i < line.n; i++)
      if (line.p[i] == '#' && (i == 0 || line.p[i - 1] == ' ' || line.p[i - 1] == '\t')) line.n = i;
    if (ch_str_trim(line).n == 0) {
      key = -1;
      continue;
    }
    while (line.n && (line.p[line.n - 1] == ' ' || line.p[line.n - 1] == '\t')) line.n--;
    bool ok;
    if (line.p[0] == '[') {
      if (!block_close(&r, error)) return false;
      keys_seen = 0;
      key = -1;
      ok = block_open(&r, line, error);
    } else {
      ok = read_line(&r, line, &key, &keys_seen, error);
    }
    if (!ok) return ch_fail_at(error, path, r.line);
  }
  return block_close(&r, error);
}

bool ch_rules_link(ch_codebook *book, ch_error *error) {
  for (size_t i = 0; i < book->patterns.n; i++) {
    const ch_element *head = &book->patterns.v[i].element[0];
    for (uint32_t a = 0; a < head->n_alternatives; a++) {
      if (head->alternative[a].kind == CH_ATOM_LEXEME) {
        if (!link_pattern(book, head->alternative[a].id, (uint32_t)i)) goto memory;
        continue;
      }
      uint32_t id = head->alternative[a].id;
      for (size_t w = 0; w < book->words.lexemes.n; w++)
        if (ch_class_has(&book->words.lexemes.v[w].classes, id) &&
            !link_pattern(book, (uint32_t)w, (uint32_t)i))
          goto memory;
      /* The head of a phrase is known only in the tree: any of its words. */
      for (size_t p = 0; p < book->words.phrases.n; p++) {
        const ch_phrase *phrase = &book->words.phrases.v[p];
        for (uint32_t w = 0; ch_class_has(&phrase->classes, id) && w < phrase->n; w++)
          if (!link_pattern(book, phrase->word[w], (uint32_t)i)) goto memory;
      }
    }
  }
  return true;
memory:
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
}
