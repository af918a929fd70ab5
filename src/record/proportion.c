#include "record/proportion.h"

#include <math.h>

#include "record/traits.h"

#define ABOUT 0.15 /* part by which numbers that are told as rough may differ and be alike */

const char *ch_proportion_name(ch_proportion_kind kind) {
  static const char *const NAMES[] = {
#define CH_X(id, name, words) name,
      CH_PROPORTIONS(CH_X)
#undef CH_X
  };
  return NAMES[kind];
}

const char *ch_proportion_words(ch_proportion_kind kind) {
  static const char *const WORDS[] = {
#define CH_X(id, name, words) words,
      CH_PROPORTIONS(CH_X)
#undef CH_X
  };
  return WORDS[kind];
}

/* Deeds; words have no size. */
static bool has_size(const ch_fact *f) {
  switch (f->act.type) {
    case CH_TYPE_SANCTION: case CH_TYPE_COERCE: case CH_TYPE_ASSAULT: case CH_TYPE_MOBILIZE:
    case CH_TYPE_RETREAT: case CH_TYPE_CONCEDE:
      return f->act.status != CH_STATUS_NEGATED && f->act.status != CH_STATUS_CANCELLED;
    default: return false;
  }
}

static bool same_kind(const ch_report_act *a, const ch_report_act *b) {
  enum { CODE = 3 }; /* digits that tell the kind; a fourth tells its shade */
  size_t n_a = a->cameo.n < CODE ? a->cameo.n : CODE, n_b = b->cameo.n < CODE ? b->cameo.n : CODE;
  return a->type == b->type && n_a && ch_str_eq(a->mode, b->mode) &&
         ch_str_eq(ch_str_slice(a->cameo, 0, n_a), ch_str_slice(b->cameo, 0, n_b));
}

/* Ties with a state, among which are staff cut, missions closed, treaties left: too many things for
 * one kind, and cuts are told by what they leave. */
static bool is_broad(const ch_report_act *act) {
  return ch_str_is(act->mode, "discontinue") && act->cameo.n >= 2 &&
         !ch_str_is(ch_str_slice(act->cameo, 0, act->cameo.n < 3 ? act->cameo.n : 3), "163");
}

/* Of what both count, the largest; false if out of memory. */
static bool compare_counts(const ch_fact *a, const ch_fact *b, const ch_wordbook *book,
                           ch_arena *arena, ch_proportion *out) {
  for (uint32_t i = 0; i < a->n_quantities; i++) {
    const ch_report_quantity *own = &a->quantities[i];
    uint32_t own_key, key;
    int8_t own_object, object;
    if (!ch_counted_noun(book, own->of, arena, &own_key, &own_object)) return false;
    if (own_key == 0 || isnan(own->value) || ch_count_vague(own)) continue;
    for (uint32_t k = 0; k < b->n_quantities; k++) {
      const ch_report_quantity *theirs = &b->quantities[k];
      if (!ch_counted_noun(book, theirs->of, arena, &key, &object)) return false;
      bool same = own_object >= 0 ? own_object == object : own_key == key;
      if (!same || isnan(theirs->value) || ch_count_vague(theirs)) continue;
      if (out->own && fmax(own->value, theirs->value) <= fmax(out->own->value, out->theirs->value)) continue;
      out->own = own;
      out->theirs = theirs;
    }
  }
  return true;
}

bool ch_proportion_of(const ch_fact *answer, const ch_fact *answered, const ch_wordbook *book,
                      ch_arena *arena, ch_proportion *out) {
  *out = (ch_proportion){CH_PROPORTION_NONE, NULL, NULL};
  if (!has_size(answer) || !has_size(answered) || !same_kind(&answer->act, &answered->act)) return true;
  if (!compare_counts(answer, answered, book, arena, out)) return false;
  bool broad = is_broad(&answer->act);
  if (!out->own) {
    out->kind = broad ? CH_PROPORTION_NONE : CH_PROPORTION_KIND;
    return true;
  }
  double own = out->own->value, theirs = out->theirs->value;
  bool rough = out->own->approximate || out->theirs->approximate;
  if (own == theirs || (rough && fabs(own - theirs) <= ABOUT * fmax(fabs(own), fabs(theirs))))
    out->kind = CH_PROPORTION_LIKE;
  else if (!broad)
    out->kind = own > theirs ? CH_PROPORTION_MORE : CH_PROPORTION_LESS;
  if (out->kind == CH_PROPORTION_NONE) out->own = out->theirs = NULL;
  return true;
}
