/* Coding with the dictionaries of others. Their programs walked constituents;
 * here noun phrases, subjects and voice are told from the dependency tree, and
 * the words around a verb from the sentence, as their patterns are written. */
#include <json-c/json.h>
#include <stdio.h>

#include "code/dictionary.h"

enum { MOST_CODES = 4, MOST_PARTIES = 16, REACH = 60 };

/* A noun phrase: the words that hang on its head by nominal relations. */
typedef struct phrase {
  uint32_t head;
  ch_str code[MOST_CODES]; /* who it is; n_codes = 0 nobody */
  uint32_t n_codes;
  ch_str agents;           /* what follows the actor's code */
  bool actor;              /* named by the actors' dictionary */
} phrase;

typedef struct coder {
  const ch_dictionaries *d;
  const ch_document *doc;
  ch_arena *arena;
  ch_buf *out;
  ch_str *upper, *lemma; /* [n_words] in capitals */
  uint32_t *phrase_of;   /* [n_words] of the sentence; CH_NO_WORD outside any */
  bool *named;           /* [n_words] part of an actor's name, whatever the tree says it is */
  struct { phrase *v; size_t n, cap; } phrases;
  uint32_t first, end;   /* words of the sentence */
  uint32_t sentence;
  uint32_t made;
  int32_t day;
} coder;

typedef struct parties {
  uint32_t v[MOST_PARTIES]; /* phrases */
  uint32_t n;
} parties;

static ch_str capitals(ch_arena *arena, ch_str s) {
  ch_str copy = ch_arena_copy(arena, s);
  for (size_t i = 0; copy.p && i < copy.n; i++)
    if (copy.p[i] >= 'a' && copy.p[i] <= 'z') ((char *)copy.p)[i] = (char)(copy.p[i] - 32);
  return copy;
}

static const ch_word *word_at(const coder *c, uint32_t w) { return &c->doc->words[w]; }

/* ---- words of names ------------------------------------------------------------- */

/* Is the printed word the name's, or a longer one made from it ("ARGENTIN" for
 * "Argentina", "ARNOR" for "Arnorian")? */
static bool word_holds(const coder *c, ch_str name, uint32_t w, bool longer) {
  enum { STEM = 5, ENDING = 4 };
  ch_str printed = c->upper[w];
  if (ch_str_eq(printed, name)) return true;
  if (!longer || !ch_str_starts(printed, name)) return false;
  char first = ch_word_form(c->doc, w).p[0];
  if (ch_str_eq(ch_str_slice(printed, name.n, printed.n), CH_STR("S"))) return true;
  return name.n >= STEM && printed.n <= name.n + ENDING && first >= 'A' && first <= 'Z';
}

/* How many words from `w` on the name takes; 0 if it is not there. */
static uint32_t phrase_holds(const coder *c, const ch_dict_phrase *p, uint32_t w, bool longer) {
  if (w + p->n > c->end) return 0;
  for (uint32_t i = 0; i < p->n; i++)
    if (!word_holds(c, p->word[i], w + i, longer && !p->exact && i + 1 == p->n)) return 0;
  return p->n;
}

/* The longest name that begins at `w`, within one noun phrase. */
static const ch_dict_actor *name_at(const coder *c, uint32_t w, uint32_t *length) {
  const ch_dict_actor *best = NULL;
  *length = 0;
  const uint32_t *at = ch_map_get(&c->d->actor_of, ch_str_slice(c->upper[w], 0, 2));
  for (uint32_t i = at ? *at : 0; i; i = c->d->actors.v[i - 1].next) {
    const ch_dict_actor *a = &c->d->actors.v[i - 1];
    uint32_t n = phrase_holds(c, &a->phrase, w, !a->agent);
    bool exact = best && n == *length && ch_str_eq(a->phrase.word[n - 1], c->upper[w + n - 1]);
    if (n > *length || (n && exact && best && (best->agent || !a->agent))) best = a, *length = n;
  }
  return best;
}

/* A name's code on the day of the report: a dated one first; of several the
 * later line; else the plain one. */
