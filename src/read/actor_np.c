/* Noun phrases as the coder asks about them: see actor.h.
 *
 * The mentions carry what reading found out; here only the syntax between
 * mentions is walked. The prepositions are read off the relations where
 * Universal Dependencies tell them apart and off reading->links elsewhere.
 */
#include "read/actor.h"
#include "read/actor_story.h"

typedef struct found {
  const ch_reading *reading;
  uint32_t *out;
  uint32_t n, max;
} found;

/* No sane noun phrase nests deeper; a cut here keeps a strange tree harmless. */
enum { MAX_DEPTH = 16 };

/* What the preposition of a nominal, its first `case` child, says. */
static bool linked(const ch_reading *r, uint32_t w, ch_link link) {
  uint32_t marker = ch_child_by_rel(r->doc, w, CH_REL_CASE);
  return marker != CH_NO_WORD && (r->links[marker] & link) != 0;
}

static void add(found *f, uint32_t mention) {
  for (uint32_t i = 0; i < f->n; i++)
    if (f->out[i] == mention) return;
  if (f->n < f->max) f->out[f->n++] = mention;
}

/* Adds the mention at w and its twins, the same words for other actors. */
static bool add_at(found *f, uint32_t w) {
  const ch_reading *r = f->reading;
  uint32_t i = r->mention_at[w];
  if (i == CH_NO_ITEM) return false;
  const ch_mention first = r->mentions[i];
  for (; i < r->n_mentions; i++) {
    const ch_mention *m = &r->mentions[i];
    if (m->head != first.head || m->first != first.first || m->last != first.last) break;
    add(f, i);
  }
  return true;
}

static bool names_party(const ch_mention *m) {
  return !m->place && m->naming != CH_NAMING_ADJECTIVE;
}

/* "35 of the diplomats", "members of the group", "all of them": a head that
 * is no mention hands the question on to its `of` phrase when it only counts
 * (a number, a pronoun, a determiner). */
static bool only_counts(const ch_word *word) {
  return word->upos == CH_UPOS_NUM || word->upos == CH_UPOS_DET || word->upos == CH_UPOS_PRON ||
         word->upos == CH_UPOS_ADJ;
}

static void actors_below(found *f, uint32_t w, uint32_t depth);

/* "rebels, NOT soldiers" */
static bool is_excluded(const ch_document *doc, uint32_t w) {
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (c < w && doc->words[c].rel == CH_REL_ADVMOD && doc->words[c].upos == CH_UPOS_PART) return true;
  }
  return false;
}

/* Those that are joined to w and stand behind `last`. */
static void conjuncts_behind(found *f, uint32_t w, uint32_t last, uint32_t depth) {
  const ch_document *doc = f->reading->doc;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (doc->words[c].rel == CH_REL_CONJ && c > last && !is_excluded(doc, c)) actors_below(f, c, depth + 1);
  }
}

static void conjuncts(found *f, uint32_t w, uint32_t depth) { conjuncts_behind(f, w, w, depth); }

/* "their DEPUTIES, Shannon and Ryabkov": several, whom a row of names behind them tells. */
static bool is_told_by_row(const ch_document *doc, uint32_t w) {
  uint32_t row = ch_child_by_rel(doc, w, CH_REL_APPOS);
  return doc->words[w].upos == CH_UPOS_NOUN && ch_is_plural(doc, w) && row != CH_NO_WORD && row > w &&
         doc->words[row].upos == CH_UPOS_PROPN && ch_child_by_rel(doc, row, CH_REL_CONJ) != CH_NO_WORD;
}

