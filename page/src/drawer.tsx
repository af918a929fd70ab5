// From a mark to all that stands behind it: every mention, its sentence with the
// parts marked, who says so, where reports differ, the codebook's line, the tree.
import { useEffect, useRef, useState } from 'preact/hooks';
import { go, here } from './address';
import { url, useAnswer } from './api';
import { Corrections, DecidedList } from './decide';
import { longDay, shortDay, span } from './days';
import { Open, Trouble } from './parts';
import { Sample } from './shapes';
import { Tree, words } from './tree';
import type { Explained, Mention, Part } from './types';
import { evidence, firstUp, issueWords, LINKS, many, QUADS, quadOf, statusWords, typeWords, type Names } from './words';

const KEPT: [string, string][] = [['actor', 'who acts'], ['trigger', 'the act'], ['recipient', 'toward whom'], ['date', 'when'], ['deadline', 'due'], ['quantity', 'how much'], ['answers', 'in answer to']];

export function Drawer({ id, name }: { id: string; name: Names }) {
  const answer = useAnswer<Explained>(url('explain', { id }));
  const box = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    before.current = document.activeElement;
    return () => { if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus({ preventScroll: true }); };
  }, []);
  useEffect(() => { box.current?.focus({ preventScroll: true }); box.current?.scrollTo(0, 0); }, [id]);
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && here().event && !document.querySelector('dialog[open]')) close();
    };
    addEventListener('keydown', escape);
    return () => removeEventListener('keydown', escape);
  }, []);

  const e = answer.data;
  return (
    <aside class="drawer" ref={box} tabIndex={-1} aria-label="What stands behind this act">
      <div class="drawer-bar">
        <span>{e ? evidence(e) : ''}</span>
        <button type="button" class="close" onClick={close} aria-label="Close">✕</button>
      </div>
      {answer.error && <Trouble text={answer.error} />}
      {e && <Body e={e} name={name} />}
    </aside>
  );
}

function close() {
  go({ event: undefined });
}

function party(list: Explained['actor'], name: Names): string {
  return (list ?? []).map((p) => p.name ?? (p.code ? name(p.code) : 'somebody')).join(' and ');
}

