// What a hostile feed could put into titles, names and sentences. Each would set
// window.__ran, were it ever taken for more than text.
const RUN = 'window.__ran=(window.__ran||0)+1';
export const PAYLOADS = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</style><script>${RUN}</script>`,
  `</textarea><img src=x onerror="${RUN}">`,
  `<img src=x onerror=${RUN}>`,
  `<img src="x" onerror="${RUN}" style="position:fixed;inset:0">`,
  `<svg onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg>`,
  `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text x=20 y=20>x</text></a></svg>`,
  `<math><mtext></table></math><img src=x onerror=${RUN}>`,
  `<iframe srcdoc="<script>parent.${RUN}</script>"></iframe>`,
  `<iframe src="javascript:parent.${RUN}"></iframe>`,
  `<object data="javascript:${RUN}"></object>`,
  `<embed src="javascript:${RUN}">`,
  `<body onload=${RUN}>`,
  `<details open ontoggle=${RUN}>`,
  `<video><source onerror="${RUN}"></video>`,
  `<input autofocus onfocus=${RUN}>`,
  `<marquee onstart=${RUN}>`,
  `<link rel=stylesheet href="data:text/css,*{display:none}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`,
  `<base href="javascript:/a/-${RUN}//">`,
  `<form action="javascript:${RUN}"><button>x</button></form>`,
  `" onmouseover="${RUN}" x="`,
  `' onfocus='${RUN}' autofocus x='`,
  `" autofocus onfocus="${RUN}`,
  `javascript:${RUN}`,
  `JaVaScRiPt:${RUN}`,
  `\u0001javascript:${RUN}`,
  `java\tscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `vbscript:${RUN}`,
  `{{constructor.constructor('${RUN}')()}}`,
  '${' + RUN + '}',
  `<!--<img src="--><img src=x onerror=${RUN}>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `\u202Etxt.exe<img src=x onerror=${RUN}>`,
  `<a href="javascript:${RUN}">x</a>`,
  `__proto__`, `constructor`, `toString`,
];

// The answers of a record in which every text is the payload.
export function answers(text) {
  const id = 'e-0000000000000001';
  const event = {
    day: '2017-08-31', date_from: '2017-08-31', date_to: '2017-08-31', date_basis: 'text', parties: text, actor: 'AAA', recipient: 'BBB',
    what: text, type: text, mode: text, cameo: text, quad: 4, goldstein: -4, quantity: [text], people: [text, text + '2'], place: text,
    status_words: text, status: 'actual', claimed: 'false', answers: [], answered_by: [], plan_of: [], carried_out_by: [], contradicts: [],
    stated: [], issues: [text], reports: 2, outlets: 1, copies: 0, id, sentence: text, source: `“${text}” — ${text}, 2017-08-31 · ${id}`, links: text,
  };
  const other = { ...event, id: 'e-0000000000000002', actor: 'BBB', recipient: 'AAA', answers: [id], quad: 1, status: 'planned' };
  const measure = { ...event, ordered: '2017-08-31', due: '2017-09-02', state: 'taken' };
  return {
    summary: [{ articles: 3, copies: 0, outlets: 2, mentions: 3, events: 2, from: '2017-01-01', to: '2017-12-31', shown: 2, filtered: 0, articles_in_time: 3 }],
    disputes: [{ a: 'AAA', b: 'BBB', a_name: text, b_name: text, events: 2, reports: 2, cooperation: 1, conflict: 1, from: '2017-01-01', to: '2017-12-31' }],
    facets: [{ field: 'type', value: text, events: 1 }, { field: 'issue', value: text, events: 1 }, { field: 'status', value: text, events: 1 }],
    timeline: [event, other],
    talks: [{ ...event, type: 'CONSULT' }, other],
    ledger: [measure, { ...measure, id: 'e-0000000000000002', actor: 'BBB', recipient: 'AAA', answers: [id] }],
    commitments: [{ ...measure, state: 'open' }, { ...measure, state: text }],
    positions: [{ issue: text, side: 'AAA', toward: 'BBB', position: text, stance: text, type: text, speaker: text, date: '2017-08-31', changes: id, reports: 1, outlets: 1, copies: 0, id, sentence: text, source: text }],
    contradictions: [{ date: '2017-08-31', parties: text, about: text, one: text, other: text, id, other_id: 'e-0000000000000002', one_source: `“${text}” — ${text}, 2017-08-31`, other_source: text }],
    sources: [{ outlet: text, articles: 1, copies: 1, copied: 0, events: 2, alone: 1, from: '2017-01-01', to: '2017-12-31', cites: [text], copies_of: [text], notes: text }],
    copies: [{ published: '2017-08-31', outlet: text, title: text, kind: text, of_published: '2017-08-30', of_outlet: text + '2', of_title: text + '2', article: text, of: text }],
    rejects: [{ file: text, line: 3, kind: 'format', reason: text }],
    brief: [{ section: text, date: text, text, id, sentence: text, source: `“${text}” — ${text}, 2017-08-31` }],
    search: [{ outlet: text, published: '2017-08-31', title: text, address: text, sentence: text, id, what: text }],
    tension: [{ from: '2017-08-28', to: '2017-09-03', events: 2, value: 3, low: 1, high: 5 }],
    volume: [{ from: '2017-08-28', to: '2017-09-03', articles: 2, copies: 0, reporting: 1 }],
    series: [],
    explain: {
      id, parties: text, what: text, status_words: text, type: text, mode: text, cameo: text, status: text, quad: 4, goldstein: -4,
      actor: [{ code: text, name: text }], recipient: [{ name: text }], date: { from: '2017-08-31', to: '2017-08-31', text, basis: text },
      deadline: { from: '2017-08-31', to: '2017-08-31', text }, place: { name: text }, people: [{ name: text, office: text }],
      quantities: [{ text }], issues: [text], claimed: true, reports: 2, outlets: 1, copies: 1,
      values: { [text]: [{ value: text, outlets: 1, mentions: [text] }, { value: text + '2', outlets: 1, mentions: [text] }] },
      linked: [{ kind: 'answers', id: 'e-0000000000000002', stated: true, date: text, parties: text, what: text }, { kind: text, id: text, what: text }],
      mentions: [{
        id: 'm-1', article: text, outlet: text, published: text, title: text, address: text, sentence: 0, text,
        parts: [{ text, as: ['actor', text] }, { text, as: ['trigger'] }, { text }],
        coded: { attribution: [{ speaker: { code: text, name: text }, cue: text, stance: text }], evidence: { trigger: text, rule: text } },
        merged: { with: text, why: text, points: 3, needed: 2 }, codebook: text,
        tree: `1\t${text.replace(/[\t\n]/g, ' ')}\tx\t${text.replace(/[\t\n]/g, ' ')}\tx\t_\t0\troot\t_\t_\n2\tb\tb\tX\tX\t_\t1\t${text.replace(/[\t\n]/g, ' ')}\t_\t_`,
      }, { id: 'm-2', article: text, outlet: text, copy_of: text, copy_kind: text, sentence: 1, text },
      // Addresses, and what becomes a name of something, are dangerous alone.
      ...PAYLOADS.map((each, i) => ({ id: `m-${i + 3}`, article: each, outlet: each, title: each, address: each, sentence: i, text: each, parts: [{ text: each, as: [each] }] }))],
    },
  };
}
