#include "record/words.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/map.h"

/* What a word or a beginning of words maps to. */
typedef struct entry {
  uint32_t key;
  int8_t object; /* -1 none */
  bool stop;
} entry;

typedef struct prefix {
  ch_str start;
  uint32_t entry;
} prefix;

struct ch_wordbook {
  ch_arena *arena;
  ch_str text;
  struct { entry *v; size_t n, cap; } entries;
  struct { prefix *v; size_t n, cap; } prefixes;
  ch_map words; /* to entry number */
  ch_map names; /* words that are another thing's name when written with a capital */
  ch_map bodies; /* words that name a body of a state */
  ch_str objects[CH_MAX_OBJECTS];
  int n_objects;
  uint64_t wholes; /* bit per class of objects that may stand for its parts */
  uint64_t kept;   /* and of those that can be given back */
  int nationals; /* class of objects + 1; 0 none */
  ch_str manners[CH_MANNER_COUNT]; /* the rows' words as they stand in the text */
};

#define LONGEST 40 /* bytes of a word that count */

static bool letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* Bytes of the general punctuation block (U+2000-U+206F) at p, else 0. */
static size_t punctuation(const char *p, size_t n) {
  return n >= 3 && (unsigned char)p[0] == 0xE2 &&
                 ((unsigned char)p[1] == 0x80 || (unsigned char)p[1] == 0x81)
             ? 3
             : 0;
}

/* Is there an apostrophe or hyphen at `i` that joins two letters? Its length. */
static size_t joint(ch_str text, size_t i) {
  size_t length = 0;
  if (text.p[i] == '\'' || text.p[i] == '-') length = 1;
  else if (punctuation(text.p + i, text.n - i) && (unsigned char)text.p[i + 1] == 0x80 &&
           ((unsigned char)text.p[i + 2] == 0x99 || (unsigned char)text.p[i + 2] == 0x90 ||
            (unsigned char)text.p[i + 2] == 0x91))
    length = 3;
  if (!length || i + length >= text.n) return 0;
  return letter((unsigned char)text.p[i + length]) &&
                 !punctuation(text.p + i + length, text.n - i - length)
             ? length
             : 0;
}

