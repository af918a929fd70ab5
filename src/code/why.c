/* A trace for people and for programs. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>

#include "code/trace.h"

typedef struct teller {
  const ch_trace *trace;
  const ch_codebook *book;
  const ch_document *doc;
  ch_buf *out;
  bool color;
} teller;

static ch_str form(const teller *t, uint32_t w) { return ch_word_form(t->doc, w); }
static const ch_rule *rule_of(const teller *t, const ch_pattern *p) { return &t->book->rules.v[p->rule]; }

/* ---- words of a pattern --------------------------------------------------------- */

static void put_atom(const teller *t, const ch_atom *atom, ch_buf *out) {
  static const char *const special[] = {[CH_ATOM_ANY] = "@any",           [CH_ATOM_ACTOR] = "@actor",
                                        [CH_ATOM_NUMBER] = "@number",     [CH_ATOM_MONEY] = "@money",
                                        [CH_ATOM_DURATION] = "@duration", [CH_ATOM_DATE] = "@date"};
  if (atom->kind == CH_ATOM_LEXEME)
    ch_buf_add(out, t->book->words.lexemes.v[atom->id].word);
  else if (atom->kind == CH_ATOM_CLASS)
    ch_buf_printf(out, "@%.*s", CH_PRI(t->book->words.classes[atom->id].name));
  else
    ch_buf_add_z(out, special[atom->kind]);
}

static void put_element(const teller *t, const ch_element *e, ch_buf *out) {
  for (uint32_t i = 0; i < e->n_functions; i++) {
    for (uint32_t k = 0; k < e->function[i].n; k++)
      ch_buf_printf(out, "%s%.*s", k ? "|" : "", CH_PRI(t->book->words.lexemes.v[e->function[i].word[k]].word));
    if (e->n_alternatives || i + 1 < e->n_functions) ch_buf_add_byte(out, ' ');
  }
  for (uint32_t i = 0; i < e->n_alternatives; i++) {
    if (i) ch_buf_add_byte(out, '|');
    put_atom(t, &e->alternative[i], out);
  }
}

static void put_side(const ch_side *side, ch_buf *out) {
  if (side->n == 0) ch_buf_add_byte(out, '-');
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *a = side->v[i].actor;
    ch_str shown = a->code.n ? a->code : a->name.n ? a->name : side->v[i].text;
    ch_buf_printf(out, "%s%.*s", i ? "+" : "", CH_PRI(shown));
  }
}

static void put_effects(const teller *t, const ch_steps *steps, ch_buf *out) {
  for (uint32_t i = 0; i < steps->n; i++) {
    ch_buf_printf(out, "%s%s", i ? ", " : "", ch_effect_name(steps->v[i].effect));
    if (steps->v[i].governor != CH_NO_WORD)
      ch_buf_printf(out, " by '%.*s'", CH_PRI(form(t, steps->v[i].governor)));
  }
}

static const char *const POS_NAMES[] = {"a verb", "a noun", "an adjective", "a verb, noun or adjective"};

/* Has the word the part of speech that the pattern's key wants? */
static bool pos_agrees(const ch_pattern *p, uint8_t upos) {
  switch (p->pos) {
    case CH_POS_VERB: return upos == CH_UPOS_VERB || upos == CH_UPOS_AUX;
    case CH_POS_NOUN: return upos == CH_UPOS_NOUN || upos == CH_UPOS_PROPN;
    case CH_POS_ADJECTIVE: return upos == CH_UPOS_ADJ || upos == CH_UPOS_ADV;
    default: return true;
  }
}

