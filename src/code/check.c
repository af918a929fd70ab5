/* What can be told of a codebook without a sentence: a pattern covers another
 * when it matches wherever that one does; if it also wins there, the other
 * never counts. */
#include "code/check.h"

typedef struct checker {
  const ch_codebook *book;
  bool own; /* tell of layers above ours alone */
  ch_faults *out;
} checker;

static const ch_rule *rule_of(const checker *k, const ch_pattern *p) {
  return &k->book->rules.v[p->rule];
}

static bool wanted(const checker *k, uint32_t layer) { return layer > 0 || !k->own; }

/* ---- which pattern covers which ----------------------------------------- */

static bool atom_covers(const ch_codebook *b, const ch_atom *wide, const ch_atom *narrow) {
  if (wide->kind == narrow->kind && wide->id == narrow->id) return true;
  if (wide->kind != CH_ATOM_CLASS) return false;
  if (narrow->kind == CH_ATOM_LEXEME)
    return ch_class_has(&b->words.lexemes.v[narrow->id].classes, wide->id);
  return narrow->kind == CH_ATOM_CLASS && ch_class_has(&b->words.classes[narrow->id].within, wide->id);
}

/* Is all that `narrow` takes taken by `wide`? */
static bool words_cover(const ch_codebook *b, const ch_element *wide, const ch_element *narrow) {
  for (uint32_t i = 0; i < narrow->n_alternatives; i++) {
    bool covered = false;
    for (uint32_t j = 0; j < wide->n_alternatives && !covered; j++)
      covered = atom_covers(b, &wide->alternative[j], &narrow->alternative[i]);
    if (!covered) return false;
  }
  return true;
}

static bool functions_cover(const ch_element *wide, const ch_element *narrow) {
  if (wide->n_functions != narrow->n_functions) return false;
  for (uint32_t i = 0; i < narrow->n_functions; i++)
    for (uint32_t a = 0; a < narrow->function[i].n; a++) {
      bool covered = false;
      for (uint32_t b = 0; b < wide->function[i].n && !covered; b++)
        covered = wide->function[i].word[b] == narrow->function[i].word[a];
      if (!covered) return false;
    }
  return true;
}

static bool element_covers(const ch_codebook *b, const ch_element *wide, const ch_element *narrow) {
  return (wide->n_alternatives == 0) == (narrow->n_alternatives == 0) &&
         functions_cover(wide, narrow) && words_cover(b, wide, narrow);
}

/* Does `wide` match wherever `narrow` does? May miss that it does, never says
 * so wrongly. */
static bool pattern_covers(const ch_codebook *b, const ch_pattern *wide, const ch_pattern *narrow) {
  if (wide->pos != narrow->pos || !words_cover(b, &wide->element[0], &narrow->element[0])) return false;
  bool taken[CH_MAX_ELEMENTS] = {false};
  for (uint32_t i = 1; i < wide->n; i++) {
    const ch_element *w = &wide->element[i];
    uint32_t found = CH_MAX_ELEMENTS;
    for (uint32_t j = 1; j < narrow->n && found == CH_MAX_ELEMENTS; j++) {
      const ch_element *n = &narrow->element[j];
      if (taken[j] || n->absent != w->absent) continue;
      /* what must be absent: the narrow one must forbid at least as much */
      if (w->absent ? element_covers(b, n, w) : element_covers(b, w, n)) found = j;
    }
    if (found == CH_MAX_ELEMENTS) return false;
    if (!w->absent) taken[found] = true;
  }
  return true;
}

static const ch_roles *roles_of(const checker *k, const ch_pattern *p, bool actor) {
  const ch_rule *rule = rule_of(k, p);
  const ch_roles *own = actor ? &rule->actor : &rule->recipient;
  if (own->stated) return own;
  const ch_codebook *b = k->book;
  if (p->pos == CH_POS_NOUN) return actor ? &b->noun_actor : &b->noun_recipient;
  return actor ? &b->verb_actor : &b->verb_recipient;
}

static bool roles_cover(const ch_roles *wide, const ch_roles *narrow) {
  for (uint32_t i = 0; i < narrow->n; i++) {
    bool there = false;
    for (uint32_t j = 0; j < wide->n && !there; j++)
      there = wide->v[j].kind == narrow->v[i].kind && wide->v[j].word == narrow->v[i].word;
    if (!there) return false;
  }
  return true;
}

static bool wants_recipient(const ch_rule *rule) {
  switch (rule->type) {
    case CH_TYPE_COOPERATE: case CH_TYPE_AID: case CH_TYPE_SANCTION: case CH_TYPE_ASSAULT: return true;
    default: return rule->needs_recipient;
  }
}

