// What was promised or threatened, by when, and what came of it.
import { filters } from './address';
import { url, useAnswer } from './api';
import { frame, Grid, Steps, xScale } from './axis';
import { dayOf, shortDay } from './days';
import { Empty } from './empty';
import type { PanelProps } from './panel';
import { Intro, Open, Switch, Table, Trouble, useWidth } from './parts';
import type { Act, Measure } from './types';
import { evidence, firstUp, many, partiesWords, quoteParts, type Names } from './words';

const GROUPS: { state: string; title: string; plain: string }[] = [
  { state: 'missed', title: 'Missed', plain: 'A report tells that it was not done.' },
  { state: 'met', title: 'Met', plain: 'A report tells that it was done.' },
  { state: 'called off', title: 'Called off', plain: 'A report tells that it was taken back.' },
  { state: 'unknown', title: 'Unknown', plain: 'Its day has passed, and no report tells whether it was done.' },
  { state: 'open', title: 'Open', plain: 'No day was named or it is yet to come, and no report tells of the deed.' },
];

export function Commitments(props: PanelProps & { whole: { from: number; to: number } }) {
  const { address, summary, name, range } = props;
  const answer = useAnswer<Measure[]>(url('commitments', filters(address)));
  const [ref, width] = useWidth();
  // What settled a commitment, with its sentence: one question for all.
  const settled = [...new Set((answer.data ?? []).flatMap((m) => m.carried_out_by ?? []))];
  const deeds = useAnswer<Act[]>(settled.length && summary && summary.events <= 6000
    ? url('timeline', { between: address.between, fields: 'id,day,what,source' }) : null);
  const deed = (id: string) => deeds.data?.find((act) => act.id === id);
  if (answer.error) return <Trouble text={answer.error} />;
  if (!answer.data) return null;
  const all = answer.data;
  const named = new Set(GROUPS.map((g) => g.state));
  const groups = [...GROUPS.map((g) => ({ ...g, rows: sorted(all.filter((m) => m.state === g.state)) })),
    { state: 'other', title: 'Others', plain: 'States that the record names otherwise.', rows: all.filter((m) => !named.has(m.state)) }]
    .filter((g) => g.rows.length);
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Commitments" side={<><Steps range={range} whole={props.whole} set={!!(address.from || address.to)} /><Switch value="List" table={address.as === 'table'} /></>}>
        Promises, threats and deadlines: who owes what to whom, by when, and whether it was done.
      </Intro>
      {!all.length ? <Empty summary={summary} what="commitments" /> : address.as === 'table' ? <Twin rows={all} name={name} /> : <>
        <p class="tally">{groups.map((g, i) => <span key={g.state}>{i ? ' · ' : ''}<a href={'#group-' + g.state.replace(/\W/g, '-')}
          onClick={(e) => { e.preventDefault(); document.getElementById('group-' + g.state.replace(/\W/g, '-'))?.scrollIntoView({ block: 'start' }); }}>
          <State state={g.state} /> {many(g.rows.length, g.title.toLowerCase(), g.title.toLowerCase())}</a></span>)}</p>
        <div ref={ref} />
        {width > 700 && <ul class="legend due" aria-label="How to read the lines at the right">
          <li><svg class="sample" width="14" height="14" aria-hidden="true"><circle class="said" cx="7" cy="7" r="4" /></svg> said</li>
          <li><svg class="sample" width="10" height="18" aria-hidden="true"><path class="end" d="M5 1V17" /></svg> due</li>
        </ul>}
        {groups.map((g) => (
          <div class="group" key={g.state} id={'group-' + g.state.replace(/\W/g, '-')}>
            <h3><State state={g.state} /> {g.title} <small>{g.plain}</small></h3>
            <ul class="owed">
              {g.rows.map((m) => <Row key={m.id} m={m} name={name} range={range} width={width} deed={deed} />)}
            </ul>
          </div>
        ))}
      </>}
    </section>
  );
}

