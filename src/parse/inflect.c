/* Lemmas of forms that the scripts would only guess at.
 *
 * Suffixes alone do not tell "provoked" (provoke) from "attacked" (attack). Which
 * lemmas there are does: of all that the endings seen in training make of a
 * form, often one alone is a lemma of that part of speech, or, where none is, a
 * word of the vocabulary. Such forms get a lemma of their own. Nothing here
 * knows a language: the endings, the lemmas and the words are the data's.
 */
#include <stdio.h>
#include <string.h>

#include "parse/treebank.h"
#include "text/document.h"

/* An ending is used that has made this many lemmas; a lemma counts that was seen
 * so often; a form's own lemma, when it is this share of what was seen. */
enum { MIN_ENDING = 10, MIN_LEMMA = 2, MIN_FORM = 2, MIN_PERCENT = 90 };
/* Shorter stems and words of the vocabulary are too often something else. */
enum { MIN_STEM = 2, MIN_WORD_LENGTH = 4, MAX_FORM = 40 };

/* Parts of speech whose words are inflected. */
static const ch_upos inflected[] = {CH_UPOS_VERB, CH_UPOS_NOUN, CH_UPOS_ADJ};

typedef struct ending {
  ch_upos upos;
  ch_str cut, put;
} ending;

typedef struct inflector {
  ch_labels *labels;
  ch_arena *arena;
  ch_map vocabulary;
  ch_map lemmas;     /* "lemma TAB U": times */
  ch_map forms;      /* "form TAB U": times */
  ch_map pairs;      /* "form TAB U TAB lemma": times */
  ch_map most;       /* "form TAB U": the most frequent of its pairs, + 1 */
  ch_map changes;    /* "cut TAB put TAB U": times */
  ch_map exceptions; /* "form TAB U" that have one */
  struct { ending *v; size_t n, cap; } endings;
} inflector;

static bool count(inflector *f, ch_map *map, ch_str key) {
  bool added;
  if (!ch_map_get(map, key)) key = ch_arena_copy(f->arena, key);
  uint32_t *times = key.p ? ch_map_put(map, key, &added) : NULL;
  if (times) ++*times;
  return times != NULL;
}

static uint32_t times(const ch_map *map, ch_str key) {
  const uint32_t *n = ch_map_get(map, key);
  return n ? *n : 0;
}

/* "a TAB U", with a letter for the part of speech. */
static ch_str keyed(char *out, ch_str a, ch_upos upos) {
  memcpy(out, a.p, a.n);
  out[a.n] = '\t';
  out[a.n + 1] = (char)('A' + (int)upos);
  return (ch_str){out, a.n + 2};
}

static bool plain(ch_str s) {
  if (s.n == 0 || s.n > MAX_FORM) return false;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < 'a' || s.p[i] > 'z') return false;
  return true;
}

static bool is_inflected(ch_upos upos) {
  for (size_t i = 0; i < sizeof inflected / sizeof *inflected; i++)
    if (inflected[i] == upos) return true;
  return false;
}

static bool count_word(inflector *f, const ch_conllu_word *w) {
  char low[3 * CH_FORM_MAX], key[2 * MAX_FORM + 8], pair[3 * MAX_FORM + 8];
  const ch_upos upos = ch_upos_from(w->upos);
  ch_str form = {low, ch_form_lower(w->form, low)};
  if (!is_inflected(upos) || !plain(form) || !plain(w->lemma)) return true;
  if (!count(f, &f->lemmas, keyed(key, w->lemma, upos))) return false;
  ch_str one = keyed(pair, form, upos);
  if (!count(f, &f->forms, one)) return false;
  pair[one.n] = '\t';
  memcpy(pair + one.n + 1, w->lemma.p, w->lemma.n);
  if (!count(f, &f->pairs, (ch_str){pair, one.n + 1 + w->lemma.n})) return false;
  size_t common = 0;
  while (common < form.n && common < w->lemma.n && form.p[common] == w->lemma.p[common]) common++;
  if (common < MIN_STEM || common == form.n) return true;
  int n = snprintf(key, sizeof key, "%.*s\t%.*s\t%c", (int)(form.n - common), form.p + common,
                   (int)(w->lemma.n - common), w->lemma.p + common, 'A' + (int)upos);
  return count(f, &f->changes, (ch_str){key, (size_t)n});
}

