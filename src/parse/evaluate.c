#include "parse/evaluate.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "parse/decode.h"
#include "text/document.h"

const char *ch_measure_name(ch_measure measure) {
  static const char *const names[CH_MEASURES] = {"Tokens", "Sentences", "Words", "UPOS",
                                                 "XPOS", "UFeats", "AllTags", "Lemmas",
                                                 "UAS", "LAS", "CLAS", "Names"};
  return names[measure];
}

/* ---- one side on the line of characters ---- */

typedef struct span {
  size_t from, to;
} span;

enum { ROOT = -1, NOT_ALIGNED = -2 };

typedef struct unit {
  span at;
  bool multi;     /* of a token of several words */
  const ch_conllu_word *word;
  int64_t parent; /* unit, or ROOT */
  int64_t other;  /* unit of the other side, or NOT_ALIGNED */
} unit;

typedef struct name {
  span at;
  uint8_t type;
} name;

typedef struct side {
  ch_buf characters;
  struct { span *v; size_t n, cap; } tokens, sentences;
  struct { unit *v; size_t n, cap; } units;
  struct { name *v; size_t n, cap; } names;
} side;

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for the scores");
}

/* The characters of a form but for blanks. */
static void add_characters(ch_buf *out, ch_str form) {
  for (size_t at = 0; at < form.n;) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)form.p + at,
                                          (utf8proc_ssize_t)(form.n - at), &c);
    size_t used = n > 0 ? (size_t)n : 1;
    if (n <= 0 || utf8proc_category(c) != UTF8PROC_CATEGORY_ZS)
      ch_buf_add(out, ch_str_slice(form, at, at + used));
    at += used;
  }
}

static bool add_token(side *s, ch_arena *arena, ch_str form, span *at) {
  at->from = s->characters.n;
  add_characters(&s->characters, form);
  at->to = s->characters.n;
  span *token = CH_PUSH(arena, &s->tokens);
  if (token) *token = *at;
  return token != NULL;
}

static bool add_sentence(side *s, ch_arena *arena, const ch_conllu_sentence *from) {
  const size_t first = s->units.n;
  uint32_t range = 0;
  span at = {s->characters.n, s->characters.n};
  const size_t begin = at.from;
  for (uint32_t i = 0; i < from->n_words; i++) {
    while (range < from->n_ranges && from->ranges[range].to < i + 1) range++;
    const ch_conllu_range *r = range < from->n_ranges ? &from->ranges[range] : NULL;
    const bool multi = r && r->from <= i + 1;
    if (!multi || r->from == i + 1)
      if (!add_token(s, arena, multi ? r->form : from->words[i].form, &at)) return false;
    unit *u = CH_PUSH(arena, &s->units);
    if (!u) return false;
    const uint32_t head = from->words[i].head;
    const bool root = head == 0 || head > from->n_words;
    *u = (unit){at, multi, &from->words[i], root ? ROOT : (int64_t)(first + head - 1), NOT_ALIGNED};
  }
  span *sentence = CH_PUSH(arena, &s->sentences);
  if (sentence) *sentence = (span){begin, s->characters.n};
  return sentence != NULL;
}

static bool put_name(side *s, ch_arena *arena, size_t first, size_t last, uint8_t type) {
  name *n = CH_PUSH(arena, &s->names);
  if (n) *n = (name){{s->units.v[first].at.from, s->units.v[last].at.to}, type};
  return n != NULL;
}

/* Gold names: a tag a word, begun by BEGIN or SINGLE. */
static bool add_gold_names(side *s, ch_arena *arena, size_t first, ch_str tags) {
  for (size_t i = 0; i < tags.n;) {
    unsigned tag = (unsigned char)tags.p[i];
    size_t end = i + 1;
    if (tag == 0) {
      i++;
      continue;
    }
    const unsigned type = (tag - 1) / 4;
    while (end < tags.n) {
      unsigned next = (unsigned char)tags.p[end], place = (next - 1) & 3;
      if (next == 0 || (next - 1) / 4 != type || place == CH_BIOES_BEGIN || place == CH_BIOES_SINGLE) break;
      end++;
    }
    if (!put_name(s, arena, first + i, first + end - 1, (uint8_t)(1 + type))) return false;
    i = end;
  }
  return true;
}

