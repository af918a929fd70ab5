// Who still meets whom: a row for each channel, a mark for each meeting, by what
// became of it.
import { filters, go } from './address';
import { url, useAnswer } from './api';
import { frame, Grid, Outside, Steps, xScale } from './axis';
import { dayOf, longDay } from './days';
import { Empty } from './empty';
import { spread } from './layout';
import type { PanelProps } from './panel';
import { Intro, Open, Polite, Switch, Table, Trouble, useWidth } from './parts';
import { useState } from 'preact/hooks';
import type { Act } from './types';
import { codes, cut, evidence, firstUp, many, partiesWords, quoteParts, when, type Names } from './words';

export type State = 'held' | 'planned' | 'called off' | 'refused' | 'unconfirmed';
export const STATES: State[] = ['held', 'planned', 'called off', 'refused', 'unconfirmed'];

export function stateOf(act: Act): State {
  if (act.state && (STATES as string[]).includes(act.state)) return act.state as State;
  if (act.status === 'cancelled' || act.status === 'negated') return 'called off';
  if (act.type === 'REJECT') return 'refused';
  if (act.claimed === 'true' || act.status === 'conditional' || act.status === 'hypothetical') return 'unconfirmed';
  if (act.type === 'CONSULT' || act.type === 'COOPERATE') return act.status === 'planned' ? 'planned' : 'held';
  return 'planned';
}

export interface Channel { name: string; persons: boolean; meetings: Act[] }

// A channel is a pair of people, the first two that a report names (those who came
// along stand after them); meetings that name no two stand together under their sides.
export function channels(acts: Act[], name: Names): Channel[] {
  const out = new Map<string, Channel>();
  for (const act of acts) {
    const people = [...new Set((act.people ?? []).map((p) => p.replace(/\s*\(.*\)$/, '')))];
    const persons = people.length >= 2;
    const sides = [...new Set([...codes(act.actor), ...codes(act.recipient)])].sort();
    const title = persons ? people.slice(0, 2).sort().join(' – ')
      : sides.length > 1 ? sides.map(name).join(' – ') : `${sides.map(name).join('') || 'Somebody'} – not named`;
    const channel = out.get(title) ?? { name: title, persons, meetings: [] };
    channel.meetings.push(act);
    out.set(title, channel);
  }
  return [...out.values()].sort((p, q) => Number(q.persons) - Number(p.persons) ||
    q.meetings.length - p.meetings.length || (p.name < q.name ? -1 : 1));
}

export function Sign({ x, y, state }: { x: number; y: number; state: State }) {
  const r = 6;
  switch (state) {
    case 'held': return <circle class="sign held" cx={x} cy={y} r={r} />;
    case 'planned': return <circle class="sign planned" cx={x} cy={y} r={r - 0.75} />;
    case 'called off': return <path class="sign off" d={`M${x - 5} ${y - 5}L${x + 5} ${y + 5}M${x + 5} ${y - 5}L${x - 5} ${y + 5}`} />;
    case 'refused': return <path class="sign off" d={`M${x} ${y - 6}V${y + 6}M${x - 5} ${y - 6}H${x + 5}`} />;
    default: return <circle class="sign unsure" cx={x} cy={y} r={r - 0.75} />;
  }
}

const LINE = 40;

