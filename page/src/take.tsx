// The answer in view, to take away: as files, and as the same question to a command
// line, curl, R and Python.
import { useRef, useState } from 'preact/hooks';
import { filters, here, type Address } from './address';
import { url } from './api';

export const VIEWS: Record<string, string> = {
  timeline: 'timeline', ledger: 'ledger', channels: 'talks', commitments: 'commitments',
  positions: 'positions', sources: 'sources', brief: 'brief', search: 'search', decisions: 'decisions', disputes: 'disputes',
};

const DRAWN = ['timeline', 'ledger'];

// For a shell: quoted unless it is plainly harmless.
export function shell(word: string): string {
  return /^[\w.,:/@%+-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}
// For R and Python alike: a double-quoted string.
export function quoted(text: string): string {
  return '"' + text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n') + '"';
}

// Decisions and the list of disputes are the record's.
function question(view: string, address: Address): Record<string, string> {
  return view === 'decisions' || view === 'disputes' ? {} : filters(address);
}

export function ways(address: Address, origin: string): { title: string; text: string }[] {
  const view = VIEWS[address.panel ?? 'timeline'] ?? 'timeline';
  const asked = question(view, address);
  const options = Object.entries(asked).map(([name, value]) => ` --${name} ${shell(value)}`).join('');
  const search = view === 'search' ? ' ' + shell(address.q ?? '') : '';
  if (search) asked.q = address.q ?? '';
  const csv = origin + url(view, asked, 'csv');
  // CAMEO codes are strings ("010"); an empty field is missing, and "NA" never is.
  const coded = view === 'timeline' || view === 'talks';
  return [
    { title: 'Command line', text: `chancery ${view} --store record.db${options} --csv${search}` },
    { title: 'curl', text: `curl -o ${view}.csv ${shell(csv)}` },
    { title: 'R', text: `${view} <- read.csv(\n  ${quoted(csv)},\n  na.strings = ""${coded ? ', colClasses = c(cameo = "character")' : ''})` },
    { title: 'Python', text: `import pandas as pd\n${view} = pd.read_csv(\n    ${quoted(csv)},\n    keep_default_na=False, na_values=[""]${coded ? ', dtype={"cameo": str}' : ''})` },
  ];
}

export function Take() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, set] = useState<Address>({});
  const [copied, setCopied] = useState('');
  const view = VIEWS[address.panel ?? 'timeline'] ?? 'timeline';
  const asked = question(view, address);
  if (view === 'search' && address.q) asked.q = address.q;
  function open() {
    set(here());
    setCopied('');
    dialog.current?.showModal();
  }
  return (
    <>
      <button type="button" class="take" aria-haspopup="dialog" onClick={open}>Take away</button>
      <dialog ref={dialog} aria-labelledby="take-title" onClick={(e) => { if (e.target === dialog.current) dialog.current?.close(); }}>
        <div class="dialog">
          <div class="dialog-head">
            <h2 id="take-title">Take this answer away</h2>
            <button type="button" class="close" aria-label="Close" onClick={() => dialog.current?.close()}>✕</button>
          </div>
          <p>The {view === 'talks' ? 'channels' : view} as filtered now, as a file or as a question that gives the same answer elsewhere.</p>
          <p class="files">{['csv', 'json', 'jsonl', 'tsv', 'md', ...(DRAWN.includes(view) ? ['svg'] : [])].map((format) => (
            <a key={format} class="button" download={`${view}.${format}`} href={url(view, asked, format)}>{format === 'svg' ? 'Picture (SVG)' : format.toUpperCase()}</a>
          ))}</p>
          {view === 'timeline' && <p class="files">For statistics: <a class="button" download="dyads.csv" href={url('dyads', { ...asked, zeros: 'yes' }, 'csv')}>Dyads by month (CSV)</a>
            <span>a row a month and direction, quiet months too: COW and ISO codes, counts by PLOVER type and quad class, reports, outlets</span></p>}
          {ways(address, location.origin).map((way) => (
            <div class="way" key={way.title}>
              <div><h3>{way.title}</h3><button type="button" onClick={() => void copy(way.text, way.title, setCopied)}>{copied === way.title ? 'Copied' : 'Copy'}</button></div>
              <pre tabIndex={0} aria-label={way.title}>{way.text}</pre>
            </div>
          ))}
          <p class="sr" role="status">{copied && `${copied}: copied`}</p>
        </div>
      </dialog>
    </>
  );
}

async function copy(text: string, title: string, told: (title: string) => void) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard without a safe origin: select the text instead, to be copied by hand.
    const pre = [...document.querySelectorAll('dialog pre')].find((p) => p.textContent === text);
    if (pre) getSelection()?.selectAllChildren(pre);
    return;
  }
  told(title);
}
