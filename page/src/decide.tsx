// What people decide about an event: to split it, to join it with another, to write a
// note on it, and to take that back. Shown where the server takes decisions alone.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { filters, go, here } from './address';
import { send, url, useAnswer, type Decided } from './api';
import { dayOf, iso, shortDay } from './days';
import { Intro, Open, Table, Trouble } from './parts';
import { told } from './told';
import type { Act, Decision, Explained, Found } from './types';
import { cut, evidence, firstUp, many, partiesWords, typeWords, type Names } from './words';

const DID: Record<string, string> = { split: 'Split off', join: 'Joined', note: 'Note' };

// --- what stands beside all drawers: the last decision, and an act that waits for another

interface Kept { number: number; words: string; events: string[] }
interface Waiting { id: string; what: string }
const state: { kept: Kept | null; waiting: Waiting | null } = { kept: null, waiting: null };
const watchers = new Set<() => void>();
function put(patch: Partial<typeof state>) {
  Object.assign(state, patch);
  for (const watch of watchers) watch();
}
function useDeciding() {
  const [, again] = useState(0);
  useEffect(() => {
    const watch = () => again((n) => n + 1);
    watchers.add(watch);
    return () => void watchers.delete(watch);
  }, []);
  return state;
}

async function decide(kind: string, body: object, words: string): Promise<Decided> {
  const made = await send<Decided>(kind, body);
  put({ kept: { number: made.decision, words, events: made.events.map((e) => e.id) }, waiting: null });
  return made;
}

const BY = 'chancery.by';
function remembered(): string {
  try { return localStorage.getItem(BY) ?? ''; } catch { return ''; }
}
function remember(name: string) {
  try { localStorage.setItem(BY, name); } catch { /* asked again next time */ }
}

// --- a form: its own fields, why, who, and what the server says when it refuses

function Form(props: {
  title: string; act: string; why: string; needed?: boolean; shut: () => void; children?: ComponentChildren;
  send: (given: { note?: string; by?: string }) => Promise<unknown>; // fails with what is missing, or with the server's words
}) {
  const [note, setNote] = useState('');
  const [by, setBy] = useState(remembered);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => { form.current?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true }); }, []);
  async function submit(event: Event) {
    event.preventDefault();
    setWrong('');
    if (props.needed && !note.trim()) return setWrong('A note has words.');
    setBusy(true);
    try {
      remember(by.trim());
      await props.send({ note: note.trim() || undefined, by: by.trim() || undefined });
    } catch (error) {
      setWrong((error as Error).message);
    }
    setBusy(false);
  }
  return (
    <form class="decide" ref={form} aria-label={props.title} onSubmit={(e) => void submit(e)}
      onKeyDown={(e) => { if (e.key === 'Escape') { e.stopPropagation(); props.shut(); } }}>
      {props.children}
      <label>{props.why}
        <textarea rows={2} maxLength={2000} value={note} onInput={(e) => setNote((e.target as HTMLTextAreaElement).value)} />
      </label>
      <label>Who decides <small>(kept with it)</small>
        <input type="text" maxLength={100} autocomplete="name" value={by} onInput={(e) => setBy((e.target as HTMLInputElement).value)} />
      </label>
      {wrong && <p class="trouble" role="alert">{wrong}</p>}
      <p class="buttons"><button type="submit" disabled={busy}>{props.act}</button>
        <button type="button" onClick={props.shut}>Cancel</button></p>
    </form>
  );
}

function Split({ e, shut }: { e: Explained; shut: () => void }) {
  const [out, setOut] = useState<string[]>([]);
  return (
    <Form title="Split off sentences" act="Split off" why="Why they tell of another act" shut={shut} send={async (given) => {
      if (!out.length) throw new Error('Choose the sentences that tell of another act.');
      if (out.length === e.mentions.length) throw new Error('Leave one sentence at least: the others are split off from it.');
      const made = await decide('split', { event: e.id, mentions: out, ...given },
        `${many(out.length, 'sentence')} split off`);
      go({ event: made.events[1]?.id ?? e.id }, true);
      shut();
    }}>
      <fieldset>
        <legend>Which sentences tell of another act?</legend>
        {e.mentions.map((m) => (
          <label key={m.id} class="choice">
            <input type="checkbox" checked={out.includes(m.id)} onChange={(event) =>
              setOut((event.target as HTMLInputElement).checked ? [...out, m.id] : out.filter((id) => id !== m.id))} />
            <span><b>{m.outlet}</b>{m.published && `, ${shortDay(m.published)}`}: {cut(m.text, 130)}</span>
          </label>
        ))}
      </fieldset>
    </Form>
  );
}

