// The page's state is its address: everything chosen stands in the query string,
// so that a link shows the same thing and the back button goes back.
import { useEffect, useState } from 'preact/hooks';

export const FILTERS = ['between', 'from', 'to', 'type', 'issue', 'status'] as const;
const OTHERS = ['panel', 'event', 'as', 'q', 'wide'] as const;
const NAMES = [...FILTERS, ...OTHERS] as const;
export type Name = (typeof NAMES)[number];
export type Address = Partial<Record<Name, string>>;

export function read(search: string): Address {
  const words = new URLSearchParams(search);
  const address: Address = {};
  for (const name of NAMES) {
    const value = words.get(name);
    if (value) address[name] = value;
  }
  return address;
}

export function write(address: Address): string {
  const words = new URLSearchParams();
  for (const name of NAMES) if (address[name]) words.set(name, address[name]!);
  // Commas may stand in a query as they are, and read better so.
  const text = words.toString().replace(/%2C/g, ',');
  return text ? '?' + text : '/';
}

const listeners = new Set<() => void>();
let current = read(location.search);

function tell() {
  current = read(location.search);
  for (const listener of listeners) listener();
}
addEventListener('popstate', tell);

export function here(): Address {
  return current;
}

export function changed(patch: Address): Address {
  const next: Address = { ...current, ...patch };
  for (const name of NAMES) if (!next[name]) delete next[name];
  return next;
}

export function go(patch: Address, replace = false): void {
  const to = write(changed(patch));
  if (to === write(current)) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', to);
  tell();
}

export function useAddress(): Address {
  const [address, set] = useState(current);
  useEffect(() => {
    const listener = () => set(current);
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return address;
}

// The filters of an address as the API takes them.
export function filters(address: Address): Record<string, string> {
  const out: Record<string, string> = {};
  for (const name of FILTERS) if (address[name]) out[name] = address[name]!;
  return out;
}

export function sides(address: Address): [string, string] | null {
  const [a, b] = (address.between ?? '').split(',');
  return a && b ? [a, b] : null;
}