static ch_str code_of(const coder *c, const ch_dict_actor *a) {
  ch_str plain = {NULL, 0}, dated = {NULL, 0};
  for (uint32_t i = 0; i < a->n_codes; i++) {
    const ch_dict_dated *code = &c->d->codes.v[a->first + i];
    bool open = code->from == INT32_MIN && code->to == INT32_MAX;
    if (open) plain = plain.p ? plain : code->code;
    else if (!dated.p && c->day != CH_DAY_NONE && c->day >= code->from && c->day <= code->to) dated = code->code;
  }
  return dated.p ? dated : plain;
}

/* ---- noun phrases --------------------------------------------------------------- */

static bool within_phrase(uint8_t rel) {
  switch (rel) {
    case CH_REL_COMPOUND: case CH_REL_FLAT: case CH_REL_AMOD: case CH_REL_NMOD: case CH_REL_NMOD_POSS:
    case CH_REL_NMOD_DESC: case CH_REL_NMOD_UNMARKED: case CH_REL_NUMMOD: case CH_REL_DET:
    case CH_REL_CASE: case CH_REL_FIXED: return true;
    default: return false;
  }
}

static bool is_nominal(uint8_t upos) {
  return upos == CH_UPOS_NOUN || upos == CH_UPOS_PROPN || upos == CH_UPOS_PRON || upos == CH_UPOS_ADJ ||
         upos == CH_UPOS_NUM || upos == CH_UPOS_DET || upos == CH_UPOS_X;
}

static bool is_noun(const coder *c, uint32_t w) { return c->named[w] || is_nominal(word_at(c, w)->upos); }

static uint32_t head_of(const coder *c, uint32_t w) {
  enum { CLIMB = 32 };
  for (int i = 0; i < CLIMB && within_phrase(word_at(c, w)->rel) && word_at(c, w)->head != CH_NO_WORD; i++) {
    if (!is_noun(c, word_at(c, w)->head)) break;
    w = word_at(c, w)->head;
  }
  return w;
}

/* "GOV" behind "ARNGOV" says nothing new. */
static bool says_already(ch_str code, ch_str agent) {
  for (size_t i = 3; i + agent.n <= code.n; i += 3)
    if (ch_str_eq(ch_str_slice(code, i, i + agent.n), agent)) return true;
  return false;
}

static bool give_codes(coder *c, phrase *p, ch_str actor, ch_str before, ch_str behind) {
  ch_str rest = actor.n ? actor : CH_STR("---"), one;
  p->agents = behind;
  while (p->n_codes < MOST_CODES && ch_str_split(&rest, '/', &one)) {
    ch_str code = ch_arena_printf(c->arena, "%.*s%.*s", CH_PRI(before), CH_PRI(one)), agents = behind, agent;
    if (actor.n == 0 && before.n) code = before;
    while (agents.n && ch_str_split(&agents, ' ', &agent)) {
      if (agent.n && !says_already(code, agent)) code = ch_arena_printf(c->arena, "%.*s%.*s", CH_PRI(code), CH_PRI(agent));
      if (!code.p) return false;
    }
    p->code[p->n_codes++] = code;
  }
  return true;
}

/* "Former security officials": whatever agents they were, PETRARCH makes elites of them. */
static const char FORMER[] = "FORMER", ELITE[] = "ELI";

/* Names in the order of the words, up to a second actor. */
static bool read_phrase(coder *c, phrase *p) {
  ch_str actor = {NULL, 0}, before = {NULL, 0}, behind = {NULL, 0};
  bool null = false, former = false;
  for (uint32_t w = c->first; w < c->end;) {
    uint32_t length = 0;
    const ch_dict_actor *name = c->phrase_of[w] == p->head ? name_at(c, w, &length) : NULL;
    if (!name) {
      former = former || (c->phrase_of[w] == p->head && !behind.n && ch_str_is(c->upper[w], FORMER));
      w++;
      continue;
    }
    ch_str code = code_of(c, name);
    if (!name->agent && actor.p) break;
    if (!name->agent && code.n) {
      null = ch_str_starts(code, CH_STR("---"));
      actor = code;
    }
    size_t tilde = ch_str_find_byte(code, '~', 0);
    if (name->agent && tilde == 0)
      behind = ch_arena_printf(c->arena, "%.*s %.*s", CH_PRI(behind), CH_PRI(ch_str_trim(ch_str_slice(code, 1, code.n))));
    else if (name->agent && tilde != SIZE_MAX)
      before = ch_str_trim(ch_str_slice(code, 0, tilde));
    w += length;
  }
  p->actor = actor.p != NULL;
  if (former && behind.n) behind = ch_str_of(ELITE);
  if (null || (!actor.p && !before.n && !behind.n)) return true;
  return give_codes(c, p, actor, before, behind);
}