static bool read_training(inflector *f, const ch_conllu *train) {
  for (size_t s = 0; s < train->n; s++)
    for (uint32_t i = 0; i < train->v[s].n_words; i++)
      if (!count_word(f, &train->v[s].words[i])) return false;
  for (size_t i = 0; i < f->changes.n; i++) {
    ch_str rest = f->changes.v[i].key;
    ending e;
    if (f->changes.v[i].value < MIN_ENDING) continue;
    if (!ch_str_split(&rest, '\t', &e.cut) || !ch_str_split(&rest, '\t', &e.put)) continue;
    e.upos = (ch_upos)(rest.p[0] - 'A');
    ending *to = CH_PUSH(f->arena, &f->endings);
    if (!to) return false;
    *to = e;
  }
  for (size_t i = 0; i < f->pairs.n; i++) {
    const ch_map_entry *pair = &f->pairs.v[i];
    const size_t form = ch_str_find_byte(pair->key, '\t', 0) + 2;
    uint32_t *at = ch_map_put(&f->most, ch_str_slice(pair->key, 0, form), NULL);
    if (!at) return false;
    if (*at == 0 || pair->value > f->pairs.v[*at - 1].value) *at = (uint32_t)i + 1;
  }
  const ch_labels *l = f->labels;
  for (size_t i = 0; i < l->exceptions.n; i++) {
    char key[2 * CH_FORM_MAX];
    if (l->exceptions.v[i].form.n > CH_FORM_MAX) continue;
    if (!count(f, &f->exceptions, keyed(key, l->exceptions.v[i].form, (ch_upos)l->exceptions.v[i].upos)))
      return false;
  }
  return true;
}

/* The lemma that training gave a form nearly always; n is 0 if there is none. */
static ch_str seen_lemma(const inflector *f, ch_str key) {
  const uint32_t all = times(&f->forms, key), at = times(&f->most, key);
  if (all < MIN_FORM || at == 0) return CH_STR("");
  const ch_map_entry *pair = &f->pairs.v[at - 1];
  if (pair->value * 100 < all * MIN_PERCENT) return CH_STR("");
  return ch_str_slice(pair->key, key.n + 1, pair->key.n);
}

/* The one lemma that the endings make of a form and that is known; n is 0 if
 * there is none, or more than one. `seen`: known from training, else a word of
 * the vocabulary. */
static ch_str made_lemma(const inflector *f, ch_str form, ch_upos upos, bool seen, char *out) {
  ch_str found = CH_STR("");
  char made[2 * MAX_FORM], key[2 * MAX_FORM + 8];
  for (size_t i = 0; i < f->endings.n; i++) {
    const ending *e = &f->endings.v[i];
    if (e->upos != upos || form.n < e->cut.n + MIN_STEM) continue;
    const size_t stem = form.n - e->cut.n;
    if (memcmp(form.p + stem, e->cut.p, e->cut.n) != 0) continue;
    memcpy(made, form.p, stem);
    memcpy(made + stem, e->put.p, e->put.n);
    ch_str lemma = {made, stem + e->put.n};
    bool known = seen ? times(&f->lemmas, keyed(key, lemma, upos)) >= MIN_LEMMA
                      : lemma.n >= MIN_WORD_LENGTH && ch_map_get(&f->vocabulary, lemma) != NULL;
    if (!known || (found.n && ch_str_eq(found, lemma))) continue;
    if (found.n) return CH_STR("");
    memcpy(out, made, lemma.n);
    found = (ch_str){out, lemma.n};
  }
  return found;
}

static bool add(inflector *f, ch_str form, ch_upos upos, ch_str lemma) {
  ch_lemma_exception *e = CH_PUSH(f->arena, &f->labels->exceptions);
  ch_str kept_form = ch_arena_copy(f->arena, form), kept_lemma = ch_arena_copy(f->arena, lemma);
  if (!e || !kept_form.p || !kept_lemma.p) return false;
  *e = (ch_lemma_exception){kept_form, kept_lemma, (uint8_t)upos};
  return true;
}