interface Choice { id: string; text: string }
const NEAR = 45; // days about an event in which its other half is first looked for
const SHOWN = 8;

function choices(acts: Act[], e: Explained, words: string, name: Names): Choice[] {
  const day = dayOf(e.date?.from) ?? 0;
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return acts
    .filter((act) => act.id !== e.id)
    .map((act) => ({ id: act.id, far: Math.abs((dayOf(act.day ?? act.date_from) ?? 0) - day),
      text: `${shortDay(act.day ?? act.date_from)} · ${partiesWords(act, name)}: ${act.what}, ${evidence(act)}` }))
    .filter((c) => wanted.every((word) => c.text.toLowerCase().includes(word)))
    .sort((p, q) => p.far - q.far || (p.id < q.id ? -1 : 1));
}

function Join({ e, name, shut }: { e: Explained; name: Names; shut: () => void }) {
  const [words, setWords] = useState('');
  const [asked, setAsked] = useState('');
  const [chosen, choose] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(words.trim()), 250);
    return () => clearTimeout(timer);
  }, [words]);
  const day = dayOf(e.date?.from);
  const between = filters(here()).between;
  const near = useAnswer<Act[]>(url('timeline', {
    between, from: day === null ? undefined : iso(day - NEAR), to: day === null ? undefined : iso(day + NEAR), limit: 2000,
    fields: 'id,day,date_from,parties,actor,recipient,what,type,reports,outlets,copies',
  }));
  const id = /^[em]-[0-9a-f]{16}$/.test(asked) ? asked : '';
  const found = useAnswer<Found[]>(asked.length > 2 && !id ? url('search', { q: asked, between, limit: 50 }) : null);
  const list = useMemo(() => {
    const out = new Map<string, Choice>();
    if (id) out.set(id, { id, text: `The act of id ${id}` });
    for (const c of choices(near.data ?? [], e, asked, name)) out.set(c.id, c);
    for (const f of found.data ?? [])
      if (f.event && f.event !== e.id && !out.has(f.event))
        out.set(f.event, { id: f.event, text: `${f.outlet}, ${shortDay(f.published)}: ${cut(f.sentence ?? '', 110)}` });
    return [...out.values()].slice(0, SHOWN);
  }, [near.data, found.data, e.id, asked, id, name]);
  return (
    <Form title="Join with another act" act="Join" why="Why it is the same act" shut={shut} send={async (given) => {
      if (!list.some((c) => c.id === chosen)) throw new Error('Choose the act that this one is.');
      const made = await decide('join', { events: [e.id, chosen], ...given }, 'Joined');
      go({ event: made.events[0]?.id ?? e.id }, true);
      shut();
    }}>
      <label>Find the other act <small>by words of its sentences, or its id</small>
        <input type="search" maxLength={200} value={words} onInput={(event) => setWords((event.target as HTMLInputElement).value)} />
      </label>
      <fieldset>
        <legend>{asked ? 'Found' : 'Nearest in time'}</legend>
        {list.map((c) => (
          <label key={c.id} class="choice">
            <input type="radio" name="other" checked={chosen === c.id} onChange={() => choose(c.id)} /> <span>{c.text}</span>
          </label>
        ))}
        {!list.length && <p class="told">{near.busy || found.busy ? 'Looking…' : 'No other act fits.'}</p>}
        {found.error && <Trouble text={found.error} />}
      </fieldset>
      <p><button type="button" onClick={() => { put({ waiting: { id: e.id, what: firstUp(e.what ?? typeWords(e.type)) } }); go({ event: undefined }); }}>
        Choose it in a view instead</button></p>
    </Form>
  );
}

function Note({ e, shut }: { e: Explained; shut: () => void }) {
  return (
    <Form title="Write a note" act="Keep the note" why="Note" needed shut={shut} send={async (given) => {
      await decide('note', { event: e.id, ...given }, 'Note kept');
      shut();
    }} />
  );
}

// --- in the drawer

const FORMS = { split: Split, join: Join, note: Note };
type Kind = keyof typeof FORMS;
const ACTS: [Kind, string][] = [['split', 'Split…'], ['join', 'Join…'], ['note', 'Note…']];