/* Type of a word's name from MISC, 0 if it has none; *begins if it is the first. */
static uint8_t misc_name(ch_str misc, bool *begins) {
  ch_str item;
  while (ch_str_split(&misc, '|', &item)) {
    if (item.n < 8 || !ch_str_is(ch_str_slice(item, 0, 5), "Name=")) continue;
    *begins = item.p[5] == 'B';
    ch_str type = ch_str_slice(item, 7, item.n);
    for (unsigned k = 1; k < CH_NAME_COUNT; k++)
      if (ch_str_is(type, ch_name_type_name((ch_name_type)k))) return (uint8_t)k;
  }
  return 0;
}

static bool add_system_names(side *s, ch_arena *arena) {
  for (size_t i = 0; i < s->units.n;) {
    bool begins = false;
    const uint8_t type = misc_name(s->units.v[i].word->misc, &begins);
    size_t end = i + 1;
    for (; type && end < s->units.n; end++)
      if (misc_name(s->units.v[end].word->misc, &begins) != type || begins) break;
    if (type && !put_name(s, arena, i, end - 1, type)) return false;
    i = end;
  }
  return true;
}

/* ---- alignment ---- */

static utf8proc_int32_t next_lower(ch_str s, size_t *at) {
  utf8proc_int32_t c = 0;
  utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + *at,
                                        (utf8proc_ssize_t)(s.n - *at), &c);
  if (n <= 0) return -(utf8proc_int32_t)(unsigned char)s.p[(*at)++] - 1;
  *at += (size_t)n;
  return utf8proc_tolower(c);
}

static bool same_form(const unit *a, const unit *b) {
  ch_str x = a->word->form, y = b->word->form;
  size_t i = 0, j = 0;
  while (i < x.n && j < y.n)
    if (next_lower(x, &i) != next_lower(y, &j)) return false;
  return i == x.n && j == y.n;
}

static void join(side *g, side *s, size_t gi, size_t si) {
  g->units.v[gi].other = (int64_t)si;
  s->units.v[si].other = (int64_t)gi;
}

/* By the longest common run of forms of gold gs … gi - 1 and system ss … si - 1. */
static bool align_run(side *g, side *s, size_t gs, size_t gi, size_t ss, size_t si, ch_error *error) {
  const size_t n = gi - gs, m = si - ss, wide = m + 1;
  if (n == 0 || m == 0) return true;
  if (n > 20000 || m > 20000) return ch_fail(error, CH_ERROR_LIMIT, "tokens of too many words");
  uint32_t *most = calloc((n + 1) * wide, sizeof *most);
  if (!most) return no_memory(error);
  const unit *gold = g->units.v + gs, *system = s->units.v + ss;
  for (size_t i = n; i-- > 0;)
    for (size_t j = m; j-- > 0;) {
      uint32_t best = same_form(&gold[i], &system[j]) ? 1 + most[(i + 1) * wide + j + 1] : 0;
      uint32_t down = most[(i + 1) * wide + j], right = most[i * wide + j + 1];
      best = down > best ? down : best;
      most[i * wide + j] = right > best ? right : best;
    }
  for (size_t i = 0, j = 0; i < n && j < m;) {
    if (same_form(&gold[i], &system[j])) join(g, s, gs + i++, ss + j++);
    else if (most[i * wide + j] == most[(i + 1) * wide + j]) i++;
    else j++;
  }
  free(most);
  return true;
}

static bool beyond(const side *s, size_t i, size_t end) {
  if (i >= s->units.n) return true;
  const unit *u = &s->units.v[i];
  return u->multi ? u->at.from >= end : u->at.to > end;
}

