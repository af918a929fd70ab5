// The first picture: all that it needs is asked at once, or as soon as what tells it is
// known, and drawn in one go.
import { filters, go, here, sides, type Address } from './address';
import { askAhead, keep, url, type Query } from './api';
import { DISPUTES } from './disputes';
import { extent, inView, ofPair } from './range';
import { VIEWS } from './take';
import { questions } from './timeline';
import { told } from './told';
import type { Dispute, Summary } from './types';

// "timeline:timeline?*a&most=2000" as the address that the page would ask.
function asked(ask: string, address: Address, pair: [string, string] | null): string {
  const [, view, query] = /^(?:\w+:)?(\w+)\?(.*)$/.exec(ask)!;
  let words: Query = {};
  for (const part of query.split('&')) {
    if (part === '*') words = { ...words, ...filters(address) };
    else if (part === '*a' || part === '*b') words = { ...words, ...filters(address), between: pair?.[part === '*a' ? 0 : 1] };
    else if (!part.startsWith('most=')) words[part.split('=')[0]] = part.split('=')[1];
  }
  return url(view, words);
}

export async function first(): Promise<void> {
  const answers = Object.entries(told.answers ?? {});
  const most = (told.answers?.['disputes?limit=500'] as Dispute[] | undefined)?.[0];
  if (most && !here().between && here().panel !== 'disputes') go({ between: `${most.a},${most.b}` }, true);
  for (const [ask, body] of answers) keep(asked(ask, here(), sides(here())), body);
  delete told.answers;
  await rest();
}

// What was not answered yet.
async function rest(): Promise<void> {
  const list = askAhead<Dispute[]>(DISPUTES);
  if (!told.views) void askAhead('/api/openapi.json');
  if (!here().between && here().panel !== 'disputes') {
    const [most] = await list;
    if (most) go({ between: `${most.a},${most.b}` }, true);
  }
  const address = here();
  const pair = sides(address);
  if (!pair || address.panel === 'disputes') return void await list;
  const counted = askAhead<Summary[]>(url('summary', filters(address)));
  const view = VIEWS[address.panel ?? 'timeline'];
  if (view && view !== 'timeline' && view !== 'search') void askAhead(url(view, filters(address)));
  if (address.event) void askAhead(url('explain', { id: address.event }));
  const [disputes, [summary]] = await Promise.all([list, counted]);
  if (view !== 'timeline') return;
  const range = inView(address, extent(ofPair(disputes, pair), summary));
  const { acts, withA, withB, series, tension, volume } = questions(address, pair, summary, range);
  await Promise.all([acts, withA, withB, series, tension, volume].map((question) => question && askAhead(question)));
}
