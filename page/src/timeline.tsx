// The two-sided timeline: A's acts above the axis, B's below, tension and news
// volume above both. Above MOST marks it becomes mirrored columns (columns.tsx).
import { quadtree } from 'd3-quadtree';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { url, useAnswer } from './api';
import { filters, go, type Address } from './address';
import { arcPath, arcs, labels, place, weight, type Areas, type Placed } from './acts';
import { frame, Grid, Outside, Steps, xScale } from './axis';
import { Columns, period } from './columns';
import { dayOf, longDay } from './days';
import { Empty } from './empty';
import { Tension, Volume } from './lanes';
import type { PanelProps, Range } from './panel';
import { Intro, Open, Polite, Switch, Table, Trouble, useWidth, type Column } from './parts';
import { Mark, Sample } from './shapes';
import type { Act, SeriesRow, Summary, TensionRow, VolumeRow } from './types';
import { codes, evidence, firstUp, heading, many, partiesWords, quadOf, QUADS, quoteParts, statusWords, when, type Names } from './words';

export const MOST = 2000;
// What is drawn of an act; index.html asks for the same, so that the first picture has it.
export const FIELDS = 'id,day,date_from,date_to,date_basis,actor,recipient,parties,what,type,status,status_words,quad,' +
  'goldstein,claimed,issues,answers,answered_by,stated,reports,outlets,copies,source';

// What the timeline asks, by how much there is to show; null: nothing.
export function questions(address: Address, pair: [string, string] | null, summary: Summary | undefined, range: Range) {
  const asked = filters(address);
  const crowded = (summary?.shown ?? 0) > MOST;
  const by = period(range);
  // What third parties did toward either side; between=A,B leaves it out.
  const few = summary && summary.shown > 0 && summary.events <= 3 * MOST ? pair : null;
  const acts = (between?: string) => url('timeline', { ...asked, between, fields: FIELDS });
  return {
    crowded, by,
    acts: summary && !crowded ? acts(asked.between) : null,
    withA: few && acts(few[0]),
    withB: few && acts(few[1]),
    series: summary && crowded ? url('series', { ...asked, by }) : null,
    tension: url('tension', { ...asked, by }),
    volume: url('volume', { ...asked, by }),
  };
}

export function Timeline(props: PanelProps & { whole: { from: number; to: number } }) {
  const { address, summary, name, range, pair } = props;
  const asked = questions(address, pair, summary, range);
  const { crowded, by } = asked;
  const acts = useAnswer<Act[]>(asked.acts);
  const withA = useAnswer<Act[]>(asked.withA);
  const withB = useAnswer<Act[]>(asked.withB);
  const shown = useMemo(() => acts.data && thirds(acts.data, [...(withA.data ?? []), ...(withB.data ?? [])], pair),
    [acts.data, withA.data, withB.data, pair?.[0], pair?.[1]]);
  const series = useAnswer<SeriesRow[]>(asked.series);
  const tension = useAnswer<TensionRow[]>(asked.tension);
  const volume = useAnswer<VolumeRow[]>(asked.volume);
  const table = address.as === 'table';
  if (acts.error || series.error) return <Trouble text={(acts.error ?? series.error)!} />;
  if (!summary || !pair) return null;
  const [a, b] = pair.map(name);
  return (
    <section class={acts.busy || series.busy ? 'busy' : undefined} aria-busy={acts.busy || series.busy || withA.busy || withB.busy}>
      <Intro title="Timeline" side={<><Steps range={range} whole={props.whole} set={!!(address.from || address.to)} /><Switch value="Chart" table={table} /></>}>
        {crowded
          ? `${a} stands above the line, ${b} below it. There are too many acts to draw one by one: each column counts those of one ${by}. A column opens its ${by}.`
          : `${a} stands above the line, ${b} below it: the stronger an act, the farther from the line. An arrow leads from an act to its answer. Choose a mark to read the sentences behind it.`}
      </Intro>
      {summary.shown === 0 ? <Empty summary={summary} what="events" />
        : table ? <Twin acts={shown} series={series.data} tension={tension.data} volume={volume.data} name={name} by={by} />
        : crowded ? series.data && <Columns rows={series.data} tension={tension.data} volume={volume.data} {...props} by={by} />
        : shown && <Marks {...props} pair={pair} acts={shown} tension={tension.data ?? []} volume={volume.data ?? []} by={by} />}
      {summary.shown > 0 && !table && <Legend crowded={crowded} />}
    </section>
  );
}

