// Where marks, labels and ticks of the timeline stand. No drawing here.
import { utcMonth, utcMonday, utcYear, utcDay } from 'd3-time';
import { monthName, parts } from './days';

export interface Tick { day: number; label: string; strong: boolean }

// Ticks of a time axis that is `width` wide: days, weeks, months, quarters, or years. The
// first says its year, and so does the first of each year after; who stands too near to so
// long a label has none.
export function ticks(from: number, to: number, width: number): Tick[] {
  const perDay = width / Math.max(1, to - from);
  const list = plain(from, to, width);
  let end = -Infinity;
  return list.map((tick, i) => {
    const year = parts(tick.day).year;
    const turns = i === 0 || year !== parts(list[i - 1].day).year;
    if (!turns || tick.label.endsWith(String(year))) return tick.day * perDay < end ? { ...tick, label: '' } : tick;
    const label = `${tick.label} ${year}`;
    end = tick.day * perDay + label.length * LETTER + 6;
    return { ...tick, label };
  });
}
const LETTER = 6.2; // of the axis, in the mean

function plain(from: number, to: number, width: number): Tick[] {
  const perDay = width / Math.max(1, to - from);
  const start = new Date(from * 864e5);
  const end = new Date(to * 864e5 + 1);
  const room = 46;
  const days = (dates: Date[]) => dates.map((date) => Math.round(date.getTime() / 864e5));
  if (perDay >= room)
    return days(utcDay.range(start, end)).map((day) => ({ day, label: dayLabel(day), strong: parts(day).date === 1 }));
  if (perDay * 7 >= room + 8)
    return days(utcMonday.range(start, end)).map((day) => ({ day, label: dayLabel(day), strong: parts(day).date <= 7 }));
  const monthly = perDay * 30.44;
  for (const step of [1, 2, 3, 6])
    if (monthly * step >= room) {
      const every = utcMonth.every(step)!;
      return days(every.range(start, end)).map((day) => {
        const { year, month } = parts(day);
        return { day, label: month === 0 ? String(year) : monthName(month, true), strong: month === 0 };
      });
    }
  const years = Math.max(1, Math.ceil(room / (perDay * 365.25)));
  const step = years <= 2 ? years : years <= 5 ? 5 : years <= 10 ? 10 : 50;
  return days(utcYear.every(step)!.range(start, end)).map((day) => ({ day, label: String(parts(day).year), strong: true }));
}

function dayLabel(day: number): string {
  const p = parts(day);
  return `${p.date} ${monthName(p.month, true)}`;
}

// --- packing: marks that would cover one another move aside, as little as may be

export interface Spot { x: number; y: number; r: number }
export interface Wish { x: number; y: number; r: number; top: number; bottom: number }

const REACH = 78;
const SPIRAL = (() => {
  const out: { dx: number; dy: number }[] = [];
  const costs: number[] = [];
  for (let dx = -REACH; dx <= REACH; dx += 3)
    for (let dy = -REACH; dy <= REACH; dy += 3) {
      // A step aside says less that is wrong than a step up: days are many, heights mean something.
      costs.push((dx * dx + 2 * dy * dy) * 4096 + out.length);
      out.push({ dx, dy });
    }
  // As numbers they are in order before anything is seen; by a function it takes ten times as long.
  return Array.from(Uint32Array.from(costs).sort(), (cost) => out[cost % 4096]);
})();

// Takes wishes in order of worth, gives a spot for each, in the same order.
export function pack(wishes: Wish[], left: number, right: number): Spot[] {
  const cell = 24;
  const grid = new Map<number, Spot[]>();
  const key = (x: number, y: number) => Math.floor(x / cell) * 4096 + Math.floor(y / cell);
  const free = (x: number, y: number, r: number) => {
    for (let i = -1; i <= 1; i++)
      for (let j = -1; j <= 1; j++)
        for (const other of grid.get(key(x + i * cell, y + j * cell)) ?? []) {
          const need = r + other.r + 1.5;
          const dx = other.x - x;
          const dy = other.y - y;
          if (dx * dx + dy * dy < need * need) return false;
        }
    return true;
  };
  // The more marks there are, the less far one looks for a free place.
  const tries = Math.max(120, Math.min(SPIRAL.length, Math.floor(500000 / (wishes.length + 1))));
  return wishes.map((wish) => {
    let spot: Spot = { x: wish.x, y: wish.y, r: wish.r };
    for (let i = 0; i < tries; i++) {
      const { dx, dy } = SPIRAL[i];
      const x = wish.x + dx;
      const y = wish.y + dy;
      if (x - wish.r < left || x + wish.r > right || y - wish.r < wish.top || y + wish.r > wish.bottom) continue;
      if (!free(x, y, wish.r)) continue;
      spot = { x, y, r: wish.r };
      break;
    }
    const at = key(spot.x, spot.y);
    const there = grid.get(at);
    if (there) there.push(spot);
    else grid.set(at, [spot]);
    return spot;
  });
}

// --- labels: the weightiest acts are named in rows above or below their side

export interface Label { index: number; row: number; x: number; end: boolean; text: string; width: number }

export function label(
  wishes: { index: number; x: number; text: string; width: number }[],
  rows: number, left: number, right: number,
): Label[] {
  const taken: { from: number; to: number }[][] = Array.from({ length: rows }, () => []);
  const leaders: number[][] = Array.from({ length: rows }, () => []);
  const out: Label[] = [];
  for (const wish of wishes) {
    for (const end of [false, true]) {
      const from = end ? wish.x - wish.width - 6 : wish.x;
      const to = end ? wish.x + 2 : wish.x + wish.width + 8;
      if (from < left || to > right) continue;
      const row = taken.findIndex((texts, r) =>
        texts.every((t) => to < t.from || from > t.to) &&
        leaders[r].every((x) => x < from - 3 || x > to + 3) &&
        taken.slice(0, r).every((nearer) => nearer.every((t) => wish.x < t.from - 3 || wish.x > t.to + 3)));
      if (row < 0) continue;
      taken[row].push({ from, to: to + 10 });
      for (let r = 0; r < row; r++) leaders[r].push(wish.x);
      out.push({ index: wish.index, row, x: wish.x, end, text: wish.text, width: wish.width });
      break;
    }
  }
  return out;
}

// Marks of one row, in order: each at its place or just beside the one before it, and none beyond
// the right edge. Where there are too many for that they overlap: a mark far from its day would
// tell what is not so.
export function spread(xs: number[], gap: number, right: number): number[] {
  for (let apart = gap; ; apart *= 0.75) {
    const out = spaced(xs, apart, right);
    if (apart < 2 || out.every((x, i) => Math.abs(x - xs[i]) <= FARTHEST)) return out;
  }
}
const FARTHEST = 18;

function spaced(xs: number[], gap: number, right: number): number[] {
  const out: number[] = [];
  for (const x of xs) out.push(Math.max(x, out.length ? out[out.length - 1] + gap : -Infinity));
  let limit = right;
  for (let i = out.length - 1; i >= 0 && out[i] > limit; i--) {
    out[i] = limit;
    limit -= gap;
  }
  return out;
}