static phrase *phrase_at(const coder *c, uint32_t head) {
  for (size_t i = 0; i < c->phrases.n; i++)
    if (c->phrases.v[i].head == head) return &c->phrases.v[i];
  return NULL;
}

static bool find_phrases(coder *c) {
  c->phrases.n = 0;
  for (uint32_t w = c->first; w < c->end; w++) {
    uint32_t length;
    const ch_dict_actor *name = name_at(c, w, &length);
    char initial = ch_word_form(c->doc, w).p[0];
    for (uint32_t k = 0; name && !name->agent && initial >= 'A' && initial <= 'Z' && k < length; k++) c->named[w + k] = true;
  }
  for (uint32_t w = c->first; w < c->end; w++) {
    uint32_t head = head_of(c, w);
    bool nominal = is_noun(c, head) && word_at(c, head)->rel != CH_REL_DET;
    c->phrase_of[w] = nominal ? head : CH_NO_WORD;
  }
  for (uint32_t w = c->first; w < c->end; w++) {
    if (c->phrase_of[w] != w) continue;
    phrase *p = CH_PUSH(c->arena, &c->phrases);
    if (!p) return false;
    p->head = w;
    if (!read_phrase(c, p)) return false;
  }
  /* "the ambassadors of Arnor and Gondor": of each of them */
  for (size_t i = 0; i < c->phrases.n; i++) {
    phrase *p = &c->phrases.v[i];
    uint32_t beside = word_at(c, p->head)->rel == CH_REL_CONJ ? word_at(c, p->head)->head : CH_NO_WORD;
    const phrase *whole = beside == CH_NO_WORD || c->phrase_of[beside] == CH_NO_WORD ? NULL : phrase_at(c, c->phrase_of[beside]);
    if (!whole || whole->head == beside || !p->actor || p->agents.n || !whole->agents.n) continue;
    ch_str actor = p->code[0];
    p->n_codes = 0;
    if (!give_codes(c, p, actor, (ch_str){NULL, 0}, whole->agents)) return false;
  }
  return true;
}

/* ---- parties --------------------------------------------------------------------- */

static bool is_coded(const coder *c, size_t i) { return c->phrases.v[i].n_codes > 0; }

static bool is_in(const parties *p, uint32_t i) {
  for (uint32_t k = 0; k < p->n; k++)
    if (p->v[k] == i) return true;
  return false;
}

/* The phrase and those conjoined to it or to a word of it. */
static void add_phrase(const coder *c, parties *p, uint32_t i) {
  if (!is_in(p, i) && p->n < MOST_PARTIES && is_coded(c, i)) p->v[p->n++] = i;
  for (uint32_t k = i + 1; k < c->phrases.n; k++) {
    uint32_t head = c->phrases.v[k].head, up = word_at(c, head)->head;
    if (word_at(c, head)->rel == CH_REL_CONJ && up != CH_NO_WORD && c->phrase_of[up] == c->phrases.v[i].head &&
        !is_in(p, k) && p->n < MOST_PARTIES)
      add_phrase(c, p, k);
  }
}

static void add_head(const coder *c, parties *p, uint32_t w) {
  if (w == CH_NO_WORD || c->phrase_of[w] == CH_NO_WORD) return;
  for (uint32_t i = 0; i < c->phrases.n; i++)
    if (c->phrases.v[i].head == c->phrase_of[w]) add_phrase(c, p, i);
}

static uint32_t child_by(const coder *c, uint32_t w, uint8_t rel) { return ch_child_by_rel(c->doc, w, rel); }

/* Who does it: the verb's own subject, or that of the verb it hangs on. True
 * where somebody is named, in the dictionaries or not; a pronoun names nobody. */
