/* Patterns are compiled to lexeme and class numbers, head first, so that
 * matching compares integers alone. */
#include "code/pattern.h"

static const struct {
  const char *name;
  ch_atom_kind kind;
} SPECIAL[] = {{"any", CH_ATOM_ANY},           {"actor", CH_ATOM_ACTOR},
               {"number", CH_ATOM_NUMBER},     {"money", CH_ATOM_MONEY},
               {"duration", CH_ATOM_DURATION}, {"date", CH_ATOM_DATE}};

static bool atom_compile(ch_words *words, ch_str text, ch_atom *out, ch_error *error) {
  if (text.n == 0) return ch_fail(error, CH_ERROR_DATA, "an empty alternative");
  if (text.p[0] == '@') {
    ch_str name = ch_str_slice(text, 1, text.n);
    for (size_t i = 0; i < sizeof SPECIAL / sizeof *SPECIAL; i++)
      if (ch_str_is(name, SPECIAL[i].name)) {
        *out = (ch_atom){SPECIAL[i].kind, 0};
        return true;
      }
    *out = (ch_atom){CH_ATOM_CLASS, ch_words_class(words, name)};
    if (out->id == CH_NO_LEXEME)
      return ch_fail(error, CH_ERROR_DATA, "unknown class '%.*s'", CH_PRI(text));
    return true;
  }
  if (text.n > 1 && ch_str_find_byte(text, '-', 0) != SIZE_MAX) {
    *out = (ch_atom){CH_ATOM_CLASS, ch_words_phrase_class(words, text, error)};
    return out->id != CH_NO_LEXEME;
  }
  for (size_t i = 0; i < text.n; i++)
    if (text.p[i] >= 'A' && text.p[i] <= 'Z')
      return ch_fail(error, CH_ERROR_DATA, "'%.*s': words of patterns are lemmas in lower case",
                     CH_PRI(text));
  *out = (ch_atom){CH_ATOM_LEXEME, ch_words_add(words, text)};
  return out->id != CH_NO_LEXEME || ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
}

bool ch_element_compile(ch_words *words, ch_str token, ch_element *out, ch_error *error) {
  if (token.n > 1 && token.p[0] == '-') {
    out->absent = true;
    token = ch_str_slice(token, 1, token.n);
  }
  ch_str part;
  while (ch_str_split(&token, '|', &part)) {
    if (out->n_alternatives == CH_MAX_ALTERNATIVES)
      return ch_fail(error, CH_ERROR_DATA, "more than %d alternatives: make them a class",
                     CH_MAX_ALTERNATIVES);
    if (!atom_compile(words, part, &out->alternative[out->n_alternatives++], error)) return false;
  }
  return true;
}

static bool is_function(const ch_words *words, uint32_t function_class, const ch_element *e) {
  if (e->absent) return false;
  for (uint32_t i = 0; i < e->n_alternatives; i++)
    if (e->alternative[i].kind != CH_ATOM_LEXEME ||
        !ch_class_has(&words->lexemes.v[e->alternative[i].id].classes, function_class))
      return false;
  return true;
}

/* "call off|end @talks": is `off` to be a particle, or an object like `end`? */
static bool refuse_mixture(const ch_words *words, uint32_t function_class, const ch_element *e,
                           ch_str token, ch_error *error) {
  uint32_t functions = 0;
  for (uint32_t i = 0; i < e->n_alternatives; i++)
    functions += e->alternative[i].kind == CH_ATOM_LEXEME &&
                 ch_class_has(&words->lexemes.v[e->alternative[i].id].classes, function_class);
  return e->absent || functions == 0 || functions == e->n_alternatives ||
         ch_fail(error, CH_ERROR_DATA, "'%.*s' mixes words of @function with others: two patterns",
                 CH_PRI(token));
}

/* "pull out -@any": `out` goes with -@any, and nothing asks for it. */
static bool refuse_swallowed(const ch_pattern *p, ch_error *error) {
  for (uint32_t i = 0; i < p->n; i++) {
    const ch_element *e = &p->element[i];
    if (!e->absent || e->n_functions == 0) continue;
    bool asked = false;
    for (uint32_t j = 0; j < p->n; j++)
      asked |= !p->element[j].absent && p->element[j].n_functions == e->n_functions &&
               memcmp(p->element[j].function, e->function, sizeof e->function) == 0;
    if (!asked)
      return ch_fail(error, CH_ERROR_DATA,
                     "the preposition before '-' belongs to what must be absent: write it once more "
                     "behind it, or the '-' before it");
  }
  return true;
}