function thirds(own: Act[], wide: Act[], pair: [string, string] | null): Act[] {
  if (!pair || !wide.length) return own;
  const seen = new Set(own.map((act) => act.id));
  const out = [...own];
  for (const act of wide) {
    const actors = codes(act.actor);
    const known = actors.length > 0 && actors.every((code) => /^[A-Z]{3}$/.test(code));
    if (seen.has(act.id) || !known || actors.some((code) => pair.includes(code))) continue;
    seen.add(act.id);
    out.push(act);
  }
  return out.length === own.length ? own : out.sort((p, q) => ((p.day ?? '') < (q.day ?? '') ? -1 : 1));
}

const ROW = 17;

function Marks(props: PanelProps & {
  pair: [string, string]; acts: Act[]; tension: TensionRow[]; volume: VolumeRow[]; by: string;
}) {
  const { acts, pair, name, range, address } = props;
  const [ref, width] = useWidth();
  const [hover, setHover] = useState(-1);
  const [focus, setFocus] = useState(-1);
  const [said, say] = useState('');
  const chart = useRef<HTMLDivElement>(null);
  const f = frame(Math.max(300, width));
  const rows = f.wide ? 3 : 2;
  const high = acts.length < 25 ? 120 : f.wide ? 158 : 150;
  const head = f.wide ? 0 : 16;
  const lane = { left: f.left, right: f.width - f.right };
  const tensionBox = { top: 22 + head, height: 58, ...lane };
  const volumeBox = { top: tensionBox.top + tensionBox.height + 14 + head, height: 30, ...lane };
  const aTop = volumeBox.top + volumeBox.height + 16 + (head && 26) + rows * ROW;
  const areas: Areas = {
    left: f.left, right: f.width - f.right,
    a: { top: aTop, bottom: aTop + high },
    middle: { top: aTop + high, bottom: aTop + high + 34 },
    b: { top: aTop + high + 34, bottom: aTop + 2 * high + 34 },
  };
  const bottom = areas.b.bottom + rows * ROW + 8 + (head && 20);
  const height = bottom + 22;
  const x = useMemo(() => xScale(range, f), [range.from, range.to, f.width]);
  const placed = useMemo(() => place(acts.filter((act) => inside(act, range)), pair, x, areas), [acts, x, pair[0], pair[1]]);
  const links = useMemo(() => arcs(placed), [placed]);
  const named = useMemo(() => ({
    a: labels(placed, 'a', rows, areas, measure), b: labels(placed, 'b', rows, areas, measure),
  }), [placed]);
  const tree = useMemo(() => quadtree<Placed>().x((p) => p.spot.x).y((p) => p.spot.y).addAll(placed), [placed]);
  const chosen = placed.findIndex((p) => p.act.id === address.event);
  const active = hover >= 0 ? hover : focus >= 0 ? focus : chosen;

  useEffect(() => { setHover(-1); setFocus(-1); }, [placed]);

  // Arcs for what is chosen; and, always, the weightiest in view.
  const strongest = useMemo(() => new Set(
    links.map((l, i) => ({ l, i, w: weight(placed[l.from].act) + weight(placed[l.to].act) + (l.stated ? 4 : 0) }))
      // What is only known to have been by some day may seem to come after its answer.
      .filter(({ l }) => placed[l.from].day <= placed[l.to].day)
      .sort((p, q) => q.w - p.w).slice(0, 10).map((l) => l.i)), [links]);

  function at(event: MouseEvent): number {
    const box = chart.current!.getBoundingClientRect();
    const found = tree.find(event.clientX - box.left, event.clientY - box.top, 24);
    return found ? placed.indexOf(found) : -1;
  }
  function step(to: number) {
    const i = Math.max(0, Math.min(placed.length - 1, to));
    setFocus(i);
    say(announce(placed[i], name, i, placed.length, pair));
  }
  function across(up: boolean) {
    const now = placed[Math.max(0, focus)];
    const order = ['a', 'middle', 'b'];
    const rank = order.indexOf(now.side);
    for (let r = rank + (up ? -1 : 1); r >= 0 && r < 3; r += up ? -1 : 1) {
      let best = -1;
      placed.forEach((p, i) => {
        if (order.indexOf(p.side) === r && (best < 0 || Math.abs(p.day - now.day) < Math.abs(placed[best].day - now.day))) best = i;
      });
      if (best >= 0) return step(best);
    }
  }
  function key(event: KeyboardEvent) {
    if (!placed.length) return;
    const start = focus < 0 ? chosen : focus;
    const moves: Record<string, () => void> = {
      ArrowRight: () => step(start + 1), ArrowLeft: () => step(start < 0 ? 0 : start - 1),
      ArrowUp: () => across(true), ArrowDown: () => across(false),
      Home: () => step(0), End: () => step(placed.length - 1),
      PageDown: () => step(start + 10), PageUp: () => step(start - 10),
      Enter: () => { if (start >= 0) go({ event: placed[start].act.id }); },
      ' ': () => { if (start >= 0) go({ event: placed[start].act.id }); },
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setHover(-1);
    move();
  }

  // What does not change as the pointer moves is drawn once; what is chosen is
  // drawn again above it.
  const ground = useMemo(() => (
    <>
      <rect class="ground" x={f.left} width={f.width - f.left - f.right} y={areas.middle.top} height={34} />
      <Grid range={range} frame={f} top={16} bottom={bottom} labels={['top', 'bottom']} />
      <Tension rows={props.tension} x={x} box={tensionBox} wide={f.wide} />
      <Volume rows={props.volume} x={x} box={volumeBox} wide={f.wide} />
      <line class="axis" x1={f.left} x2={f.width - f.right} y1={areas.middle.top} y2={areas.middle.top} />
      <line class="axis" x1={f.left} x2={f.width - f.right} y1={areas.middle.bottom} y2={areas.middle.bottom} />
      <LaneNames f={f} tension={tensionBox} volume={volumeBox} areas={areas} a={name(pair[0])} b={name(pair[1])} by={props.by} rows={rows} />
    </>
  ), [x, props.tension, props.volume, acts.length < 25, name, pair[0], pair[1], props.by]);
  const all = useMemo(() => <g class="marks">{placed.map((p) => <Dot key={p.act.id} p={p} />)}</g>, [placed]);

  const now = active >= 0 ? placed[active] : undefined;
  const joined = new Set(now ? links.filter((l) => l.from === active || l.to === active).flatMap((l) => [l.from, l.to]) : []);
  return (
    <div ref={ref}>
      {width > 0 && (
        <div
          class="chart" ref={chart} tabIndex={0} role="application" aria-roledescription="timeline"
          aria-label={`Timeline of ${many(placed.length, 'act')} between ${name(pair[0])} and ${name(pair[1])}. Left and right arrow keys go from mark to mark, up and down from side to side, Enter opens the sentences.`}
          onKeyDown={key} onBlur={() => setFocus(-1)}
          onPointerMove={(e) => setHover(at(e))} onPointerLeave={() => setHover(-1)}
          onClick={(e) => { const i = at(e); if (i >= 0) { setFocus(i); go({ event: placed[i].act.id }); } }}
        >
          <svg width={f.width} height={height} class={active >= 0 ? 'has-active' : undefined} aria-hidden="true" focusable="false">
            <defs>
              <marker id="tip" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                <path d="M0 0.8L7 4L0 7.2Z" class="tip" />
              </marker>
              <marker id="tip-on" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                <path d="M0 0.8L7 4L0 7.2Z" class="tip on" />
              </marker>
            </defs>
            {ground}
            {(['a', 'b'] as const).flatMap((side) => named[side].map((l) => {
              const p = placed[l.index];
              const y = side === 'a' ? areas.a.top - 6 - l.row * ROW : areas.b.bottom + 15 + l.row * ROW;
              const on = l.index === active;
              return (
                <g key={p.act.id} class={on ? 'label on' : 'label'}>
                  <path d={`M${l.x} ${side === 'a' ? y - 10 : y + 4}V${p.spot.y + (side === 'a' ? -p.spot.r - 2 : p.spot.r + 2)}`} />
                  <text x={l.end ? l.x - 5 : l.x + 5} y={y} text-anchor={l.end ? 'end' : 'start'}>{l.text}</text>
                </g>
              );
            }))}
            {links.map((l, i) => {
              const on = l.from === active || l.to === active;
              if (!on && !strongest.has(i)) return null;
              return <path key={i} class={`arc ${l.stated ? 'stated' : 'inferred'}${on ? ' on' : ''}`}
                d={arcPath(placed[l.from].spot, placed[l.to].spot)} marker-end={on ? 'url(#tip-on)' : 'url(#tip)'} />;
            })}
            {all}
            {[...joined].map((i) => <Dot key={i} p={placed[i]} />)}
            {now && <Dot p={now} />}
            {now && <Stem p={now} areas={areas} />}
            {now && <circle class="ring" cx={now.spot.x} cy={now.spot.y} r={now.spot.r + 5} />}
          </svg>
          {now && (hover >= 0 || focus >= 0) && <Card p={now} name={name} width={f.width} height={height} />}
        </div>
      )}
      <Polite text={said} />
      <Outside days={acts.map((act) => dayOf(act.day))} range={range} what="act" />
    </div>
  );
}

function inside(act: Act, range: { from: number; to: number }): boolean {
  const day = dayOf(act.day);
  return day !== null && day >= range.from && day <= range.to;
}

function Dot({ p }: { p: Placed }) {
  const sure = p.act.status === 'actual' || p.act.status === 'ongoing';
  return <Mark x={p.spot.x} y={p.spot.y} r={p.spot.r} quad={quadOf(p.act)} k={p.act.id} class={sure ? '' : 'faint'} />;
}

// Where the mark's day is, when it had to step aside.
function Stem({ p, areas }: { p: Placed; areas: Areas }) {
  if (p.side === 'middle') return null;
  const y = p.side === 'a' ? areas.a.bottom : areas.b.top;
  const edge = p.side === 'a' ? p.spot.y + p.spot.r + 5 : p.spot.y - p.spot.r - 5;
  return <path class="stem" d={`M${p.trueX} ${y}L${p.spot.x} ${edge}`} />;
}

function LaneNames(props: {
  f: ReturnType<typeof frame>; tension: { top: number; height: number }; volume: { top: number; height: number };
  areas: Areas; a: string; b: string; by: string; rows: number;
}) {
  const { f, tension, volume, areas } = props;
  if (!f.wide) {
    return (
      <g class="lanes">
        <text x={f.left} y={tension.top - 5} class="name">Tension</text>
        <text x={f.left} y={volume.top - 5} class="name">Articles a {props.by}</text>
        <text x={f.left} y={areas.a.top - props.rows * ROW - 10} class="name side">{props.a}</text>
        <text x={f.left} y={areas.b.bottom + props.rows * ROW + 22} class="name side">{props.b}</text>
      </g>
    );
  }
  return (
    <g class="lanes">
      <text x={0} y={tension.top + 12} class="name">Tension</text>
      <text x={0} y={tension.top + 28}>with its 95 %</text>
      <text x={0} y={tension.top + 42}>band</text>
      <text x={0} y={volume.top + 12} class="name">Articles</text>
      <text x={0} y={volume.top + 27}>a {props.by}</text>
      <Wrapped x={0} y={areas.a.top + 12} text={props.a} class="name side" />
      <Wrapped x={0} y={areas.b.bottom - 2} text={props.b} class="name side" up />
      <text x={0} y={areas.middle.top + 15}>together, or</text>
      <text x={0} y={areas.middle.top + 28}>third parties</text>
      <text class="scale" x={f.left - 8} y={areas.a.top - 4} text-anchor="end">intensity</text>
      {[5, 10].map((n) => (
        <g key={n}>
          <text class="scale" x={f.left - 8} y={areas.a.bottom - (n / 10) * (areas.a.bottom - areas.a.top) + (n === 10 ? 10 : 4)} text-anchor="end">{n}</text>
          <text class="scale" x={f.left - 8} y={areas.b.top + (n / 10) * (areas.b.bottom - areas.b.top) + (n === 10 ? -2 : 4)} text-anchor="end">{n}</text>
          <line class="level" x1={f.left} x2={f.width - f.right} y1={areas.a.bottom - (n / 10) * (areas.a.bottom - areas.a.top)} y2={areas.a.bottom - (n / 10) * (areas.a.bottom - areas.a.top)} />
          <line class="level" x1={f.left} x2={f.width - f.right} y1={areas.b.top + (n / 10) * (areas.b.bottom - areas.b.top)} y2={areas.b.top + (n / 10) * (areas.b.bottom - areas.b.top)} />
        </g>
      ))}
    </g>
  );
}

// A name in the narrow column at the left, over as many lines as it needs.
export function Wrapped(props: { x: number; y: number; text: string; class?: string; up?: boolean; most?: number }) {
  const lines: string[] = [];
  for (const word of props.text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && (last + ' ' + word).length <= (props.most ?? 15)) lines[lines.length - 1] = last + ' ' + word;
    else lines.push(word);
  }
  if (lines.length > 3) lines.splice(3, lines.length, '…');
  const start = props.up ? props.y - (lines.length - 1) * 17 : props.y;
  return <>{lines.map((line, i) => <text key={i} x={props.x} y={start + i * 17} class={props.class}>{line}</text>)}</>;
}

