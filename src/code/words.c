/* Classes are closed over classes once, after loading, so that a word's
 * membership is one bit wherever it is asked for. */
#include "code/words.h"

#include "base/file.h"

void ch_words_init(ch_words *words, ch_arena *arena) {
  memset(words, 0, sizeof *words);
  words->arena = arena;
  ch_map_init(&words->by_word, arena);
  ch_map_init(&words->by_class, arena);
}

uint32_t ch_words_add(ch_words *words, ch_str word) {
  const uint32_t *known = ch_map_get(&words->by_word, word);
  if (known) return *known;
  ch_str copy = ch_arena_copy(words->arena, word);
  if (!copy.p) return CH_NO_LEXEME;
  uint32_t *place = ch_map_put(&words->by_word, copy, NULL);
  ch_lexeme *lexeme = CH_PUSH(words->arena, &words->lexemes);
  if (!place || !lexeme) return CH_NO_LEXEME;
  lexeme->word = copy;
  return *place = (uint32_t)(words->lexemes.n - 1);
}

uint32_t ch_words_find(const ch_words *words, ch_str lemma) {
  char low[64];
  if (lemma.n == 0 || lemma.n > sizeof low) return CH_NO_LEXEME;
  for (size_t i = 0; i < lemma.n; i++) {
    char c = lemma.p[i];
    low[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  const uint32_t *known = ch_map_get(&words->by_word, (ch_str){low, lemma.n});
  return known ? *known : CH_NO_LEXEME;
}

uint32_t ch_words_class(const ch_words *words, ch_str name) {
  const uint32_t *known = ch_map_get(&words->by_class, name);
  return known ? *known : CH_NO_LEXEME;
}

static uint32_t class_add(ch_words *words, ch_str name, ch_error *error) {
  uint32_t known = ch_words_class(words, name);
  if (known != CH_NO_LEXEME) return known;
  if (words->n_classes == CH_MAX_CLASSES) {
    ch_fail(error, CH_ERROR_LIMIT, "more than %d word classes", CH_MAX_CLASSES);
    return CH_NO_LEXEME;
  }
  ch_str copy = ch_arena_copy(words->arena, name);
  uint32_t *place = copy.p ? ch_map_put(&words->by_class, copy, NULL) : NULL;
  if (!place) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for word classes");
    return CH_NO_LEXEME;
  }
  uint32_t id = words->n_classes++;
  *place = id;
  words->classes[id].name = copy;
  ch_class_put(&words->classes[id].within, id);
  return id;
}

uint32_t ch_words_split(ch_words *words, ch_str phrase, uint32_t out[CH_MAX_PHRASE]) {
  uint32_t n = 0;
  size_t i = 0;
  while (i < phrase.n) {
    if (phrase.p[i] == ' ' || phrase.p[i] == '\t') {
      i++;
      continue;
    }
    size_t end = i + 1;
    if (phrase.p[i] != '-')
      while (end < phrase.n && phrase.p[end] != ' ' && phrase.p[end] != '\t' && phrase.p[end] != '-')
        end++;
    if (n == CH_MAX_PHRASE) return 0;
    out[n] = ch_words_add(words, ch_str_slice(phrase, i, end));
    if (out[n++] == CH_NO_LEXEME) return 0;
    i = end;
  }
  return n;
}

static bool sequence_add(ch_words *words, uint32_t class_id, const uint32_t *word, uint32_t n,
                         ch_error *error) {
  if (n == 1) {
    ch_class_put(&words->lexemes.v[word[0]].classes, class_id);
    return true;
  }
  ch_phrase *phrase = CH_PUSH(words->arena, &words->phrases);
  if (!phrase) return ch_fail(error, CH_ERROR_MEMORY, "no memory for phrases");
  memcpy(phrase->word, word, CH_MAX_PHRASE * sizeof *word);
  phrase->n = n;
  ch_class_put(&phrase->classes, class_id);
  ch_lexeme *first = &words->lexemes.v[word[0]];
  phrase->next = first->phrases;
  first->phrases = (uint32_t)words->phrases.n;
  return true;
}

/* Makes a word or phrase a member of a class. A text keeps "counter-attack" and "cross-border" as
 * one word each and takes "cease-fire" apart, so that a member with hyphens stands both ways. */
static bool member_add(ch_words *words, uint32_t class_id, ch_str member, ch_error *error) {
  uint32_t word[CH_MAX_PHRASE] = {0};
  uint32_t n = ch_words_split(words, member, word);
  if (n == 0)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no phrase of one to %d words",
                   CH_PRI(member), CH_MAX_PHRASE);
  if (!sequence_add(words, class_id, word, n, error)) return false;
  if (ch_str_find_byte(member, '-', 0) == SIZE_MAX) return true;
  ch_str rest = member, part;
  for (n = 0; ch_str_split(&rest, ' ', &part);) {
    if (part.n == 0) continue;
    word[n] = ch_words_add(words, part);
    if (word[n++] == CH_NO_LEXEME) return ch_fail(error, CH_ERROR_MEMORY, "no memory for words");
  }
  return n == 0 || sequence_add(words, class_id, word, n, error);
}

