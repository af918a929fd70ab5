/* Groups without a pronoun: "the two countries", "both sides", "the three leaders", "the warring
 * parties". See coreference.h. */
#include "read/actor_phrase.h"
#include "read/coreference.h"

enum { MAX_LOOK = 40 }; /* mentions looked back over */

/* "two", "both", "each" before the noun; alone when the word itself is one. */
static bool announced(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (c > w) break;
    if (!(ch_form_bits(story, c) & CH_WORD_TWO)) continue;
    /* "two officials" are any two. */
    if (doc->words[c].upos != CH_UPOS_NUM || (ch_form_bits(story, w) & CH_WORD_STATES)) return true;
    uint32_t det = ch_child_by_rel(doc, w, CH_REL_DET);
    if (det != CH_NO_WORD && (ch_form_bits(story, det) & CH_WORD_DEFINITE)) return true;
  }
  return false;
}

static void put(ch_actor_pair *p, uint32_t actor) {
  for (uint32_t i = 0; i < p->n; i++)
    if (p->actor[i] == actor) return;
  if (p->n < 3) p->actor[p->n++] = actor;
}

static bool of_one_state(const ch_story *story, const ch_actor_pair *p) {
  return p->n == 2 && ch_str_eq(story->actors.v[p->actor[0]].code, story->actors.v[p->actor[1]].code);
}

bool ch_opposing(const ch_str *sectors, uint32_t n) {
  return n > 0 && (ch_str_is(sectors[0], "REB") || ch_str_is(sectors[0], "OPP"));
}

static bool opposes_state(const ch_actor *a) { return ch_opposing(a->sectors, a->n_sectors); }

/* States or persons of this sentence before w and of the `reach` before. */
static ch_actor_pair recent_pair(ch_story *story, uint32_t w, ch_class class, bool named, uint32_t reach) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0;
  ch_actor_pair p = {{0}, 0};
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention m = story->mentions.v[i - 1];
    if (m.first >= w) continue;
    if (doc->sentence_of[m.head] + reach < sentence) break;
    if (m.place) continue;
    if (class == CH_CLASS_PERSON) {
      const ch_actor *a = ch_actor_of(story, &m); /* "Peru's PRESIDENT", of no name */
      if ((story->more.v[m.actor].class == CH_CLASS_PERSON && a->person.n > 0) ||
          (!named && a->person.n == 0 && a->office.n > 0 && a->code.n > 0 && m.naming == CH_NAMING_NOMINAL))
        put(&p, m.actor);
      continue;
    }
    uint32_t row = ch_state_row_of(story->lists, ch_actor_of(story, &m)->code);
    if (row != CH_NO_ROW) put(&p, ch_story_state(story, row));
  }
  return p;
}

/* "Biden rang Omar. He conveyed Obama's wishes. THE TWO LEADERS discussed trade": the last person of each
 * of two states, in the five sentences up to w; nobody where a third is told of. */
static ch_actor_pair leaders_of_two(const ch_story *story, uint32_t w) {
  enum { REACH = 4 };
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0;
  ch_actor_pair p = {{0}, 0};
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK && p.n < 3; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    const ch_actor *a = ch_actor_of(story, m);
    if (m->first >= w || m->place || a->person.n == 0 || a->code.n == 0) continue;
    if (doc->sentence_of[m->head] + REACH < sentence) break;
    bool known = false;
    for (uint32_t k = 0; k < p.n && !known; k++) known = ch_str_eq(story->actors.v[p.actor[k]].code, a->code);
    if (!known) put(&p, m->actor);
  }
  return p;
}

