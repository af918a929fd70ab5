// One page on the dispute: every statement numbered to the sentence that says so.
// What is printed from any panel is this.
import { useEffect, useState } from 'preact/hooks';
import { filters, type Address } from './address';
import { url, useAnswer } from './api';
import { shortDay } from './days';
import { Empty } from './empty';
import type { PanelProps } from './panel';
import { Intro, Open, Trouble } from './parts';
import type { BriefRow } from './types';
import { quoteParts } from './words';

export function Brief({ address, summary }: PanelProps) {
  const answer = useAnswer<BriefRow[]>(url('brief', filters(address)));
  if (answer.error) return <Trouble text={answer.error} />;
  if (!answer.data) return null;
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Brief" side={<span class="steps">
        <a class="button" download="brief.html" href={url('brief', filters(address), 'html')}>Save as one file</a>
        <button type="button" onClick={() => print()}>Print</button>
      </span>}>
        One page on where things stand. Each number leads to the sentence that says so.
      </Intro>
      {answer.data.length ? <Pages rows={answer.data} /> : <Empty summary={summary} what="statements" />}
    </section>
  );
}

// "by 2017-09-05", "2017-08-21/27", "2017-09-01*" (a star where the day is the article's), and the
// days within a statement.
function withDays(text: string): string {
  return text
    .replace(/\b(\d{4}-\d\d-)(\d\d)\/(\d\d)\b/g, (_, month: string, from: string, to: string) => `${+from}–${shortDay(month + to)}`)
    .replace(/\b\d{4}-\d\d-\d\d\b/g, shortDay).replace(/(\d) (?=[A-Z][a-z]{2} \d{4})/g, '$1\u00a0');
}

// What every panel prints as: fetched when the page has nothing else to do, as a
// printer does not wait.
export function PrintSheet({ address, title, told }: { address: Address; title: string; told: string }) {
  const [idle, set] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => set(true), 1500);
    const now = () => set(true);
    addEventListener('beforeprint', now);
    return () => { clearTimeout(timer); removeEventListener('beforeprint', now); };
  }, []);
  const answer = useAnswer<BriefRow[]>(idle ? url('brief', filters(address)) : null);
  return (
    <div class="print" aria-hidden="true">
      <h1>{title}</h1>
      <p>{told}</p>
      {answer.data ? <Pages rows={answer.data} flat /> : <p>{answer.error ?? 'The brief was not there yet: print again in a moment.'}</p>}
      <p>Chancery · {location.href}</p>
    </div>
  );
}

function Pages({ rows, flat }: { rows: BriefRow[]; flat?: boolean }) {
  const sections: { title: string; rows: { row: BriefRow; n: number }[] }[] = [];
  rows.forEach((row, i) => {
    let last = sections[sections.length - 1];
    if (!last || last.title !== row.section) sections.push((last = { title: row.section, rows: [] }));
    last.rows.push({ row, n: i + 1 });
  });
  const cited = rows.map((row, i) => ({ row, n: i + 1 })).filter(({ row }) => row.source || row.sentence);
  const starred = rows.some((row) => row.date?.endsWith('*'));
  return (
    <div class="brief">
      {sections.map((section, i) => (
        <div key={i}>
          <h3>{section.title}</h3>
          <ul>
            {section.rows.map(({ row, n }) => (
              <li key={n}>
                {row.date && <time>{withDays(row.date)}</time>} <span>{withDays(row.text)}
                {(row.source || row.sentence) && <sup>{row.id && !flat ? <Open id={row.id} label={`Sentence ${n}`}>{n}</Open> : n}</sup>}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {starred && <p class="aside">* the day of the article, whose text names none</p>}
      {cited.length > 0 && <>
        <h3>Sentences</h3>
        <ol class="notes">
          {cited.map(({ row, n }) => {
            const quote = quoteParts(row.source);
            return (
              <li key={n} value={n}>
                {quote ? <>“{quote.text}” <cite>{quote.outlet}{quote.day && `, ${shortDay(quote.day)}`}</cite></> : `“${row.sentence}”`}
              </li>
            );
          })}
        </ol>
      </>}
    </div>
  );
}
