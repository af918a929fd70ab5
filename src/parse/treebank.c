#include "parse/treebank.h"

#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "parse/decode.h"
#include "parse/lemma.h"
#include "text/document.h"

/* Labels rarer than this in training are not learnt. */
enum { MIN_XPOS = 1, MIN_FEATS = 3, MIN_SCRIPT = 4, MIN_WORD = 2 };

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for training data");
}

/* ---- spellings ---- */

static ch_str respell(ch_arena *arena, ch_str form, int how) {
  if (how == CH_CASE_AS_IS) return form;
  char *out = ch_arena_alloc(arena, form.n * 4 + 1);
  if (!out) return (ch_str){NULL, 0};
  size_t n = 0;
  bool first = true;
  for (size_t at = 0; at < form.n;) {
    utf8proc_int32_t c;
    utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)form.p + at,
                                             (utf8proc_ssize_t)(form.n - at), &c);
    if (used <= 0) {
      out[n++] = form.p[at++];
      continue;
    }
    at += (size_t)used;
    bool up = how == CH_CASE_UPPER || (how == CH_CASE_TITLE && first);
    if (up) c = utf8proc_toupper(c);
    else if (how == CH_CASE_LOWER) c = utf8proc_tolower(c);
    first = false;
    n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + n);
  }
  return (ch_str){out, n};
}

static uint32_t type_of(ch_labels *l, ch_str form) {
  bool added;
  uint32_t *place = ch_map_put(&l->types_by_form, form, &added);
  if (!place) return CH_NO_ROW;
  if (!added) return *place;
  *place = (uint32_t)l->types.n;
  ch_bank_type *type = CH_PUSH(l->arena, &l->types);
  if (!type) return CH_NO_ROW;
  ch_word_features f;
  ch_word_features_of(form, &f);
  *type = (ch_bank_type){
      .form = form, .key = f.key, .word = CH_NO_ROW, .vector = CH_NO_ROW, .keep = 1.0f};
  memcpy(type->rows, f.rows, sizeof f.rows);
  return (uint32_t)(l->types.n - 1);
}

/* ---- labels ---- */

typedef struct counts {
  ch_map map; /* value: count */
} counts;

static bool count(counts *c, ch_str key) {
  ch_str kept = key;
  if (!ch_map_get(&c->map, key)) kept = ch_arena_copy(c->map.arena, key);
  if (!kept.p) return false;
  uint32_t *n = ch_map_put(&c->map, kept, NULL);
  if (!n) return false;
  (*n)++;
  return true;
}

static bool number(const counts *c, ch_map *out, uint32_t least) {
  for (size_t i = 0; i < c->map.n; i++) {
    if (c->map.v[i].value < least) continue;
    uint32_t *id = ch_map_put(out, c->map.v[i].key, NULL);
    if (!id) return false;
    *id = (uint32_t)out->n - 1;
  }
  return true;
}

static ch_str bundle_of(ch_arena *arena, const ch_conllu_word *w) {
  return ch_arena_printf(arena, "%.*s|%.*s", CH_PRI(w->upos), CH_PRI(w->feats));
}

static ch_str key_text(ch_arena *arena, uint64_t key) {
  return ch_arena_printf(arena, "%016llx", (unsigned long long)key);
}

/* Forms whose lemma is, more often than not, one that no numbered script
 * makes. */
