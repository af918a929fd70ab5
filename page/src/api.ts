// Questions to the server. Answers are kept while the record stays the same, so
// that going back is instant; a change of the record empties the shelf.
import { useEffect, useRef, useState } from 'preact/hooks';

export type Query = Record<string, string | number | undefined>;

export function url(view: string, query: Query, format = 'json'): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') words.set(name, String(value));
  const text = words.toString().replace(/%2C/g, ',');
  return `/api/${view}.${format}` + (text ? '?' + text : '');
}

const shelf = new Map<string, unknown>();
const SHELF = 200;
export const changes = new EventTarget();

async function ask<T>(address: string, options: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Error('The server does not answer. Is chancery serve still running?');
  }
  const text = await response.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Error(`The server sent something that is no JSON (status ${response.status}).`);
  }
  if (!response.ok) {
    const told = (body as { error?: { message?: string } | string }).error;
    const message = typeof told === 'string' ? told : told?.message;
    throw new Error(message ?? `The server answered with status ${response.status}.`);
  }
  return body as T;
}

export function keep(address: string, body: unknown): void {
  shelf.set(address, body);
}

// Asked before anybody wanted it, and under way.
const ahead = new Map<string, Promise<unknown>>();

export function askAhead<T>(address: string): Promise<T> {
  const there = ahead.get(address) as Promise<T> | undefined;
  if (there || shelf.has(address)) return there ?? Promise.resolve(shelf.get(address) as T);
  const answer = fetchJson<T>(address).finally(() => ahead.delete(address));
  answer.catch(() => {}); // told to whoever asks for it
  ahead.set(address, answer);
  return answer;
}

export async function fetchJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  if (shelf.has(address)) return shelf.get(address) as T;
  if (ahead.has(address)) return ahead.get(address) as Promise<T>;
  const body = await ask<T>(address, { signal });
  if (shelf.size >= SHELF) shelf.delete(shelf.keys().next().value!);
  shelf.set(address, body);
  return body;
}

export interface Answer<T> { data?: T; error?: string; busy: boolean }

// The answer to a question; while a new one is asked, the old one stays.
// `null` asks nothing.
export function useAnswer<T>(address: string | null): Answer<T> {
  const [answer, set] = useState<Answer<T>>(() => first<T>(address));
  const [version, bump] = useState(0);
  const asked = useRef(address);
  useEffect(() => {
    const again = () => bump((n) => n + 1);
    changes.addEventListener('change', again);
    return () => changes.removeEventListener('change', again);
  }, []);
  useEffect(() => {
    if (address === null) {
      set({ busy: false });
      return;
    }
    const control = new AbortController();
    const same = asked.current?.split('?')[0] === address.split('?')[0];
    asked.current = address;
    if (!shelf.has(address)) set((old) => ({ data: same ? old.data : undefined, busy: true }));
    fetchJson<T>(address, control.signal).then(
      (data) => { if (!control.signal.aborted) set({ data, busy: false }); },
      (error: Error) => { if (error.name !== 'AbortError') set({ error: error.message, busy: false }); },
    );
    return () => control.abort();
  }, [address, version]);
  // Between a new question and the effect that asks it, the answer is the old one.
  if (address !== asked.current && address !== null)
    return { data: asked.current?.split('?')[0] === address.split('?')[0] ? answer.data : undefined, busy: true };
  return answer;
}

function first<T>(address: string | null): Answer<T> {
  if (address !== null && shelf.has(address)) return { data: shelf.get(address) as T, busy: false };
  return { busy: address !== null };
}

// What was asked before no longer holds.
function renew(): void {
  shelf.clear();
  changes.dispatchEvent(new Event('change'));
}

export interface Decided { decision: number; events: { id: string; mentions: number }[] }

// A decision for the server to take; its refusal is an error with its words.
export async function send<T = Decided>(kind: string, body: object): Promise<T> {
  const made = await ask<T>(`/api/${kind}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
  });
  renew();
  return made;
}

// Told by the server when the record changes.
export function follow(): void {
  if (!('EventSource' in window)) return;
  const source = new EventSource('/api/changes');
  source.addEventListener('change', renew);
  // A server that closed the stream for good is not asked again and again.
  source.addEventListener('error', () => { if (source.readyState === 2) source.close(); });
}
