// Choosing a dispute: a list to search in, and the picker in the page's head.
import { useMemo, useRef, useState } from 'preact/hooks';
import { go } from './address';
import { url } from './api';
import { longDay } from './days';
import { Go } from './parts';
import { Rejected } from './sources';
import type { Dispute } from './types';
import { many, thousands, type Names } from './words';

function key(d: Dispute): string {
  return `${d.a},${d.b}`;
}
function title(d: Dispute): string {
  return `${d.a_name || d.a} and ${d.b_name || d.b}`;
}
function found(rows: Dispute[], text: string): Dispute[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((d) => {
    const all = `${d.a} ${d.b} ${d.a_name} ${d.b_name}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

export function Disputes({ rows }: { rows: Dispute[] }) {
  const [text, set] = useState('');
  const list = found(rows, text);
  const most = Math.max(1, ...rows.map((d) => d.events));
  if (!rows.length)
    return (
      <div class="empty first">
        <h1>Nothing is in this record yet</h1>
        <p>Add articles, and the disputes that they report appear here:</p>
        <pre tabIndex={0}>chancery add --store record.db FOLDER</pre>
        <Rejected />
      </div>
    );
  return (
    <section class="disputes">
      <h1>Disputes</h1>
      <p class="told">Every pair of parties that the record’s articles report acts between.</p>
      <label class="find"><span class="sr">Find a dispute</span>
        <input type="search" placeholder="Find a country or a body" value={text} onInput={(e) => set((e.target as HTMLInputElement).value)} />
      </label>
      {!list.length && <p class="empty">No dispute of “{text}” is in this record.</p>}
      <ul>
        {list.slice(0, 200).map((d) => (
          <li key={key(d)}>
            <Go to={{ between: key(d), panel: undefined, event: undefined, q: undefined }}>
              <b>{title(d)}</b>
              <svg width="100%" height="8" aria-hidden="true" preserveAspectRatio="none">
                <rect class="conflict" width={`${(d.conflict / most) * 100}%`} height="8" />
                <rect class="cooperation" x={`${(d.conflict / most) * 100}%`} width={`${(d.cooperation / most) * 100}%`} height="8" />
              </svg>
              <span>{many(d.events, 'event')} from {many(d.reports, 'report')}: {thousands(d.conflict)} of conflict, {thousands(d.cooperation)} of cooperation{d.from && `, ${longDay(d.from)}${d.to === d.from ? '' : ` to ${longDay(d.to)}`}`}</span>
            </Go>
          </li>
        ))}
      </ul>
    </section>
  );
}

// The disputes with the most events.
export const DISPUTES = url('disputes', { limit: 500 });

export function Picker({ disputes, pair, name }: { disputes: Dispute[]; pair: [string, string]; name: Names }) {
  const [text, set] = useState('');
  const [wanted, want] = useState(false);
  const box = useRef<HTMLDetailsElement>(null);
  const list = useMemo(() => found(disputes, text).slice(0, 12), [disputes, text]);
  const shut = () => { if (box.current) box.current.open = false; };
  return (
    <details class="picker" ref={box}
      onToggle={() => { want(true); if (box.current?.open) box.current.querySelector('input')?.focus(); }}
      onKeyDown={(e) => { if (e.key === 'Escape') { shut(); box.current?.querySelector('summary')?.focus(); } }}
      onFocusOut={(e) => { if (e.relatedTarget instanceof Node && !box.current?.contains(e.relatedTarget)) shut(); }}>
      <summary><span class="sr">Dispute: </span><span class="names">{name(pair[0])} – {name(pair[1])}</span></summary>
      <div>
        <input type="search" aria-label="Find a dispute" placeholder="Find a country or a body" value={text}
          onInput={(e) => set((e.target as HTMLInputElement).value)}
          onKeyDown={(e) => { if (e.key === 'Enter' && list[0]) { go({ between: key(list[0]), event: undefined }); shut(); } }} />
        <ul onClick={shut}>
          {wanted && list.map((d) => (
            <li key={key(d)}><Go to={{ between: key(d), event: undefined, panel: undefined }}><span class="pair">{title(d)}</span> <small>{d.events}</small></Go></li>
          ))}
          {!list.length && <li class="none">No such dispute in this record.</li>}
        </ul>
        <p class="turn-sides"><Go to={{ between: `${pair[1]},${pair[0]}` }}>Turn the sides round</Go> · <Go to={{ panel: 'disputes', event: undefined }}>All disputes</Go></p>
      </div>
    </details>
  );
}