static bool find_exceptions(ch_labels *l, const ch_conllu *train) {
  counts pairs, forms;
  ch_map_init(&pairs.map, l->arena);
  ch_map_init(&forms.map, l->arena);
  char script[CH_SCRIPT_MAX + 1], low[3 * CH_FORM_MAX];
  for (size_t s = 0; s < train->n; s++)
    for (uint32_t i = 0; i < train->v[s].n_words; i++) {
      const ch_conllu_word *w = &train->v[s].words[i];
      size_t n = ch_lemma_script(w->form, w->lemma, script);
      size_t low_n = ch_form_lower(w->form, low);
      ch_str key = ch_arena_printf(l->arena, "%.*s\t%.*s\t%.*s", (int)low_n, low,
                                   CH_PRI(w->upos), CH_PRI(w->lemma));
      if (!key.p || !count(&forms, ch_str_slice(key, 0, low_n + 1 + w->upos.n))) return false;
      if (n && ch_map_get(&l->scripts, (ch_str){script, n})) continue;
      if (!count(&pairs, key)) return false;
    }
  ch_map seen;
  ch_map_init(&seen, l->arena);
  for (size_t i = 0; i < pairs.map.n; i++) {
    ch_str rest = pairs.map.v[i].key, form, upos;
    if (!ch_str_split(&rest, '\t', &form) || !ch_str_split(&rest, '\t', &upos)) continue;
    if (form.n > 60 || rest.n > 60) continue;
    bool added;
    ch_str key = {form.p, form.n + 1 + upos.n};
    if (2 * pairs.map.v[i].value <= *ch_map_get(&forms.map, key)) continue;
    uint32_t *place = ch_map_put(&seen, key, &added);
    if (!place) return false;
    if (!added && *place >= pairs.map.v[i].value) continue;
    *place = pairs.map.v[i].value;
    ch_lemma_exception *e = NULL;
    for (size_t k = 0; !added && k < l->exceptions.n; k++)
      if (ch_str_eq(l->exceptions.v[k].form, form) && l->exceptions.v[k].upos == ch_upos_from(upos))
        e = &l->exceptions.v[k];
    if (!e && !(e = CH_PUSH(l->arena, &l->exceptions))) return false;
    *e = (ch_lemma_exception){form, rest, (uint8_t)ch_upos_from(upos)};
  }
  return true;
}

bool ch_labels_build(ch_labels *l, ch_arena *arena, const ch_conllu *train, ch_error *error) {
  memset(l, 0, sizeof *l);
  l->arena = arena;
  ch_map_init(&l->types_by_form, arena);
  ch_map_init(&l->words, arena);
  ch_map_init(&l->xpos, arena);
  ch_map_init(&l->feats, arena);
  ch_map_init(&l->scripts, arena);
  counts words, xpos, feats, scripts;
  ch_map_init(&words.map, arena);
  ch_map_init(&xpos.map, arena);
  ch_map_init(&feats.map, arena);
  ch_map_init(&scripts.map, arena);
  char script[CH_SCRIPT_MAX + 1];
  for (size_t s = 0; s < train->n; s++)
    for (uint32_t i = 0; i < train->v[s].n_words; i++) {
      const ch_conllu_word *w = &train->v[s].words[i];
      ch_word_features f;
      ch_word_features_of(w->form, &f);
      ch_str key = key_text(arena, f.key), bundle = bundle_of(arena, w);
      if (!key.p || !bundle.p || !count(&words, key) || !count(&xpos, w->xpos) ||
          !count(&feats, bundle))
        return no_memory(error);
      size_t n = ch_lemma_script(w->form, w->lemma, script);
      if (n && !count(&scripts, (ch_str){script, n})) return no_memory(error);
    }
  if (!number(&words, &l->words, MIN_WORD) || !number(&xpos, &l->xpos, MIN_XPOS) ||
      !number(&feats, &l->feats, MIN_FEATS) || !number(&scripts, &l->scripts, MIN_SCRIPT) ||
      !find_exceptions(l, train))
    return no_memory(error);
  /* Words need their counts again, for how often to drop them. */
  l->n_words = (uint32_t)l->words.n;
  l->word_keys = CH_ARRAY(arena, l->n_words + 1, uint64_t);
  if (!l->word_keys) return no_memory(error);
  for (size_t i = 0; i < l->words.n; i++) {
    l->word_keys[i] = strtoull(l->words.v[i].key.p, NULL, 16);
    l->words.v[i].value = *ch_map_get(&words.map, l->words.v[i].key);
  }
  return true;
}