/* Is `p` never the one that counts, because `q` is settled before it and finds
 * its parties wherever `p` would? */
static bool shadows(const checker *k, const ch_pattern *q, const ch_pattern *p) {
  const ch_rule *rq = rule_of(k, q), *rp = rule_of(k, p);
  if (!ch_pattern_better(k->book, q, p)) return false;
  if (rq->needs != CH_EFFECT_NONE && rq->needs != rp->needs) return false;
  if (rq->subject.n_alternatives && !ch_str_eq(rq->subject_text, rp->subject_text)) return false;
  if (wants_recipient(rq) && !wants_recipient(rp)) return false;
  return roles_cover(roles_of(k, q, true), roles_of(k, p, true)) &&
         roles_cover(roles_of(k, q, false), roles_of(k, p, false)) && pattern_covers(k->book, q, p);
}

static bool says_the_same(const ch_rule *a, const ch_rule *b) {
  return a->type == b->type && a->cameo == b->cameo && ch_str_eq(a->mode, b->mode) &&
         a->implies == b->implies && a->about == b->about;
}

/* A word that the pattern may be headed by; CH_NO_LEXEME if there is none. */
static uint32_t head_word(const ch_codebook *b, const ch_pattern *p) {
  const ch_atom *head = &p->element[0].alternative[0];
  if (head->kind == CH_ATOM_LEXEME) return head->id;
  for (size_t w = 0; w < b->words.lexemes.n; w++)
    if (ch_class_has(&b->words.lexemes.v[w].classes, head->id)) return (uint32_t)w;
  return CH_NO_LEXEME;
}

static void check_shadow(const checker *k, const ch_pattern *p) {
  const ch_codebook *b = k->book;
  uint32_t head = head_word(b, p);
  if (head == CH_NO_LEXEME) return;
  const ch_pattern *best = NULL;
  for (uint32_t i = b->words.lexemes.v[head].patterns; i; i = b->links.v[i - 1].next) {
    const ch_pattern *q = &b->patterns.v[b->links.v[i - 1].pattern];
    if (q != p && (!best || ch_pattern_better(b, q, best)) && shadows(k, q, p)) best = q;
  }
  if (!best) return;
  const ch_rule *rule = rule_of(k, p), *other = rule_of(k, best);
  /* the reader's own lines are there to win over ours */
  if (other->layer > rule->layer) return;
  bool same = says_the_same(rule, other), contradicts = !same && pattern_covers(b, p, best);
  ch_fault_add(k->out, contradicts ? "contradictory" : same ? "redundant" : "shadowed",
               ch_str_of(rule->file), p->line,
               contradicts ? "'%.*s' (%s %.*s) asks for the same words as '%.*s' (%s %.*s) at %s:%u"
                           : "'%.*s' (%s %.*s) never counts: '%.*s' (%s %.*s) at %s:%u matches too and wins",
               CH_PRI(p->text), ch_type_name(rule->type), CH_PRI(rule->cameo->code),
               CH_PRI(best->text), ch_type_name(other->type), CH_PRI(other->cameo->code), other->file,
               best->line);
}

/* ---- what nothing can match --------------------------------------------- */

static bool class_is_empty(const ch_codebook *b, uint32_t id) {
  for (size_t w = 0; w < b->words.lexemes.n; w++)
    if (ch_class_has(&b->words.lexemes.v[w].classes, id)) return false;
  for (size_t i = 0; i < b->words.phrases.n; i++)
    if (ch_class_has(&b->words.phrases.v[i].classes, id)) return false;
  return true;
}

static const ch_class *empty_class(const ch_codebook *b, const ch_element *e) {
  const ch_class *found = NULL;
  for (uint32_t i = 0; i < e->n_alternatives; i++) {
    if (e->alternative[i].kind != CH_ATOM_CLASS || !class_is_empty(b, e->alternative[i].id)) return NULL;
    found = &b->words.classes[e->alternative[i].id];
  }
  return found;
}

static void check_reach(const checker *k, const ch_pattern *p) {
  const ch_codebook *b = k->book;
  const ch_rule *rule = rule_of(k, p);
  ch_str file = ch_str_of(rule->file);
  for (uint32_t i = 0; i < p->n; i++) {
    const ch_element *e = &p->element[i];
    const ch_class *empty = e->absent ? NULL : empty_class(b, e);
    if (empty)
      ch_fault_add(k->out, "unreachable", file, p->line, "'%.*s' asks for a member of @%.*s, which has none",
                   CH_PRI(p->text), CH_PRI(empty->name));
    for (uint32_t j = 1; j < p->n && !e->absent; j++)
      if (i && i != j && p->element[j].absent && element_covers(b, &p->element[j], e))
        ch_fault_add(k->out, "contradictory", file, p->line,
                     "'%.*s' asks for a word and forbids it", CH_PRI(p->text));
  }
}