export function Corrections({ e, name }: { e: Explained; name: Names }) {
  const { kept, waiting } = useDeciding();
  const [open, set] = useState<Kind | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => set(null), [e.id]);
  if (!told.edit) return null;
  const Chosen = open && FORMS[open];
  const shut = () => {
    const button = box.current?.querySelector<HTMLElement>('[aria-expanded=true]');
    set(null);
    button?.focus();
  };
  const other = waiting && waiting.id !== e.id ? waiting : null;
  const ours = kept && (kept.events.includes(e.id) || !kept.events.length) ? kept : null;
  return (
    <div class="correct" ref={box}>
      <div class="buttons" role="group" aria-label="Put this event right">
        {ACTS.filter(([kind]) => kind !== 'split' || e.mentions.length > 1).map(([kind, words]) => (
          <button key={kind} type="button" aria-expanded={open === kind} onClick={() => set(open === kind ? null : kind)}>{words}</button>
        ))}
      </div>
      {ours && <p class="kept" role="status">{ours.words}: decision {ours.number}.
        {ours.events.filter((id) => id !== e.id).map((id) => <> <Open key={id} id={id}>Open the other event</Open></>)}</p>}
      {other && !open && <Other other={other} e={e} />}
      {Chosen && <Chosen key={open} {...{ e, name, shut }} />}
    </div>
  );
}

function Other({ other, e }: { other: Waiting; e: Explained }) {
  return (
    <Form title="Join with the act chosen before" act="Join them" why="Why it is the same act" shut={() => put({ waiting: null })} send={async (given) => {
      const made = await decide('join', { events: [other.id, e.id], ...given }, 'Joined');
      go({ event: made.events[0]?.id ?? e.id }, true);
    }}>
      <p>Is this the same act as “{other.what}”?</p>
    </Form>
  );
}

// While an act waits to be joined with another: said at the foot of the page.
export function WaitingBar() {
  const { waiting } = useDeciding();
  if (!waiting || here().event) return null;
  return (
    <div class="waiting" role="status">
      <span>Choose the act to join with “{waiting.what}”, in any view.</span>
      <button type="button" onClick={() => { const { id } = waiting; put({ waiting: null }); go({ event: id }); }}>Cancel</button>
    </div>
  );
}

function said(d: Decision): string {
  return [d.by && `by ${d.by}`, d.day && shortDay(d.day)].filter(Boolean).join(', ');
}

// What was decided about an event; who may decide may take it back.
export function DecidedList({ list }: { list: Decision[] }) {
  return (
    <>
      <h3>What readers decided</h3>
      <ul class="decided">
        {list.map((d) => (
          <li key={d.no}>
            <p><b>{DID[d.kind] ?? d.kind}</b>{said(d) && ` ${said(d)}`}{d.note && `: ${d.note}`}</p>
            {told.edit && <Withdraw d={d} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Withdraw({ d }: { d: Decision }) {
  const [wrong, setWrong] = useState('');
  return (
    <>
      <button type="button" class="unfold" aria-label={`Take back decision ${d.no}`} onClick={() => {
        send('withdraw', { decision: d.no }).then(
          () => put({ kept: { number: d.no, words: 'Taken back', events: [] } }), (error: Error) => setWrong(error.message));
      }}>Take back</button>
      {wrong && <Trouble text={wrong} />}
    </>
  );
}

// --- all of them

export function Decisions() {
  const answer = useAnswer<Decision[]>(url('decisions', {}));
  if (answer.error) return <Trouble text={answer.error} />;
  const list = answer.data ?? [];
  return (
    <section class={answer.busy ? 'busy' : undefined} aria-busy={answer.busy}>
      <Intro title="Decisions">
        What readers decided about events of this record: it holds for all that is added later, until it is taken back.
      </Intro>
      {answer.data && (list.length ? <Table caption={many(list.length, 'decision')} rows={list} columns={[
        { head: 'No.', cell: (d) => d.no, number: true },
        { head: 'Day', cell: (d) => shortDay(d.day) },
        { head: 'What', cell: (d) => DID[d.kind] ?? d.kind },
        { head: 'Event', cell: (d) => (d.events ?? []).flatMap((cell) => cell.split('; ')).map((id) => <Open key={id} id={id}>{id}</Open>) },
        { head: 'Why', cell: (d) => d.note, wide: true },
        { head: 'Who', cell: (d) => d.by },
        { head: 'Undo', cell: (d) => <Withdraw d={d} /> },
      ]} /> : <p class="empty">Nothing was decided yet. The drawer of an event offers to split it, to join it with another, and to write a note.</p>)}
    </section>
  );
}
