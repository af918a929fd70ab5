#include "show/wording.h"

#include <math.h>

#include "record/json.h"

/* Type, mode, words; a type without its mode stands last. */
static const struct {
  ch_type type;
  const char *mode;
  const char *words;
} ACTS[] = {
    {CH_TYPE_AGREE, "", "promise"},
    {CH_TYPE_CONSULT, "visit", "visit"},
    {CH_TYPE_CONSULT, "third-party", "mediated talks"},
    {CH_TYPE_CONSULT, "multilateral", "multilateral talks"},
    {CH_TYPE_CONSULT, "phone", "telephone call"},
    {CH_TYPE_CONSULT, "", "meeting"},
    {CH_TYPE_SUPPORT, "", "support"},
    {CH_TYPE_CONCEDE, "", "concession"},
    {CH_TYPE_COOPERATE, "", "cooperation"},
    {CH_TYPE_AID, "", "aid"},
    {CH_TYPE_RETREAT, "withdraw", "withdrawal"},
    {CH_TYPE_RETREAT, "release", "release"},
    {CH_TYPE_RETREAT, "disarm", "disarmament"},
    {CH_TYPE_RETREAT, "ceasefire", "ceasefire"},
    {CH_TYPE_RETREAT, "access", "access granted"},
    {CH_TYPE_RETREAT, "resign", "resignation"},
    {CH_TYPE_RETREAT, "", "giving way"},
    {CH_TYPE_REQUEST, "assist", "request for help"},
    {CH_TYPE_REQUEST, "change", "demand for change"},
    {CH_TYPE_REQUEST, "yield", "demand to give way"},
    {CH_TYPE_REQUEST, "meet", "call for talks"},
    {CH_TYPE_REQUEST, "", "demand"},
    {CH_TYPE_ACCUSE, "disapprove", "criticism"},
    {CH_TYPE_ACCUSE, "investigate", "inquiry"},
    {CH_TYPE_ACCUSE, "", "accusation"},
    {CH_TYPE_REJECT, "assist", "refusal to help"},
    {CH_TYPE_REJECT, "change", "refusal to change"},
    {CH_TYPE_REJECT, "yield", "refusal to give way"},
    {CH_TYPE_REJECT, "meet", "talks refused"},
    {CH_TYPE_REJECT, "", "refusal"},
    {CH_TYPE_THREATEN, "expel", "threat of expulsion"},
    {CH_TYPE_THREATEN, "relations", "threat to relations"},
    {CH_TYPE_THREATEN, "restrict", "threat of restrictions"},
    {CH_TYPE_THREATEN, "violence", "threat of force"},
    {CH_TYPE_THREATEN, "", "threat"},
    {CH_TYPE_PROTEST, "demo", "demonstration"},
    {CH_TYPE_PROTEST, "riot", "riot"},
    {CH_TYPE_PROTEST, "boycott", "boycott"},
    {CH_TYPE_PROTEST, "", "protest"},
    {CH_TYPE_SANCTION, "expel", "expulsion"},
    {CH_TYPE_SANCTION, "withdraw", "withdrawal"},
    {CH_TYPE_SANCTION, "convict", "conviction"},
    {CH_TYPE_SANCTION, "discontinue", "cut in relations"},
    {CH_TYPE_SANCTION, "", "sanction"},
    {CH_TYPE_MOBILIZE, "troops", "troops moved"},
    {CH_TYPE_MOBILIZE, "weapons", "weapons moved"},
    {CH_TYPE_MOBILIZE, "", "mobilisation"},
    {CH_TYPE_COERCE, "seize", "seizure"},
    {CH_TYPE_COERCE, "restrict", "restriction"},
    {CH_TYPE_COERCE, "arrest", "arrest"},
    {CH_TYPE_COERCE, "deport", "deportation"},
    {CH_TYPE_COERCE, "cyber", "cyber attack"},
    {CH_TYPE_COERCE, "misinformation", "deception"},
    {CH_TYPE_COERCE, "", "coercion"},
    {CH_TYPE_ASSAULT, "aerial", "air strike"},
    {CH_TYPE_ASSAULT, "heavy-weapons", "bombardment"},
    {CH_TYPE_ASSAULT, "drone", "drone strike"},
    {CH_TYPE_ASSAULT, "unconventional", "chemical or other unconventional attack"},
    {CH_TYPE_ASSAULT, "", "attack"},
    {CH_TYPE_NONE, "", "statement"},
};

