// The two lanes above the acts: tension with its band, and how much was written,
// so that silence does not look like peace.
import { area, curveMonotoneX, line } from 'd3-shape';
import { dayOf } from './days';
import type { TensionRow, VolumeRow } from './types';

interface Box { top: number; height: number; left: number; right: number }
type X = (day: number) => number;

function middle(row: { from: string; to: string }): number {
  return ((dayOf(row.from) ?? 0) + (dayOf(row.to) ?? 0) + 1) / 2;
}

export function Tension(props: { rows: TensionRow[]; x: X; box: Box; wide: boolean }) {
  const { x, box } = props;
  // After a long silence nothing can be said: the line has gaps there.
  const rows = props.rows.filter((r) => x(middle(r)) > box.left - 40 && x(middle(r)) < box.right + 40);
  const known = (r: TensionRow) => r.value !== undefined;
  if (!rows.some(known)) return null;
  const most = rows.reduce((top, r) => Math.max(top, Math.abs(r.value ?? 0)), 0);
  const reach = Math.max(4, Math.min(10, most + 2));
  const y = (v: number) => box.top + box.height / 2 - (Math.max(-reach, Math.min(reach, v)) / reach) * (box.height / 2);
  const band = area<TensionRow>().defined(known).x((r) => x(middle(r))).y0((r) => y(r.low ?? r.value!)).y1((r) => y(r.high ?? r.value!)).curve(curveMonotoneX);
  const path = line<TensionRow>().defined(known).x((r) => x(middle(r))).y((r) => y(r.value!)).curve(curveMonotoneX);
  return (
    <g class="tension" aria-hidden="true">
      <clipPath id="tension-view"><rect x={box.left} y={box.top - 12} width={Math.max(0, box.right - box.left)} height={box.height + 24} /></clipPath>
      <line class="zero" x1={box.left} x2={box.right} y1={y(0)} y2={y(0)} />
      <path class="band" clip-path="url(#tension-view)" d={band(rows) ?? ''} />
      <path class="line" clip-path="url(#tension-view)" d={path(rows) ?? ''} />
      {props.wide && <text class="scale" x={box.left - 8} y={box.top + 9} text-anchor="end">conflict</text>}
      {props.wide && <text class="scale" x={box.left - 8} y={box.top + box.height} text-anchor="end">cooperation</text>}
    </g>
  );
}

export function Volume(props: { rows: VolumeRow[]; x: X; box: Box; wide: boolean }) {
  const { x, box } = props;
  const most = props.rows.reduce((top, r) => Math.max(top, r.articles), 1);
  return (
    <g class="volume" aria-hidden="true">
      <line class="zero" x1={box.left} x2={box.right} y1={box.top + box.height} y2={box.top + box.height} />
      {props.wide && props.rows.length > 0 && <text class="scale" x={box.left - 8} y={box.top + 9} text-anchor="end">{most}</text>}
      {props.rows.map((r) => {
        const from = Math.max(box.left, x(dayOf(r.from) ?? 0));
        const to = Math.min(box.right, x((dayOf(r.to) ?? 0) + 1));
        const h = (r.articles / most) * box.height;
        const told = (Math.min(r.reporting, r.articles) / most) * box.height;
        if (to <= from || !r.articles) return null;
        return (
          <g key={r.from}>
            <rect class="all" x={from + 0.5} width={Math.max(1, to - from - 1)} y={box.top + box.height - h} height={h} />
            <rect class="told" x={from + 0.5} width={Math.max(1, to - from - 1)} y={box.top + box.height - told} height={told} />
          </g>
        );
      })}
    </g>
  );
}