static bool subject_of(const coder *c, uint32_t w, parties *doer, parties *undergoer) {
  enum { CLIMB = 8 };
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++) {
    uint32_t active = child_by(c, w, CH_REL_NSUBJ), passive = child_by(c, w, CH_REL_NSUBJ_PASS);
    uint8_t rel = word_at(c, w)->rel;
    uint32_t up = word_at(c, w)->head;
    bool participle = rel == CH_REL_ACL && i == 0 && up != CH_NO_WORD && c->phrase_of[up] != CH_NO_WORD;
    bool past = ch_str_find(word_at(c, w)->feats, CH_STR("Tense=Past"), 0) != SIZE_MAX;
    bool objectless = child_by(c, w, CH_REL_OBJ) == CH_NO_WORD;
    if (participle && past && objectless && active == CH_NO_WORD && passive == CH_NO_WORD) { /* "the envoy seized" */
      add_head(c, undergoer, up);
      add_head(c, doer, child_by(c, w, CH_REL_OBL_AGENT));
      return false;
    }
    if (passive != CH_NO_WORD && i == 0) {
      add_head(c, undergoer, passive);
      add_head(c, doer, child_by(c, w, CH_REL_OBL_AGENT));
      return undergoer->n == 0;
    }
    if (active == CH_NO_WORD) active = passive;
    if (active != CH_NO_WORD) {
      add_head(c, doer, active);
      return word_at(c, active)->upos != CH_UPOS_PRON;
    }
    if (participle) {
      add_head(c, doer, up);
      if (doer->n) return true;
    }
    uint32_t object = up == CH_NO_WORD || rel != CH_REL_XCOMP ? CH_NO_WORD : child_by(c, up, CH_REL_OBJ);
    if (object != CH_NO_WORD) { /* "urged Bree to help" */
      add_head(c, doer, object);
      return true;
    }
    if (rel != CH_REL_XCOMP && rel != CH_REL_CONJ && rel != CH_REL_ADVCL && rel != CH_REL_ACL &&
        rel != CH_REL_CCOMP && c->phrase_of[w] == CH_NO_WORD)
      return false;
    w = up;
  }
  return false;
}

static bool is_below(const coder *c, uint32_t w, uint32_t above) {
  enum { CLIMB = 64 };
  for (int i = 0; i < CLIMB && w != CH_NO_WORD && w != above; i++) w = word_at(c, w)->head;
  return w == above;
}

typedef enum where { BELOW, BEHIND, BEFORE, ANYBODY } where;

/* The first coded phrase behind the verb, hanging on it or not, or the nearest
 * before it, that is not taken and stands for others. Who is known by what he is
 * alone ("an official") counts where he hangs on the verb. */
static void nearest(const coder *c, uint32_t w, where at, const parties *taken, parties *out) {
  uint32_t best = CH_NO_WORD;
  bool before = at == BEFORE;
  for (uint32_t i = 0; i < c->phrases.n; i++) {
    uint32_t head = c->phrases.v[i].head;
    if (!is_coded(c, i) || is_in(taken, i) || (before ? head >= w : head <= w)) continue;
    if ((at == BELOW || at == ANYBODY) && !is_below(c, head, w)) continue;
    if (at != ANYBODY && !c->phrases.v[i].actor) continue;
    bool same = false;
    for (uint32_t k = 0; k < taken->n; k++)
      same |= ch_str_eq(c->phrases.v[taken->v[k]].code[0], c->phrases.v[i].code[0]);
    if (same) continue;
    if (best == CH_NO_WORD || before) best = i;
  }
  if (best != CH_NO_WORD) add_phrase(c, out, best);
}

/* ---- patterns ---------------------------------------------------------------------- */

typedef struct found {
  const ch_dict_pattern *pattern;
  parties source, target;
  bool both;
} found;