// Those that name a day first, by that day.
function sorted(rows: Measure[]): Measure[] {
  return rows.sort((p, q) => (p.due ?? '9999').localeCompare(q.due ?? '9999') || (p.ordered ?? '').localeCompare(q.ordered ?? ''));
}

function State({ state }: { state: string }) {
  const sign: Record<string, string> = { met: '✓', missed: '✕', open: '○', unknown: '?', 'called off': '⊘' };
  return <span class={`state ${state.replace(/\W/g, '-')}`} aria-hidden="true">{sign[state] ?? '·'}</span>;
}

function Row({ m, name, range, width, deed }: {
  m: Measure; name: Names; range: { from: number; to: number }; width: number; deed: (id: string) => Act | undefined;
}) {
  const quote = quoteParts(m.source);
  return (
    <li>
      <div class="deed">
        <p class="when">{partiesWords(m, name)}</p>
        <h4><Open id={m.id}>{firstUp(m.what)}</Open></h4>
        <p class="days">said {shortDay(m.ordered)}{m.due ? <>, due <b>{shortDay(m.due)}</b></> : ', no day named'}</p>
      </div>
      <div class="words">
        {quote && <blockquote>{quote.text}</blockquote>}
        <p class="told">{quote && `— ${quote.outlet}, ${shortDay(quote.day)} · `}{evidence(m)}</p>
        {(m.carried_out_by ?? []).map((id) => {
          const done = deed(id);
          const said = quoteParts(done?.source);
          return (
            <div class="done" key={id}>
              <p class="when"><State state="met" /> <Open id={id}>{done ? firstUp(done.what) : 'What carried it out'}</Open>{done?.day && `, ${shortDay(done.day)}`}</p>
              {said && <blockquote>{said.text}</blockquote>}
              {said && <p class="told">— {said.outlet}, {shortDay(said.day)}</p>}
            </div>
          );
        })}
      </div>
      {width > 700 && <Span m={m} range={range} width={230} />}
    </li>
  );
}

// From the word to the day it falls due, on the axis of the other panels.
function Span({ m, range, width }: { m: Measure; range: { from: number; to: number }; width: number }) {
  const f = { ...frame(width), left: 8, right: 8 };
  const x = xScale(range, f);
  const keep = (px: number) => Math.max(f.left, Math.min(width - f.right, px));
  const from = dayOf(m.ordered);
  const due = dayOf(m.due);
  return (
    <svg class="due" width={width} height="46" aria-hidden="true">
      <Grid range={range} frame={{ ...f, wide: false }} top={6} bottom={26} />
      <line class="zero" x1={f.left} x2={width - f.right} y1="16" y2="16" />
      {from !== null && due !== null && <line class={`run ${m.state}`} x1={keep(x(from))} x2={keep(x(due))} y1="16" y2="16" />}
      {from !== null && <circle class="said" cx={keep(x(from))} cy="16" r="4" />}
      {due !== null && <path class={`end ${m.state}`} d={`M${keep(x(due))} 8V24`} />}
    </svg>
  );
}

function Twin({ rows, name }: { rows: Measure[]; name: Names }) {
  return <Table caption={many(rows.length, 'commitment')} rows={rows} columns={[
    { head: 'Said', cell: (r) => shortDay(r.ordered) },
    { head: 'Who', cell: (r) => partiesWords(r, name) },
    { head: 'What', cell: (r) => <Open id={r.id}>{firstUp(r.what)}</Open>, wide: true },
    { head: 'Due', cell: (r) => shortDay(r.due) },
    { head: 'State', cell: (r) => firstUp(r.state) },
    { head: 'Done in', cell: (r) => (r.carried_out_by ?? []).map((id, i) => <Open key={id} id={id}>{`event ${i + 1}`}</Open>) },
    { head: 'Reports', cell: (r) => r.reports, number: true },
    { head: 'Outlets', cell: (r) => r.outlets, number: true },
  ]} />;
}
