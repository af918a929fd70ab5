/* What people decide, into a batch. */
#include "store/work.h"

bool ch_store_pins(ch_store *s, ch_error *error) {
  ch_decisions all = {0};
  ch_arena_clear(s->pin_memory);
  s->pins = (ch_pins){0};
  s->pins_known = s->ops->decisions(s->backend, s->pin_memory, &all, error) &&
                  (ch_pins_make(all.v, all.n, s->pin_memory, &s->pins) || ch_store_no_memory(error));
  if (!s->pins_known) s->pins = (ch_pins){0};
  for (size_t i = 0; i < s->n_slots; i++)
    if (s->nodes[i]) s->nodes[i]->pin = ch_pins_find(&s->pins, s->nodes[i]->key);
  return s->pins_known;
}

bool ch_store_decisions(ch_store *s, ch_arena *arena, ch_decisions *out, ch_error *error) {
  *out = (ch_decisions){0};
  return s->ops->decisions(s->backend, arena, out, error);
}

/* All that the named mentions may have to do with is placed anew. */
static bool stir(ch_store *s, ch_str ids, ch_error *error) {
  for (ch_str id; ch_decision_next(&ids, &id);) {
    int64_t number;
    if (!s->ops->mention_find(s->backend, ch_event_key(id), &number, error)) return false;
    if (number && !ch_store_stir(s, number, error)) return false;
  }
  return true;
}

static bool decided(ch_store *s, const ch_decision *d, ch_error *error) {
  if (d->kind == CH_DECISION_NOTE) return true;
  return ch_store_pins(s, error) && stir(s, d->mentions, error) && stir(s, d->others, error);
}

bool ch_store_decide(ch_store *s, ch_decision *d, ch_error *error) {
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  return s->ops->decision_put(s->backend, d, error) && decided(s, d, error);
}

bool ch_store_withdraw(ch_store *s, int64_t number, ch_error *error) {
  ch_decisions all = {0};
  if (!s->in_batch) return ch_fail(error, CH_ERROR_USAGE, "no batch is open");
  if (!s->ops->decisions(s->backend, s->batch, &all, error)) return false;
  for (size_t i = 0; i < all.n; i++)
    if (all.v[i].number == number)
      return s->ops->decision_drop(s->backend, number, error) && decided(s, &all.v[i], error);
  return ch_fail(error, CH_ERROR_USAGE, "the record has no decision %lld", (long long)number);
}
