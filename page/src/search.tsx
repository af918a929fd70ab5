// Full text: sentences that hold the words, and the events they report.
import { filters } from './address';
import { url, useAnswer } from './api';
import { shortDay } from './days';
import type { PanelProps } from './panel';
import { Go, Intro, Open, Trouble } from './parts';
import type { Act, Found } from './types';
import { evidence, firstUp, many, partiesWords, quoteParts, typeWords } from './words';

export function Search(props: PanelProps & { there: boolean }) {
  return props.there ? <FullText {...props} /> : <InEvents {...props} />;
}

function FullText({ address, name }: PanelProps) {
  const q = address.q ?? '';
  const answer = useAnswer<Found[]>(q ? url('search', { ...filters(address), q, limit: 200 }) : null);
  if (answer.error) return <Trouble text={answer.error} />;
  const rows = answer.data ?? [];
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Head q={q} n={answer.data ? rows.length : undefined} />
      <ul class="found">
        {rows.map((r, i) => {
          const id = r.event ?? r.events?.[0] ?? (r.id?.startsWith('e-') || r.id?.startsWith('m-') ? r.id : undefined);
          return (
            <li key={i}>
              <p class="when">{r.outlet}{r.published && `, ${shortDay(r.published)}`}{r.title && <> · {r.title}</>}</p>
              <blockquote><Marked text={r.sentence ?? r.text ?? ''} q={q} /></blockquote>
              {id && <p class="told"><Open id={id}>{[r.parties?.replace(/\b[A-Z]{3}\b/g, (code) => name(code)), r.what ? firstUp(r.what) : r.type && typeWords(r.type)].filter(Boolean).join(': ') || 'What was coded from it'}</Open></p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

// A record without an index of its words: search the sentences that report events.
function InEvents({ address, name }: PanelProps) {
  const q = (address.q ?? '').toLowerCase();
  const answer = useAnswer<Act[]>(q ? url('timeline', filters(address)) : null);
  if (answer.error) return <Trouble text={answer.error} />;
  const words = q.split(/\s+/).filter(Boolean);
  const rows = (answer.data ?? []).filter((r) => {
    const text = `${r.sentence ?? ''} ${r.what} ${(r.people ?? []).join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Head q={address.q ?? ''} n={answer.data ? rows.length : undefined} />
      <ul class="found">
        {rows.slice(0, 200).map((r) => {
          const quote = quoteParts(r.source);
          return (
            <li key={r.id}>
              <p class="when">{shortDay(r.day ?? r.date_from)} · {partiesWords(r, name)}{quote && ` · ${quote.outlet}`}</p>
              <h4><Open id={r.id}>{firstUp(r.what)}</Open></h4>
              <blockquote><Marked text={quote?.text ?? r.sentence ?? ''} q={address.q ?? ''} /></blockquote>
              <p class="told">{evidence(r)}</p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Head({ q, n }: { q: string; n?: number }) {
  return (
    <Intro title="Search" side={<Go to={{ panel: undefined, q: undefined }} class="button">Back to the timeline</Go>}>
      {n === undefined ? `Looking for “${q}”…` : n ? `${many(n, 'sentence')} with “${q}”.`
        : `No sentence in view holds “${q}”. Other words, or fewer filters, may find something.`}
    </Intro>
  );
}

function Marked({ text, q }: { text: string; q: string }) {
  const words = q.split(/\s+/).filter((w) => w.length > 1).map((w) => w.replace(/[.*+?^${}()|[\]\\"]/g, '\\$&'));
  if (!words.length) return <>{text}</>;
  const pieces = text.split(new RegExp(`(${words.join('|')})`, 'gi'));
  return <>{pieces.map((piece, i) => (i % 2 ? <mark key={i} class="hit">{piece}</mark> : piece))}</>;
}