uint32_t ch_words_class_new(ch_words *words, ch_str name, ch_error *error) {
  uint32_t id = class_add(words, name, error);
  if (id != CH_NO_LEXEME) words->classes[id].line = 1;
  return id;
}

uint32_t ch_words_phrase_class(ch_words *words, ch_str phrase, ch_error *error) {
  uint32_t id = ch_words_class(words, phrase);
  if (id != CH_NO_LEXEME) return id;
  id = ch_words_class_new(words, phrase, error);
  return id != CH_NO_LEXEME && member_add(words, id, phrase, error) ? id : CH_NO_LEXEME;
}

bool ch_words_members(ch_words *words, uint32_t class_id, ch_str list, char separator,
                      ch_error *error) {
  ch_str member;
  while (ch_str_split(&list, separator, &member)) {
    member = ch_str_trim(member);
    if (member.n == 0) continue;
    if (member.p[0] != '@') {
      if (!member_add(words, class_id, member, error)) return false;
      continue;
    }
    uint32_t inner = class_add(words, ch_str_slice(member, 1, member.n), error);
    if (inner == CH_NO_LEXEME) return false;
    ch_class_put(&words->classes[inner].within, class_id);
  }
  return true;
}

static bool class_line(ch_words *words, ch_str line, uint64_t number, uint32_t *class_id,
                       ch_map *seen, ch_error *error) {
  if (line.p[0] == ' ' || line.p[0] == '\t') {
    if (*class_id == CH_NO_LEXEME)
      return ch_fail(error, CH_ERROR_DATA, "a continued line without a class before it");
    return ch_words_members(words, *class_id, line, ',', error);
  }
  size_t colon = ch_str_find_byte(line, ':', 0);
  if (line.p[0] != '@' || colon == SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "not '@name: members'");
  ch_str name = ch_str_trim(ch_str_slice(line, 1, colon));
  bool adds = ch_str_ends(name, CH_STR("+")); /* "@name+: …" */
  if (adds) name = ch_str_slice(name, 0, name.n - 1);
  *class_id = class_add(words, name, error);
  if (*class_id == CH_NO_LEXEME) return false;
  bool added;
  if (!ch_map_put(seen, words->classes[*class_id].name, &added))
    return ch_fail(error, CH_ERROR_MEMORY, "no memory for word classes");
  if (!added)
    return ch_fail(error, CH_ERROR_DATA, "class '@%.*s' stands twice", CH_PRI(name));
  ch_class *class = &words->classes[*class_id];
  if (!adds && class->defined && !class->again) {
    class->again = words->file;
    class->again_line = number;
  }
  if (!class->file || (!adds && !class->defined)) {
    class->file = words->file;
    class->line = number;
  }
  class->defined |= !adds;
  return ch_words_members(words, *class_id, ch_str_slice(line, colon + 1, line.n), ',', error);
}

bool ch_words_load(ch_words *words, const char *path, ch_error *error) {
  ch_str rest, line;
  if (!ch_file_read(path, words->arena, &rest, error)) return false;
  ch_map seen;
  ch_map_init(&seen, words->arena);
  uint32_t class_id = CH_NO_LEXEME;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    size_t comment = ch_str_find_byte(line, '#', 0);
    if (comment != SIZE_MAX) line = ch_str_slice(line, 0, comment);
    if (ch_str_trim(line).n == 0) continue;
    if (!class_line(words, line, number, &class_id, &seen, error))
      return ch_fail_at(error, path, number);
  }
  return true;
}

bool ch_words_close(ch_words *words, ch_error *error) {
  for (uint32_t i = 0; i < words->n_classes; i++)
    if (!words->classes[i].line)
      return ch_fail(error, CH_ERROR_DATA, "class '@%.*s' is named and never defined",
                     CH_PRI(words->classes[i].name));
  for (bool grown = true; grown;) {
    grown = false;
    for (uint32_t i = 0; i < words->n_classes; i++) {
      ch_class_set before = words->classes[i].within;
      for (uint32_t j = 0; j < words->n_classes; j++)
        if (ch_class_has(&before, j))
          ch_class_join(&words->classes[i].within, &words->classes[j].within);
      if (memcmp(&before, &words->classes[i].within, sizeof before)) grown = true;
    }
  }
  for (size_t w = 0; w < words->lexemes.n + words->phrases.n; w++) {
    ch_class_set *set = w < words->lexemes.n
                            ? &words->lexemes.v[w].classes
                            : &words->phrases.v[w - words->lexemes.n].classes;
    ch_class_set direct = *set;
    for (uint32_t i = 0; i < words->n_classes; i++)
      if (ch_class_has(&direct, i)) ch_class_join(set, &words->classes[i].within);
  }
  return true;
}
