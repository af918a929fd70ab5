// A dispute of 100,000 events: what the server would count, made up by a generator
// that gives the same numbers each time.
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const day = (n) => new Date(n * 864e5).toISOString().slice(0, 10);
const FIRST = 10959; // a Monday of 2000

export function many(total = 100000, weeks = 1300) {
  const next = numbers(7);
  const series = [];
  const tension = [];
  const volume = [];
  let left = total;
  for (let w = 0; w < weeks; w++) {
    const from = day(FIRST + 7 * w);
    const to = day(FIRST + 7 * w + 6);
    let events = 0;
    for (const [actor, recipient] of [['AAA', 'BBB'], ['BBB', 'AAA']])
      for (const quad of [1, 2, 3, 4]) {
        const share = Math.round((total / weeks / 8) * (0.4 + 1.2 * next()));
        const n = w === weeks - 1 && actor === 'BBB' && quad === 4 ? left : Math.min(left, share);
        if (!n) continue;
        left -= n;
        events += n;
        series.push({ from, to, actor, recipient, quad, events: n, reports: n * 2, outlets: n, goldstein: -n });
      }
    const value = 8 * Math.sin(w / 60) * next();
    tension.push({ from, to, events, value, low: value - 1, high: value + 1 });
    volume.push({ from, to, articles: Math.round(events * 1.5), copies: 3, reporting: events });
  }
  const last = day(FIRST + 7 * weeks);
  const within = (rows, query) => rows.filter((r) => (!query.get('from') || r.to >= query.get('from')) && (!query.get('to') || r.from <= query.get('to')));
  const shown = (query) => within(series, query).reduce((sum, r) => sum + r.events, 0);
  return {
    summary: (query) => [{ articles: 160000, copies: 4000, outlets: 300, mentions: 240000, events: total, from: day(FIRST), to: last, shown: shown(query), filtered: total - shown(query), articles_in_time: 1000 }],
    disputes: [{ a: 'AAA', b: 'BBB', a_name: 'Aland', b_name: 'Beland', events: total, reports: 200000, cooperation: 50000, conflict: 50000, from: day(FIRST), to: last }],
    facets: [{ field: 'type', value: 'SANCTION', events: 12000 }],
    series: (query) => within(series, query),
    tension: (query) => within(tension, query),
    volume: (query) => within(volume, query),
    timeline: (query) => marks(query, shown(query)),
  };
}

// A few weeks of it, one by one.
function marks(query, n) {
  const next = numbers(11);
  const from = Date.parse(query.get('from') + 'T00:00Z') / 864e5;
  const to = Date.parse(query.get('to') + 'T00:00Z') / 864e5;
  return Array.from({ length: n }, (_, i) => {
    const date = day(Math.floor(from + (to - from) * next()));
    const quad = 1 + Math.floor(next() * 4);
    return {
      id: `e-${String(i).padStart(16, '0')}`, day: date, date_from: date, date_to: date, actor: i % 2 ? 'AAA' : 'BBB', recipient: i % 2 ? 'BBB' : 'AAA',
      what: 'a deed', type: 'SANCTION', quad, goldstein: (quad > 2 ? -1 : 1) * Math.round(next() * 100) / 10, status: 'actual', status_words: '', claimed: 'false',
      answers: i > 1 && i % 7 === 0 ? [`e-${String(i - 1).padStart(16, '0')}`] : [], answered_by: [], stated: [], issues: [], reports: 1 + i % 4, outlets: 1 + i % 3, copies: 0,
    };
  });
}