static void actors_below(found *f, uint32_t w, uint32_t depth) {
  const ch_reading *r = f->reading;
  const ch_document *doc = r->doc;
  if (depth > MAX_DEPTH) return;
  uint32_t before = f->n;
  uint32_t at = r->mention_at[w];
  bool place = at != CH_NO_ITEM && r->mentions[at].place;
  uint32_t count = ch_child_count(doc, w);
  bool named = at != CH_NO_ITEM && names_party(&r->mentions[at]);
  /* "the two MINISTERS, Sergei Lavrov and Rex Tillerson": those who are named behind them */
  if (named && (r->actors[r->mentions[at].actor].code.n == 0 || is_told_by_row(doc, w)))
    for (uint32_t i = 0; i < count && f->n == before; i++)
      if (doc->words[ch_child(doc, w, i)].rel == CH_REL_APPOS)
        actors_below(f, ch_child(doc, w, i), depth + 1);
  if (named && f->n == before) add_at(f, w);
  if (f->n == before && !place) {
    for (uint32_t i = 0; i < count && f->n == before; i++) {
      uint32_t c = ch_child(doc, w, i);
      if (doc->words[c].rel == CH_REL_APPOS) {
        actors_below(f, c, depth + 1);
      } else if (doc->words[c].rel == CH_REL_NMOD && only_counts(&doc->words[w])) {
        if (linked(r, c, CH_LINK_PART)) actors_below(f, c, depth + 1);
      }
    }
  }
  conjuncts(f, w, depth);
  /* A title that heads its name leaves the conjuncts on the name; so may a name of several words on
   * one within: "the Organization of American STATES and Iran". */
  if (at != CH_NO_ITEM && (r->mentions[at].naming == CH_NAMING_PERSON || (named && r->mentions[at].naming == CH_NAMING_NAME)))
    for (uint32_t i = w + 1; i <= r->mentions[at].last; i++) conjuncts_behind(f, i, r->mentions[at].last, depth);
}

uint32_t ch_np_actors(const ch_reading *reading, uint32_t word, uint32_t *out, uint32_t max) {
  found f = {reading, out, 0, max};
  actors_below(&f, word, 0);
  return f.n;
}

/* The same side, unless two persons stand for it. */
static bool same_owner(const ch_reading *r, uint32_t a, uint32_t b) {
  const ch_actor *x = &r->actors[r->mentions[a].actor], *y = &r->actors[r->mentions[b].actor];
  if (x == y) return true;
  if (x->person.n > 0 && y->person.n > 0) return false;
  return x->code.n > 0 && ch_str_eq(x->code, y->code);
}

/* A side once, whatever words name it: "the U.S. State Department's staff". */
static void add_owners(found *f, const found *more) {
  const ch_reading *r = f->reading;
  for (uint32_t i = 0; i < more->n; i++) {
    bool known = false;
    for (uint32_t k = 0; k < f->n && !known; k++)
      known = same_owner(r, f->out[k], more->out[i]);
    if (!known && f->n < f->max) f->out[f->n++] = more->out[i];
  }
}

/* "Russian and American diplomats", "US-Russia talks": a modifier's mention,
 * its conjuncts' and its own modifiers'. */
static void modifier_owners(found *f, uint32_t w, uint32_t depth) {
  const ch_reading *r = f->reading;
  const ch_document *doc = r->doc;
  if (depth > MAX_DEPTH) return;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    ch_rel rel = doc->words[c].rel;
    if (c < w && (rel == CH_REL_AMOD || rel == CH_REL_COMPOUND || rel == CH_REL_NMOD_UNMARKED))
      modifier_owners(f, c, depth + 1);
  }
  if (r->mention_at[w] != CH_NO_ITEM && !r->mentions[r->mention_at[w]].place) add_at(f, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (doc->words[c].rel == CH_REL_CONJ) modifier_owners(f, c, depth + 1);
  }
}

/* What stands before the noun, what a participle there brings ("the US-led Iraqi force", nothing
 * of "Iran-backed fighters"), what stands in its `of` phrase. */
typedef enum whence { BEFORE, BY_PARTICIPLE, BEHIND } whence;

/* "IRAN-backed": a name joined to the participle. */
static bool has_name(const ch_reading *r, uint32_t participle) {
  for (uint32_t i = 0; i < ch_child_count(r->doc, participle); i++)
    if (r->mention_at[ch_child(r->doc, participle, i)] != CH_NO_ITEM) return true;
  return false;
}