/* Words that a synset's member takes at `w` (`back`: that end there); 0 none. */
static uint32_t synset_holds(const coder *c, ch_str name, uint32_t w, bool back, int depth) {
  enum { NESTED = 4 };
  const uint32_t *at = depth < NESTED ? ch_map_get(&c->d->synset_of, name) : NULL;
  if (!at) return 0;
  const ch_dict_synset *set = &c->d->synsets.v[*at - 1];
  uint32_t best = 0;
  for (uint32_t i = 0; i < set->n; i++) {
    const ch_dict_phrase *p = &c->d->members.v[set->first + i];
    if (p->n == 1 && p->word[0].p[0] == '&') {
      uint32_t inner = synset_holds(c, ch_str_slice(p->word[0], 1, p->word[0].n), w, back, depth + 1);
      if (inner > best) best = inner;
      continue;
    }
    if (back && w + 1 < c->first + p->n) continue;
    uint32_t from = back ? w + 1 - p->n : w;
    bool holds = from + p->n <= c->end;
    for (uint32_t k = 0; k < p->n && holds; k++)
      holds = ch_str_eq(c->upper[from + k], p->word[k]) ||
              (k + 1 == p->n && !p->exact && word_at(c, from + k)->upos == CH_UPOS_NOUN &&
               ch_str_eq(c->lemma[from + k], p->word[k]));
    if (holds && p->n > best) best = p->n;
  }
  return best;
}

/* Tokens away from the verb, from word `w` on; `back`: leftwards. */
static bool side_holds(const coder *c, const ch_dict_token *token, uint32_t n, int64_t w, bool back, found *f) {
  int64_t step = back ? -1 : 1;
  if (n == 0) return true;
  for (int64_t at = w; at >= c->first && at < c->end && (at - w) * step < REACH; at += step) {
    found kept = *f;
    int64_t next = at + step;
    bool holds = false;
    uint32_t here = (uint32_t)at;
    if (token->slot == CH_SLOT_WORD) {
      holds = ch_str_eq(c->upper[here], token->word);
    } else if (token->slot == CH_SLOT_SYNSET) {
      uint32_t length = synset_holds(c, token->word, here, back, 0);
      holds = length > 0;
      next = at + step * (int64_t)length;
    } else if (c->phrase_of[here] != CH_NO_WORD) {
      uint32_t i = 0;
      while (i < c->phrases.n && c->phrases.v[i].head != c->phrase_of[here]) i++;
      holds = i < c->phrases.n && (token->slot == CH_SLOT_SKIP || is_coded(c, i));
      while (next >= c->first && next < c->end && c->phrase_of[next] == c->phrase_of[here]) next += step;
      if (holds && token->slot == CH_SLOT_SOURCE) add_phrase(c, &f->source, i);
      if (holds && token->slot == CH_SLOT_TARGET) add_phrase(c, &f->target, i);
      if (holds && token->slot == CH_SLOT_BOTH) {
        f->both = true;
        for (uint32_t k = 0; k < c->phrases.n; k++) { /* of a row of conjuncts from its first */
          uint32_t head = c->phrases.v[k].head;
          if (k == i || (word_at(c, c->phrases.v[i].head)->rel == CH_REL_CONJ && word_at(c, c->phrases.v[i].head)->head == head))
            add_phrase(c, &f->source, k);
        }
        holds = f->source.n > 1;
      }
    }
    if (holds && side_holds(c, token + 1, n - 1, next, back, f)) return true;
    *f = kept;
    if (token->tight) return false;
  }
  return false;
}

static const ch_dict_verb *verb_at(const coder *c, uint32_t w) {
  const ch_dict_verb *best = NULL;
  const ch_str keys[] = {c->upper[w], c->lemma[w]};
  for (int k = 0; k < 2; k++) {
    const uint32_t *at = ch_map_get(&c->d->verb_of, keys[k]);
    for (uint32_t i = at ? *at : 0; i; i = c->d->verbs.v[i - 1].next) {
      const ch_dict_verb *v = &c->d->verbs.v[i - 1];
      if (w < c->first + v->head || w - v->head + v->phrase.n > c->end) continue;
      bool holds = true;
      for (uint32_t j = 0; j < v->phrase.n && holds; j++)
        holds = j == v->head || ch_str_eq(v->phrase.word[j], c->upper[w - v->head + j]);
      if (holds && (!best || v->phrase.n > best->phrase.n)) best = v;
    }
  }
  return best;
}