bool ch_names_read(ch_str bytes, const char *name, ch_arena *arena, ch_map *index,
                   ch_str **tags, ch_error *error) {
  struct { ch_str *v; size_t n, cap; } all = {0};
  char *now = ch_arena_alloc(arena, bytes.n + 1); /* never longer than the file */
  if (!now) return no_memory(error);
  size_t n = 0;
  ch_str line, id = CH_STR("");
  ch_map_init(index, arena);
  uint64_t number_of = 0;
  for (bool more = true; more;) {
    more = ch_str_line(&bytes, &line);
    number_of++;
    if (!more || line.n == 0) {
      if (n && id.n) {
        /* IOB2 to BIOES: look at what follows. */
        for (size_t i = 0; i < n; i++) {
          unsigned char tag = (unsigned char)now[i];
          if (!tag) continue;
          unsigned type = (tag - 1u) / 4;
          bool begins = ((tag - 1u) & 3) == CH_BIOES_BEGIN;
          unsigned char next = i + 1 < n ? (unsigned char)now[i + 1] : 0;
          bool ends = next == 0 || (next - 1u) / 4 != type || ((next - 1u) & 3) == CH_BIOES_BEGIN;
          int place = begins ? (ends ? CH_BIOES_SINGLE : CH_BIOES_BEGIN)
                             : (ends ? CH_BIOES_END : CH_BIOES_INSIDE);
          now[i] = (char)(1 + 4 * (int)type + place);
        }
        bool added;
        uint32_t *place = ch_map_put(index, id, &added);
        ch_str *kept = CH_PUSH(arena, &all);
        if (!place || !kept) return no_memory(error);
        *place = (uint32_t)all.n - 1;
        *kept = (ch_str){now, n};
        now += n;
      }
      n = 0;
      id = CH_STR("");
      continue;
    }
    if (line.p[0] == '#') {
      size_t at = ch_str_find(line, CH_STR("sent_id = "), 0);
      if (at != SIZE_MAX) id = ch_str_trim(ch_str_slice(line, at + 10, line.n));
      continue;
    }
    ch_str word_id, form, tag;
    if (!ch_str_split(&line, '\t', &word_id) || !ch_str_split(&line, '\t', &form) ||
        !ch_str_split(&line, '\t', &tag)) {
      ch_fail(error, CH_ERROR_FORMAT, "not three columns");
      return ch_fail_at(error, name, number_of);
    }
    unsigned type = 0;
    if (tag.n > 2) {
      ch_str what = ch_str_slice(tag, 2, tag.n);
      for (unsigned k = 1; k < CH_NAME_COUNT; k++)
        if (ch_str_is(what, ch_name_type_name((ch_name_type)k))) type = k;
    }
    bool inside = type && tag.p[0] == 'I' && n > 0 && now[n - 1] &&
                  ((unsigned char)now[n - 1] - 1u) / 4 == type - 1;
    now[n++] = type ? (char)(1 + 4 * (type - 1) + (inside ? CH_BIOES_INSIDE : CH_BIOES_BEGIN)) : 0;
  }
  *tags = all.v;
  return true;
}

static int32_t find(const ch_map *map, ch_str key) {
  const uint32_t *id = ch_map_get(map, key);
  return id ? (int32_t)*id : -1;
}

