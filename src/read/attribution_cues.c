/* Loading the cues, and finding quotations by their marks alone. */
#include "read/attribution_cues.h"

#include <stdlib.h>

#include "base/tsv.h"
#include "text/chars.h"

typedef struct cue_entry {
  ch_cue parts[CH_CUE_PARTS];
  bool begins_phrase;
} cue_entry;

struct ch_cues {
  ch_arena *arena;
  ch_map map;
  struct { cue_entry *v; size_t n, cap; } entries;
};

static const char *const part_names[CH_CUE_PARTS] = {"verb", "noun", "prep", "adverb", "adjective", "marker"};

static const struct { const char *name; uint32_t bit; } frame_names[] = {
    {"clause", CH_FRAME_CLAUSE}, {"quote", CH_FRAME_QUOTE}, {"inf", CH_FRAME_INF},
    {"ger", CH_FRAME_GER}, {"object", CH_FRAME_OBJECT}, {"object-clause", CH_FRAME_OBJECT_CLAUSE},
    {"object-as", CH_FRAME_OBJECT_AS}, {"noun", CH_FRAME_NOUN}, {"it", CH_FRAME_IT}};

static cue_entry *entry_of(ch_cues *cues, ch_str word) {
  bool added;
  uint32_t *place = ch_map_put(&cues->map, word, &added);
  if (!place) return NULL;
  if (added) {
    *place = (uint32_t)cues->entries.n;
    if (!CH_PUSH(cues->arena, &cues->entries)) return NULL;
  }
  return &cues->entries.v[*place];
}

static bool read_frame(ch_tsv *tsv, ch_str text, bool marker, ch_cue *cue, ch_error *error) {
  ch_str name;
  while (text.n && ch_str_split(&text, '|', &name)) {
    size_t k = 0, kinds = sizeof frame_names / sizeof *frame_names;
    while (k < kinds && !ch_str_is(name, frame_names[k].name)) k++;
    if (k < kinds) {
      cue->frame |= frame_names[k].bit;
      continue;
    }
    if (name.n == 0 || cue->n_words == CH_CUE_WORDS)
      return ch_tsv_fail(tsv, error, "a frame has an empty word or more than %d", CH_CUE_WORDS);
    cue->words[cue->n_words++] = name;
  }
  if (!cue->frame && !cue->n_words && !marker) return ch_tsv_fail(tsv, error, "the frame is empty");
  return true;
}

static bool add_cue(ch_cues *cues, ch_tsv *tsv, const uint32_t columns[5], ch_error *error) {
  ch_str word = tsv->fields[columns[0]], name = tsv->fields[columns[1]], party = tsv->fields[columns[4]];
  unsigned part = 0;
  while (part < CH_CUE_PARTS && !ch_str_is(name, part_names[part])) part++;
  if (part == CH_CUE_PARTS) return ch_tsv_fail(tsv, error, "'%.*s' is no part of speech of a cue", CH_PRI(name));
  if (word.n == 0 || tsv->fields[columns[2]].n == 0) return ch_tsv_fail(tsv, error, "cue or stance is empty");
  if (party.n && !ch_str_is(party, "yes")) return ch_tsv_fail(tsv, error, "party is 'yes' or empty, not '%.*s'", CH_PRI(party));
  cue_entry *entry = entry_of(cues, word);
  if (!entry) return ch_fail(error, CH_ERROR_MEMORY, "no memory for cues");
  ch_cue *cue = &entry->parts[part];
  if (cue->known) return ch_tsv_fail(tsv, error, "'%.*s' stands here twice as a %.*s", CH_PRI(word), CH_PRI(name));
  *cue = (ch_cue){.known = true, .stance = tsv->fields[columns[2]], .party = party.n > 0};
  if (!read_frame(tsv, tsv->fields[columns[3]], part == CH_CUE_MARKER, cue, error)) return false;
  size_t space = ch_str_find_byte(word, ' ', 0);
  if (part != CH_CUE_PREP) return true;
  entry = entry_of(cues, ch_str_slice(word, 0, space == SIZE_MAX ? word.n : space));
  if (!entry) return ch_fail(error, CH_ERROR_MEMORY, "no memory for cues");
  entry->begins_phrase = true;
  return true;
}

