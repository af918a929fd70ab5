#include "record/ledger.h"

#define TYPE(name) (1u << CH_TYPE_##name)
#define DEEDS (TYPE(SANCTION) | TYPE(COERCE) | TYPE(ASSAULT) | TYPE(MOBILIZE) | TYPE(RETREAT))
#define WORDS (TYPE(AGREE) | TYPE(THREATEN) | TYPE(CONCEDE))

uint32_t ch_ledger_types(ch_entry_class entry) {
  static const uint32_t TYPES[] = {[CH_ENTRY_NONE] = ~0u,
                                   [CH_ENTRY_MEASURE] = DEEDS,
                                   [CH_ENTRY_COMMITMENT] = DEEDS | WORDS | TYPE(REQUEST)};
  return TYPES[entry];
}

ch_entry_class ch_ledger_class(const ch_fact *f) {
  uint32_t type = 1u << f->act.type;
  if (type & WORDS) return CH_ENTRY_COMMITMENT;
  /* A measure still to come binds like a word. */
  if (type & DEEDS)
    return f->act.status == CH_STATUS_PLANNED || f->act.status == CH_STATUS_CONDITIONAL
               ? CH_ENTRY_COMMITMENT
               : CH_ENTRY_MEASURE;
  /* A demand with a day is an ultimatum, and mostly how a measure is told. */
  bool ultimatum = type == TYPE(REQUEST) && f->deadline.days.from != CH_DAY_NONE;
  return ultimatum ? CH_ENTRY_COMMITMENT : CH_ENTRY_NONE;
}

ch_str ch_fact_linked(const ch_fact *f, ch_link_kind kind) {
  for (uint32_t i = 0; i < f->n_links; i++)
    if (f->links[i].kind == kind) return f->links[i].to;
  return (ch_str){NULL, 0};
}

int32_t ch_ledger_due(const ch_fact *f, ch_entry_class entry) {
  if (f->deadline.days.to != CH_DAY_NONE) return f->deadline.days.to;
  if (entry != CH_ENTRY_COMMITMENT) return CH_DAY_NONE;
  if (f->about.date.days.to != CH_DAY_NONE && f->about.date.basis != CH_BASIS_ARTICLE)
    return f->about.date.days.to;
  return CH_DAY_NONE;
}

/* What links say of how it stands, the first that there is. */
static const struct { ch_entry_class entry; ch_link_kind kind; const char *state; } BY_LINK[] = {
    {CH_ENTRY_COMMITMENT, CH_LINK_CARRIED_OUT_BY, "met"},
    {CH_ENTRY_COMMITMENT, CH_LINK_MISSED_BY, "missed"},
    {CH_ENTRY_COMMITMENT, CH_LINK_CALLED_OFF_BY, "called off"},
    {CH_ENTRY_COMMITMENT, CH_LINK_SUPERSEDED_BY, "superseded"},
    {CH_ENTRY_MEASURE, CH_LINK_LIFTED_BY, "lifted"},
    {CH_ENTRY_MEASURE, CH_LINK_SUSPENDED_BY, "suspended"},
};
enum { N_BY_LINK = sizeof BY_LINK / sizeof *BY_LINK };

ch_str ch_ledger_shown_by(const ch_fact *f, ch_entry_class entry) {
  for (int i = 0; i < N_BY_LINK; i++) {
    ch_str id = BY_LINK[i].entry == entry ? ch_fact_linked(f, BY_LINK[i].kind) : (ch_str){NULL, 0};
    if (id.n) return id;
  }
  return (ch_str){NULL, 0};
}

const char *ch_ledger_state(const ch_fact *f, ch_entry_class entry, int32_t today) {
  if (f->act.status == CH_STATUS_CANCELLED) return "called off";
  for (int i = 0; i < N_BY_LINK; i++)
    if (BY_LINK[i].entry == entry && ch_fact_linked(f, BY_LINK[i].kind).n) return BY_LINK[i].state;
  if (entry == CH_ENTRY_COMMITMENT) {
    int32_t due = ch_ledger_due(f, entry);
    return due != CH_DAY_NONE && today != CH_DAY_NONE && due < today ? "unknown" : "open";
  }
  switch (f->act.status) {
    case CH_STATUS_ONGOING: return "under way";
    case CH_STATUS_PLANNED: case CH_STATUS_CONDITIONAL: return "announced";
    case CH_STATUS_HYPOTHETICAL: return "possible";
    case CH_STATUS_NEGATED: return "not taken";
    default: return f->claimed ? "claimed" : "taken";
  }
}
