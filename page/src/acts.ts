// Acts become marks: which side they stand on, in which order they are stepped
// through, which are named and joined.
import { dayOf } from './days';
import { label, pack, type Label, type Spot } from './layout';
import { radius } from './shapes';
import type { Act } from './types';
import { codes, cut } from './words';

export type Side = 'a' | 'b' | 'middle';

export interface Placed {
  act: Act; index: number; day: number; side: Side; spot: Spot; trueX: number;
}

// A's own acts above, B's own below; what both did together, and third parties, between.
export function sideOf(act: Act, pair: [string, string]): Side {
  const actors = codes(act.actor);
  const a = actors.includes(pair[0]);
  const b = actors.includes(pair[1]);
  if (a && !b) return 'a';
  if (b && !a) return 'b';
  return 'middle';
}

export function weight(act: Act): number {
  const linked = act.answers.length + act.answered_by.length;
  return act.outlets * 3 + Math.min(6, act.reports) + Math.abs(act.goldstein ?? 0) * 0.7 + (linked ? 3 : 0) -
    (act.status === 'actual' ? 0 : 3) - (act.claimed === 'true' ? 1 : 0) - (act.date_basis === 'none' ? 3 : 0);
}

export interface Areas {
  left: number; right: number;
  a: { top: number; bottom: number };
  middle: { top: number; bottom: number };
  b: { top: number; bottom: number };
}

export const MOST_INTENSE = 10;

export function place(acts: Act[], pair: [string, string], x: (day: number) => number, areas: Areas): Placed[] {
  const known = acts.filter((act) => dayOf(act.day) !== null);
  const order = known.map((act, i) => ({ act, i, w: weight(act) })).sort((p, q) => q.w - p.w || p.i - q.i);
  const small = known.length > 700 ? 0.75 : 1;
  const spots = pack(order.map(({ act }) => {
    const side = sideOf(act, pair);
    const area = areas[side];
    const r = radius(act.outlets) * small;
    const reach = area.bottom - area.top - 2 * r - 6;
    const high = Math.min(1, Math.abs(act.goldstein ?? 0) / MOST_INTENSE);
    const y = side === 'a' ? area.bottom - r - 3 - high * reach
      : side === 'b' ? area.top + r + 3 + high * reach
      : (area.top + area.bottom) / 2;
    return { x: x(dayOf(act.day)!), y, r, top: area.top, bottom: area.bottom };
  }), areas.left, areas.right);
  const out: Placed[] = [];
  order.forEach(({ act, i }, k) => {
    const day = dayOf(act.day)!;
    out[i] = { act, index: i, day, side: sideOf(act, pair), spot: spots[k], trueX: x(day) };
  });
  return out.sort((p, q) => p.day - q.day || p.spot.x - q.spot.x || p.index - q.index);
}

export function labels(
  placed: Placed[], side: Side, rows: number, areas: Areas, measure: (text: string) => number,
): Label[] {
  const seen = new Set<string>();
  const candidates = placed
    .map((p, at) => ({ p, at }))
    .filter(({ p }) => p.side === side && p.act.status === 'actual' && p.act.what !== 'statement')
    .sort((m, n) => weight(n.p.act) - weight(m.p.act))
    .filter(({ p }) => {
      const said = p.act.what + p.act.day;
      if (seen.has(said)) return false;
      seen.add(said);
      return true;
    })
    .slice(0, 30)
    .map(({ p, at }) => {
      const text = cut(p.act.what, 38);
      return { index: at, x: p.spot.x, text, width: measure(text) + 6 };
    });
  return label(candidates, rows, areas.left - 2, areas.right + 12);
}

export interface Arc { from: number; to: number; stated: boolean }

// From an act to its answer.
export function arcs(placed: Placed[]): Arc[] {
  const at = new Map(placed.map((p, i) => [p.act.id, i]));
  const out: Arc[] = [];
  placed.forEach((p, i) => {
    for (const id of p.act.answers) {
      const from = at.get(id);
      if (from !== undefined && from !== i) out.push({ from, to: i, stated: (p.act.stated ?? []).includes(id) });
    }
  });
  return out;
}

export function arcPath(from: Spot, to: Spot): string {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let c1: { x: number; y: number };
  let c2: { x: number; y: number };
  if (Math.abs(dy) < 40) {
    // On one level: a bow over what stands between.
    const bow = Math.min(46, 14 + Math.abs(dx) * 0.12);
    c1 = { x: from.x + dx * 0.25, y: from.y - bow };
    c2 = { x: to.x - dx * 0.25, y: to.y - bow };
  } else if (Math.abs(dx) < 70) {
    // At almost one time: a bow to the side.
    c1 = { x: from.x + dx * 0.2 + 22, y: from.y + dy * 0.3 };
    c2 = { x: to.x + 22, y: to.y - dy * 0.3 };
  } else {
    c1 = { x: from.x + dx * 0.45, y: from.y + dy * 0.1 };
    c2 = { x: to.x - dx * 0.45, y: to.y - dy * 0.1 };
  }
  // Leaves and enters the marks at their rims, so that hollow marks stay hollow.
  const start = rim(from, c1, 1.5);
  const end = rim(to, c2, 4.5);
  return `M${f(start.x)} ${f(start.y)}C${f(c1.x)} ${f(c1.y)} ${f(c2.x)} ${f(c2.y)} ${f(end.x)} ${f(end.y)}`;
}

function rim(spot: Spot, toward: { x: number; y: number }, air: number): { x: number; y: number } {
  const dx = toward.x - spot.x;
  const dy = toward.y - spot.y;
  const length = Math.hypot(dx, dy) || 1;
  return { x: spot.x + (dx / length) * (spot.r + air), y: spot.y + (dy / length) * (spot.r + air) };
}
function f(n: number): number {
  return Math.round(n * 10) / 10;
}
