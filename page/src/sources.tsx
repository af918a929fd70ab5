// The outlets behind the record: how much each brings, what only it tells, what it
// copied, whom it cites.
import { filters } from './address';
import { url, useAnswer } from './api';
import { shortDay } from './days';
import { Empty } from './empty';
import type { PanelProps } from './panel';
import { Intro, Switch, Table, Trouble } from './parts';
import type { Copy, Outlet, Reject } from './types';
import { cut, many } from './words';

export function Sources({ address, summary }: PanelProps) {
  const answer = useAnswer<Outlet[]>(url('sources', filters(address)));
  const copied = useAnswer<Copy[]>(url('copies', filters(address)));
  if (answer.error) return <Trouble text={answer.error} />;
  if (!answer.data) return null;
  const rows = answer.data;
  const most = Math.max(1, ...rows.map((r) => r.events));
  const copies = copied.data ?? [];
  const cites = rows.filter((r) => r.cites.length);
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Sources" side={<Switch value="Bars" table={address.as === 'table'} />}>
        Who tells it. An event that several outlets tell independently is worth more than one in many copies, so copies
        count once and are listed.
      </Intro>
      {!rows.length ? <Empty summary={summary} what="outlets" /> : address.as === 'table' ? (
        <Table caption="Outlets, by events" rows={rows} columns={[
          { head: 'Outlet', cell: (r) => r.outlet, wide: true },
          { head: 'Articles', cell: (r) => r.articles, number: true },
          { head: 'Events', cell: (r) => r.events, number: true },
          { head: 'Told by it alone', cell: (r) => r.alone, number: true },
          { head: 'Copies it ran', cell: (r) => r.copies, number: true },
          { head: 'Copied by others', cell: (r) => r.copied, number: true },
          { head: 'From', cell: (r) => shortDay(r.from) },
          { head: 'To', cell: (r) => shortDay(r.to) },
          { head: 'Cites', cell: (r) => r.cites.join(', ') },
        ]} />
      ) : <>
        <ul class="outlets">
          {rows.map((r) => (
            <li key={r.outlet}>
              <div class="outlet"><b>{r.outlet}</b><span>{many(r.articles, 'article')}{r.from && `, ${r.from === r.to ? shortDay(r.from) : shortDay(r.from) + ' – ' + shortDay(r.to)}`}</span></div>
              <div class="weighs">
                <svg width="100%" height="14" aria-hidden="true" preserveAspectRatio="none">
                  <rect class="events" width={`${(r.events / most) * 100}%`} height="14" />
                  <rect class="alone" width={`${(r.alone / most) * 100}%`} height="14" />
                </svg>
                <span>{many(r.events, 'event')}, {r.alone} told by it alone{r.copies ? ` · ran ${many(r.copies, 'copy', 'copies')}` : ''}{r.copied ? ` · copied by others ${r.copied === 1 ? 'once' : `${r.copied} times`}` : ''}</span>
              </div>
            </li>
          ))}
        </ul>
        <ul class="legend" aria-label="How to read the bars">
          <li><svg class="sample" width="16" height="12" aria-hidden="true"><rect class="alone" width="16" height="12" /></svg> events that no other outlet tells</li>
          <li><svg class="sample" width="16" height="12" aria-hidden="true"><rect class="events" width="16" height="12" /></svg> events that others tell too</li>
        </ul>
        <div class="columns-2">
          <div>
            <h3 class="part">Who cites whom</h3>
            {cites.length ? <ul class="plain">{cites.map((r) => <li key={r.outlet}><b>{r.outlet}</b> cites {r.cites.join(', ')}</li>)}</ul>
              : <p class="aside">No outlet names another as its source.</p>}
          </div>
          <div>
            <h3 class="part">Copies</h3>
            {copied.error ? <Trouble text={copied.error} /> : copies.length ? (
              <ul class="plain copies">{copies.map((c) => (
                <li key={c.article}><b>{c.outlet ?? 'An outlet not named'}</b>{c.published && `, ${shortDay(c.published)}`}: {titled(c.title)}<br />
                  <span>{COPIED[c.kind] ?? c.kind} {c.of_outlet && c.of_outlet === c.outlet ? 'its own article' : c.of_outlet ?? 'an outlet not named'}{c.of_published && `, ${shortDay(c.of_published)}`}{c.of_title !== c.title && <>: {titled(c.of_title)}</>}</span></li>
              ))}</ul>
            ) : <p class="aside">No article is a copy of another.</p>}
          </div>
        </div>
        <Rejected />
      </>}
    </section>
  );
}

const MOST_REJECTS = 100;

// What the record could not take in, if anything.
export function Rejected() {
  const { data } = useAnswer<Reject[]>(url('rejects', { limit: MOST_REJECTS }));
  if (!data?.length) return null;
  return (
    <>
      <h2 class="part">Not read<small>{data.length === MOST_REJECTS ? `the first ${MOST_REJECTS} inputs` : many(data.length, 'input')} that the record could not take in, and why</small></h2>
      <ul class="plain copies">{data.map((r, i) => <li key={i}><b>{r.file}{r.line ? `, line ${r.line}` : ''}</b><br /><span>{r.reason}</span></li>)}</ul>
    </>
  );
}

const COPIED: Record<string, string> = {
  identical: 'the same words as', trimmed: 'cut from', updated: 'an update of', reworded: 'reworded from',
};

function titled(title: string | undefined): string {
  return title ? `“${cut(title, 120)}”` : 'no title';
}