function Body({ e, name }: { e: Explained; name: Names }) {
  const from = party(e.actor, name);
  const to = party(e.recipient, name);
  const due = e.deadline && span(e.deadline.from, e.deadline.to);
  const basis: Record<string, string> = {
    text: 'as the text says', relative: 'counted from the words', article: 'the day of the article: its text names none',
    none: 'the day it was reported: no text tells its own',
  };
  const facts: [string, string | undefined][] = [
    ['When', e.date?.from && `${e.date.basis === 'none' ? 'by ' : ''}${span(e.date.from, e.date.to)}${e.date.basis && basis[e.date.basis] ? `, ${basis[e.date.basis]}` : ''}${e.date.text ? ` (“${e.date.text}”)` : ''}`],
    ['Due', due && due + (e.deadline?.text ? ` (“${e.deadline.text}”)` : '')],
    ['Status', (e.status_words ? firstUp(e.status_words) : statusWords(e.status)) + (e.claimed ? ', on one party’s word alone' : '')],
    ['Where', e.place?.name],
    ['How much', e.quantities?.map((q) => q.text).join('; ')],
    ['People', e.people?.map((p) => p.office ? `${p.name} (${p.office})` : p.name).join(', ')],
    ['Issues', e.issues?.map(issueWords).join(', ')],
    ['Coded as', [typeWords(e.type) + ` (${e.type}${e.mode ? ' ' + e.mode : ''})`, e.cameo && `CAMEO ${e.cameo}`, e.goldstein !== undefined && `Goldstein ${e.goldstein}`].filter(Boolean).join(', ')],
  ];
  const linked = (e.linked ?? []).filter((l) => LINKS[l.kind]);
  const differ = Object.entries(e.values ?? {});
  const independent = e.mentions.filter((m) => !m.copy_of);
  const copies = e.mentions.filter((m) => m.copy_of);
  return (
    <>
      <p class="when">{from}{to && ` → ${to}`}</p>
      <h2>{firstUp(e.what ?? typeWords(e.type))}</h2>
      <p class="kind"><Sample quad={quadOf(e)} /> {QUADS[quadOf(e)].name}</p>
      <Corrections e={e} name={name} />
      <dl class="facts">
        {facts.filter(([, value]) => value).map(([label, value]) => (
          <div key={label}><dt>{label}</dt><dd>{value}</dd></div>
        ))}
      </dl>
      {linked.length > 0 && <>
        <h3>Linked acts</h3>
        <ul class="linked">
          {linked.map((l) => (
            <li key={l.kind + l.id}>
              <span class="link-kind">{LINKS[l.kind]}</span>
              <Open id={l.id}>{l.what ? firstUp(l.what) : l.id}</Open>
              <span class="link-note">{[l.parties?.replace(/\b[A-Z]{3}\b/g, (code) => name(code)), l.date && shortDay(l.date), l.stated === undefined ? '' : l.stated ? 'a source says so' : 'inferred'].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </>}
      {!!e.decisions?.length && <DecidedList list={e.decisions} />}
      {differ.length > 0 && <>
        <h3>Where reports differ</h3>
        <table class="differ">
          <caption class="sr">Values on which reports differ</caption>
          <tbody>
            {differ.map(([field, values]) => (
              <tr key={field}><th scope="row">{firstUp(field)}</th>
                <td><ul>{values.map((v, i) => <li key={v.value}>{firstUp(v.value)} <small>{many(v.outlets, 'outlet')}{i === 0 ? ', kept' : ''}</small></li>)}</ul></td></tr>
            ))}
          </tbody>
        </table>
      </>}
      <h3>{many(independent.length, 'sentence')} that {independent.length === 1 ? 'says' : 'say'} so</h3>
      <ul class="keys">
        {KEPT.filter(([key]) => e.mentions.some((m) => m.parts?.some((p) => p.as?.includes(key))))
          .map(([key, plain]) => <li key={key}><mark class={`as p-${key}`}>{plain}</mark></li>)}
      </ul>
      <ol class="mentions">{independent.map((m) => <One key={m.id} m={m} />)}</ol>
      {copies.length > 0 && <>
        <h3>{many(copies.length, 'copy', 'copies')}, not counted as evidence</h3>
        <ol class="mentions">{copies.map((m) => <One key={m.id} m={m} />)}</ol>
      </>}
      <p class="id">Id of this event: <code>{e.id}</code></p>
    </>
  );
}

function One({ m }: { m: Mention }) {
  const [open, set] = useState(false);
  const says = (m.coded?.attribution ?? []).map((a) => [a.speaker?.name ?? a.speaker?.code, a.cue].filter(Boolean).join(' — “') + (a.cue ? '”' : '')).filter(Boolean);
  const address = /^https?:\/\//i.test(m.address ?? '') ? m.address : undefined;
  const rule = m.coded?.evidence?.rule;
  return (
    <li>
      <p class="byline"><b>{m.outlet}</b>{m.published && `, ${longDay(m.published)}`}{m.copy_of && ` · copy (${m.copy_kind ?? 'of another'})`}{m.in === 'title' && ' · told by the title'}</p>
      {m.title && <p class="title">{address ? <a href={address} rel="noreferrer noopener" target="_blank">{m.title}</a> : m.title}</p>}
      <blockquote class="sentence"><Marked parts={m.parts} text={m.text} /></blockquote>
      {says.length > 0 && <p class="says">On whose word: {says.join('; ')}</p>}
      {(m.codebook || m.tree || rule || m.merged?.why) && (
        <button type="button" class="unfold" aria-expanded={open} onClick={() => set(!open)}>
          {open ? 'Less' : 'How it was coded'}
        </button>
      )}
      {open && <div class="how">
        {rule && <p>By the codebook: <code>{rule}</code></p>}
        {m.codebook && <pre tabIndex={0} aria-label="The codebook’s lines">{m.codebook}</pre>}
        {m.merged?.why && <p>Merged{m.merged.points !== undefined && ` (${m.merged.points} points of ${m.merged.needed} needed)`}: {m.merged.why}</p>}
        {m.tree && <>
          <Tree conllu={m.tree} />
          <details><summary>The tree as a table</summary>
            <table class="conllu"><caption class="sr">Words, parts of speech, heads and relations</caption>
              <thead><tr><th scope="col">#</th><th scope="col">Word</th><th scope="col">Part of speech</th><th scope="col">Head</th><th scope="col">Relation</th></tr></thead>
              <tbody>{words(m.tree).map((w) => <tr key={w.id}><td>{w.id}</td><td>{w.form}</td><td>{w.upos}</td><td>{w.head}</td><td>{w.rel}</td></tr>)}</tbody>
            </table>
          </details>
        </>}
        <p class="id">Article <code>{m.article}</code>, sentence {m.sentence + 1}, mention <code>{m.id}</code></p>
      </div>}
    </li>
  );
}

function Marked({ parts, text }: { parts?: Part[]; text: string }) {
  if (!parts) return <>{text}</>;
  return <>{parts.map((part, i) => part.as?.length
    ? <mark key={i} class={'as ' + part.as.filter((as) => /^[a-z]+$/.test(as)).map((as) => 'p-' + as).join(' ')} title={part.as.map((as) => KEPT.find(([k]) => k === as)?.[1] ?? as).join(', ')}>{part.text}</mark>
    : part.text)}</>;
}