static bool align(side *g, side *s, ch_error *error) {
  size_t gi = 0, si = 0;
  while (gi < g->units.n && si < s->units.n) {
    const unit *a = &g->units.v[gi], *b = &s->units.v[si];
    if (!a->multi && !b->multi) {
      if (a->at.from == b->at.from && a->at.to == b->at.to) join(g, s, gi++, si++);
      else if (a->at.from <= b->at.from) gi++;
      else si++;
      continue;
    }
    size_t end = a->multi ? a->at.to : b->at.to;
    if (a->multi && !b->multi && b->at.from < a->at.from) si++;
    else if (!a->multi && a->at.from < b->at.from) gi++;
    const size_t gs = gi, ss = si;
    while (!beyond(g, gi, end) || !beyond(s, si, end)) {
      side *of = gi < g->units.n &&
                         (si >= s->units.n || g->units.v[gi].at.from <= s->units.v[si].at.from) ? g : s;
      size_t *at = of == g ? &gi : &si;
      const unit *u = &of->units.v[*at];
      if (u->multi && u->at.to > end) end = u->at.to;
      ++*at;
    }
    if (!align_run(g, s, gs, gi, ss, si, error)) return false;
  }
  return true;
}

/* ---- what is counted ---- */

static ch_str universal(ch_str rel) {
  size_t colon = ch_str_find_byte(rel, ':', 0);
  return colon == SIZE_MAX ? rel : ch_str_slice(rel, 0, colon);
}

static bool in_list(ch_str s, const char *const *list) {
  for (; *list; list++)
    if (ch_str_is(s, *list)) return true;
  return false;
}

static bool is_content(const unit *u) {
  static const char *const list[] = {
      "nsubj", "obj", "iobj", "csubj", "ccomp", "xcomp", "obl", "vocative", "expl", "dislocated",
      "advcl", "advmod", "discourse", "nmod", "appos", "nummod", "acl", "amod", "conj", "fixed",
      "flat", "compound", "list", "parataxis", "orphan", "goeswith", "reparandum", "root", "dep", NULL};
  return in_list(universal(u->word->deprel), list);
}

enum { MOST_FEATS = 32 };

static int by_bytes(const void *a, const void *b) {
  const ch_str *x = a, *y = b;
  int order = memcmp(x->p, y->p, x->n < y->n ? x->n : y->n);
  return order ? order : (x->n > y->n) - (x->n < y->n);
}

/* The universal features, sorted. */
static size_t universal_feats(ch_str feats, ch_str out[MOST_FEATS]) {
  static const char *const list[] = {
      "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case",
      "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity",
      "Person", "Polite", NULL};
  size_t n = 0;
  ch_str item;
  while (n < MOST_FEATS && ch_str_split(&feats, '|', &item)) {
    size_t is = ch_str_find_byte(item, '=', 0);
    if (is != SIZE_MAX && in_list(ch_str_slice(item, 0, is), list)) out[n++] = item;
  }
  qsort(out, n, sizeof *out, by_bytes);
  return n;
}

static bool same_feats(ch_str a, ch_str b) {
  ch_str x[MOST_FEATS], y[MOST_FEATS];
  size_t n = universal_feats(a, x);
  if (n != universal_feats(b, y)) return false;
  for (size_t i = 0; i < n; i++)
    if (!ch_str_eq(x[i], y[i])) return false;
  return true;
}

static void count_words(const side *g, const side *s, ch_evaluation *out) {
  uint64_t content[2] = {0};
  for (size_t i = 0; i < g->units.n; i++) content[0] += is_content(&g->units.v[i]);
  for (size_t i = 0; i < s->units.n; i++) content[1] += is_content(&s->units.v[i]);
  for (int m = CH_MEASURE_WORDS; m <= CH_MEASURE_CLAS; m++) {
    out->of[m].gold += m == CH_MEASURE_CLAS ? content[0] : g->units.n;
    out->of[m].system += m == CH_MEASURE_CLAS ? content[1] : s->units.n;
  }
  for (size_t i = 0; i < g->units.n; i++) {
    const unit *a = &g->units.v[i];
    if (a->other < 0) continue;
    const unit *b = &s->units.v[a->other];
    const ch_conllu_word *x = a->word, *y = b->word;
    const bool upos = ch_str_eq(x->upos, y->upos), xpos = ch_str_eq(x->xpos, y->xpos);
    const bool feats = same_feats(x->feats, y->feats);
    const int64_t above = b->parent < 0 ? b->parent : s->units.v[b->parent].other;
    const bool head = above == a->parent;
    const bool labelled = head && ch_str_eq(universal(x->deprel), universal(y->deprel));
    out->of[CH_MEASURE_WORDS].right++;
    out->of[CH_MEASURE_UPOS].right += upos;
    out->of[CH_MEASURE_XPOS].right += xpos;
    out->of[CH_MEASURE_UFEATS].right += feats;
    out->of[CH_MEASURE_ALLTAGS].right += upos && xpos && feats;
    out->of[CH_MEASURE_LEMMAS].right += ch_str_is(x->lemma, "_") || ch_str_eq(x->lemma, y->lemma);
    out->of[CH_MEASURE_UAS].right += head;
    out->of[CH_MEASURE_LAS].right += labelled;
    out->of[CH_MEASURE_CLAS].right += labelled && is_content(a);
  }
}