bool ch_word_next(ch_str text, size_t *at, ch_span *word, char *low, size_t size, size_t *n) {
  size_t i = *at;
  while (i < text.n) {
    size_t skip = punctuation(text.p + i, text.n - i);
    if (skip) i += skip;
    else if (letter((unsigned char)text.p[i])) break;
    else i++;
  }
  *n = 0;
  if (i >= text.n) {
    *at = text.n;
    return false;
  }
  size_t start = i;
  while (i < text.n) {
    size_t join = joint(text, i);
    if (join) {
      if (*n < size) low[(*n)++] = join == 1 ? text.p[i] : (char)((unsigned char)text.p[i + 2] == 0x99 ? '\'' : '-');
      i += join;
      continue;
    }
    if (punctuation(text.p + i, text.n - i) || !letter((unsigned char)text.p[i])) break;
    char c = text.p[i++];
    if (*n < size) low[(*n)++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
  }
  *word = (ch_span){(uint32_t)start, (uint32_t)i};
  *at = i;
  return true;
}

static bool add_words(ch_wordbook *book, ch_str list, uint32_t number, ch_error *error) {
  ch_str part;
  while (ch_str_split(&list, ' ', &part)) {
    part = ch_str_trim(part);
    if (part.n == 0) continue;
    bool open = part.p[part.n - 1] == '*';
    if (open) part.n--;
    ch_str kept = ch_arena_copy(book->arena, part);
    if (!kept.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
    if (open) {
      prefix *p = CH_PUSH(book->arena, &book->prefixes);
      if (!p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
      *p = (prefix){kept, number};
      continue;
    }
    bool added;
    uint32_t *place = ch_map_put(&book->words, kept, &added);
    if (!place) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
    if (added) *place = number; /* the first class that lists a word has it */
  }
  return true;
}

static bool add_set(ch_wordbook *book, ch_map *set, ch_str list, ch_error *error) {
  ch_str part;
  while (ch_str_split(&list, ' ', &part)) {
    ch_str kept = ch_arena_copy(book->arena, ch_str_trim(part));
    if (!kept.p || (kept.n && !ch_map_put(set, kept, NULL)))
      return ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
  }
  return true;
}

/* Classes of objects that the lines before have named. */
static bool add_objects(ch_wordbook *book, uint64_t *bits, ch_str list, ch_error *error) {
  ch_str part;
  while (ch_str_split(&list, ' ', &part)) {
    part = ch_str_trim(part);
    int found = -1;
    for (int i = 0; i < book->n_objects; i++)
      if (ch_str_eq(book->objects[i], part)) found = i;
    if (part.n && found < 0) return ch_fail(error, CH_ERROR_DATA, "no class of objects '%.*s' above", CH_PRI(part));
    if (part.n) *bits |= UINT64_C(1) << found;
  }
  return true;
}

static bool add_line(ch_wordbook *book, ch_str line, ch_error *error) {
  size_t colon = ch_str_find_byte(line, ':', 0);
  if (colon == SIZE_MAX)
    return ch_fail(error, CH_ERROR_DATA, "expected 'stop:', 'object NAME:', 'same NAME:', 'names:', 'body:', 'whole:', 'kept:', 'postpones:', 'suspends:' or 'nationals:'");
  ch_str head = ch_str_trim(ch_str_slice(line, 0, colon));
  ch_str list = ch_str_slice(line, colon + 1, line.n);
  entry item = {0, -1, false};
  if (ch_str_is(head, "names")) return add_set(book, &book->names, list, error);
  if (ch_str_is(head, "body")) return add_set(book, &book->bodies, list, error);
  if (ch_str_is(head, "whole")) return add_objects(book, &book->wholes, list, error);
  if (ch_str_is(head, "kept")) return add_objects(book, &book->kept, list, error);
  if (ch_str_is(head, "nationals")) {
    list = ch_str_trim(list);
    for (int i = 0; i < book->n_objects; i++)
      if (ch_str_eq(book->objects[i], list)) book->nationals = i + 1;
    return book->nationals ||
           ch_fail(error, CH_ERROR_DATA, "no class of objects '%.*s' above", CH_PRI(list));
  }
  static const char *const MANNERS[] = {
#define CH_X(id, name) name,
      CH_MANNERS(CH_X)
#undef CH_X
  };
  for (int i = 0; i < CH_MANNER_COUNT; i++) {
    if (!ch_str_is(head, MANNERS[i])) continue;
    if (book->manners[i].n) return ch_fail(error, CH_ERROR_DATA, "a second row '%s:'", MANNERS[i]);
    book->manners[i] = ch_str_trim(list);
    return true;
  }
  if (ch_str_is(head, "stop")) {
    item.stop = true;
  } else if (ch_str_starts(head, CH_STR("object "))) {
    if (book->n_objects == CH_MAX_OBJECTS)
      return ch_fail(error, CH_ERROR_DATA, "more than %d classes of objects", CH_MAX_OBJECTS);
    item.object = (int8_t)book->n_objects;
    book->objects[book->n_objects++] =
        ch_arena_copy(book->arena, ch_str_trim(ch_str_slice(head, 7, head.n)));
  } else if (!ch_str_starts(head, CH_STR("same "))) {
    return ch_fail(error, CH_ERROR_DATA, "unknown kind of class '%.*s'", CH_PRI(head));
  }
  item.key = (uint32_t)ch_str_hash(head);
  entry *kept = CH_PUSH(book->arena, &book->entries);
  if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
  *kept = item;
  return add_words(book, list, (uint32_t)book->entries.n - 1, error);
}

/* Reads the text of a file (`path`) or one given (`path` NULL). */
static ch_wordbook *make(const char *path, ch_str text, ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_wordbook *book = arena ? CH_NEW(arena, ch_wordbook) : NULL;
  if (!book) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
    return NULL;
  }
  book->arena = arena;
  ch_map_init(&book->words, arena);
  ch_map_init(&book->names, arena);
  ch_map_init(&book->bodies, arena);
  bool done = true;
  if (path) done = ch_file_read(path, arena, &book->text, error);
  else book->text = ch_arena_copy(arena, text);
  if (done && !book->text.p) done = ch_fail(error, CH_ERROR_MEMORY, "no memory for the word classes");
  ch_str rest = book->text, line;
  for (uint64_t number = 1; done && ch_str_line(&rest, &line); number++) {
    line = ch_str_trim(line);
    if (line.n == 0 || line.p[0] == '#') continue;
    done = add_line(book, line, error) || ch_fail_at(error, path ? path : "word classes", number);
  }
  if (done) return book;
  ch_wordbook_free(book);
  return NULL;
}

ch_wordbook *ch_wordbook_open(const char *path, ch_error *error) {
  return make(path, (ch_str){NULL, 0}, error);
}

ch_wordbook *ch_wordbook_parse(ch_str text, ch_error *error) {
  return make(NULL, text, error);
}

ch_str ch_wordbook_text(const ch_wordbook *book) {
  return book->text;
}

void ch_wordbook_free(ch_wordbook *book) {
  if (book) ch_arena_free(book->arena);
}

static const entry *find(const ch_wordbook *book, ch_str word) {
  const uint32_t *number = ch_map_get(&book->words, word);
  if (number) return &book->entries.v[*number];
  const prefix *best = NULL;
  for (size_t i = 0; i < book->prefixes.n; i++) {
    const prefix *p = &book->prefixes.v[i];
    if (p->start.p[0] == word.p[0] && ch_str_starts(word, p->start) && (!best || p->start.n > best->start.n)) best = p;
  }
  return best ? &book->entries.v[best->entry] : NULL;
}

/* "the House" is no house: a word of `names:` that is written with a capital, though not as the
 * first of the text. */
static bool is_name(const ch_wordbook *book, ch_str text, ch_span word, ch_str low) {
  char initial = text.p[word.from];
  return word.from > 0 && initial >= 'A' && initial <= 'Z' && ch_map_get(&book->names, low);
}

/* "Russia's" counts as "Russia". */
static ch_str without_clitic(ch_str word) {
  if (word.n > 2 && word.p[word.n - 1] == 's' && word.p[word.n - 2] == '\'') word.n -= 2;
  return word;
}

bool ch_keys_of(const ch_wordbook *book, ch_str text, ch_arena *arena, ch_keys *out) {
  char low[LONGEST];
  size_t at = 0, n;
  ch_span span;
  while (ch_word_next(text, &at, &span, low, sizeof low, &n)) {
    ch_str word = without_clitic((ch_str){low, n});
    const entry *known = book ? find(book, word) : NULL;
    if (known && (known->stop || is_name(book, text, span, word))) continue;
    if (!known && word.n < 3) continue;
    ch_key *key = CH_PUSH(arena, out);
    if (!key) return false;
    bool number = word.p[0] >= '0' && word.p[0] <= '9';
    ch_str stem = number || word.n <= 5 ? word : ch_str_slice(word, 0, 5);
    bool body = book && ch_map_get(&book->bodies, word);
    *key = known ? (ch_key){known->key, known->object, body, span}
                 : (ch_key){(uint32_t)ch_str_hash(stem), -1, body, span};
  }
  return true;
}

bool ch_nationals(const ch_wordbook *book, uint32_t *key, int8_t *object) {
  if (!book || !book->nationals) return false;
  *object = (int8_t)(book->nationals - 1);
  for (size_t i = 0; i < book->entries.n; i++)
    if (book->entries.v[i].object == *object) *key = book->entries.v[i].key;
  return true;
}

bool ch_has_manner(const ch_wordbook *book, ch_manner manner, ch_str text) {
  char low[LONGEST];
  size_t at = 0, n;
  ch_span span;
  while (book && ch_word_next(text, &at, &span, low, sizeof low, &n)) {
    ch_str list = book->manners[manner], part;
    while (ch_str_split(&list, ' ', &part)) {
      bool open = part.n && part.p[part.n - 1] == '*';
      if (open) part.n--;
      ch_str word = without_clitic((ch_str){low, n});
      if (part.n && (open ? ch_str_starts(word, part) : ch_str_eq(word, part))) return true;
    }
  }
  return false;
}

uint64_t ch_object_wholes(const ch_wordbook *book) {
  return book ? book->wholes : 0;
}

uint64_t ch_object_kept(const ch_wordbook *book) {
  return book ? book->kept : 0;
}

ch_str ch_object_name(const ch_wordbook *book, int object) {
  if (!book || object < 0 || object >= book->n_objects) return (ch_str){"", 0};
  return book->objects[object];
}