bool ch_bank_add(ch_bank *bank, ch_labels *l, const ch_conllu *source,
                 const ch_map *name_index, const ch_str *name_tags, ch_error *error) {
  char script[CH_SCRIPT_MAX + 1];
  for (size_t s = 0; s < source->n; s++) {
    const ch_conllu_sentence *from = &source->v[s];
    if (from->n_words > CH_TREE_MAX) continue;
    ch_bank_sentence *to = CH_PUSH(l->arena, &bank->sentences);
    ch_bank_token *tokens = CH_ARRAY(l->arena, from->n_words, ch_bank_token);
    if (!to || !tokens) return no_memory(error);
    *to = (ch_bank_sentence){.source = from, .tokens = tokens, .n = from->n_words};
    const uint32_t *named = name_index ? ch_map_get(name_index, from->sent_id) : NULL;
    if (named && name_tags[*named].n == from->n_words) {
      to->names = ch_arena_alloc(l->arena, from->n_words);
      if (!to->names) return no_memory(error);
      memcpy(to->names, name_tags[*named].p, from->n_words);
    }
    bank->n_words += from->n_words;
    for (uint32_t i = 0; i < from->n_words; i++) {
      const ch_conllu_word *w = &from->words[i];
      ch_bank_token *t = &tokens[i];
      ch_str bundle = bundle_of(l->arena, w);
      if (!bundle.p) return no_memory(error);
      ch_upos upos = ch_upos_from(w->upos);
      t->gold[CH_TAG_UPOS] = upos == CH_UPOS_NONE ? -1 : (int32_t)upos;
      t->gold[CH_TAG_XPOS] = find(&l->xpos, w->xpos);
      t->gold[CH_TAG_FEATS] = find(&l->feats, bundle);
      t->gold[CH_TAG_NAME] = to->names ? to->names[i] : -1;
      for (int how = 0; how < CH_CASES; how++) {
        ch_str form = respell(l->arena, w->form, how);
        t->type[how] = form.p ? type_of(l, form) : CH_NO_ROW;
        if (t->type[how] == CH_NO_ROW) return no_memory(error);
        size_t n = ch_lemma_script(form, w->lemma, script);
        t->lemma[how] = n ? find(&l->scripts, (ch_str){script, n}) : -1;
      }
      t->gold[CH_TAG_LEMMA] = t->lemma[0];
      t->head = w->head;
      t->rel = (uint32_t)ch_rel_from(w->deprel);
    }
  }
  return true;
}

bool ch_bank_add_silver(ch_bank *bank, ch_labels *l, const ch_conllu *source, ch_error *error) {
  for (size_t s = 0; s < source->n; s++) {
    const ch_conllu_sentence *from = &source->v[s];
    if (from->n_words < CH_SILVER_LEAST || from->n_words > CH_SILVER_MOST) continue;
    ch_bank_sentence *to = CH_PUSH(l->arena, &bank->sentences);
    ch_bank_token *tokens = CH_ARRAY(l->arena, from->n_words, ch_bank_token);
    if (!to || !tokens) return no_memory(error);
    *to = (ch_bank_sentence){.source = from, .tokens = tokens, .n = from->n_words, .silver = true};
    bank->n_words += from->n_words;
    for (uint32_t i = 0; i < from->n_words; i++) {
      ch_bank_token *t = &tokens[i];
      *t = (ch_bank_token){.head = 0};
      for (int k = 0; k < CH_TAG_HEADS; k++) t->gold[k] = -1;
      for (int how = 0; how < CH_CASES; how++) {
        ch_str form = respell(l->arena, from->words[i].form, how);
        t->type[how] = form.p ? type_of(l, form) : CH_NO_ROW;
        if (t->type[how] == CH_NO_ROW) return no_memory(error);
        t->lemma[how] = -1;
      }
    }
  }
  return true;
}

bool ch_labels_link(ch_labels *l, ch_error *error) {
  ch_map vectors;
  ch_map_init(&vectors, l->arena);
  for (uint32_t i = 0; i < l->n_vectors; i++) {
    ch_str key = key_text(l->arena, l->vector_keys[i]);
    bool added = false;
    uint32_t *place = key.p ? ch_map_put(&vectors, key, &added) : NULL;
    if (!place) return no_memory(error);
    if (added) *place = i;
  }
  for (size_t i = 0; i < l->types.n; i++) {
    ch_bank_type *t = &l->types.v[i];
    char text[24];
    int n = snprintf(text, sizeof text, "%016llx", (unsigned long long)t->key);
    ch_str key = {text, (size_t)n};
    const uint32_t *vector = ch_map_get(&vectors, key), *times = ch_map_get(&l->words, key);
    if (vector) t->vector = *vector;
    if (times) {
      t->word = (uint32_t)((const ch_map_entry *)(const void *)((const char *)times -
                           offsetof(ch_map_entry, value)) - l->words.v);
      t->keep = (float)*times / ((float)*times + 0.4f);
    }
  }
  return true;
}
