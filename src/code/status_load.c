/* status.tsv: which words govern acts, and what becomes of the act. Rows, by
 * their first cell (FORMAT.md, "Status"):
 *   word  LEMMA  POS  EFFECT  WHERE      a governing word
 *   over  OUTER  INNER  EFFECT           two effects that make a third
 *   act   CAMEO  EFFECT  CAMEO  MODE  STATUS  ABOUT
 *   also  CAMEO  TYPE                    a code that may stand for a second type
 *   base  TYPE  STATUS                   the status that rules of a type begin with
 *   roles verb-actor|…  LIST             where parties stand unless a rule says
 */
#include "base/file.h"
#include "code/rules.h"

enum { MAX_CELLS = 7 };

typedef bool read_row(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error);

static const struct {
  const char *name;
  uint32_t bit;
} WHERES[] = {{"complement", CH_WHERE_COMPLEMENT},
              {"infinitive", CH_WHERE_INFINITIVE},
              {"object", CH_WHERE_OBJECT},
              {"subject", CH_WHERE_SUBJECT},
              {"modifier", CH_WHERE_MODIFIER},
              {"wish", CH_WHERE_WISH},
              {"done", CH_WHERE_DONE},
              {"predicate", CH_WHERE_PREDICATE}};

static bool read_where(ch_codebook *book, ch_governor *row, ch_str list, ch_error *error) {
  ch_str part;
  while (ch_str_split(&list, ',', &part)) {
    part = ch_str_trim(part);
    uint32_t bit = 0;
    for (size_t i = 0; i < sizeof WHERES / sizeof *WHERES; i++)
      if (ch_str_is(part, WHERES[i].name)) bit = WHERES[i].bit;
    if (!bit) {
      if (part.n == 0 || row->n_prepositions == 4)
        return ch_fail(error, CH_ERROR_DATA, "an empty place, or more than four prepositions");
      row->preposition[row->n_prepositions] = ch_words_add(&book->words, part);
      if (row->preposition[row->n_prepositions++] == CH_NO_LEXEME)
        return ch_fail(error, CH_ERROR_MEMORY, "no memory for status rows");
      bit = CH_WHERE_PREPOSITION;
    }
    row->where |= bit;
  }
  return true;
}

static bool read_effect(ch_str name, ch_effect *out, ch_error *error) {
  *out = ch_effect_from(name);
  return *out != CH_EFFECT_COUNT ||
         ch_fail(error, CH_ERROR_DATA, "unknown effect '%.*s'", CH_PRI(name));
}

static bool read_word(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  uint32_t word[CH_MAX_PHRASE];
  uint32_t n = ch_words_split(&book->words, cell[1], word);
  if (n != 1 && n != 2)
    return ch_fail(error, CH_ERROR_DATA, "'%.*s': one word, or a word and its particle",
                   CH_PRI(cell[1]));
  ch_governor row = {.word = word[0], .particle = n == 2 ? word[1] : CH_NO_LEXEME,
                     .file = book->file, .line = book->line, .layer = book->layer};
  row.upos = (uint8_t)ch_upos_from(cell[2]);
  if (row.upos == CH_UPOS_NONE && !ch_str_is(cell[2], "*"))
    return ch_fail(error, CH_ERROR_DATA, "unknown part of speech '%.*s'", CH_PRI(cell[2]));
  if (!read_effect(cell[3], &row.effect, error) || !read_where(book, &row, cell[4], error))
    return false;
  ch_lexeme *lexeme = &book->words.lexemes.v[row.word];
  for (uint32_t i = lexeme->governors; i; i = book->governors.v[i - 1].next) {
    ch_governor *other = &book->governors.v[i - 1];
    if (other->particle != row.particle || other->upos != row.upos || other->where != row.where ||
        memcmp(other->preposition, row.preposition, sizeof row.preposition) != 0)
      continue;
    if (other->layer == row.layer)
      return ch_fail(error, CH_ERROR_DATA, "'%.*s' stands twice", CH_PRI(cell[1]));
    row.next = other->next;
    *other = row;
    return true;
  }
  row.next = lexeme->governors;
  ch_governor *kept = CH_PUSH(book->arena, &book->governors);
  if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for status rows");
  *kept = row;
  lexeme->governors = (uint32_t)book->governors.n;
  return true;
}

static bool read_over(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  ch_effect outer, inner, result;
  if (!read_effect(cell[1], &outer, error) || !read_effect(cell[2], &inner, error) ||
      !read_effect(cell[3], &result, error))
    return false;
  book->over[outer][inner] = result;
  return true;
}

