// Where each side stands on each issue, over time; and contradictions, with both
// sentences side by side.
import { useState } from 'preact/hooks';
import { filters, go } from './address';
import { url, useAnswer } from './api';
import { frame, Grid, Outside, Steps, xScale } from './axis';
import { dayOf, longDay, shortDay } from './days';
import { Empty } from './empty';
import { spread } from './layout';
import type { PanelProps } from './panel';
import { Intro, Open, Polite, Switch, Table, Trouble, useWidth } from './parts';
import type { Contradiction, Position } from './types';
import { codes, cut, evidence, firstUp, issueWords, many, quoteParts, type Names } from './words';

const STANCES: Record<string, string> = { for: 'for, or giving way', asks: 'asking', against: 'against' };

function Sign({ x, y, stance }: { x: number; y: number; stance?: string }) {
  if (stance === 'for') return <circle class="stance for" cx={x} cy={y} r="5" />;
  if (stance === 'against') return <path class="stance against" d={`M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`} />;
  return <path class="stance asks" d={`M${x - 5} ${y - 4.5}L${x + 5} ${y - 4.5}L${x} ${y + 5}Z`} />;
}

export function Positions(props: PanelProps & { whole: { from: number; to: number }; there: boolean }) {
  const { address, summary, name, pair } = props;
  const positions = useAnswer<Position[]>(props.there ? url('positions', filters(address)) : null);
  const contradictions = useAnswer<Contradiction[]>(url('contradictions', filters(address)));
  const error = positions.error ?? contradictions.error;
  if (error) return <Trouble text={error} />;
  if (!contradictions.data || !pair) return null;
  const table = address.as === 'table';
  const rows = positions.data ?? [];
  return (
    <section class={positions.busy || contradictions.busy ? 'busy' : undefined} aria-busy={positions.busy || contradictions.busy}>
      <Intro title="Positions" side={<><Steps range={props.range} whole={props.whole} set={!!(address.from || address.to)} /><Switch value="Chart" table={table} /></>}>
        What each side says about each issue. Where accounts contradict one another, both sentences stand side by side,
        and neither is averaged away.
      </Intro>
      {props.there && !rows.length && <Empty summary={summary} what="positions" />}
      {rows.length > 0 && (table ? <Twin rows={rows} name={name} /> : <Chart {...props} pair={pair} rows={rows} />)}
      <h3 class="part">Contradictions <small>{contradictions.data.length ? many(contradictions.data.length, 'pair') + ' of sentences' : ''}</small></h3>
      {!contradictions.data.length ? <Empty summary={summary} what="contradictions" />
        : table ? <Table caption="Contradictions" rows={contradictions.data} columns={[
          { head: 'Day', cell: (r) => shortDay(r.date) },
          { head: 'Who', cell: (r) => r.parties },
          { head: 'About', cell: (r) => r.about },
          { head: 'One', cell: (r) => <Open id={r.id}>{r.one}</Open>, wide: true },
          { head: 'Other', cell: (r) => r.other_id ? <Open id={r.other_id}>{r.other}</Open> : r.other, wide: true },
        ]} />
        : <ul class="contra">{contradictions.data.map((c, i) => <Pair key={i} c={c} name={name} />)}</ul>}
    </section>
  );
}

function Pair({ c, name }: { c: Contradiction; name: Names }) {
  const about = c.about === 'denial' ? 'One side denies what the other says' : `Reports differ on the ${c.about}`;
  const parties = c.parties.replace(/\b[A-Z]{3}\b/g, (code) => name(code));
  return (
    <li>
      <p class="when">{shortDay(c.date)} · {parties}</p>
      <h4>{about}</h4>
      <div class="two">
        <Half words={c.one} source={c.one_source} id={c.id} name={name} />
        <Half words={c.other} source={c.other_source} id={c.other_id ?? c.id} name={name} />
      </div>
    </li>
  );
}