/* The two states that the article speaks of, if no third comes near. */
ch_actor_pair ch_leading_pair(ch_story *story) {
  uint32_t best[3] = {CH_NO_ROW, CH_NO_ROW, CH_NO_ROW}, n[3] = {0, 0, 0};
  for (uint32_t row = 0; row < story->lists->states.n; row++) {
    uint32_t count = story->state_count[row];
    for (uint32_t k = 0; k < 3; k++) {
      if (count <= n[k]) continue;
      for (uint32_t j = 2; j > k; j--) {
        best[j] = best[j - 1];
        n[j] = n[j - 1];
      }
      best[k] = row;
      n[k] = count;
      break;
    }
  }
  ch_actor_pair p = {{0}, 0};
  if (best[1] == CH_NO_ROW || n[1] < 2 * n[2]) return p;
  put(&p, ch_story_state(story, best[0]));
  put(&p, ch_story_state(story, best[1]));
  return p;
}

/* The two states that the article begins with, where it speaks of no third oftener: of "both sides"
 * with others named in between. */
static ch_actor_pair opening_pair(ch_story *story, uint32_t w) {
  enum { OPENING = 3 };
  const ch_document *doc = story->doc;
  ch_actor_pair p = {{0}, 0};
  uint32_t row[2] = {CH_NO_ROW, CH_NO_ROW}, at = 0;
  for (size_t i = 0; i < story->mentions.n; i++) {
    const ch_mention m = story->mentions.v[i];
    uint32_t sentence = doc->sentence_of[m.head];
    if (m.first >= w || sentence >= OPENING || (p.n > 1 && sentence > at)) break;
    uint32_t state = ch_state_row_of(story->lists, ch_actor_of(story, &m)->code);
    if (m.place || state == CH_NO_ROW) continue;
    if (p.n < 2) row[p.n] = state;
    at = sentence;
    put(&p, ch_story_state(story, state));
  }
  if (p.n != 2) return p;
  for (uint32_t third = 0; third < story->lists->states.n; third++)
    if (third != row[0] && third != row[1] &&
        (story->state_count[third] > story->state_count[row[0]] || story->state_count[third] > story->state_count[row[1]]))
      p.n = 0;
  uint32_t first = p.actor[0]; /* met last first, as the others */
  p.actor[0] = p.actor[1];
  p.actor[1] = first;
  return p;
}

/* The head of the other conjunct where an "and" joins two alone; CH_NO_WORD. */
static uint32_t joined_with(const ch_document *doc, uint32_t w) {
  uint32_t head = doc->words[w].head, conjuncts = 0;
  if (doc->words[w].rel != CH_REL_CONJ || head == CH_NO_WORD || head > w) return CH_NO_WORD;
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count && conjuncts < 2; i++) /* no further: a list may be endless */
    conjuncts += doc->words[ch_child(doc, head, i)].rel == CH_REL_CONJ;
  return conjuncts == 1 && doc->words[head].rel != CH_REL_CONJ ? head : CH_NO_WORD;
}

static void bind(ch_story *story, uint32_t a, uint32_t b, bool persons) {
  if (a == b) return;
  for (uint32_t i = 0; i < story->n_bonds; i++) {
    ch_bond *bond = &story->bonds[i];
    bool same = (bond->a == a && bond->b == b) || (bond->a == b && bond->b == a);
    if (same && bond->persons == persons) {
      bond->n++;
      return;
    }
  }
  if (story->n_bonds < CH_MAX_BONDS) story->bonds[story->n_bonds++] = (ch_bond){a, b, 1, persons};
}

/* The pair that the text so far joins by "and" more often than any other: where a mediator is
 * named as often as the two. The states of two persons are joined with them. */