static const char *words_of(ch_type type, ch_str mode) {
  const size_t n = sizeof ACTS / sizeof *ACTS;
  for (size_t i = 0; i < n; i++)
    if (ACTS[i].type == type && mode.n && ch_str_is(mode, ACTS[i].mode)) return ACTS[i].words;
  for (size_t i = 0; i < n; i++)
    if (ACTS[i].type == type && !*ACTS[i].mode) return ACTS[i].words;
  return "event";
}

void ch_word_act(const ch_fact *f, ch_buf *out) {
  const char *words = words_of(f->act.type, f->act.mode);
  if (f->act.type == CH_TYPE_REJECT && ch_str_is(f->act.cameo, "016")) words = "denial";
  if (ch_str_is(f->act.cameo, "011")) words = "no comment";
  if (f->act.type == CH_TYPE_SANCTION && ch_str_is(f->act.cameo, "163")) words = "sanctions";
  ch_buf_add_z(out, words);
  if (f->about.type == CH_TYPE_NONE || f->about.type == f->act.type) return;
  ch_buf_add_z(out, " (");
  ch_buf_add_z(out, words_of(f->about.type, f->about.mode));
  ch_buf_add_byte(out, ')');
}

/* "diplomats": lemmas are singular. Units and collective words stay. */
static void plural(ch_str noun, double value, ch_buf *out) {
  static const char *const SAME[] = {"people", "staff", "personnel", "percent", "percentage", "aircraft"};
  ch_buf_add(out, noun);
  if (value == 1 || noun.n < 3 || noun.p[noun.n - 1] == 's') return;
  char last = noun.p[noun.n - 1], before = noun.p[noun.n - 2];
  if (last < 'a' || last > 'z') return;
  for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
    if (ch_str_ends(noun, ch_str_of(SAME[i]))) return;
  /* "businessmen", but "Germans" and "humans" */
  if (ch_str_ends(noun, CH_STR("man")) && noun.p[0] >= 'a' && !ch_str_ends(noun, CH_STR("human"))) {
    out->n -= 2;
    ch_buf_add_z(out, "en");
  } else if (last == 'y' && !strchr("aeiou", before)) {
    out->n--;
    ch_buf_add_z(out, "ies");
  } else {
    ch_buf_add_z(out, last == 'x' || last == 'h' ? "es" : "s");
  }
}

void ch_word_quantity(const ch_report_quantity *q, ch_buf *out) {
  if (q->text.n) {
    ch_buf_add(out, q->text);
    return;
  }
  if (q->approximate) ch_buf_add_z(out, "about ");
  ch_json_number(out, q->value);
  if (q->upper != q->value && !isnan(q->upper)) {
    ch_buf_add_byte(out, '-');
    ch_json_number(out, q->upper);
  }
  if (q->of.n) ch_buf_add_byte(out, ' ');
  plural(q->of, q->value, out);
}

void ch_word_proportion(const ch_proportion *p, ch_buf *out) {
  ch_buf_add_z(out, ch_proportion_words(p->kind));
  if (!p->own) return;
  ch_buf_add_z(out, ": ");
  ch_word_quantity(p->own, out);
  ch_buf_add_z(out, " for ");
  ch_word_quantity(p->theirs, out);
}

void ch_word_quantities(const ch_fact *f, ch_buf *out) {
  bool first = true;
  for (uint32_t i = 0; i < f->n_quantities; i++) {
    const ch_report_quantity *q = &f->quantities[i];
    if (!q->of.n && q->value < 10 && f->n_quantities > 1) continue; /* "2" of what? */
    if (!first) ch_buf_add_z(out, "; ");
    first = false;
    ch_word_quantity(q, out);
  }
}

void ch_word_side(const ch_report_side *side, ch_buf *out) {
  for (uint32_t i = 0; i < side->n; i++) {
    ch_str name = side->v[i].code.n ? side->v[i].code : side->v[i].name;
    bool known = name.n == 0;
    for (uint32_t k = 0; k < i && !known; k++)
      known = ch_str_eq(name, side->v[k].code.n ? side->v[k].code : side->v[k].name);
    if (known) continue;
    if (out->n && i) ch_buf_add_z(out, ", ");
    ch_buf_add(out, name);
  }
}