static ch_counts count_spans(const span *g, size_t n, const span *s, size_t m) {
  ch_counts c = {n, m, 0};
  for (size_t i = 0, j = 0; i < n && j < m;) {
    if (g[i].from < s[j].from) i++;
    else if (s[j].from < g[i].from) j++;
    else c.right += g[i++].to == s[j++].to;
  }
  return c;
}

static void add_counts(ch_counts *to, ch_counts from) {
  to->gold += from.gold;
  to->system += from.system;
  to->right += from.right;
}

/* `named`: the stretches of text whose names are known. */
static void count_names(const side *g, const side *s, const span *named, size_t n_named, ch_counts *out) {
  out->gold += g->names.n;
  for (size_t j = 0, i = 0, k = 0; j < s->names.n; j++) {
    const name *found = &s->names.v[j];
    while (k < n_named && named[k].to <= found->at.from) k++;
    if (k == n_named) break;
    if (found->at.from < named[k].from) continue;
    out->system++;
    while (i < g->names.n && g->names.v[i].at.from < found->at.from) i++;
    if (i == g->names.n) continue;
    const name *gold = &g->names.v[i];
    out->right += gold->at.from == found->at.from && gold->at.to == found->at.to && gold->type == found->type;
  }
}

static bool same_characters(const side *g, const side *s, ch_error *error) {
  ch_str a = ch_buf_str(&g->characters), b = ch_buf_str(&s->characters);
  if (g->characters.failed || s->characters.failed) return no_memory(error);
  size_t at = 0, least = a.n < b.n ? a.n : b.n;
  while (at < least && a.p[at] == b.p[at]) at++;
  if (at == a.n && at == b.n) return true;
  return ch_fail(error, CH_ERROR_DATA, "gold and system text differ after character byte %zu", at);
}

bool ch_evaluate(const ch_conllu *gold, const ch_str *names, const ch_conllu *system,
                 ch_arena *arena, ch_evaluation *out, ch_error *error) {
  side g = {0}, s = {0};
  ch_buf_init(&g.characters, 0);
  ch_buf_init(&s.characters, 0);
  span *named = CH_ARRAY(arena, gold->n + 1, span);
  size_t n_named = 0;
  bool fine = named != NULL;
  for (size_t i = 0; fine && i < gold->n; i++) {
    const size_t first = g.units.n, from = g.characters.n;
    fine = add_sentence(&g, arena, &gold->v[i]);
    if (!fine || !names || names[i].n != gold->v[i].n_words) continue;
    fine = add_gold_names(&g, arena, first, names[i]);
    named[n_named++] = (span){from, g.characters.n};
  }
  for (size_t i = 0; fine && i < system->n; i++) fine = add_sentence(&s, arena, &system->v[i]);
  fine = fine && add_system_names(&s, arena);
  if (!fine) no_memory(error);
  fine = fine && same_characters(&g, &s, error) && align(&g, &s, error);
  ch_buf_free(&g.characters);
  ch_buf_free(&s.characters);
  if (!fine) return false;
  count_words(&g, &s, out);
  add_counts(&out->of[CH_MEASURE_TOKENS],
             count_spans(g.tokens.v, g.tokens.n, s.tokens.v, s.tokens.n));
  add_counts(&out->of[CH_MEASURE_SENTENCES],
             count_spans(g.sentences.v, g.sentences.n, s.sentences.v, s.sentences.n));
  count_names(&g, &s, named, n_named, &out->of[CH_MEASURE_NAMES]);
  return true;
}
