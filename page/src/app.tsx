// The page: which dispute, which filters, which panel; and the drawer beside it.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { filters, go, sides, useAddress, type Address } from './address';
import { url, useAnswer } from './api';
import { Brief, PrintSheet } from './brief';
import { Channels } from './channels';
import { Commitments } from './commitments';
import { longDay } from './days';
import { Decisions, WaitingBar } from './decide';
import { Disputes, DISPUTES, Picker } from './disputes';
import { Drawer } from './drawer';
import { Filters } from './filters';
import { Ledger } from './ledger';
import type { PanelProps, Range } from './panel';
import { extent, inView, ofPair } from './range';
import { Go, Trouble } from './parts';
import { Positions } from './positions';
import { Search } from './search';
import { Sources } from './sources';
import { Take } from './take';
import { FIELDS, MOST, Timeline } from './timeline';
import { told } from './told';
import type { Act, Dispute, Facet, Summary } from './types';
import { cut, many, STATUSES, TYPES } from './words';

const LONGEST_NAME = 80;

const PANELS: [string, string][] = [
  ['timeline', 'Timeline'], ['ledger', 'Ledger'], ['channels', 'Channels'], ['commitments', 'Commitments'],
  ['positions', 'Positions'], ['sources', 'Sources'], ['brief', 'Brief'],
];
if (told.edit) PANELS.push(['decisions', 'Decisions']);

export function App() {
  const address = useAddress();
  const disputes = useAnswer<Dispute[]>(DISPUTES);
  const paths = useAnswer<{ paths: Record<string, { get?: { parameters?: { name?: string }[] } }> }>(told.views ? null : '/api/openapi.json');
  // What this server can answer; `parameter`: and whether it takes that.
  const there = (view: string, parameter?: string) => {
    if (told.views) return told.views.includes(view);
    const path = paths.data?.paths?.[`/api/${view}.{format}`];
    return !!path && (!parameter || !!path.get?.parameters?.some((p) => p.name === parameter));
  };
  const pair = sides(address);
  const dispute = disputes.data && pair ? ofPair(disputes.data, pair) : undefined;
  const name = useMemo(() => {
    const names = new Map<string, string>();
    for (const d of disputes.data ?? []) {
      if (d.a_name) names.set(d.a, d.a_name);
      if (d.b_name) names.set(d.b, d.b_name);
    }
    // What a report calls somebody may be as long as it likes; a heading may not.
    return (code: string) => cut(names.get(code) ?? code, LONGEST_NAME);
  }, [disputes.data]);
  const summary = useAnswer<Summary[]>(address.between ? url('summary', filters(address)) : null);

  // A record that holds one dispute above all opens on it.
  useEffect(() => {
    const first = disputes.data?.[0];
    if (!address.between && address.panel !== 'disputes' && first) go({ between: `${first.a},${first.b}` }, true);
  }, [disputes.data, address.between, address.panel]);
  useEffect(() => {
    document.title = pair ? `${name(pair[0])} and ${name(pair[1])} · Chancery` : 'Chancery';
  }, [pair?.[0], pair?.[1], name]);

  const panel = address.panel ?? 'timeline';
  const listing = panel === 'disputes' || !pair;
  return (
    <div class={address.event ? 'with-drawer' : undefined}>
      <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById('main')?.focus(); }}>Skip to the record</a>
      <header class="top">
        <Go to={{ panel: 'disputes', event: undefined, q: undefined, as: undefined }} class="brand" label="Chancery: all disputes">Chancery</Go>
        {pair && <Picker disputes={disputes.data ?? []} pair={pair} name={name} />}
        <SearchBox address={address} />
        <Take />
      </header>
      <main id="main" tabIndex={-1}>
        {disputes.error && <Trouble text={disputes.error} />}
        {disputes.data && (listing ? <Disputes rows={disputes.data} />
          : <Record {...{ address, pair: pair!, dispute, name, panel, there }} known={!!told.views || !!paths.data} summary={summary.data?.[0]} error={summary.error} />)}
      </main>
      {address.event && <Drawer id={address.event} name={name} />}
      {told.edit && <WaitingBar />}
    </div>
  );
}