void ch_word_parties(const ch_fact *f, ch_buf *out) {
  ch_buf side;
  ch_buf_init(&side, 0);
  bool two = ch_type_two_sided(f->act.type);
  ch_word_side(&f->act.actor, &side);
  if (two && f->act.recipient.n == 0) {
    /* All parties stand on one side: "USA, RUS" reads "USA – RUS". */
    ch_str rest = ch_buf_str(&side);
    size_t comma = ch_str_find(rest, CH_STR(", "), 0);
    ch_buf_add(out, ch_str_slice(rest, 0, comma == SIZE_MAX ? rest.n : comma));
    if (comma != SIZE_MAX) {
      ch_buf_add_z(out, " – ");
      ch_buf_add(out, ch_str_slice(rest, comma + 2, rest.n));
    }
  } else {
    ch_buf_add(out, side.n ? ch_buf_str(&side) : CH_STR("?"));
  }
  ch_buf_clear(&side);
  ch_word_side(&f->act.recipient, &side);
  if (side.n) {
    ch_buf_add_z(out, two ? " – " : " → ");
    ch_buf_add(out, ch_buf_str(&side));
  }
  if (side.failed) out->failed = true;
  ch_buf_free(&side);
}

void ch_word_people(const ch_fact *f, ch_buf *out) {
  for (uint32_t i = 0; i < f->people.n; i++) {
    if (i) ch_buf_add_z(out, "; ");
    ch_buf_add(out, f->people.v[i].name);
  }
}

void ch_word_days(ch_days days, ch_buf *out) {
  char from[11], to[11];
  if (days.from == CH_DAY_NONE) return;
  ch_day_format(days.from, from);
  ch_day_format(days.to, to);
  ch_civil first = ch_day_to_civil(days.from), last = ch_day_to_civil(days.to);
  bool same_month = first.year == last.year && first.month == last.month;
  if (days.from == days.to)
    ch_buf_add_z(out, from);
  else if (same_month && first.day == 1 && last.day == ch_month_length(first.year, first.month))
    ch_buf_printf(out, "%.7s", from);
  else if (first.year == last.year && first.month == 1 && first.day == 1 && last.month == 12 &&
           last.day == 31)
    ch_buf_printf(out, "%.4s", from);
  else if (same_month)
    ch_buf_printf(out, "%s/%s", from, to + 8);
  else
    ch_buf_printf(out, "%s/%s", from, to);
}

void ch_word_date(const ch_fact *f, ch_buf *out) {
  if (f->act.date.days.from == CH_DAY_NONE) return;
  if (f->act.date.basis == CH_BASIS_NONE) ch_buf_add_z(out, "by ");
  ch_word_days(f->act.date.days, out);
  if (f->act.date.basis == CH_BASIS_ARTICLE) ch_buf_add_byte(out, '*');
}

const char *ch_word_status(const ch_fact *f) {
  switch (f->act.status) {
    case CH_STATUS_ONGOING: return "going on";
    case CH_STATUS_PLANNED: return "planned";
    case CH_STATUS_CONDITIONAL: return "if …";
    case CH_STATUS_HYPOTHETICAL: return "possible";
    case CH_STATUS_CANCELLED: return "called off";
    case CH_STATUS_NEGATED: return "did not";
    default: return f->claimed ? "claimed" : "";
  }
}

void ch_word_counts(const ch_fact *f, ch_buf *out) {
  ch_buf_printf(out, "%u %s, %u %s, %u %s", f->n_reports, f->n_reports == 1 ? "report" : "reports",
                f->n_outlets, f->n_outlets == 1 ? "outlet" : "outlets", f->n_copies,
                f->n_copies == 1 ? "copy" : "copies");
}

void ch_word_quote(const ch_report *r, ch_buf *out) {
  char day[11] = "";
  ch_buf_add_z(out, "“");
  ch_buf_add(out, r->text);
  ch_buf_add_z(out, "” — ");
  if (!r->source) {
    ch_buf_add(out, r->article);
    return;
  }
  ch_buf_add(out, r->source->outlet.n ? r->source->outlet : r->article);
  if (r->source->published == CH_DAY_NONE) return;
  ch_day_format(r->source->published, day);
  ch_buf_add_z(out, ", ");
  ch_buf_add_z(out, day);
}