static ch_actor_pair bound_pair(ch_story *story, bool persons) {
  const ch_document *doc = story->doc;
  for (; story->bonds_seen < story->mentions.n; story->bonds_seen++) {
    const ch_mention m = story->mentions.v[story->bonds_seen];
    uint32_t other = joined_with(doc, m.head);
    if (other == CH_NO_WORD || story->mention_of[other] == CH_NO_ITEM || m.place) continue;
    const ch_mention o = story->mentions.v[story->mention_of[other]];
    const ch_actor a = *ch_actor_of(story, &o), b = *ch_actor_of(story, &m);
    if (o.place || a.code.n == 0 || b.code.n == 0 || ch_str_eq(a.code, b.code)) continue;
    if (a.person.n > 0 && b.person.n > 0) bind(story, o.actor, m.actor, true);
    uint32_t row_a = ch_state_row_of(story->lists, a.code), row_b = ch_state_row_of(story->lists, b.code);
    if (row_a != CH_NO_ROW && row_b != CH_NO_ROW)
      bind(story, ch_story_state(story, row_a), ch_story_state(story, row_b), false);
  }
  const ch_bond *best = NULL;
  uint32_t next = 0;
  for (uint32_t i = 0; i < story->n_bonds; i++) {
    const ch_bond *bond = &story->bonds[i];
    if (bond->persons != persons) continue;
    if (!best || bond->n > best->n) {
      next = best ? best->n : 0;
      best = bond;
    } else if (bond->n > next) {
      next = bond->n;
    }
  }
  ch_actor_pair p = {{0}, 0};
  if (!best || best->n == next) return p;
  put(&p, best->b); /* met last first */
  put(&p, best->a);
  return p;
}

/* Who may be one of two sides: not a place, not who tells of it. */
static bool may_be_side(const ch_story *story, const ch_mention *m) {
  const ch_actor *a = ch_actor_of(story, m);
  static const char *const NONE[] = {"JRN", "CVL", "BUS", "SOC"};
  for (size_t i = 0; a->n_sectors && i < sizeof NONE / sizeof *NONE; i++)
    if (ch_str_is(a->sectors[0], NONE[i])) return false;
  return !m->place && a->code.n > 0 && m->naming != CH_NAMING_ADJECTIVE &&
         m->naming != CH_NAMING_PRONOUN;
}

/* Whose words w stands in: "X said that the sides …" need not be one of them. */
static bool tells_of(const ch_story *story, const ch_mention *m, uint32_t w) {
  enum { CLIMB = 12 };
  const ch_document *doc = story->doc;
  uint32_t first;
  if (ch_rel_universal(ch_shared_rel(doc, m->head, &first)) != CH_REL_NSUBJ) return false;
  uint32_t verb = doc->words[first].head;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = doc->words[w].head)
    if ((doc->words[w].rel == CH_REL_CCOMP || doc->words[w].rel == CH_REL_PARATAXIS) && doc->words[w].head == verb)
      return true;
  return false;
}

/* The two sides that the sentences up to w speak of, looked back over until two are
 * found: a state and its rebels are two, a state's minister and army one. */
static ch_actor_pair recent_sides(const ch_story *story, uint32_t w) {
  enum { REACH = 2 };
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], at = sentence, look = 0;
  ch_actor_pair p = {{0}, 0};
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w || !may_be_side(story, m) || tells_of(story, m, w)) continue;
    uint32_t here = doc->sentence_of[m->head];
    if (here + REACH < sentence || (here < at && p.n > 1)) break;
    at = here;
    const ch_actor *a = ch_actor_of(story, m);
    bool known = false;
    for (uint32_t k = 0; k < p.n && !known; k++) {
      const ch_actor *b = &story->actors.v[p.actor[k]];
      known = ch_str_eq(a->code, b->code) && opposes_state(a) == opposes_state(b);
    }
    if (!known) put(&p, m->actor);
  }
  return p;
}

/* A government and those who fight it. */
static bool is_torn(const ch_story *story, const ch_actor_pair *p) {
  if (p->n != 2) return false;
  const ch_actor *a = &story->actors.v[p->actor[0]], *b = &story->actors.v[p->actor[1]];
  if (opposes_state(a)) {
    const ch_actor *other = a;
    a = b;
    b = other;
  }
  bool rules = a->n_sectors == 0 || ch_str_is(a->sectors[0], "GOV") || ch_str_is(a->sectors[0], "MIL");
  return ch_str_eq(a->code, b->code) && rules && opposes_state(b);
}

