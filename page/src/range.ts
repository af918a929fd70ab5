// The time that is drawn.
import type { Address } from './address';
import { dayOf } from './days';
import type { Range } from './panel';
import type { Dispute, Summary } from './types';

// The time that the articles cover, and somewhat more if there are acts in it: what
// they tell of years before is drawn when asked for.
export function extent(dispute: Dispute | undefined, summary: Summary | undefined): Range {
  const first = dayOf(summary?.from) ?? dayOf(dispute?.from) ?? 0;
  const last = dayOf(summary?.to) ?? dayOf(dispute?.to) ?? first + 365;
  const more = Math.max(45, (last - first) * 0.15);
  const from = Math.min(first, Math.max(dayOf(dispute?.from) ?? first, first - more));
  const to = Math.max(last, Math.min(dayOf(dispute?.to) ?? last, last + more));
  const air = Math.max(2, Math.round((to - from) * 0.02));
  return { from: from - air, to: to + air };
}

export function inView(address: Address, whole: Range): Range {
  const from = dayOf(full(address.from, false)) ?? whole.from;
  const to = dayOf(full(address.to, true)) ?? whole.to;
  return to > from ? { from, to: to + 1 } : { from, to: from + 1 };
}

// 2017 and 2017-08 stand for their first or last day.
function full(text: string | undefined, last: boolean): string | undefined {
  if (!text) return undefined;
  const [year, month, day] = text.split('-');
  if (day) return text;
  if (month) return last ? new Date(Date.UTC(+year, +month, 0)).toISOString().slice(0, 10) : `${text}-01`;
  return last ? `${year}-12-31` : `${year}-01-01`;
}

export function ofPair(disputes: Dispute[], pair: [string, string]): Dispute | undefined {
  return disputes.find((d) => pair.includes(d.a) && pair.includes(d.b));
}