function Record(props: {
  address: Address; pair: [string, string]; dispute?: Dispute; name: (code: string) => string; panel: string;
  there: (view: string, parameter?: string) => boolean; known: boolean; summary?: Summary; error?: string;
}) {
  const { address, pair, dispute, name, panel, summary } = props;
  const facets = useFacets(props);
  const whole = useMemo(() => extent(dispute, summary), [dispute, summary?.from, summary?.to]);
  // Where the views' names do not all fit, the one in view does.
  useEffect(() => { document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' }); }, [panel]);
  const range = useMemo(() => inView(address, whole), [address.from, address.to, whole]);
  // Of a part of the dispute the reports are counted anew, where that is soon done.
  const part = summary && summary.shown !== dispute?.events && summary.shown > 0 && summary.events <= 3 * MOST;
  const counted = useAnswer<Dispute[]>(part ? url('disputes', filters(address)) : null);
  const pairs = part ? counted.data && ofPair(counted.data, pair) : dispute;
  const given: PanelProps & { whole: Range } = { address, pair, dispute, summary, name, range, whole };
  return (
    <>
      <div class="title">
        <h1>{name(pair[0])} <span>and</span> {name(pair[1])}</h1>
        {summary && <p class="told">
          <b>{many(summary.shown, 'event')}</b>{pairs?.events === summary.shown && <> from {many(pairs.reports, 'report')}</>}
          <span> · the record holds {many(summary.articles, 'article')}{summary.copies ? ` (${many(summary.copies, 'of them a copy', 'of them copies')})` : ''} by {many(summary.outlets, 'outlet')}{summary.from && `, ${longDay(summary.from)} to ${longDay(summary.to)}`}</span>
        </p>}
      </div>
      <div class="bar">
        <nav aria-label="Views">
          {PANELS.filter(([key]) => key !== 'brief' || !props.known || props.there('brief')).map(([key, title]) => (
            <Go key={key} to={{ panel: key === 'timeline' ? undefined : key, q: undefined }} current={panel === key}>{title}</Go>
          ))}
        </nav>
        <Filters address={address} facets={facets} />
      </div>
      {props.error && <Trouble text={props.error} />}
      {panel === 'timeline' && <Timeline {...given} />}
      {panel === 'ledger' && <Ledger {...given} />}
      {panel === 'channels' && <Channels {...given} />}
      {panel === 'commitments' && <Commitments {...given} />}
      {panel === 'positions' && <Positions {...given} there={props.there('positions')} />}
      {panel === 'sources' && <Sources {...given} />}
      {panel === 'brief' && <Brief {...given} />}
      {panel === 'decisions' && <Decisions />}
      {props.there('brief') && <PrintSheet address={address} title={`${name(pair[0])} and ${name(pair[1])}`}
        told={summary ? `${many(summary.shown, 'event')} in view; the record holds ${many(summary.articles, 'article')} by ${many(summary.outlets, 'outlet')}.` : ''} />}
      {panel === 'search' && props.known && <Search {...given} there={props.there('search', 'q')} />}
    </>
  );
}

// What the filter menus offer, with counts: from the server, or counted here.
function useFacets(props: { address: Address; there: (view: string, parameter?: string) => boolean; known: boolean; summary?: Summary }): Facet[] {
  const { address } = props;
  const served = props.there('facets');
  const facets = useAnswer<Facet[]>(served ? url('facets', filters(address)) : null);
  const few = props.known && !served && (props.summary?.events ?? Infinity) <= 5000;
  // What the timeline asks as well is not asked twice.
  const asked = !address.type && !address.issue && !address.status && (props.summary?.shown ?? Infinity) <= MOST;
  const rows = useAnswer<Act[]>(few ? url('timeline', { between: address.between, from: address.from, to: address.to, fields: asked ? FIELDS : 'type,issues,status' }) : null);
  return useMemo(() => {
    if (facets.data) return facets.data;
    // Too many to be counted here: what there can be, without counts.
    if (props.known && !served && !few && props.summary)
      return [...Object.keys(TYPES).map((value) => ({ field: 'type', value })), ...Object.keys(STATUSES).map((value) => ({ field: 'status', value }))];
    const count = new Map<string, Facet & { events: number }>();
    const add = (field: string, value: string) => {
      const facet = count.get(field + value) ?? { field, value, events: 0 };
      facet.events++;
      count.set(field + value, facet);
    };
    for (const row of rows.data ?? []) {
      add('type', row.type);
      add('status', row.status);
      for (const issue of row.issues ?? []) add('issue', issue);
    }
    return [...count.values()].sort((p, q) => q.events - p.events || (p.value < q.value ? -1 : 1));
  }, [facets.data, rows.data, few, served, props.known, !props.summary]);
}

function SearchBox({ address }: { address: Address }) {
  const [text, set] = useState(address.q ?? '');
  useEffect(() => set(address.q ?? ''), [address.q]);
  return (
    <form class="search" role="search" onSubmit={(e) => {
      e.preventDefault();
      const q = text.trim();
      if (q) go({ q, panel: 'search', event: undefined });
      else if (address.panel === 'search') go({ q: undefined, panel: undefined });
    }}>
      <input type="search" aria-label="Search the sentences" placeholder="Search the sentences" value={text} maxLength={200}
        onInput={(e) => set((e.target as HTMLInputElement).value)} />
    </form>
  );
}