/* "both sides of the Atlantic" */
static bool has_of(const ch_document *doc, uint32_t w) {
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    ch_rel rel = (ch_rel)doc->words[ch_child(doc, w, i)].rel;
    if (rel != CH_REL_NMOD_POSS && ch_rel_universal(rel) == CH_REL_NMOD) return true;
  }
  return false;
}

/* The role with the country filled in. */
uint32_t ch_role_of_state(ch_story *story, const ch_role_row *role, uint32_t row) {
  const ch_state_row *state = &story->lists->states.v[row];
  ch_actor actor = {.code = state->controller.n > 0 ? state->controller : state->code,
                    .name = state->name, .office = role->office, .n_sectors = role->n_sectors};
  memcpy(actor.sectors, role->sectors, sizeof actor.sectors);
  bool state_itself = (ch_word_bits(story->lists, role->term) & CH_WORD_STATES) != 0;
  if (role->kind == CH_ROLE_BODY && !state_itself) actor.body = role->term;
  if (state_itself) return ch_story_state(story, row);
  return ch_story_actor(story, &actor,
                        actor.body.n > 0 ? CH_CLASS_BODY : CH_CLASS_GROUP);
}

/* "both presidents", nobody named: those of the story's two states. */
static ch_actor_pair officers(ch_story *story, uint32_t w) {
  ch_actor_pair states = ch_leading_pair(story), p = {{0}, 0};
  if (states.n != 2) states = opening_pair(story, w);
  const ch_role_row *role = &story->lists->roles.v[story->roles.v[story->role_at[w]].row];
  bool office = role->n_sectors > 0 && !ch_str_is(role->sectors[0], "CVL");
  for (uint32_t i = 0; i < states.n && states.n == 2 && office; i++) {
    uint32_t row = ch_state_row_of(story->lists, story->actors.v[states.actor[i]].code);
    if (row != CH_NO_ROW) put(&p, ch_role_of_state(story, role, row));
  }
  return p;
}

/* ---- "the leaders", of whom two and more were named side by side ------------------------ */

enum { MAX_COMPANY = 8 };

typedef struct company {
  uint32_t actor[MAX_COMPANY];
  uint32_t n;
} company;

static bool leads(const ch_story *story, const ch_actor *actor) {
  return (ch_word_bits(story->lists, actor->office) & CH_WORD_LEADER) != 0;
}

/* Persons of the sentences before, the ones that hold such an office. */
static company named_together(const ch_story *story, uint32_t w, const ch_role_row *role) {
  enum { REACH = 3 };
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0;
  company c = {{0}, 0};
  bool any_leader = (ch_word_bits(story->lists, role->term) & CH_WORD_LEADER) != 0;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w) continue;
    if (doc->sentence_of[m->head] + REACH < sentence) break;
    const ch_actor *actor = ch_actor_of(story, m);
    if (actor->person.n == 0 || actor->code.n == 0 || actor->office.n == 0) continue;
    if (!ch_str_eq(actor->office, role->office) && !(any_leader && leads(story, actor))) continue;
    bool there = false;
    for (uint32_t k = 0; k < c.n; k++) there = there || c.actor[k] == m->actor;
    if (!there && c.n < MAX_COMPANY) c.actor[c.n++] = m->actor;
  }
  return c;
}

/* "the leaders", "the ministers": no owner, no adjective, an article alone. */
static uint32_t refer_company(ch_story *story, uint32_t w, uint32_t first) {
  const ch_document *doc = story->doc;
  uint32_t at = story->role_at[w], det = ch_child_by_rel(doc, w, CH_REL_DET);
  if (at == CH_NO_ITEM || det == CH_NO_WORD || !ch_is_plural(doc, w) ||
      first + 1 < story->roles.v[at].first)
    return CH_NO_ITEM;
  const ch_role_row *role = &story->lists->roles.v[story->roles.v[at].row];
  if (!(ch_form_bits(story, det) & CH_WORD_DEFINITE) || role->kind != CH_ROLE_PERSON ||
      role->office.n == 0)
    return CH_NO_ITEM;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++)
    if (ch_rel_universal((ch_rel)doc->words[ch_child(doc, w, i)].rel) == CH_REL_NMOD)
      return CH_NO_ITEM;
  company c = named_together(story, w, role);
  uint32_t made = CH_NO_ITEM;
  for (uint32_t i = c.n; i > 0 && c.n > 1; i--) { /* met last first */
    uint32_t mention =
        ch_story_mention(story, w, first, w, c.actor[i - 1], CH_NAMING_NOMINAL, false);
    if (made == CH_NO_ITEM) made = mention;
  }
  return made;
}