export function Channels(props: PanelProps & { whole: { from: number; to: number } }) {
  const { address, summary, name, range } = props;
  const answer = useAnswer<Act[]>(url('talks', filters(address)));
  const [ref, width] = useWidth();
  const [row, setRow] = useState(-1);
  const [col, setCol] = useState(0);
  const [said, say] = useState('');
  if (answer.error) return <Trouble text={answer.error} />;
  if (!answer.data) return null;
  const list = channels(answer.data, name);
  const f = { ...frame(Math.max(300, width)) };
  if (f.wide) f.left = 270;
  const x = xScale(range, f);
  const step = f.wide ? LINE : LINE + 16;
  const top = 24;
  const bottom = top + list.length * step;
  const at = (r: number, c: number) => list[r]?.meetings[c];
  function key(event: KeyboardEvent) {
    let r = Math.max(0, row);
    let c = col;
    const start = row < 0;
    switch (event.key) {
      case 'ArrowRight': c = start ? 0 : c + 1; break;
      case 'ArrowLeft': c = start ? 0 : c - 1; break;
      case 'ArrowDown': r = start ? 0 : r + 1; c = 0; break;
      case 'ArrowUp': r = start ? 0 : r - 1; c = 0; break;
      case 'Home': r = 0; c = 0; break;
      case 'End': r = list.length - 1; c = list[r].meetings.length - 1; break;
      case 'Enter': case ' ': { const act = at(row, col); if (act) { event.preventDefault(); go({ event: act.id }); } return; }
      default: return;
    }
    event.preventDefault();
    // Off the end of a row lies the next.
    if (c < 0 && r > 0) { r--; c = list[r].meetings.length - 1; }
    if (c >= (list[r]?.meetings.length ?? 0) && r < list.length - 1) { r++; c = 0; }
    r = Math.max(0, Math.min(list.length - 1, r));
    c = Math.max(0, Math.min(list[r].meetings.length - 1, c));
    setRow(r); setCol(c);
    const act = at(r, c)!;
    say(`${longDay(act.day ?? act.date_from)}. ${list[r].name}: ${act.what}, ${stateOf(act)}. ${evidence(act)}.`);
  }
  const now = row >= 0 ? at(row, col) : undefined;
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Channels" side={<><Steps range={range} whole={props.whole} set={!!(address.from || address.to)} /><Switch value="Chart" table={address.as === 'table'} /></>}>
        Who talks to whom: one row for each pair of people, or of sides where no two people are named. Gaps are as
        telling as marks.
      </Intro>
      {!list.length ? <Empty summary={summary} what="meetings or calls" /> : address.as === 'table' ? (
        <Table caption="Meetings and calls, by day" rows={answer.data} columns={[
          { head: 'Day', cell: (r) => when(r) },
          { head: 'Who', cell: (r) => partiesWords(r, name) },
          { head: 'People', cell: (r) => (r.people ?? []).join(', '), wide: true },
          { head: 'What', cell: (r) => <Open id={r.id}>{firstUp(r.what)}</Open> },
          { head: 'State', cell: (r) => firstUp(stateOf(r)) },
          { head: 'Reports', cell: (r) => r.reports, number: true },
          { head: 'Outlets', cell: (r) => r.outlets, number: true },
        ]} />
      ) : <>
        <div ref={ref}>
          {width > 0 && <div class="chart" tabIndex={0} role="application" aria-roledescription="chart of meetings"
            aria-label={`${many(answer.data.length, 'meeting or call', 'meetings and calls')} in ${many(list.length, 'channel')}. Arrow keys go from meeting to meeting and from channel to channel, Enter opens the sentences.`}
            onKeyDown={key} onBlur={() => setRow(-1)}>
            <svg width={f.width} height={bottom + 22} aria-hidden="true" focusable="false">
              <Grid range={range} frame={f} top={16} bottom={bottom} labels={['top', 'bottom']} />
              {list.map((channel, r) => {
                const y = top + r * step + (f.wide ? step / 2 : step - 18);
                const days = channel.meetings.map((act) => dayOf(act.day ?? act.date_from));
                const inView = channel.meetings.map((_, c) => c).filter((c) => days[c] !== null && days[c]! >= range.from && days[c]! <= range.to);
                const xs = spread(inView.map((c) => x(days[c]!)), 15, f.width - f.right - 7);
                return (
                  <g key={channel.name} class="channel">
                    <text x={f.wide ? 0 : f.left} y={f.wide ? y + 4 : y - 16} class={channel.persons ? 'name' : 'name sides'}>{cut(channel.name, f.wide ? 38 : 46)}</text>
                    <line class="zero" x1={f.left} x2={f.width - f.right} y1={y} y2={y} />
                    {inView.map((c, i) => {
                      const act = channel.meetings[c];
                      const px = xs[i];
                      const on = (row === r && col === c) || act.id === address.event;
                      return (
                        <g key={act.id} class="meeting" onClick={() => { setRow(r); setCol(c); go({ event: act.id }); }}
                          onPointerEnter={() => { setRow(r); setCol(c); }} onPointerLeave={() => setRow(-1)}>
                          <rect x={px - 12} y={y - 12} width="24" height="24" class="target" />
                          <Sign x={px} y={y} state={stateOf(act)} />
                          {on && <circle class="ring" cx={px} cy={y} r="11" />}
                        </g>
                      );
                    })}
                  </g>
                );
              })}
            </svg>
            {now && <MeetingCard act={now} title={list[row].name} x={x(dayOf(now.day ?? now.date_from) ?? range.from)}
              y={top + row * step + (f.wide ? step / 2 : step - 18)} width={f.width} height={bottom + 22} />}
          </div>}
        </div>
        <Polite text={said} />
        <Outside days={answer.data.map((act) => dayOf(act.day ?? act.date_from))} range={range} what="meeting" />
        <ul class="legend" aria-label="How to read the chart">
          {STATES.map((state) => <li key={state}><svg class="sample" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><Sign x={8} y={8} state={state} /></svg> {state}</li>)}
        </ul>
        <h3 class="part">What the reports say <small>latest first</small></h3>
        <ul class="found two-up">
          {[...answer.data].reverse().slice(0, 60).map((act) => {
            const quote = quoteParts(act.source);
            return (
              <li key={act.id}>
                <p class="when"><svg class="sample" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><Sign x={8} y={8} state={stateOf(act)} /></svg> {when(act)} · {partiesWords(act, name)}</p>
                <h4><Open id={act.id}>{firstUp(act.what)}</Open>, {stateOf(act)}</h4>
                {quote && <blockquote>{quote.text}<cite>{quote.outlet}, {evidence(act)}</cite></blockquote>}
              </li>
            );
          })}
        </ul>
      </>}
    </section>
  );
}

function MeetingCard(props: { act: Act; title: string; x: number; y: number; width: number; height: number }) {
  const { act, width } = props;
  const quote = quoteParts(act.source);
  const w = Math.min(340, width - 16);
  const below = props.y < props.height * 0.5;
  return (
    <div class="card" style={{
      width: w + 'px', left: Math.max(8, Math.min(width - w - 8, props.x - w / 2)) + 'px',
      ...(below ? { top: props.y + 18 + 'px' } : { bottom: props.height - props.y + 18 + 'px' }),
    }}>
      <p class="when">{when(act)} · {props.title}</p>
      <p class="what">{firstUp(act.what)}: {stateOf(act)}</p>
      <p class="kind">{evidence(act)}</p>
      {quote && <blockquote>{cut(quote.text, 250)}<cite>{quote.outlet}</cite></blockquote>}
    </div>
  );
}