static bool inflect(inflector *f, ch_str form, ch_upos upos) {
  char key[2 * MAX_FORM + 8], made[2 * MAX_FORM];
  if (!plain(form)) return true;
  ch_str one = keyed(key, form, upos);
  if (times(&f->exceptions, one)) return true;
  if (times(&f->forms, one)) {
    /* A noun or adjective as it stands may be part of a name elsewhere. */
    ch_str lemma = seen_lemma(f, one);
    if (upos != CH_UPOS_VERB && ch_str_eq(lemma, form)) lemma = CH_STR("");
    return lemma.n == 0 || (count(f, &f->exceptions, one) && add(f, form, upos, lemma));
  }
  if (times(&f->lemmas, one)) return true;
  ch_str lemma = made_lemma(f, form, upos, true, made);
  if (lemma.n == 0) lemma = made_lemma(f, form, upos, false, made);
  return lemma.n == 0 || (count(f, &f->exceptions, one) && add(f, form, upos, lemma));
}

bool ch_labels_inflect(ch_labels *l, const ch_conllu *train, ch_error *error) {
  inflector f = {.labels = l, .arena = l->arena};
  ch_map *const maps[] = {&f.vocabulary, &f.lemmas, &f.forms, &f.pairs, &f.most, &f.changes, &f.exceptions};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) ch_map_init(maps[i], l->arena);
  bool fine = read_training(&f, train);
  for (uint32_t i = 0; fine && i < l->n_vectors; i++)
    fine = ch_map_put(&f.vocabulary, l->vector_forms[i], NULL) != NULL;
  for (size_t k = 0; fine && k < sizeof inflected / sizeof *inflected; k++) {
    for (uint32_t i = 0; fine && i < l->n_vectors; i++) fine = inflect(&f, l->vector_forms[i], inflected[k]);
    for (size_t i = 0; fine && i < f.forms.n; i++) {
      ch_str form = f.forms.v[i].key;
      if ((ch_upos)(form.p[form.n - 1] - 'A') == inflected[k])
        fine = inflect(&f, ch_str_slice(form, 0, form.n - 2), inflected[k]);
    }
  }
  return fine || ch_fail(error, CH_ERROR_MEMORY, "no memory for the lemmas");
}

bool ch_lemmas_read(ch_labels *l, ch_str bytes, const char *name, ch_error *error) {
  ch_str line;
  ch_map known;
  ch_map_init(&known, l->arena);
  for (size_t i = 0; i < l->exceptions.n; i++) {
    const ch_lemma_exception *e = &l->exceptions.v[i];
    ch_str key = ch_arena_printf(l->arena, "%.*s\t%c", CH_PRI(e->form), 'A' + e->upos);
    uint32_t *at = key.p ? ch_map_put(&known, key, NULL) : NULL;
    if (!at) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the lemmas");
    *at = (uint32_t)i + 1;
  }
  for (uint64_t number = 1; ch_str_line(&bytes, &line); number++) {
    ch_str form, upos;
    if (line.n == 0 || line.p[0] == '#') continue;
    if (!ch_str_split(&line, '\t', &form) || !ch_str_split(&line, '\t', &upos) || !plain(form) ||
        !plain(line) || ch_upos_from(upos) == CH_UPOS_NONE) {
      ch_fail(error, CH_ERROR_FORMAT, "not a form, a part of speech and a lemma");
      return ch_fail_at(error, name, number);
    }
    char key[2 * MAX_FORM];
    const ch_lemma_exception made = {ch_arena_copy(l->arena, form), ch_arena_copy(l->arena, line),
                                     (uint8_t)ch_upos_from(upos)};
    const uint32_t at = times(&known, keyed(key, form, ch_upos_from(upos)));
    ch_lemma_exception *to = at ? &l->exceptions.v[at - 1] : CH_PUSH(l->arena, &l->exceptions);
    if (!to || !made.form.p || !made.lemma.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the lemmas");
    *to = made;
  }
  return true;
}