/* "THE FOUR accused", "THE THREE COUNTRIES": the row of three states and more in this sentence or
 * the one before. */
typedef struct row_of_states {
  uint32_t actor[MAX_COMPANY];
  uint32_t n;
} row_of_states;

static void add_row(ch_story *story, uint32_t head, row_of_states *out, int depth) {
  uint32_t mention = story->mention_of[head];
  if (mention == CH_NO_ITEM || depth == 0) return;
  const ch_mention m = story->mentions.v[mention];
  uint32_t state = ch_state_row_of(story->lists, ch_actor_of(story, &m)->code);
  if (m.place || m.naming == CH_NAMING_ADJECTIVE || state == CH_NO_ROW) return;
  if (out->n < MAX_COMPANY) out->actor[out->n++] = ch_story_state(story, state);
  uint32_t count = ch_child_count(story->doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(story->doc, head, i);
    if (story->doc->words[c].rel == CH_REL_CONJ) add_row(story, c, out, depth - 1);
  }
}

static uint32_t refer_row(ch_story *story, uint32_t w, uint32_t first) {
  enum { DEPTH = 6, LEAST = 3 };
  const ch_document *doc = story->doc;
  bool alone = doc->words[w].upos == CH_UPOS_NUM;
  uint32_t number = alone ? w : ch_child_by_rel(doc, w, CH_REL_NUMMOD);
  uint32_t det = ch_child_by_rel(doc, w, CH_REL_DET), sentence = doc->sentence_of[w], look = 0;
  ch_rel rel = ch_rel_universal((ch_rel)doc->words[w].rel);
  if (number == CH_NO_WORD || det == CH_NO_WORD || !(ch_form_bits(story, det) & CH_WORD_DEFINITE) ||
      (alone && rel != CH_REL_NSUBJ && rel != CH_REL_OBJ))
    return CH_NO_ITEM;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention m = story->mentions.v[i - 1];
    if (m.first >= w) continue;
    if (doc->sentence_of[m.head] + 1 < sentence) break;
    if (doc->words[m.head].rel == CH_REL_CONJ) continue;
    row_of_states row = {{0}, 0};
    add_row(story, m.head, &row, DEPTH);
    if (row.n < LEAST) continue;
    uint32_t made = CH_NO_ITEM;
    for (uint32_t k = 0; k < row.n; k++) {
      uint32_t mention = ch_story_mention(story, w, first, w, row.actor[k], CH_NAMING_NOMINAL, false);
      if (made == CH_NO_ITEM) made = mention;
    }
    return made;
  }
  return CH_NO_ITEM;
}

/* "the sides", "the warring parties": with an article, no owner and no other adjective. */
static bool is_pair_word(const ch_story *story, uint32_t w, uint32_t first) {
  const ch_document *doc = story->doc;
  if (!(ch_form_uses(story, w) & CH_USE_PAIR) || first == w) return false;
  bool definite = false;
  for (uint32_t i = first; i < w; i++) {
    if (ch_form_bits(story, i) & CH_WORD_DEFINITE)
      definite = true;
    else if (!(ch_form_uses(story, i) & CH_USE_PAIR))
      return false;
  }
  return definite && !has_of(doc, w);
}

