// Two columns: each measure faces its answer; a running balance stands between.
import { filters } from './address';
import { url, useAnswer } from './api';
import { dayOf, gap, shortDay } from './days';
import { Empty } from './empty';
import type { PanelProps } from './panel';
import { Intro, Open, Switch, Table, Trouble } from './parts';
import type { Measure } from './types';
import { codes, evidence, firstUp, many, partiesWords, quoteParts, type Names } from './words';

export interface Entry { measure: Measure; full: boolean; stated?: boolean; days?: number }
export interface LedgerRow { left: Entry[]; right: Entry[]; balance: [number, number] }

const TAKEN = new Set(['taken', 'actual', 'ongoing', 'met', 'carried out']);
export function taken(m: Measure): boolean {
  return TAKEN.has(m.state) && m.status !== 'planned';
}

// Each measure stands once in full: where it is an answer, facing what it
// answers; else at its own day. What has a place already is repeated in brief.
export function rows(measures: Measure[], pair: [string, string]): LedgerRow[] {
  const side = (m: Measure) => {
    const actors = codes(m.actor);
    return actors.includes(pair[0]) && !actors.includes(pair[1]) ? 0 : actors.includes(pair[1]) && !actors.includes(pair[0]) ? 1 : -1;
  };
  const byId = new Map(measures.map((m) => [m.id, m]));
  const day = (m: Measure) => dayOf(m.ordered) ?? Infinity;
  const order = [...measures].filter((m) => side(m) >= 0).sort((p, q) => day(p) - day(q) || (p.id < q.id ? -1 : 1));
  const placed = new Set<string>();
  const balance: [number, number] = [0, 0];
  const out: LedgerRow[] = [];
  for (const m of order) {
    const answers = order.filter((other) => other.id !== m.id && other.answers.includes(m.id) && side(other) !== side(m) && byId.has(other.id));
    const fresh = answers.filter((other) => !placed.has(other.id));
    const already = placed.has(m.id);
    if (already && !answers.length) continue;
    const own: Entry = { measure: m, full: !already };
    const facing: Entry[] = answers.map((other) => ({
      measure: other, full: fresh.includes(other), stated: (other.stated ?? []).includes(m.id),
      days: dayOf(m.ordered) !== null && dayOf(other.ordered) !== null ? dayOf(other.ordered)! - dayOf(m.ordered)! : undefined,
    }));
    for (const entry of [own, ...facing])
      if (entry.full && taken(entry.measure)) balance[side(entry.measure) as 0 | 1]++;
    placed.add(m.id);
    for (const other of fresh) placed.add(other.id);
    out.push(side(m) === 0
      ? { left: [own], right: facing, balance: [balance[0], balance[1]] }
      : { left: facing, right: [own], balance: [balance[0], balance[1]] });
  }
  return packages(out);
}

// Measures that one sentence tells together, and that face the same, stand together.
function packages(list: LedgerRow[]): LedgerRow[] {
  const ids = (entries: Entry[]) => entries.map((e) => e.measure.id).join();
  const together = (p: Entry[], q: Entry[]) => p.length > 0 && q.length > 0 && p[0].full && q[0].full &&
    p[0].measure.source !== undefined && quoteParts(p[0].measure.source)?.text === quoteParts(q[0].measure.source)?.text;
  const out: LedgerRow[] = [];
  for (const row of list) {
    const last = out[out.length - 1];
    if (last && together(last.left, row.left) && ids(last.right) === ids(row.right))
      out[out.length - 1] = { left: [...last.left, ...row.left], right: row.right, balance: row.balance };
    else if (last && together(last.right, row.right) && ids(last.left) === ids(row.left))
      out[out.length - 1] = { left: row.left, right: [...last.right, ...row.right], balance: row.balance };
    else out.push(row);
  }
  return out;
}

function classes(measures: Measure[], pair: [string, string]): { what: string; a: number; b: number }[] {
  const out = new Map<string, { what: string; a: number; b: number }>();
  for (const m of measures.filter(taken)) {
    const actors = codes(m.actor);
    const what = m.what.split(':')[0].trim();
    const row = out.get(what) ?? { what, a: 0, b: 0 };
    if (actors.includes(pair[0]) && !actors.includes(pair[1])) row.a++;
    else if (actors.includes(pair[1]) && !actors.includes(pair[0])) row.b++;
    else continue;
    out.set(what, row);
  }
  return [...out.values()].sort((p, q) => q.a + q.b - p.a - p.b || (p.what < q.what ? -1 : 1));
}