/* Why it did not win, with the words concerned. */
static void put_reason(const teller *t, const ch_attempt *a, ch_buf *out) {
  const ch_rule *rule = rule_of(t, a->pattern);
  uint8_t upos = t->doc->words[a->word].upos;
  switch (a->fate) {
    case CH_FATE_WORD:
      if (!pos_agrees(a->pattern, upos)) {
        ch_buf_printf(out, "'%.*s' is %s here, and it wants %s", CH_PRI(form(t, a->word)),
                      ch_upos_name((ch_upos)upos), POS_NAMES[a->pattern->pos]);
        return;
      }
      ch_buf_printf(out, "'%.*s' is not '", CH_PRI(form(t, a->word)));
      put_element(t, &a->pattern->element[0], out);
      ch_buf_add_z(out, "' here");
      return;
    case CH_FATE_MISSING:
      ch_buf_add_z(out, "no '");
      put_element(t, &a->pattern->element[a->element], out);
      ch_buf_add_z(out, "' hangs on");
      for (uint32_t i = 0; i < a->pattern->n; i++)
        if (a->match.word[i] != CH_NO_WORD) ch_buf_printf(out, " '%.*s'", CH_PRI(form(t, a->match.word[i])));
      return;
    case CH_FATE_FORBIDDEN:
      ch_buf_add_z(out, "it forbids '");
      put_element(t, &a->pattern->element[a->element], out);
      ch_buf_add_byte(out, '\'');
      if (a->at != CH_NO_WORD) ch_buf_printf(out, ", and '%.*s' is there", CH_PRI(form(t, a->at)));
      return;
    case CH_FATE_SUBJECT:
      if (rule->subject_text.n == 0)
        ch_buf_add_z(out, "the clause below it is not of the kind that the rule asks for");
      else ch_buf_printf(out, "the subject is not '%.*s'", CH_PRI(rule->subject_text));
      return;
    case CH_FATE_NEEDS:
      ch_buf_printf(out, "it needs the effect '%s', and the act has: ", ch_effect_name(rule->needs));
      if (a->steps.n) put_effects(t, &a->steps, out);
      else ch_buf_add_z(out, "none");
      return;
    case CH_FATE_UNDONE:
      ch_buf_add_z(out, "no event, for the act is ");
      put_effects(t, &a->steps, out);
      return;
    default: break;
  }
  ch_buf_add_z(out, ch_fate_meaning(a->fate));
  if (a->by) ch_buf_printf(out, ": '%.*s' at %s:%u", CH_PRI(a->by->text), rule_of(t, a->by)->file, a->by->line);
}

/* ---- order ------------------------------------------------------------------------ */

typedef struct sorted {
  const teller *t;
  const ch_attempt *a;
} sorted;

/* By word; what won first, then what was settled, then the line that asks for
 * more. */
static int by_weight(const void *x, const void *y) {
  const sorted *p = x, *q = y;
  const ch_attempt *a = p->a, *b = q->a;
  if (a->word != b->word) return a->word < b->word ? -1 : 1;
  int ranks[2] = {(a->fate == CH_FATE_WON) * 4 + a->settled * 2 + (a->fate != CH_FATE_WORD),
                  (b->fate == CH_FATE_WON) * 4 + b->settled * 2 + (b->fate != CH_FATE_WORD)};
  if (ranks[0] != ranks[1]) return ranks[0] > ranks[1] ? -1 : 1;
  if (a->pattern == b->pattern) return 0;
  return ch_pattern_better(p->t->book, a->pattern, b->pattern) ? -1 : 1;
}

static sorted *in_order(const teller *t) {
  sorted *v = malloc((t->trace->n ? t->trace->n : 1) * sizeof *v);
  for (size_t i = 0; v && i < t->trace->n; i++) v[i] = (sorted){t, &t->trace->v[i]};
  if (v && t->trace->n) qsort(v, t->trace->n, sizeof *v, by_weight);
  return v;
}

/* ---- text ------------------------------------------------------------------------- */

static void put_line(const teller *t, const ch_attempt *a) {
  const ch_rule *rule = rule_of(t, a->pattern);
  bool won = a->fate == CH_FATE_WON;
  const char *bold = t->color ? (won ? "\033[1;32m" : "") : "", *plain = t->color && won ? "\033[0m" : "";
  ch_buf_printf(t->out, "  %s%-14s%s %s:%u [%.*s] %.*s", bold, ch_fate_name(a->fate), plain, rule->file,
                a->pattern->line, CH_PRI(rule->name), CH_PRI(a->pattern->text));
  ch_buf_add_z(t->out, "\n                 ");
  if (!won) put_reason(t, a, t->out);
  if (a->settled) {
    if (!won) ch_buf_add_z(t->out, "; it gave: ");
    put_side(&a->act.actor, t->out);
    ch_buf_printf(t->out, " %s ", ch_type_name(a->act.type));
    put_side(&a->act.recipient, t->out);
    ch_buf_printf(t->out, ", %.*s, %s", CH_PRI(a->act.cameo), ch_status_name(a->act.status));
    if (a->act.mode.n) ch_buf_printf(t->out, ", %.*s", CH_PRI(a->act.mode));
    if (won && a->steps.n) {
      ch_buf_add_z(t->out, "; the act is ");
      put_effects(t, &a->steps, t->out);
    }
  }
  ch_buf_add_byte(t->out, '\n');
}