static bool best_pattern(const coder *c, const ch_dict_verb *v, uint32_t w, found *best) {
  uint32_t first = w - v->head, last = first + v->phrase.n - 1, asked = 0;
  memset(best, 0, sizeof *best);
  for (uint32_t i = 0; i < v->n_patterns; i++) {
    const ch_dict_pattern *p = &c->d->patterns.v[v->first + i];
    found f = {.pattern = p};
    if (p->n_before + p->n_after <= asked) continue;
    if (!side_holds(c, p->before, p->n_before, (int64_t)first - 1, true, &f) ||
        !side_holds(c, p->after, p->n_after, (int64_t)last + 1, false, &f))
      continue;
    *best = f;
    asked = p->n_before + p->n_after;
  }
  return best->pattern != NULL;
}

/* ---- events -------------------------------------------------------------------------- */

static bool is_null(ch_str code) {
  return code.n == 0 || ch_str_starts(code, CH_STR("---")) || ch_str_starts(code, CH_STR("+++"));
}

static bool put_event(coder *c, ch_str source, ch_str target, ch_str code, const char *file, uint32_t line,
                      uint32_t w, ch_map *written) {
  ch_str key = ch_arena_printf(c->arena, "%.*s %.*s %.*s", CH_PRI(source), CH_PRI(target), CH_PRI(code));
  bool added = false;
  if (!key.p || !ch_map_put(written, key, &added)) return false;
  if (!added || ch_str_eq(source, target)) return true;
  ch_span span = c->doc->sentences[c->sentence].span;
  ch_str text = ch_str_at(c->doc->text, span), trigger = ch_word_form(c->doc, w);
  char rule[300];
  snprintf(rule, sizeof rule, "%s:%u", file, line);
  json_object *o = json_object_new_object(), *place = json_object_new_array(), *evidence = json_object_new_object();
  if (c->doc->article && c->doc->article->id.n)
    json_object_object_add(o, "article", json_object_new_string_len(c->doc->article->id.p, (int)c->doc->article->id.n));
  json_object_object_add(o, "sentence", json_object_new_int64(c->sentence));
  json_object_array_add(place, json_object_new_int64(span.from));
  json_object_array_add(place, json_object_new_int64(span.to));
  json_object_object_add(o, "span", place);
  json_object_object_add(o, "text", json_object_new_string_len(text.p, (int)text.n));
  json_object_object_add(o, "source", json_object_new_string_len(source.p, (int)source.n));
  json_object_object_add(o, "target", json_object_new_string_len(target.p, (int)target.n));
  json_object_object_add(o, "code", json_object_new_string_len(code.p, (int)code.n));
  json_object_object_add(evidence, "trigger", json_object_new_string_len(trigger.p, (int)trigger.n));
  json_object_object_add(evidence, "rule", json_object_new_string(rule));
  json_object_object_add(o, "evidence", evidence);
  size_t length = 0;
  const char *bytes = json_object_to_json_string_length(o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
  bool ok = bytes && ch_buf_add(c->out, (ch_str){bytes, length}) && ch_buf_add_byte(c->out, '\n');
  json_object_put(o);
  c->made += ok;
  return ok;
}

/* Each of one side with each of the other, and back where the code says so. */
static bool put_events(coder *c, const parties *from, const parties *to, ch_dict_code code, const char *file,
                       uint32_t line, uint32_t w, ch_map *written) {
  for (uint32_t i = 0; i < from->n; i++)
    for (uint32_t j = 0; j < to->n; j++) {
      const phrase *a = &c->phrases.v[from->v[i]], *b = &c->phrases.v[to->v[j]];
      for (uint32_t x = 0; x < a->n_codes && a != b; x++)
        for (uint32_t y = 0; y < b->n_codes; y++) {
          if (!is_null(code.code) && !put_event(c, a->code[x], b->code[y], code.code, file, line, w, written)) return false;
          if (!is_null(code.back) && !put_event(c, b->code[y], a->code[x], code.back, file, line, w, written)) return false;
        }
    }
  return true;
}

/* "a senior official said": nobody's official is no source. */
static void drop_unknown(const coder *c, parties *p) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->n; i++)
    if (c->phrases.v[p->v[i]].actor) p->v[kept++] = p->v[i];
  p->n = kept;
}