static bool read_act(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  ch_outcome row = {.prefix = ch_str_is(cell[1], "*") ? (ch_str){NULL, 0} : cell[1],
                    .file = book->file, .line = book->line, .layer = book->layer};
  if (!read_effect(cell[2], &row.effect, error)) return false;
  row.dropped = ch_str_is(cell[3], "-");
  if (!row.dropped && !ch_str_is(cell[3], "=")) {
    row.cameo = ch_cameo_find(&book->cameo, cell[3]);
    if (!row.cameo || !row.cameo->type)
      return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no CAMEO code with a type", CH_PRI(cell[3]));
  }
  if (!ch_str_is(cell[4], ".")) row.mode = cell[4];
  if (row.mode.n && (!row.cameo || !ch_mode_of(row.cameo->type, row.mode)))
    return ch_fail(error, CH_ERROR_DATA, "'%.*s' is no mode of that type", CH_PRI(row.mode));
  row.status = ch_status_from(cell[5]);
  row.about = cell[6].n ? ch_status_from(cell[6]) : CH_STATUS_ACTUAL;
  if (!row.dropped && (row.status == CH_STATUS_COUNT || row.about == CH_STATUS_COUNT))
    return ch_fail(error, CH_ERROR_DATA, "unknown status");
  for (size_t i = 0; i < book->outcomes.n; i++) {
    ch_outcome *other = &book->outcomes.v[i];
    if (other->effect != row.effect || !ch_str_eq(other->prefix, row.prefix)) continue;
    if (other->layer == row.layer)
      return ch_fail(error, CH_ERROR_DATA, "a second row for this act and effect");
    *other = row;
    return true;
  }
  ch_outcome *kept = CH_PUSH(book->arena, &book->outcomes);
  if (!kept) return ch_fail(error, CH_ERROR_MEMORY, "no memory for status rows");
  *kept = row;
  return true;
}

static bool read_also(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  ch_also *also = CH_PUSH(book->arena, &book->also);
  if (!also) return ch_fail(error, CH_ERROR_MEMORY, "no memory for status rows");
  *also = (ch_also){cell[1], ch_type_from(cell[2])};
  if (!ch_cameo_find(&book->cameo, cell[1]) || !also->type)
    return ch_fail(error, CH_ERROR_DATA, "unknown code or type");
  return true;
}

static bool read_base(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  ch_type type = ch_type_from(cell[1]);
  ch_status status = ch_status_from(cell[2]);
  if (!type || status == CH_STATUS_COUNT)
    return ch_fail(error, CH_ERROR_DATA, "unknown type or status");
  book->base[type] = status;
  return true;
}

static bool read_roles(ch_codebook *book, const ch_str cell[MAX_CELLS], ch_error *error) {
  const struct { const char *name; ch_roles *roles; } places[] = {
      {"verb-actor", &book->verb_actor}, {"verb-recipient", &book->verb_recipient},
      {"noun-actor", &book->noun_actor}, {"noun-recipient", &book->noun_recipient}};
  for (size_t i = 0; i < 4; i++)
    if (ch_str_is(cell[1], places[i].name)) {
      if (!ch_roles_read(book, cell[2], places[i].roles, error)) return false;
      places[i].roles->stated = false;
      return true;
    }
  return ch_fail(error, CH_ERROR_DATA, "unknown defaults '%.*s'", CH_PRI(cell[1]));
}

static const struct {
  const char *name;
  int cells;
  read_row *read;
} ROWS[] = {{"word", 5, read_word},
            {"over", 4, read_over},
            {"act", 6, read_act},
            {"also", 3, read_also},
            {"base", 3, read_base},
            {"roles", 3, read_roles}};

static bool read_line(ch_codebook *book, ch_str line, ch_error *error) {
  ch_str cell[MAX_CELLS] = {{0}};
  int n = 0;
  while (n < MAX_CELLS && ch_str_split(&line, '\t', &cell[n])) {
    cell[n] = ch_str_trim(cell[n]);
    n++;
  }
  for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
    if (ch_str_is(cell[0], ROWS[i].name)) {
      if (n < ROWS[i].cells)
        return ch_fail(error, CH_ERROR_DATA, "a '%s' row needs %d cells", ROWS[i].name,
                       ROWS[i].cells);
      return ROWS[i].read(book, cell, error);
    }
  return ch_fail(error, CH_ERROR_DATA, "unknown row '%.*s'", CH_PRI(cell[0]));
}

bool ch_status_load(ch_codebook *book, const char *path, ch_error *error) {
  ch_str rest, line;
  if (!ch_file_read(path, book->arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    if (ch_str_trim(line).n == 0 || line.p[0] == '#') continue;
    book->line = (uint32_t)number;
    if (!read_line(book, line, error)) return ch_fail_at(error, path, number);
  }
  return true;
}

const ch_outcome *ch_outcome_find(const ch_codebook *book, ch_str cameo, ch_effect effect) {
  const ch_outcome *best = NULL;
  for (size_t i = 0; i < book->outcomes.n; i++) {
    const ch_outcome *row = &book->outcomes.v[i];
    if (row->effect == effect && ch_str_starts(cameo, row->prefix) &&
        (!best || row->prefix.n > best->prefix.n))
      best = row;
  }
  return best;
}