/* Has the text named both before `w`? "Both sides" are nobody that it first tells of further down. */
static bool named_before(const ch_story *story, const ch_actor_pair *p, uint32_t w) {
  uint32_t named = 0;
  for (uint32_t k = 0; k < p->n; k++)
    for (size_t i = 0; i < story->mentions.n; i++) {
      const ch_mention *m = &story->mentions.v[i];
      if (m->first >= w || !ch_str_eq(ch_actor_of(story, m)->code, story->actors.v[p->actor[k]].code)) continue;
      named++;
      break;
    }
  return named == p->n;
}

uint32_t ch_refer_group(ch_story *story, uint32_t w, uint32_t first) {
  const ch_document *doc = story->doc;
  uint32_t bits = ch_form_bits(story, w);
  bool alone = (bits & CH_WORD_TWO) != 0 && ch_is_plural(doc, w) == false, both = false;
  if (!alone && (doc->words[w].upos == CH_UPOS_NUM || (bits & CH_WORD_STATES)) && !announced(story, w)) {
    uint32_t row = refer_row(story, w, first);
    if (row != CH_NO_ITEM) return row;
  }
  if (!alone && doc->words[w].upos == CH_UPOS_NUM) return CH_NO_ITEM;
  if (alone) {
    /* "the two met": no noun behind, an argument of its own. */
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[w].rel);
    if (doc->words[w].upos != CH_UPOS_NUM && doc->words[w].upos != CH_UPOS_PRON) return CH_NO_ITEM;
    if (rel != CH_REL_NSUBJ && rel != CH_REL_OBJ) return CH_NO_ITEM;
  } else if (is_pair_word(story, w, first)) {
    both = true;
  } else if (!(bits & (CH_WORD_STATES | CH_WORD_PERSONS)) || !announced(story, w)) {
    return refer_company(story, w, first);
  }
  ch_actor_pair p = {{0}, 0};
  if (both || (bits & CH_WORD_STATES)) p = recent_sides(story, w);
  if (!both && !is_torn(story, &p)) p.n = 0;
  if (alone || (!both && (bits & CH_WORD_PERSONS))) {
    /* "Biden spoke of it with OMAR when the two met", whoever the sentence before names */
    p = recent_pair(story, w, CH_CLASS_PERSON, true, 0);
    if (p.n != 2 || of_one_state(story, &p)) p = recent_pair(story, w, CH_CLASS_PERSON, true, 1);
    if (p.n == 0) p = recent_pair(story, w, CH_CLASS_PERSON, false, 1);
  }
  if (!alone && of_one_state(story, &p) && (ch_word_bits(story->lists, doc->words[w].lemma) & CH_WORD_LEADER)) {
    ch_actor_pair two = leaders_of_two(story, w);
    if (two.n == 2) p = two;
  }
  if (p.n != 2 && (bits & CH_WORD_STATES)) p = ch_leading_pair(story);
  if (both && !named_before(story, &p, w)) p.n = 0;
  if (p.n != 2 && (bits & CH_WORD_STATES) && !has_of(doc, w)) p = bound_pair(story, false);
  if (p.n != 2 && !both && (bits & CH_WORD_PERSONS)) p = bound_pair(story, true);
  if (p.n != 2 && (alone || (bits & CH_WORD_STATES))) p = recent_pair(story, w, CH_CLASS_STATE, true, 1);
  if (p.n != 2 && !both && (bits & CH_WORD_STATES) && !has_of(doc, w)) p = recent_sides(story, w);
  if (p.n != 2 && (bits & CH_WORD_STATES) && !has_of(doc, w)) p = opening_pair(story, w);
  if (p.n != 2 && !both && story->role_at[w] != CH_NO_ITEM) p = officers(story, w);
  if (p.n != 2 || story->failed) return CH_NO_ITEM;
  /* Met last first; told in the article's order. */
  uint32_t made =
      ch_story_mention(story, w, first, w, p.actor[1], CH_NAMING_NOMINAL, false);
  ch_story_mention(story, w, first, w, p.actor[0], CH_NAMING_NOMINAL, false);
  return made;
}
