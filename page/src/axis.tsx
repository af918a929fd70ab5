// The time axis that all panels share.
import { go } from './address';
import { iso, longDay } from './days';
import { ticks } from './layout';
import type { Range } from './panel';
import { Go } from './parts';
import { many } from './words';

export interface Frame { width: number; left: number; right: number; wide: boolean }

export function frame(width: number): Frame {
  const wide = width >= 700;
  return { width, left: wide ? 148 : 12, right: wide ? 20 : 10, wide };
}

export function xScale(range: Range, f: Frame): (day: number) => number {
  const perDay = (f.width - f.left - f.right) / (range.to - range.from);
  return (day) => f.left + (day - range.from) * perDay;
}

export function Grid(props: { range: Range; frame: Frame; top: number; bottom: number; labels?: ('top' | 'bottom')[] }) {
  const { range, frame: f, top, bottom } = props;
  const x = xScale(range, f);
  const marks = ticks(range.from, range.to, f.width - f.left - f.right);
  return (
    <g class="grid" aria-hidden="true">
      {marks.map((t) => (
        <line key={'l' + t.day} x1={x(t.day)} x2={x(t.day)} y1={top} y2={bottom} class={t.strong ? 'strong' : undefined} />
      ))}
      {(props.labels ?? ['bottom']).flatMap((at) => marks.map((t) => x(t.day) > f.width - 30 ? null : (
        <text key={at + t.day} x={x(t.day) + 4} y={at === 'top' ? top + 1 : bottom + 14} dy={at === 'top' ? '-0.35em' : undefined}
          class={t.strong ? 'strong' : undefined}>{t.label}</text>
      )))}
    </g>
  );
}

// Steps along the axis without a mouse: nothing is had by dragging alone.
export function Steps(props: { range: Range; whole: Range; set: boolean }) {
  const { range } = props;
  const long = range.to - range.from;
  const to = (from: number, until: number) => go({ from: iso(Math.round(from)), to: iso(Math.round(until)) });
  const middle = (range.from + range.to) / 2;
  return (
    <div class="steps" role="group" aria-label="Time in view">
      <button type="button" onClick={() => to(range.from - long / 2, range.to - long / 2)} aria-label="Earlier">←</button>
      <button type="button" onClick={() => to(middle - Math.max(3, long / 4), middle + Math.max(3, long / 4))} aria-label="Closer">+</button>
      <button type="button" onClick={() => to(range.from - long / 2, range.to + long / 2)} aria-label="Farther">−</button>
      <button type="button" onClick={() => to(range.from + long / 2, range.to + long / 2)} aria-label="Later">→</button>
      {props.set && <button type="button" class="words" onClick={() => go({ from: undefined, to: undefined })}>All time</button>}
    </div>
  );
}

// What the chart leaves out, with a way to see it: acts long before the articles, of
// which those tell as background, would squeeze all others into a corner.
export function Outside(props: { days: (number | null)[]; range: Range; what: string }) {
  const known = props.days.filter((day): day is number => day !== null);
  const out = known.filter((day) => day < props.range.from || day > props.range.to);
  const none = props.days.length - known.length;
  if (!out.length && !none) return null;
  const first = known.reduce((p, q) => Math.min(p, q), Infinity);
  const last = known.reduce((p, q) => Math.max(p, q), -Infinity);
  return (
    <p class="aside">
      {out.length > 0 && <>{many(out.length, props.what)} {out.length === 1 ? 'lies' : 'lie'} outside the time drawn, the first on {longDay(iso(Math.min(...out)))}. <Go to={{ from: iso(first), to: iso(last) }}>Draw all</Go>. </>}
      {none > 0 && <>{many(none, props.what)} of no known day {none === 1 ? 'is' : 'are'} in the table only.</>}
    </p>
  );
}