/* May an act ever stand under the effect? Those that auxiliaries, negation and
 * clauses give always may. */
static bool effect_occurs(const ch_codebook *b, ch_effect effect) {
  switch (effect) {
    case CH_EFFECT_NONE: case CH_EFFECT_FUTURE: case CH_EFFECT_FORESEEN: case CH_EFFECT_POSSIBLE:
    case CH_EFFECT_CONDITIONAL: case CH_EFFECT_HYPOTHETICAL: case CH_EFFECT_OBLIGED:
    case CH_EFFECT_NEGATED: case CH_EFFECT_FORGONE: case CH_EFFECT_ONGOING: return true;
    default: break;
  }
  for (size_t i = 0; i < b->governors.n; i++)
    if (b->governors.v[i].effect == effect) return true;
  for (int outer = 0; outer < CH_EFFECT_COUNT; outer++)
    for (int inner = 0; inner < CH_EFFECT_COUNT; inner++)
      if (b->over[outer][inner] == effect) return true;
  return false;
}

static void check_rule(const checker *k, const ch_rule *rule) {
  ch_str file = ch_str_of(rule->file);
  const ch_class *empty = rule->subject.absent ? NULL : empty_class(k->book, &rule->subject);
  if (empty)
    ch_fault_add(k->out, "unreachable", file, rule->line, "[%.*s] asks for a subject of @%.*s, which has no member",
                 CH_PRI(rule->name), CH_PRI(empty->name));
  if (!effect_occurs(k->book, rule->needs))
    ch_fault_add(k->out, "unreachable", file, rule->line,
                 "[%.*s] needs the effect '%s', which no row of status.tsv gives", CH_PRI(rule->name),
                 ch_effect_name(rule->needs));
  for (uint32_t i = 0; i < rule->n_contexts; i++)
    if (!ch_is_context(rule->contexts[i]))
      ch_fault_add(k->out, "unknown", file, rule->line, "[%.*s]: '%.*s' is no context of PLOVER",
                   CH_PRI(rule->name), CH_PRI(rule->contexts[i]));
}

/* ---- status.tsv ----------------------------------------------------------- */

static bool governors_meet(const ch_governor *a, const ch_governor *b) {
  if (a->particle != b->particle) return false;
  if (a->upos != b->upos && a->upos != CH_UPOS_NONE && b->upos != CH_UPOS_NONE) return false;
  if ((a->where & b->where) & ~(uint32_t)CH_WHERE_PREPOSITION) return true;
  for (uint32_t i = 0; i < a->n_prepositions; i++)
    for (uint32_t j = 0; j < b->n_prepositions; j++)
      if (a->preposition[i] == b->preposition[j]) return true;
  return false;
}

static void check_governor(const checker *k, const ch_governor *row) {
  const ch_words *words = &k->book->words;
  for (uint32_t i = words->lexemes.v[row->word].governors; i; i = k->book->governors.v[i - 1].next) {
    const ch_governor *other = &k->book->governors.v[i - 1];
    if (other >= row || other->layer != row->layer || !governors_meet(other, row)) continue;
    /* '*' with an exact row beside it: the exact one is an exception */
    if ((row->upos == CH_UPOS_NONE) != (other->upos == CH_UPOS_NONE)) continue;
    ch_fault_add(k->out, other->effect == row->effect ? "shadowed" : "contradictory", ch_str_of(row->file), row->line,
                 "'%.*s' is '%s' at a place where %s:%u makes it '%s'", CH_PRI(words->lexemes.v[row->word].word),
                 ch_effect_name(row->effect), other->file, other->line, ch_effect_name(other->effect));
  }
}

static void check_outcome(const checker *k, const ch_outcome *row) {
  bool any = row->prefix.n == 0;
  for (size_t i = 0; i < k->book->cameo.n && !any; i++)
    any = ch_str_starts(k->book->cameo.v[i].code, row->prefix);
  if (!any)
    ch_fault_add(k->out, "unreachable", ch_str_of(row->file), row->line,
                 "no CAMEO code begins with '%.*s'", CH_PRI(row->prefix));
  else if (!effect_occurs(k->book, row->effect))
    ch_fault_add(k->out, "unreachable", ch_str_of(row->file), row->line,
                 "no word has the effect '%s'", ch_effect_name(row->effect));
}

/* ---- classes, codes -------------------------------------------------------- */

static void ask(ch_class_set *asked, const ch_element *e) {
  for (uint32_t i = 0; i < e->n_alternatives; i++)
    if (e->alternative[i].kind == CH_ATOM_CLASS) ch_class_put(asked, e->alternative[i].id);
}

