// Small things that several panels use.
import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { changed, go, here, write, type Address } from './address';

// A link within the page: an address of its own, so it can be opened in a tab of its own.
export function Go(props: {
  to: Address; children: ComponentChildren; class?: string; current?: boolean; label?: string; id?: string;
}) {
  return (
    <a
      id={props.id}
      href={write(changed(props.to))}
      class={props.class}
      aria-current={props.current ? 'page' : undefined}
      aria-label={props.label}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey || e.altKey || e.button) return;
        e.preventDefault();
        go(props.to);
      }}
    >
      {props.children}
    </a>
  );
}

// Opens the drawer of an event.
export function Open(props: { id: string; children: ComponentChildren; class?: string; label?: string }) {
  return <Go to={{ event: props.id }} class={props.class ?? 'open'} label={props.label}>{props.children}</Go>;
}

// How wide a panel will be, from what app.css says of <main>: what is drawn at once for that
// width need not be laid out twice. Whoever has no window draws when told.
function expected(): number {
  const wide = document.documentElement.clientWidth;
  const drawer = wide >= 1180 && here().event ? 470 : 0;
  return wide ? Math.min(1360, wide - drawer) - 2 * (wide > 700 ? 32 : 16) : 0;
}

// The width of an element, as it changes.
export function useWidth(): [(element: HTMLDivElement | null) => void, number] {
  const [width, set] = useState(expected);
  const watch = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLDivElement | null) => {
    watch.current?.disconnect();
    if (!element) return;
    // Tells the first width too, once the layout that has to be made anyway is made.
    watch.current = new ResizeObserver(() => set(element.clientWidth));
    watch.current.observe(element);
  }, []);
  return [ref, width];
}

// What a screen reader is told, when it has nothing else to say.
export function Polite(props: { text: string }) {
  return <div class="sr" role="status" aria-live="polite">{props.text}</div>;
}

export function Switch(props: { value: string; table: boolean }) {
  return (
    <div class="switch" role="group" aria-label="Show as">
      <button type="button" aria-pressed={!props.table} onClick={() => go({ as: undefined })}>{props.value}</button>
      <button type="button" aria-pressed={props.table} onClick={() => go({ as: 'table' })}>Table</button>
    </div>
  );
}

// The head of a panel: what it shows, in one sentence.
export function Intro(props: { title: string; children: ComponentChildren; side?: ComponentChildren }) {
  return (
    <div class="intro">
      <div>
        <h2 class="sr">{props.title}</h2>
        <p>{props.children}</p>
      </div>
      {props.side && <div class="intro-side">{props.side}</div>}
    </div>
  );
}

export function Trouble(props: { text: string }) {
  return <p class="trouble" role="alert">{props.text}</p>;
}

export interface Column<T> {
  head: string;
  cell: (row: T) => ComponentChildren;
  number?: boolean;
  wide?: boolean;
}

// The table twin of a chart: a few hundred rows at a time.
export function Table<T>(props: { caption: string; rows: T[]; columns: Column<T>[]; id?: string }) {
  const [shown, show] = useState(300);
  const { rows, columns } = props;
  useEffect(() => show(300), [rows]);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={props.caption}>
      <table id={props.id}>
        <caption>{props.caption}</caption>
        <thead>
          <tr>{columns.map((c) => <th key={c.head} scope="col" class={c.number ? 'number' : undefined}>{c.head}</th>)}</tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, i) => (
            <tr key={i}>{columns.map((c) => (
              <td key={c.head} class={c.number ? 'number' : c.wide ? 'wide' : undefined}>{c.cell(row)}</td>
            ))}</tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" class="more" onClick={() => show(shown + 500)}>
          Show more ({rows.length - shown} rows are left)
        </button>
      )}
    </div>
  );
}