static bool read_cues(ch_cues *cues, const char *dir, ch_error *error) {
  static const char *const names[] = {"cue", "part", "stance", "frame", "party"};
  ch_str path = ch_arena_printf(cues->arena, "%s/attribution.tsv", dir);
  ch_tsv tsv;
  uint32_t columns[5];
  if (!path.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for cues");
  if (!ch_tsv_open(&tsv, path.p, cues->arena, error)) return false;
  for (int i = 0; i < 5; i++)
    if (!ch_tsv_column(&tsv, names[i], &columns[i], error)) return false;
  while (ch_tsv_next(&tsv, error))
    if (!add_cue(cues, &tsv, columns, error)) return false;
  return !tsv.failed;
}

ch_cues *ch_cues_open(const char *dir, ch_error *error) {
  ch_cues *cues = calloc(1, sizeof *cues);
  if (cues) cues->arena = ch_arena_new(0);
  if (!cues || !cues->arena) {
    ch_cues_free(cues);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for cues");
    return NULL;
  }
  ch_map_init(&cues->map, cues->arena);
  if (!read_cues(cues, dir, error)) {
    ch_cues_free(cues);
    return NULL;
  }
  return cues;
}

void ch_cues_free(ch_cues *cues) {
  if (!cues) return;
  ch_arena_free(cues->arena);
  free(cues);
}

const ch_cue *ch_cue_find(const ch_cues *cues, ch_str lemma, ch_cue_part part) {
  const uint32_t *place = lemma.n ? ch_map_get(&cues->map, lemma) : NULL;
  if (!place || !cues->entries.v[*place].parts[part].known) return NULL;
  return &cues->entries.v[*place].parts[part];
}

bool ch_cue_marks(const ch_cues *cues, ch_str form, const char *function) {
  char folded[32];
  if (form.n >= sizeof folded) return false;
  const ch_cue *cue = ch_cue_find(cues, ch_fold(form, folded, sizeof folded), CH_CUE_MARKER);
  return cue && ch_str_is(cue->stance, function);
}

const ch_cue *ch_cue_phrase(const ch_cues *cues, const ch_document *doc, uint32_t w,
                            uint32_t end, uint32_t *n) {
  enum { MOST_WORDS = 4 };
  char key[96], folded[40];
  size_t size = 0;
  const ch_cue *best = NULL;
  for (uint32_t k = 0; k < MOST_WORDS && w + k < end; k++) {
    ch_str form = ch_word_form(doc, w + k);
    if (form.n + 8 > sizeof folded) break;
    form = ch_fold(form, folded, sizeof folded);
    if (size + form.n + 1 > sizeof key) break;
    if (size) key[size++] = ' ';
    memcpy(key + size, form.p, form.n);
    size += form.n;
    const uint32_t *place = ch_map_get(&cues->map, (ch_str){key, size});
    if (k == 0 && (!place || !cues->entries.v[*place].begins_phrase)) return NULL;
    if (!place || !cues->entries.v[*place].parts[CH_CUE_PREP].known) continue;
    best = &cues->entries.v[*place].parts[CH_CUE_PREP];
    *n = k + 1;
  }
  return best;
}

/* ---- quotations ---- */

typedef enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE } mark;

typedef struct quote_state {
  const ch_document *doc;
  uint32_t first; /* of the open quotation; CH_NO_WORD: none is open */
  int32_t opener; /* its mark's character */
} quote_state;

static bool spaced_before(const ch_document *doc, uint32_t w) {
  return w == 0 || doc->words[w - 1].flags & CH_WORD_SPACE_AFTER;
}

/* What word w is to quotations, given the one that is open. */
static mark mark_of(const quote_state *q, uint32_t w) {
  const ch_document *doc = q->doc;
  ch_str form = ch_word_form(doc, w);
  if (form.n > 3 || doc->words[w].flags & CH_WORD_GLUED) return MARK_NONE;
  ch_char c = ch_char_at(form, 0);
  bool open = q->first != CH_NO_WORD;
  bool gap = spaced_before(doc, w), gap_behind = doc->words[w].flags & CH_WORD_SPACE_AFTER;
  switch (c.code) {
    case 0x201C: case 0x201E: case 0xAB: return MARK_OPEN;
    case 0x201D: case 0xBB: return MARK_CLOSE;
    case 0x2018: return open ? MARK_NONE : MARK_OPEN;
    case 0x2019: return open && q->opener == 0x2018 ? MARK_CLOSE : MARK_NONE;
    case '"': return open && (gap_behind || !gap || q->opener == '"') && !(gap && !gap_behind) ? MARK_CLOSE
                     : gap && gap_behind ? (open ? MARK_CLOSE : MARK_OPEN)
                     : open ? MARK_CLOSE : MARK_OPEN;
    case '`': return MARK_OPEN;
    case '\'':
      if (form.n == 2) return open ? MARK_CLOSE : MARK_OPEN;
      if (!open && gap && !gap_behind && form.n == 1) return MARK_OPEN;
      return open && q->opener == '\'' ? MARK_CLOSE : MARK_NONE;
    default: return MARK_NONE;
  }
}

static bool add_quote(const ch_document *doc, ch_quotes *quotes, uint32_t first, uint32_t last, bool carried) {
  ch_quote *quote = CH_PUSH(doc->arena, quotes);
  if (!quote) return false;
  *quote = (ch_quote){first, last, carried};
  return true;
}

bool ch_quotes_find(const ch_document *doc, ch_quotes *quotes) {
  quote_state q = {doc, CH_NO_WORD, 0};
  for (uint32_t i = 0; i < doc->n_sentences; i++) {
    const ch_sentence *s = &doc->sentences[i];
    if (s->paragraph && q.first != CH_NO_WORD) {
      uint32_t first = q.first;
      int32_t opener = q.opener;
      q.first = CH_NO_WORD;
      bool carried = opener != '\'' && opener != 0x2018 && !ch_sentence_opens(doc, i) &&
                     mark_of(&q, s->first) == MARK_OPEN;
      if (carried && !add_quote(doc, quotes, first, s->first - 1, true)) return false;
    }
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      mark m = mark_of(&q, w);
      if (m == MARK_OPEN && q.first == CH_NO_WORD) {
        q.first = w;
        q.opener = ch_char_at(ch_word_form(doc, w), 0).code;
      } else if (m == MARK_CLOSE && q.first != CH_NO_WORD) {
        if (!add_quote(doc, quotes, q.first, w, false)) return false;
        q.first = CH_NO_WORD;
      }
    }
  }
  return true;
}
