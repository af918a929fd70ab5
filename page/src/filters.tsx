// The filters, all of them in the address: times, kinds of act, issue, status.
import { useEffect, useRef, useState } from 'preact/hooks';
import { go, type Address } from './address';
import type { Facet } from './types';
import { firstUp, issueWords, statusWords, typeWords } from './words';

export function Filters({ address, facets }: { address: Address; facets: Facet[] }) {
  const any = address.from || address.to || address.type || address.issue || address.status;
  return (
    <form class="filters" aria-label="Filters" onSubmit={(e) => e.preventDefault()}>
      <Day name="from" label="From" value={address.from} />
      <Day name="to" label="To" value={address.to} />
      <Many name="type" label="Kinds of act" value={address.type} facets={facets} words={typeWords} />
      <Many name="issue" label="Issue" value={address.issue} facets={facets} words={issueWords} single />
      <Many name="status" label="Status" value={address.status} facets={facets} words={statusWords} />
      {any && <button type="button" class="clear" onClick={() => go({ from: undefined, to: undefined, type: undefined, issue: undefined, status: undefined })}>Clear</button>}
    </form>
  );
}

const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

// A day, a month or a year, as the command takes them.
function Day({ name, label, value }: { name: 'from' | 'to'; label: string; value?: string }) {
  const [text, set] = useState(value ?? '');
  const [wrong, setWrong] = useState(false);
  useEffect(() => { set(value ?? ''); setWrong(false); }, [value]);
  function take() {
    const day = text.trim();
    const right = !day || DAY.test(day);
    setWrong(!right);
    if (right) go({ [name]: day || undefined });
  }
  return (
    <label class="day">
      <span>{label}</span>
      <input type="text" inputMode="numeric" size={10} placeholder="any day" value={text} aria-invalid={wrong}
        aria-describedby={wrong ? `${name}-wrong` : undefined}
        onInput={(e) => set((e.target as HTMLInputElement).value)} onChange={take} />
      {wrong && <span class="wrong" id={`${name}-wrong`} role="alert">Write 2017, 2017-08 or 2017-08-31</span>}
    </label>
  );
}

function Many(props: {
  name: 'type' | 'issue' | 'status'; label: string; value?: string; facets: Facet[];
  words: (value: string) => string; single?: boolean;
}) {
  const { name, label, words } = props;
  const box = useRef<HTMLDetailsElement>(null);
  const [wanted, want] = useState(false); // its options are made when it is first opened
  const chosen = (props.value ?? '').split(',').filter(Boolean);
  const options = props.facets.filter((f) => f.field === name);
  for (const value of chosen)
    if (!options.some((o) => o.value === value)) options.push({ field: name, value });
  useEffect(() => {
    const away = (event: Event) => {
      if (box.current?.open && !box.current.contains(event.target as Node)) box.current.open = false;
    };
    document.addEventListener('pointerdown', away);
    document.addEventListener('focusin', away);
    return () => { document.removeEventListener('pointerdown', away); document.removeEventListener('focusin', away); };
  }, []);
  function toggle(value: string) {
    const next = props.single ? (chosen.includes(value) ? [] : [value])
      : chosen.includes(value) ? chosen.filter((v) => v !== value) : [...chosen, value];
    go({ [name]: next.join(',') || undefined });
  }
  return (
    <details class={chosen.length ? 'many chosen' : 'many'} ref={box} onToggle={() => want(true)}
      onKeyDown={(e) => { if (e.key === 'Escape' && box.current?.open) { box.current.open = false; box.current.querySelector('summary')?.focus(); e.stopPropagation(); } }}>
      <summary><span>{label}</span>{chosen.length ? <b>{chosen.length === 1 ? words(chosen[0]) : `${chosen.length} chosen`}</b> : <b class="any">any</b>}</summary>
      <fieldset>
        <legend class="sr">{label}</legend>
        {wanted && options.map((o) => (
          <label key={o.value}>
            <input type="checkbox" checked={chosen.includes(o.value)} onChange={() => toggle(o.value)} />
            <span>{firstUp(words(o.value))}</span><small>{o.events}</small>
          </label>
        ))}
        {!options.length && <p>None in view.</p>}
      </fieldset>
    </details>
  );
}