function Half(props: { words: string; source?: string; id: string; name: Names }) {
  const quote = quoteParts(props.source);
  const words = props.words.replace(/\b[A-Z]{3}\b/g, (code) => props.name(code));
  return (
    <div>
      <p class="claim"><Open id={props.id}>{firstUp(words)}</Open></p>
      {quote && <blockquote>{quote.text}<cite>{quote.outlet}{quote.day && `, ${shortDay(quote.day)}`}</cite></blockquote>}
    </div>
  );
}

interface Lane { issue: string; side: string; rows: Position[] }

function lanes(rows: Position[], pair: [string, string]): { issue: string; lanes: Lane[] }[] {
  const out = new Map<string, Lane[]>();
  const issues = [...new Set(rows.map((r) => r.issue ?? ''))]
    .sort((p, q) => Number(!p) - Number(!q) || count(rows, q) - count(rows, p) || (p < q ? -1 : 1));
  for (const issue of issues)
    out.set(issue, pair.map((side) => ({
      issue, side,
      rows: rows.filter((r) => (r.issue ?? '') === issue && codes(r.side).includes(side))
        .sort((p, q) => ((p.date ?? '') < (q.date ?? '') ? -1 : 1)),
    })));
  return [...out].map(([issue, list]) => ({ issue, lanes: list }));
}
function count(rows: Position[], issue: string): number {
  return rows.filter((r) => (r.issue ?? '') === issue).length;
}

