// Mirrored columns for what is too much for marks: A's acts counted above, B's
// below, one column a week or month, on a canvas.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { go } from './address';
import { frame, Grid, xScale } from './axis';
import { dayOf, span } from './days';
import { Tension, Volume } from './lanes';
import type { PanelProps, Range } from './panel';
import { Polite, useWidth } from './parts';
import { Wrapped } from './timeline';
import type { SeriesRow, TensionRow, VolumeRow } from './types';
import { codes, many, QUADS, thousands, type Quad } from './words';

export function period(range: Range): 'day' | 'week' | 'month' | 'year' {
  const days = range.to - range.from;
  return days <= 75 ? 'day' : days <= 2600 ? 'week' : days <= 18000 ? 'month' : 'year';
}

interface Bin { from: string; to: string; a: number[]; b: number[]; other: number }

export function bins(rows: SeriesRow[], pair: [string, string]): Bin[] {
  const out = new Map<string, Bin>();
  for (const row of rows) {
    let bin = out.get(row.from);
    if (!bin) out.set(row.from, (bin = { from: row.from, to: row.to, a: [0, 0, 0, 0, 0], b: [0, 0, 0, 0, 0], other: 0 }));
    const actors = codes(row.actor);
    const a = actors.includes(pair[0]);
    const b = actors.includes(pair[1]);
    if (a && !b) bin.a[row.quad] += row.events;
    else if (b && !a) bin.b[row.quad] += row.events;
    else bin.other += row.events;
  }
  return [...out.values()].sort((p, q) => (p.from < q.from ? -1 : 1));
}

// From the axis outwards: deeds of conflict first, where heights compare best.
const ORDER: Quad[] = [4, 3, 1, 2];
const sum = (v: number[]) => v[1] + v[2] + v[3] + v[4];

