/* Drafts that other drafts give: what blame tells, blame that lies in telling, what is obeyed. */
#include "code/drafts.h"
#include "code/parties.h"

/* "NATO warned that Russia had sent tanks": the blame, and the tanks. "Brazil
 * rejected a British suggestion": the rejection, and the suggestion. */
bool ch_add_told(ch_coding *c, ch_drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    if (!list->v[i].told) continue;
    ch_draft deed = list->v[i];
    deed.act = deed.deed;
    deed.dropped = false;
    deed.about = (ch_act){.type = CH_TYPE_NONE};
    deed.cameo = deed.rule->cameo;
    deed.changed = false;
    deed.firm = true;
    deed.alleged = list->v[i].act.type == CH_TYPE_ACCUSE;
    deed.act.status = CH_STATUS_ACTUAL;
    deed.steps.n = 0;
    if (deed.act.actor.n == 0 || deed.act.type == CH_TYPE_NONE) continue;
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = deed;
  }
  return true;
}

/* "left two villas under an ORDER given on Friday": what is obeyed was ordered by those who are obeyed, of the
 * kind that the rule is about, and on the order's own day. */
bool ch_add_ordered(ch_coding *c, ch_drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    ch_draft order = list->v[i];
    const ch_cameo *measure = order.rule->about_cameo;
    uint32_t noun = CH_NO_WORD;
    if (order.dropped || order.changed || order.act.type != CH_TYPE_CONCEDE || !measure ||
        measure->type != CH_TYPE_SANCTION || !ch_any_coded(&order.act.recipient))
      continue;
    for (uint32_t k = 1; k < order.match.pattern->n; k++) {
      uint32_t w = order.match.word[k];
      if (w == CH_NO_WORD || !ch_is_noun(c, w)) continue;
      if (ch_in_class(c, w, c->book->behest)) noun = w, order.match.word[k] = CH_NO_WORD;
    }
    if (noun == CH_NO_WORD) continue;
    order.obeyed = true;
    order.match.word[0] = noun;
    order.act.actor = list->v[i].act.recipient;
    order.act.recipient = list->v[i].act.actor;
    order.act.type = measure->type;
    order.act.cameo = measure->code;
    order.act.mode = (ch_str){NULL, 0}; /* what is to be closed or cut, the words do not tell */
    order.cameo = measure;
    order.about = list->v[i].about = (ch_act){.type = CH_TYPE_NONE};
    order.steps = (ch_steps){.outermost = noun};
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = order;
  }
  return true;
}

/* Blame that lies in telling, once for each who is blamed by one speaker and
 * unless the sentence says it in so many words. */
bool ch_add_claims(ch_coding *c, ch_drafts *list) {
  for (size_t i = 0, n = list->n; i < n; i++) {
    ch_draft claim;
    if (!ch_settle_claim(c, &list->v[i], &claim)) continue;
    bool said = false;
    for (size_t j = 0; j < list->n && !said; j++) {
      const ch_draft *d = &list->v[j];
      said = !d->dropped && !d->needy && d->cameo->quad == 3 && ch_side_shares(&d->act.actor, &claim.act.actor) &&
             (d->act.recipient.n == 0 || ch_side_shares(&d->act.recipient, &claim.act.recipient));
    }
    /* what it plans on another's word it does not threaten */
    if (list->v[i].changed) ch_drop_draft(&list->v[i], CH_FATE_TOLD, &list->v[i]);
    if (said) continue;
    ch_draft *kept = CH_PUSH(c->arena, list);
    if (!kept) return false;
    *kept = claim;
  }
  return true;
}