function Chart(props: PanelProps & { pair: [string, string]; rows: Position[] }) {
  const { range, pair, name, address } = props;
  const [ref, width] = useWidth();
  const [active, setActive] = useState<string>('');
  const [said, say] = useState('');
  const groups = lanes(props.rows, pair);
  const f = { ...frame(Math.max(300, width)) };
  if (f.wide) f.left = 270;
  const x = xScale(range, f);
  const lineHigh = 26;
  const head = f.wide ? 0 : 22;
  const groupHigh = 2 * lineHigh + 16 + head;
  const top = 26;
  const bottom = top + groups.length * groupHigh;
  // In reading order: issue, side, time. An event may stand under several issues.
  const all = groups.flatMap((g, gi) => g.lanes.flatMap((l, li) => l.rows.map((row) => ({ row, key: `${gi}/${li}/${row.id}` }))));
  const spots = new Map<string, { x: number; y: number }>();
  groups.forEach((g, gi) => g.lanes.forEach((l, li) => {
    const seen = l.rows.filter((row) => {
      const day = dayOf(row.date);
      return day !== null && day >= range.from && day <= range.to;
    });
    const xs = spread(seen.map((row) => x(dayOf(row.date)!)), 14, f.width - f.right - 6);
    seen.forEach((row, i) => spots.set(`${gi}/${li}/${row.id}`, {
      x: xs[i], y: top + gi * groupHigh + head + 8 + li * lineHigh + lineHigh / 2,
    }));
  }));
  const seen = all.filter((entry) => spots.has(entry.key));
  const now = seen.find((entry) => entry.key === active);
  function key(event: KeyboardEvent) {
    const i = seen.findIndex((entry) => entry.key === active);
    const to: Record<string, number> = {
      ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0, End: seen.length - 1,
    };
    if (event.key === 'Enter' && i >= 0) go({ event: seen[i].row.id });
    else if (event.key in to && seen.length) {
      const entry = seen[Math.max(0, Math.min(seen.length - 1, to[event.key]))];
      setActive(entry.key);
      say(`${longDay(entry.row.date)}. ${issueName(entry.row.issue)}: ${codes(entry.row.side).map(name).join(' and ')}, ${entry.row.position}. ${evidence(entry.row)}.`);
    } else return;
    event.preventDefault();
  }
  const spot = now && spots.get(now.key);
  return (
    <>
      <div ref={ref}>
        {width > 0 && <div class="chart" tabIndex={0} role="application" aria-roledescription="chart of positions"
          aria-label={`${many(seen.length, 'statement')} on ${many(groups.length, 'issue')}. Arrow keys go from statement to statement, Enter opens the sentences.`}
          onKeyDown={key} onBlur={() => setActive('')}>
          <svg width={f.width} height={bottom + 22} aria-hidden="true" focusable="false">
            <Grid range={range} frame={f} top={16} bottom={bottom} labels={['top', 'bottom']} />
            {groups.map((g, gi) => {
              const y = top + gi * groupHigh + head + 8;
              return (
                <g key={g.issue} class="channel">
                  {gi > 0 && <line class="rule" x1="0" x2={f.width - f.right} y1={y - head - 8} y2={y - head - 8} />}
                  <text x="0" y={f.wide ? y + 17 : y - 6} class="name">{issueName(g.issue)}</text>
                  {g.lanes.map((l, li) => (
                    <g key={l.side}>
                      <text x={f.wide ? f.left - 10 : f.left} y={y + li * lineHigh + lineHigh / 2 + (f.wide ? 4 : -4)} text-anchor={f.wide ? 'end' : 'start'} class="scale">{cut(name(l.side), 18)}</text>
                      <line class="zero" x1={f.left} x2={f.width - f.right} y1={y + li * lineHigh + lineHigh / 2} y2={y + li * lineHigh + lineHigh / 2} />
                      {l.rows.map((row) => {
                        const k = `${gi}/${li}/${row.id}`;
                        const at = spots.get(k);
                        return at && (
                          <g key={k} class="meeting" onClick={() => go({ event: row.id })} onPointerEnter={() => setActive(k)} onPointerLeave={() => setActive('')}>
                            <rect class="target" x={at.x - 12} y={at.y - 12} width="24" height="24" />
                            <Sign x={at.x} y={at.y} stance={row.stance} />
                            {row.changes && <path class="turn" d={`M${at.x - 4} ${at.y - 11}h8`} />}
                            {(k === active || row.id === address.event) && <circle class="ring" cx={at.x} cy={at.y} r="10" />}
                          </g>
                        );
                      })}
                    </g>
                  ))}
                </g>
              );
            })}
          </svg>
          {now && spot && <div class="card" style={{
            width: Math.min(340, f.width - 16) + 'px', left: Math.max(8, Math.min(f.width - 348, spot.x - 170)) + 'px',
            ...(spot.y < bottom / 2 ? { top: spot.y + 18 + 'px' } : { bottom: bottom + 22 - spot.y + 18 + 'px' }),
          }}>
            <p class="when">{longDay(now.row.date)} · {codes(now.row.side).map(name).join(' and ')}{now.row.speaker && ` · ${now.row.speaker}`}</p>
            <p class="what">{firstUp(now.row.position)}</p>
            <p class="kind">{evidence(now.row)}</p>
            {now.row.sentence && <blockquote>{cut(now.row.sentence, 250)}</blockquote>}
          </div>}
        </div>}
      </div>
      <Polite text={said} />
      <Outside days={props.rows.map((row) => dayOf(row.date))} range={range} what="statement" />
      <ul class="legend" aria-label="How to read the chart">
        {Object.entries(STANCES).map(([stance, words]) => (
          <li key={stance}><svg class="sample" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><Sign x={8} y={8} stance={stance} /></svg> {words}</li>
        ))}
        <li><svg class="sample" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path class="turn" d="M4 3h8" /><Sign x={8} y={10} stance="for" /></svg> the opposite of what this side said before</li>
      </ul>
    </>
  );
}

function issueName(issue: string | undefined): string {
  return issue ? issueWords(issue) : 'No issue named';
}

function Twin({ rows, name }: { rows: Position[]; name: Names }) {
  return <Table caption="Positions, by issue, side and day" rows={rows} columns={[
    { head: 'Issue', cell: (r) => issueName(r.issue) },
    { head: 'Side', cell: (r) => codes(r.side).map(name).join(', ') },
    { head: 'Day', cell: (r) => shortDay(r.date) },
    { head: 'Stance', cell: (r) => r.stance ?? '' },
    { head: 'What', cell: (r) => <Open id={r.id}>{firstUp(r.position)}</Open>, wide: true },
    { head: 'Speaker', cell: (r) => r.speaker ?? '' },
    { head: 'Turns from', cell: (r) => r.changes ? <Open id={r.changes}>earlier statement</Open> : '' },
    { head: 'Outlets', cell: (r) => r.outlets, number: true },
  ]} />;
}