export function Columns(props: PanelProps & {
  rows: SeriesRow[]; tension?: TensionRow[]; volume?: VolumeRow[]; by: string;
}) {
  const { rows, range, name } = props;
  const pair = props.pair!;
  const [ref, width] = useWidth();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [active, setActive] = useState(-1);
  const [dark, setDark] = useState(0);
  const all = useMemo(() => bins(rows, pair), [rows, pair[0], pair[1]]);
  const f = frame(Math.max(300, width));
  const x = xScale(range, f);
  const head = f.wide ? 0 : 16;
  const lane = { left: f.left, right: f.width - f.right };
  const tensionBox = { top: 22 + head, height: 58, ...lane };
  const volumeBox = { top: tensionBox.top + 72 + head, height: 30, ...lane };
  const top = volumeBox.top + 50 + head;
  const half = 170;
  const bottom = top + 2 * half + 12;
  const most = Math.max(1, ...all.map((bin) => Math.max(sum(bin.a), sum(bin.b))));

  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const redraw = () => setDark((n) => n + 1);
    media.addEventListener('change', redraw);
    return () => media.removeEventListener('change', redraw);
  }, []);

  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen || !width) return;
    const ratio = devicePixelRatio || 1;
    element.width = f.width * ratio;
    element.height = (2 * half + 12) * ratio;
    pen.scale(ratio, ratio);
    const style = getComputedStyle(element);
    const colour = (quad: Quad) => style.getPropertyValue(`--q${quad}`).trim();
    const paper = style.getPropertyValue('--paper').trim();
    const colours = [0, 1, 2, 3, 4].map((q) => (q ? colour(q as Quad) : ''));
    all.forEach((bin, i) => {
      const from = Math.max(f.left, x(dayOf(bin.from)!));
      const to = Math.min(f.width - f.right, x(dayOf(bin.to)! + 1));
      if (to <= from) return;
      const w = Math.max(1, to - from - (to - from > 4 ? 1 : 0));
      for (const side of ['a', 'b'] as const) {
        let at = 0;
        for (const quad of ORDER) {
          const h = (bin[side][quad] / most) * (half - 8);
          if (!h) continue;
          pen.globalAlpha = active >= 0 && active !== i ? 0.45 : 1;
          pen.fillStyle = colours[quad];
          const y = side === 'a' ? half - at - h : half + 12 + at;
          pen.fillRect(from, y, w, h);
          // Words are hollow, deeds are filled, here as with marks.
          if (!QUADS[quad].material && w > 4 && h > 4) {
            pen.fillStyle = paper;
            pen.fillRect(from + 1.25, y + 1.25, w - 2.5, h - 2.5);
          }
          at += h;
        }
      }
    });
    pen.globalAlpha = 1;
  }, [all, f.width, range.from, range.to, active, dark]);

  function at(event: MouseEvent): number {
    const day = (event.clientX - (event.currentTarget as Element).getBoundingClientRect().left - f.left) /
      (f.width - f.left - f.right) * (range.to - range.from) + range.from;
    return all.findIndex((bin) => dayOf(bin.from)! <= day && day < dayOf(bin.to)! + 1);
  }
  function open(i: number) {
    const bin = all[i];
    if (bin && bin.from !== bin.to) go({ from: bin.from, to: bin.to });
  }
  function key(event: KeyboardEvent) {
    const last = all.length - 1;
    const next: Record<string, number> = {
      ArrowRight: active + 1, ArrowLeft: active < 0 ? 0 : active - 1, Home: 0, End: last,
      PageDown: active + 10, PageUp: active - 10,
    };
    if (event.key in next) setActive(Math.max(0, Math.min(last, next[event.key])));
    else if (event.key === 'Enter' && active >= 0) open(active);
    else return;
    event.preventDefault();
  }
  const bin = all[active];
  const words = bin && `${span(bin.from, bin.to)}. ${name(pair[0])}: ${told(bin.a)}. ${name(pair[1])}: ${told(bin.b)}.` +
    (bin.other ? ` ${many(bin.other, 'act')} of both or of others.` : '');
  return (
    <div ref={ref}>
      {width > 0 && <div class="chart columns" tabIndex={0} role="application" aria-roledescription="timeline in columns"
        aria-label={`Acts a ${props.by} between ${name(pair[0])} and ${name(pair[1])}. Left and right arrow keys go from column to column, Enter looks closer.`}
        onKeyDown={key} onBlur={() => setActive(-1)} onPointerMove={(e) => setActive(at(e))} onPointerLeave={() => setActive(-1)}
        onClick={(e) => open(at(e))}>
        <svg width={f.width} height={bottom + 22} aria-hidden="true" focusable="false">
          <Grid range={range} frame={f} top={16} bottom={bottom} labels={['top', 'bottom']} />
          <Tension rows={props.tension ?? []} x={x} box={tensionBox} wide={f.wide} />
          <Volume rows={props.volume ?? []} x={x} box={volumeBox} wide={f.wide} />
          <line class="axis" x1={f.left} x2={f.width - f.right} y1={top + half} y2={top + half} />
          <line class="axis" x1={f.left} x2={f.width - f.right} y1={top + half + 12} y2={top + half + 12} />
          <g class="lanes">
            {f.wide ? <>
              <text x={0} y={tensionBox.top + 12} class="name">Tension</text>
              <text x={0} y={tensionBox.top + 28}>with its 95 %</text>
              <text x={0} y={tensionBox.top + 42}>band</text>
              <text x={0} y={volumeBox.top + 12} class="name">Articles</text>
              <text x={0} y={volumeBox.top + 27}>a {props.by}</text>
              <Wrapped x={0} y={top + 12} text={name(pair[0])} class="name side" />
              <text x={0} y={top + half - 4}>acts a {props.by}</text>
              <Wrapped x={0} y={bottom - 2} text={name(pair[1])} class="name side" up />
              <text class="scale" x={f.left - 8} y={top + 16} text-anchor="end">{thousands(most)}</text>
              <text class="scale" x={f.left - 8} y={bottom - 4} text-anchor="end">{thousands(most)}</text>
            </> : <>
              <text x={f.left} y={tensionBox.top - 5} class="name">Tension</text>
              <text x={f.left} y={volumeBox.top - 5} class="name">Articles a {props.by}</text>
              <text x={f.left} y={top + 4} class="name">{name(pair[0])}, acts a {props.by}</text>
              <text x={f.left} y={bottom - 2} class="name">{name(pair[1])}</text>
            </>}
          </g>
        </svg>
        <canvas ref={canvas} style={{ top: top + 'px', left: 0, width: f.width + 'px', height: 2 * half + 12 + 'px' }} aria-hidden="true" />
        {bin && <div class="card" style={{ top: top - 8 + 'px', width: '280px', left: Math.max(8, Math.min(f.width - 288, x(dayOf(bin.from)!) + 24)) + 'px' }}>
          <p class="when">{span(bin.from, bin.to)}</p>
          <p class="kind"><b>{name(pair[0])}</b> {told(bin.a)}</p>
          <p class="kind"><b>{name(pair[1])}</b> {told(bin.b)}</p>
        </div>}
      </div>}
      <Polite text={words ?? ''} />
    </div>
  );
}

function told(v: number[]): string {
  const list = ORDER.filter((quad) => v[quad]).map((quad) => `${thousands(v[quad])} ${QUADS[quad].plain}`);
  return list.length ? list.join(', ') : 'nothing';
}