bool ch_why_text(const ch_trace *trace, const ch_codebook *book, const ch_document *doc, bool color,
                 ch_buf *out, ch_error *error) {
  teller t = {trace, book, doc, out, color};
  sorted *v = in_order(&t);
  for (size_t i = 0; v && i < trace->n; i++) {
    const ch_attempt *a = v[i].a;
    const ch_word *w = &doc->words[a->word];
    if (i == 0 || v[i - 1].a->word != a->word)
      ch_buf_printf(out, "%s%s%.*s%s (%.*s, %s), sentence %u\n", i ? "\n" : "", color ? "\033[1m" : "",
                    CH_PRI(form(&t, a->word)), color ? "\033[0m" : "", CH_PRI(doc->words[a->word].lemma),
                    ch_upos_name((ch_upos)w->upos), doc->sentence_of[a->word]);
    put_line(&t, a);
  }
  bool ok = v && !out->failed;
  free(v);
  return ok || ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
}

/* ---- JSON ------------------------------------------------------------------------- */

static void put(json_object *o, const char *key, json_object *value) {
  if (value) json_object_object_add(o, key, value);
}
static json_object *text(ch_str s) { return s.n ? json_object_new_string_len(s.p, (int)s.n) : NULL; }

static json_object *codes(const ch_side *side) {
  json_object *a = json_object_new_array();
  for (uint32_t i = 0; i < side->n; i++) {
    const ch_actor *actor = side->v[i].actor;
    json_object *shown = text(actor->code.n ? actor->code : actor->name.n ? actor->name : side->v[i].text);
    json_object_array_add(a, shown ? shown : json_object_new_string(""));
  }
  return a;
}

static json_object *line_json(const teller *t, const ch_attempt *a, ch_buf *reason) {
  const ch_rule *rule = rule_of(t, a->pattern);
  json_object *o = json_object_new_object(), *matched = json_object_new_array();
  char place[300];
  snprintf(place, sizeof place, "%s:%u", rule->file, a->pattern->line);
  put(o, "rule", json_object_new_string(place));
  put(o, "block", text(rule->name));
  put(o, "pattern", text(a->pattern->text));
  put(o, "fate", json_object_new_string(ch_fate_name(a->fate)));
  ch_buf_clear(reason);
  if (a->fate != CH_FATE_WON) put_reason(t, a, reason);
  put(o, "reason", text(ch_buf_str(reason)));
  for (uint32_t i = 0; i < a->pattern->n && a->match.pattern; i++)
    if (a->match.word[i] != CH_NO_WORD) json_object_array_add(matched, text(form(t, a->match.word[i])));
  put(o, "matched", matched);
  if (!a->settled) return o;
  put(o, "type", json_object_new_string(ch_type_name(a->act.type)));
  put(o, "mode", text(a->act.mode));
  put(o, "cameo", text(a->act.cameo));
  put(o, "status", json_object_new_string(ch_status_name(a->act.status)));
  put(o, "actor", codes(&a->act.actor));
  put(o, "recipient", codes(&a->act.recipient));
  json_object *effects = json_object_new_array();
  for (uint32_t i = 0; i < a->steps.n; i++)
    json_object_array_add(effects, json_object_new_string(ch_effect_name(a->steps.v[i].effect)));
  put(o, "effects", effects);
  return o;
}

bool ch_why_json(const ch_trace *trace, const ch_codebook *book, const ch_document *doc, ch_buf *out,
                 ch_error *error) {
  teller t = {trace, book, doc, out, false};
  sorted *v = in_order(&t);
  ch_buf reason;
  ch_buf_init(&reason, 0);
  for (size_t i = 0, next; v && i < trace->n; i = next) {
    uint32_t w = v[i].a->word;
    json_object *o = json_object_new_object(), *lines = json_object_new_array(), *span = json_object_new_array();
    put(o, "sentence", json_object_new_int64(doc->sentence_of[w]));
    put(o, "word", text(form(&t, w)));
    put(o, "lemma", text(doc->words[w].lemma));
    put(o, "upos", json_object_new_string(ch_upos_name((ch_upos)doc->words[w].upos)));
    json_object_array_add(span, json_object_new_int64(doc->words[w].span.from));
    json_object_array_add(span, json_object_new_int64(doc->words[w].span.to));
    put(o, "span", span);
    for (next = i; next < trace->n && v[next].a->word == w; next++)
      json_object_array_add(lines, line_json(&t, v[next].a, &reason));
    put(o, "lines", lines);
    size_t length = 0;
    const char *bytes = json_object_to_json_string_length(
        o, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE, &length);
    if (bytes) ch_buf_add(out, (ch_str){bytes, length});
    ch_buf_add_byte(out, '\n');
    json_object_put(o);
  }
  bool ok = v && !out->failed && !reason.failed;
  ch_buf_free(&reason);
  free(v);
  return ok || ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
}