static int element_weight(const ch_element *e) {
  int weight = (int)e->n_functions;
  if (e->absent) return 1;
  if (e->n_alternatives == 0) return weight + 1;
  ch_atom_kind kind = e->alternative[0].kind;
  return weight + (kind == CH_ATOM_LEXEME || kind == CH_ATOM_CLASS ? 2 : 1);
}

/* Which of the content elements is the head: of verbs and adjectives the
 * first; of nouns the last one before the first preposition. */
static uint32_t head_of(const ch_pattern *p) {
  if (p->pos != CH_POS_NOUN) {
    uint32_t first = 0;
    while (first < p->n && p->element[first].absent) first++;
    return first;
  }
  uint32_t head = CH_MAX_ELEMENTS;
  for (uint32_t i = 0; i < p->n && p->element[i].n_functions == 0; i++)
    if (!p->element[i].absent) head = i;
  return head;
}

bool ch_pattern_compile(ch_words *words, ch_str text, ch_pattern_pos pos, ch_pattern *out,
                        ch_error *error) {
  uint32_t function_class = ch_words_class(words, CH_STR("function"));
  ch_element element[CH_MAX_ELEMENTS];
  memset(element, 0, sizeof element);
  memset(out, 0, sizeof *out);
  out->element = element;
  out->pos = pos;
  out->text = text;
  ch_element pending = {0};
  ch_str token;
  while (ch_str_split(&text, ' ', &token)) {
    if (token.n == 0) continue;
    ch_element e = {0};
    if (!ch_element_compile(words, token, &e, error)) return false;
    if (out->n == CH_MAX_ELEMENTS)
      return ch_fail(error, CH_ERROR_DATA, "a pattern of more than %d words", CH_MAX_ELEMENTS);
    bool begun = out->n > 0; /* the first word is content: "round of talks" */
    if (begun && !refuse_mixture(words, function_class, &e, token, error)) return false;
    if (begun && is_function(words, function_class, &e)) {
      if (pending.n_functions == CH_MAX_FUNCTIONS)
        return ch_fail(error, CH_ERROR_DATA, "more than %d prepositions in a row",
                       CH_MAX_FUNCTIONS);
      ch_function *f = &pending.function[pending.n_functions++];
      for (uint32_t i = 0; i < e.n_alternatives; i++) f->word[f->n++] = e.alternative[i].id;
      continue;
    }
    memcpy(e.function, pending.function, sizeof e.function);
    e.n_functions = pending.n_functions;
    pending = (ch_element){0};
    out->element[out->n++] = e;
  }
  if (pending.n_functions) {
    if (out->n == CH_MAX_ELEMENTS)
      return ch_fail(error, CH_ERROR_DATA, "a pattern of more than %d words", CH_MAX_ELEMENTS);
    out->element[out->n++] = pending;
  }
  if (!refuse_swallowed(out, error)) return false;
  uint32_t head = head_of(out);
  if (head >= out->n || out->element[head].absent)
    return ch_fail(error, CH_ERROR_DATA, "a pattern without a head");
  ch_element h = out->element[head];
  for (uint32_t i = 0; i < h.n_alternatives; i++)
    if (h.alternative[i].kind != CH_ATOM_LEXEME && h.alternative[i].kind != CH_ATOM_CLASS)
      return ch_fail(error, CH_ERROR_DATA, "the head must be a word or a class of words");
  if (h.n_functions) return ch_fail(error, CH_ERROR_DATA, "a preposition before the head");
  memmove(&out->element[1], &out->element[0], head * sizeof h);
  out->element[0] = h;
  for (uint32_t i = 0; i < out->n; i++) out->weight += element_weight(&out->element[i]);
  out->element = CH_ARRAY(words->arena, out->n, ch_element);
  if (!out->element) return ch_fail(error, CH_ERROR_MEMORY, "no memory for patterns");
  memcpy(out->element, element, out->n * sizeof *element);
  return true;
}