static void check_classes(const checker *k) {
  const ch_codebook *b = k->book;
  ch_class_set asked = {{0}};
  for (size_t i = 0; i < b->patterns.n; i++)
    for (uint32_t j = 0; j < b->patterns.v[i].n; j++) ask(&asked, &b->patterns.v[i].element[j]);
  for (size_t i = 0; i < b->rules.n; i++) ask(&asked, &b->rules.v[i].subject);
  for (uint32_t i = 0; i < b->words.n_classes; i++) {
    const ch_class *class = &b->words.classes[i];
    if (!class->file || (k->own && ch_str_starts(ch_str_of(class->file), CH_STR("codebook/")))) continue;
    bool ours = class->again && ch_str_starts(ch_str_of(class->again), CH_STR("codebook/"));
    if (class->again && ours == ch_str_starts(ch_str_of(class->file), CH_STR("codebook/")))
      ch_fault_add(k->out, "repeated", ch_str_of(class->again), class->again_line,
                   "@%.*s stands in %s:%llu already: call it otherwise, or write '@%.*s+:' to add to it", CH_PRI(class->name),
                   class->file, (unsigned long long)class->line, CH_PRI(class->name));
    bool used = false;
    for (uint32_t j = 0; j < b->words.n_classes && !used; j++)
      used = ch_class_has(&class->within, j) && (b->words.classes[j].asked || ch_class_has(&asked, j));
    if (!used)
      ch_fault_add(k->out, "unused", ch_str_of(class->file), class->line, "nothing asks for @%.*s",
                   CH_PRI(class->name));
  }
}

static void check_cameo(const checker *k) {
  for (size_t i = 0; i < k->book->cameo.n; i++) {
    const ch_cameo *row = &k->book->cameo.v[i];
    int quad = ch_type_quad(row->type);
    if (quad && quad != row->quad)
      ch_fault_add(k->out, "disagrees", CH_STR("cameo.tsv"), row->line,
                   "%.*s is %s, of quad class %d, not %d", CH_PRI(row->code), ch_type_name(row->type), quad,
                   row->quad);
    for (uint32_t c = 0; c < row->n_contexts; c++)
      if (!ch_is_context(row->contexts[c]))
        ch_fault_add(k->out, "unknown", CH_STR("cameo.tsv"), row->line, "'%.*s' is no context of PLOVER",
                     CH_PRI(row->contexts[c]));
    if (row->code.n > 2) {
      const ch_cameo *above = ch_cameo_find(&k->book->cameo, ch_str_slice(row->code, 0, row->code.n - 1));
      if (!above && !ch_cameo_find(&k->book->cameo, ch_str_slice(row->code, 0, 2)))
        ch_fault_add(k->out, "disagrees", CH_STR("cameo.tsv"), row->line, "%.*s stands below no code",
                     CH_PRI(row->code));
    }
  }
}

void ch_codebook_check(const ch_codebook *book, bool own, ch_faults *out) {
  checker k = {book, own, out};
  for (size_t i = 0; i < book->patterns.n; i++) {
    const ch_pattern *p = &book->patterns.v[i];
    if (!wanted(&k, rule_of(&k, p)->layer)) continue;
    check_reach(&k, p);
    check_shadow(&k, p);
  }
  for (size_t i = 0; i < book->rules.n; i++)
    if (wanted(&k, book->rules.v[i].layer)) check_rule(&k, &book->rules.v[i]);
  for (size_t i = 0; i < book->governors.n; i++)
    if (wanted(&k, book->governors.v[i].layer)) check_governor(&k, &book->governors.v[i]);
  for (size_t i = 0; i < book->outcomes.n; i++)
    if (wanted(&k, book->outcomes.v[i].layer)) check_outcome(&k, &book->outcomes.v[i]);
  check_classes(&k);
  if (!own) check_cameo(&k);
}

void ch_codebook_unexercised(const ch_codebook *book, bool own, const ch_map *seen, ch_faults *out) {
  checker k = {book, own, out};
  const ch_pattern *told = NULL;
  for (size_t i = 0; i < book->patterns.n; i++) {
    const ch_pattern *p = &book->patterns.v[i];
    const ch_rule *rule = rule_of(&k, p);
    bool again = told && told->line == p->line && rule_of(&k, told)->file == rule->file;
    ch_str name = ch_arena_printf(out->arena, "%s:%u", rule->file, p->line);
    if (again || !wanted(&k, rule->layer) || !name.p || ch_map_get(seen, name)) continue;
    told = p;
    ch_fault_add(out, "unexercised", ch_str_of(rule->file), p->line, "no example needs this line of [%.*s]: '%.*s'",
                 CH_PRI(rule->name), CH_PRI(p->text));
  }
}