static bool code_verb(coder *c, uint32_t w, ch_map *written) {
  const ch_dict_verb *v = verb_at(c, w);
  if (!v) return true;
  found f;
  bool by_pattern = best_pattern(c, v, w, &f);
  ch_dict_code code = by_pattern ? f.pattern->code : v->code;
  const char *file = by_pattern ? f.pattern->file : v->file;
  uint32_t line = by_pattern ? f.pattern->line : v->line;
  if (is_null(code.code)) return true;
  if (f.both) return put_events(c, &f.source, &f.source, code, file, line, w, written);
  parties doer = {.n = 0}, undergoer = {.n = 0};
  bool named = subject_of(c, w, &doer, &undergoer);
  if (f.source.n == 0) f.source = doer;
  if (f.target.n == 0) f.target = undergoer;
  if (f.source.n == 0 && !named) nearest(c, w, BEFORE, &f.target, &f.source);
  if (f.target.n == 0) nearest(c, w, BELOW, &f.source, &f.target);
  if (f.target.n == 0 && f.source.n > 1) f.target = f.source; /* they did it with each other */
  if (f.target.n == 0) nearest(c, w, BEHIND, &f.source, &f.target);
  if (f.target.n == 0) nearest(c, w, ANYBODY, &f.source, &f.target);
  if (f.target.n == 0 && named && doer.n) nearest(c, w, BEFORE, &f.source, &f.target);
  if (f.source.n == 0 && !named) nearest(c, w, BEHIND, &f.target, &f.source);
  drop_unknown(c, &f.source);
  return put_events(c, &f.source, &f.target, code, file, line, w, written);
}

/* Is there a discard? `story`: one of those that end the whole article. */
static bool discarded(const coder *c, bool story) {
  for (size_t i = 0; i < c->d->discards.n; i++) {
    const ch_dict_discard *d = &c->d->discards.v[i];
    for (uint32_t w = c->first; d->story == story && w < c->end; w++) {
      bool holds = w + d->phrase.n <= c->end;
      for (uint32_t k = 0; k < d->phrase.n && holds; k++)
        holds = ch_str_eq(c->upper[w + k], d->phrase.word[k]) || ch_str_eq(c->lemma[w + k], d->phrase.word[k]);
      if (holds) return true;
    }
  }
  return false;
}

static void enter(coder *c, uint32_t sentence) {
  c->sentence = sentence;
  c->first = c->doc->sentences[sentence].first;
  c->end = c->first + c->doc->sentences[sentence].count;
}

bool ch_dictionaries_code(const ch_dictionaries *d, const ch_document *doc, ch_buf *out,
                          uint32_t *n_events, ch_error *error) {
  coder c = {.d = d, .doc = doc, .arena = doc->arena, .out = out,
             .day = doc->article ? doc->article->published : CH_DAY_NONE};
  c.upper = CH_ARRAY(c.arena, doc->n_words + 1, ch_str);
  c.lemma = CH_ARRAY(c.arena, doc->n_words + 1, ch_str);
  c.phrase_of = CH_ARRAY(c.arena, doc->n_words + 1, uint32_t);
  c.named = CH_ARRAY(c.arena, doc->n_words + 1, bool);
  bool ok = c.upper && c.lemma && c.phrase_of && c.named;
  for (uint32_t w = 0; w < doc->n_words && ok; w++) {
    c.upper[w] = capitals(c.arena, ch_word_form(doc, w));
    c.lemma[w] = capitals(c.arena, doc->words[w].lemma);
    ok = c.upper[w].p && c.lemma[w].p;
  }
  bool story = false;
  for (uint32_t s = 0; s < doc->n_sentences && ok && !story; s++) {
    enter(&c, s);
    story = discarded(&c, true);
  }
  for (uint32_t s = 0; s < doc->n_sentences && ok && !story; s++) {
    enter(&c, s);
    if (discarded(&c, false)) continue;
    ch_map written;
    ch_map_init(&written, c.arena);
    ok = find_phrases(&c);
    for (uint32_t w = c.first; w < c.end && ok; w++)
      if (doc->words[w].upos == CH_UPOS_VERB && !c.named[w] && doc->words[w].rel != CH_REL_CASE && doc->words[w].rel != CH_REL_MARK)
        ok = code_verb(&c, w, &written);
  }
  *n_events += c.made;
  return ok || ch_fail(error, CH_ERROR_MEMORY, "no memory to code the article");
}