function Card({ p, name, width, height }: { p: Placed; name: Names; width: number; height: number }) {
  const { act } = p;
  const quote = quoteParts(act.source);
  const w = Math.min(340, width - 16);
  const left = Math.max(8, Math.min(width - w - 8, p.spot.x - w / 2));
  const below = p.spot.y < height * 0.45;
  const at = below ? { top: p.spot.y + p.spot.r + 14 + 'px' } : { bottom: height - p.spot.y + p.spot.r + 14 + 'px' };
  return (
    <div class="card" style={{ left: left + 'px', width: w + 'px', ...at }}>
      <p class="when">{when(act)} · {partiesWords(act, name)}</p>
      <p class="what">{firstUp(act.what)}{act.status_words ? ` (${act.status_words})` : ''}</p>
      <p class="kind"><Sample quad={quadOf(act)} /> {QUADS[quadOf(act)].name}
        {act.goldstein !== undefined && <>, intensity {Math.abs(act.goldstein)}</>} · {evidence(act)}</p>
      {quote && <blockquote>{quote.text.length > 260 ? quote.text.slice(0, 250) + '…' : quote.text}<cite>{quote.outlet}</cite></blockquote>}
    </div>
  );
}

function announce(p: Placed, name: Names, i: number, n: number, pair: [string, string]): string {
  const { act } = p;
  const where = p.side === 'a' ? name(pair[0]) : p.side === 'b' ? name(pair[1]) : 'between the sides';
  const linked = [act.answers.length ? `answers ${act.answers.length}` : '', act.answered_by.length ? `answered by ${act.answered_by.length}` : '']
    .filter(Boolean).join(', ');
  return `${firstUp(when(act))}. ${heading(act, name)}. ${QUADS[quadOf(act)].name}, ${act.status_words || statusWords(act.status).toLowerCase()}` +
    `${act.goldstein !== undefined ? `, intensity ${Math.abs(act.goldstein)}` : ''}. ${evidence(act)}.` +
    `${linked ? ` ${firstUp(linked)}.` : ''} ${i + 1} of ${n}, ${where}.`;
}