export function Ledger({ address, summary, name, pair }: PanelProps) {
  const answer = useAnswer<Measure[]>(url('ledger', filters(address)));
  if (answer.error) return <Trouble text={answer.error} />;
  if (!answer.data || !pair) return null;
  const all = answer.data;
  const list = rows(all, pair);
  const [a, b] = pair.map(name);
  const balance = classes(all, pair);
  const most = Math.max(1, ...balance.map((c) => Math.max(c.a, c.b)));
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Ledger" side={<Switch value="Columns" table={address.as === 'table'} />}>
        Measures that one side took against the other, in order of time. A measure faces what it answers, or what
        answers it; where nothing faces it, no report tells of an answer.
      </Intro>
      {!list.length ? <Empty summary={summary} what="measures" /> : address.as === 'table' ? <Twin rows={all} name={name} /> : <>
        <table class="balance">
          <caption>Measures taken, by kind</caption>
          <thead><tr><th scope="col">{a}</th><th scope="col"><span class="sr">Kind</span></th><th scope="col">{b}</th></tr></thead>
          <tbody>
            {balance.map((c) => (
              <tr key={c.what}>
                <td><span class="bar left"><svg width="100%" height="10" aria-hidden="true"><rect x={`${100 - (c.a / most) * 100}%`} width={`${(c.a / most) * 100}%`} height="10" /></svg></span> <b>{c.a}</b></td>
                <th scope="row">{c.what}</th>
                <td><b>{c.b}</b> <span class="bar right"><svg width="100%" height="10" aria-hidden="true"><rect x="0" width={`${(c.b / most) * 100}%`} height="10" /></svg></span></td>
              </tr>
            ))}
          </tbody>
        </table>
        <div class="ledger">
          <div class="ledger-head" aria-hidden="true"><span>{a}</span><span>so far</span><span>{b}</span></div>
          <ol>
            {list.map((row, i) => (
              <li key={i}>
                <Cell entries={row.left} other={row.right} name={name} />
                <div class="between">
                  <span class="so-far" aria-label={`Measures so far: ${a} ${row.balance[0]}, ${b} ${row.balance[1]}`} role="img">{row.balance[0]} : {row.balance[1]}</span>
                </div>
                <Cell entries={row.right} other={row.left} name={name} />
              </li>
            ))}
          </ol>
        </div>
      </>}
    </section>
  );
}

function Cell({ entries, other, name }: { entries: Entry[]; other: Entry[]; name: Names }) {
  if (!entries.length) {
    const open = other.some((e) => e.full && taken(e.measure));
    return <div class="side none"><p>{open ? 'no answer reported' : ''}</p></div>;
  }
  return (
    <div class="side">
      {entries.map((entry, i) => {
        const next = entries[i + 1];
        const again = next && entry.full && next.full && quoteParts(entry.measure.source)?.text === quoteParts(next.measure.source)?.text;
        return <Card key={entry.measure.id} entry={entry} name={name} quoted={!again} />;
      })}
    </div>
  );
}

function Card({ entry, name, quoted }: { entry: Entry; name: Names; quoted: boolean }) {
  const m = entry.measure;
  const quote = quoted ? quoteParts(m.source) : null;
  const link = entry.days !== undefined || entry.stated !== undefined
    ? <p class="answers"><span class={entry.stated ? 'dash stated' : 'dash inferred'} aria-hidden="true" />
        answers it {entry.days !== undefined && (entry.days === 0 ? 'the same day' : entry.days > 0 ? `after ${gap(entry.days)}` : `(reported ${gap(entry.days)} before)`)}
        {entry.stated ? ', a source says so' : ', as inferred'}</p> : null;
  if (!entry.full)
    return (
      <article class="measure brief">
        {link}
        <p><Open id={m.id}>{firstUp(m.what)}</Open>, {shortDay(m.ordered)}</p>
      </article>
    );
  return (
    <article class={taken(m) ? 'measure' : 'measure pending'}>
      {link}
      <p class="when">{shortDay(m.ordered)}{m.due && <> · due <b>{shortDay(m.due)}</b></>}{!taken(m) && <> · <i>{m.state}</i></>}</p>
      <h3><Open id={m.id}>{firstUp(m.what)}</Open></h3>
      {quote && <blockquote>{quote.text}</blockquote>}
      <p class="told">{quote && `— ${quote.outlet}, ${shortDay(quote.day)} · `}{evidence(m)}{codes(m.recipient).length ? '' : ` · ${partiesWords(m, name)}`}</p>
    </article>
  );
}

function Twin({ rows: list, name }: { rows: Measure[]; name: Names }) {
  const byId = new Map(list.map((m) => [m.id, m]));
  return <Table caption={`${many(list.length, 'measure')}, by day`} rows={list} columns={[
    { head: 'Ordered', cell: (r) => shortDay(r.ordered) },
    { head: 'Who', cell: (r) => partiesWords(r, name) },
    { head: 'Measure', cell: (r) => <Open id={r.id}>{firstUp(r.what)}</Open>, wide: true },
    { head: 'Due', cell: (r) => shortDay(r.due) },
    { head: 'State', cell: (r) => r.state },
    { head: 'Answers', cell: (r) => r.answers.map((id) => byId.get(id)).filter(Boolean).map((m) => <div key={m!.id}><Open id={m!.id}>{firstUp(m!.what)}</Open></div>), wide: true },
    { head: 'Reports', cell: (r) => r.reports, number: true },
    { head: 'Outlets', cell: (r) => r.outlets, number: true },
  ]} />;
}