/* One modifier of the phrase. */
static void owners_from(found *f, uint32_t c, whence from) {
  const ch_document *doc = f->reading->doc;
  uint32_t buffer[32];
  found more = {f->reading, buffer, 0, 32};
  switch ((ch_rel)doc->words[c].rel) {
    case CH_REL_NMOD_POSS:
      if (from == BEFORE) actors_below(&more, c, 0);
      break;
    case CH_REL_AMOD:
    case CH_REL_COMPOUND:
    case CH_REL_NMOD_UNMARKED:
      if (from == (doc->words[c].upos == CH_UPOS_VERB ? BY_PARTICIPLE : BEFORE) &&
          (from == BEFORE || !has_name(f->reading, c) || (f->reading->links[c] & CH_LINK_LEAD)))
        modifier_owners(&more, c, 0);
      break;
    case CH_REL_NMOD:
      if (from == BEHIND && linked(f->reading, c, CH_LINK_SIDE)) actors_below(&more, c, 0);
      break;
    default:
      break;
  }
  add_owners(f, &more);
}

/* Does a possessor with a name stand before that modifier of the noun? "ITS Arab allies" are both's. */
static bool owned_before(const found *f, uint32_t noun, uint32_t modifier) {
  uint32_t poss = ch_child_by_rel(f->reading->doc, noun, CH_REL_NMOD_POSS);
  return poss != CH_NO_WORD && poss < modifier && f->reading->doc->words[poss].upos != CH_UPOS_PRON;
}

uint32_t ch_np_owners(const ch_reading *reading, uint32_t word, uint32_t *out, uint32_t max) {
  const ch_document *doc = reading->doc;
  found f = {reading, out, 0, max};
  uint32_t count = ch_child_count(doc, word);
  for (whence from = BEFORE; from <= BEHIND && f.n == 0; from++)
    for (uint32_t i = 0; i < count; i++) {
      uint32_t c = ch_child(doc, word, i);
      /* "Peru's CHILE policy" is Peru's */
      if (from == BEFORE && f.n > 0 && doc->words[c].rel == CH_REL_COMPOUND && owned_before(&f, word, c)) continue;
      owners_from(&f, c, from);
    }
  /* A conjunct shares what stands before the first: "Russian diplomats and
   * spies". */
  if (f.n == 0 && doc->words[word].rel == CH_REL_CONJ && doc->words[word].head < word) {
    uint32_t first = doc->words[word].head;
    count = ch_child_count(doc, first);
    for (uint32_t i = 0; i < count; i++) owners_from(&f, ch_child(doc, first, i), BEFORE);
  }
  if (f.n == 0) {
    uint32_t at = reading->mention_at[word];
    if (at != CH_NO_ITEM && names_party(&reading->mentions[at]) &&
        ch_mention_code(reading, at).n > 0)
      add_at(&f, word);
  }
  return f.n;
}

uint32_t ch_np_place(const ch_reading *reading, uint32_t word) {
  const ch_document *doc = reading->doc;
  uint32_t at = reading->place_at[word];
  if (at != CH_NO_ITEM && reading->places[at].head == word) return at;
  uint32_t best = CH_NO_ITEM, best_distance = UINT32_MAX;
  uint32_t count = ch_child_count(doc, word);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, word, i);
    switch ((ch_rel)doc->words[c].rel) {
      case CH_REL_NMOD:
      case CH_REL_NMOD_POSS:
      case CH_REL_NMOD_UNMARKED:
      case CH_REL_COMPOUND:
      case CH_REL_OBL:
      case CH_REL_OBL_UNMARKED:
      case CH_REL_ADVMOD:
        break;
      default:
        continue;
    }
    uint32_t p = reading->place_at[c];
    if (p == CH_NO_ITEM || reading->places[p].head != c) continue;
    uint32_t distance = c > word ? c - word : word - c;
    if (distance < best_distance) {
      best_distance = distance;
      best = p;
    }
  }
  return best;
}