let ruler: CanvasRenderingContext2D | null | undefined;
export function measure(text: string): number {
  if (ruler === undefined) {
    ruler = document.createElement('canvas').getContext('2d');
    if (ruler) ruler.font = '12px ' + getComputedStyle(document.body).fontFamily;
  }
  return ruler ? ruler.measureText(text).width : text.length * 6.4;
}

function Legend({ crowded }: { crowded: boolean }) {
  return (
    <ul class="legend" aria-label="How to read the chart">
      <li><Sample quad={1} /> words of cooperation</li>
      <li><Sample quad={2} /> deeds of cooperation</li>
      <li><Sample quad={3} /> words of conflict</li>
      <li><Sample quad={4} /> deeds of conflict</li>
      {!crowded && <li><svg class="sample" width="26" height="14" viewBox="0 0 26 14" aria-hidden="true"><circle class="size" cx="6" cy="7" r="3.4" /><circle class="size" cx="18" cy="7" r="6.2" /></svg> larger: told by more outlets</li>}
      {!crowded && <li><svg class="sample" width="30" height="14" viewBox="0 0 30 14" aria-hidden="true"><path class="arc stated" d="M1 11Q14 -3 27 9" marker-end="url(#tip)" /></svg> answered, a source says so</li>}
      {!crowded && <li><svg class="sample" width="30" height="14" viewBox="0 0 30 14" aria-hidden="true"><path class="arc inferred" d="M1 11Q14 -3 27 9" marker-end="url(#tip)" /></svg> answered, as inferred</li>}
      {!crowded && <li><svg class="sample" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true"><Mark x={7} y={7} r={4.6} quad={4} class="faint" /></svg> pale: planned or possible</li>}
      <li><svg class="sample volume" width="22" height="14" viewBox="0 0 22 14" aria-hidden="true"><rect class="told" y="4" width="9" height="10" /><rect class="all" x="12" y="4" width="9" height="10" /></svg> articles that tell of these acts, other articles</li>
    </ul>
  );
}

export function actColumns(name: Names): Column<Act>[] {
  return [
    { head: 'Day', cell: (r) => when(r) },
    { head: 'Who', cell: (r) => partiesWords(r, name) },
    { head: 'What', cell: (r) => <Open id={r.id}>{firstUp(r.what)}</Open>, wide: true },
    { head: 'Kind', cell: (r) => <span class="kind"><Sample quad={quadOf(r)} /> {QUADS[quadOf(r)].name}</span> },
    { head: 'Status', cell: (r) => r.status_words ? firstUp(r.status_words) : statusWords(r.status) },
    { head: 'Intensity', cell: (r) => r.goldstein === undefined ? '' : Math.abs(r.goldstein), number: true },
    { head: 'Reports', cell: (r) => r.reports, number: true },
    { head: 'Outlets', cell: (r) => r.outlets, number: true },
    { head: 'Copies', cell: (r) => r.copies, number: true },
    { head: 'Answers', cell: (r) => r.answers.map((id, i) => <Open key={id} id={id} label={`Act ${i + 1} that this answers`}>{i + 1}</Open>) },
  ];
}

function Twin(props: {
  acts?: Act[]; series?: SeriesRow[]; tension?: TensionRow[]; volume?: VolumeRow[]; name: Names; by: string;
}) {
  const { name } = props;
  const volumes = new Map((props.volume ?? []).map((v) => [v.from, v]));
  const tensions = new Map((props.tension ?? []).map((t) => [t.from, t]));
  const weeks = [...new Set([...volumes.keys(), ...tensions.keys()])].sort();
  const two = (n: number | undefined) => n === undefined ? '' : n.toFixed(1);
  return (
    <>
      {props.acts && <Table caption="Acts in view, by day" rows={props.acts} columns={actColumns(name)} />}
      {props.series && <Table caption={`Acts in view, counted by ${props.by}`} rows={props.series} columns={[
        { head: 'From', cell: (r) => longDay(r.from) },
        { head: 'Who', cell: (r) => partiesWords(r, name) },
        { head: 'Kind', cell: (r) => QUADS[quadOf(r)].name },
        { head: 'Events', cell: (r) => r.events, number: true },
      ]} />}
      <Table caption={`Tension and articles by ${props.by}`} rows={weeks} columns={[
        { head: firstUp(props.by) + ' from', cell: (w) => longDay(w) },
        { head: 'Tension', cell: (w) => two(tensions.get(w)?.value), number: true },
        { head: 'Low', cell: (w) => two(tensions.get(w)?.low), number: true },
        { head: 'High', cell: (w) => two(tensions.get(w)?.high), number: true },
        { head: 'Events', cell: (w) => tensions.get(w)?.events ?? 0, number: true },
        { head: 'Articles', cell: (w) => volumes.get(w)?.articles ?? 0, number: true },
        { head: 'Of them reporting', cell: (w) => volumes.get(w)?.reporting ?? 0, number: true },
      ]} />
    </>
  );
}
