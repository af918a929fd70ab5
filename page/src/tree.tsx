// A sentence's dependency tree, from CoNLL-U: words in a row, an arc from each head
// to its dependents, drawn above.
import { useMemo } from 'preact/hooks';
import { measure } from './timeline';

interface Word { id: number; form: string; upos: string; head: number; rel: string }

export function words(conllu: string): Word[] {
  const out: Word[] = [];
  for (const line of conllu.split('\n')) {
    const cells = line.trim().split('\t');
    if (cells.length < 8 || !/^\d+$/.test(cells[0])) continue;
    out.push({ id: +cells[0], form: cells[1], upos: cells[3], head: +cells[6], rel: cells[7] });
  }
  return out;
}

// How high each arc stands: above all arcs that lie under it.
export function levels(list: { from: number; to: number }[]): number[] {
  const order = list.map((arc, i) => ({ arc, i })).sort((p, q) => p.arc.to - p.arc.from - (q.arc.to - q.arc.from) || p.i - q.i);
  const out: number[] = list.map(() => 1);
  const top: number[] = [];
  for (const { arc, i } of order) {
    let level = 1;
    for (let gap = arc.from; gap < arc.to; gap++) level = Math.max(level, (top[gap] ?? 0) + 1);
    for (let gap = arc.from; gap < arc.to; gap++) top[gap] = level;
    out[i] = level;
  }
  return out;
}

export function Tree({ conllu }: { conllu: string }) {
  const drawn = useMemo(() => {
    const list = words(conllu);
    const at = new Map(list.map((word, i) => [word.id, i]));
    const xs: number[] = [];
    let x = 14;
    for (const word of list) {
      const w = Math.max(measure(word.form) * 1.09, measure(word.rel) * 0.8, measure(word.upos) * 0.8) + 18;
      xs.push(x + w / 2);
      x += w;
    }
    const arcs = list.map((word, i) => ({ word, i, head: at.get(word.head) })).filter((arc) => arc.head !== undefined);
    const high = levels(arcs.map((arc) => ({ from: Math.min(arc.i, arc.head!), to: Math.max(arc.i, arc.head!) })));
    return { list, xs, arcs, high, width: x + 14, top: Math.max(2, ...high) * 17 + 26 };
  }, [conllu]);
  if (!drawn.list.length) return null;
  const { list, xs, arcs, high, width, top } = drawn;
  return (
    <div class="tree" tabIndex={0} role="region" aria-label="Dependency tree; the table below it says the same">
      <svg width={width} height={top + 42} aria-hidden="true">
        {list.map((word, i) => (
          <g key={word.id}>
            <text class="form" x={xs[i]} y={top + 16} text-anchor="middle">{word.form}</text>
            <text class="pos" x={xs[i]} y={top + 32} text-anchor="middle">{word.upos}</text>
            {word.head === 0 && <>
              <path class="root" d={`M${xs[i]} 10V${top - 2}`} />
              <text class="rel" x={xs[i] + 4} y="14">root</text>
            </>}
          </g>
        ))}
        {arcs.map((arc, k) => {
          const right = arc.i > arc.head!;
          const from = xs[arc.head!] + (right ? 5 : -5);
          const to = xs[arc.i];
          const y = top - high[k] * 17;
          const r = Math.min(8, Math.abs(to - from) / 2) * (to > from ? 1 : -1);
          return (
            <g key={arc.word.id}>
              <path class="dep" d={`M${from} ${top}V${y + 8}Q${from} ${y} ${from + r} ${y}H${to - r}Q${to} ${y} ${to} ${y + 8}V${top - 3}`} />
              <path class="head" d={`M${to - 3} ${top - 6}L${to} ${top}L${to + 3} ${top - 6}Z`} />
              <text class="rel" x={(from + to) / 2} y={y - 3} text-anchor="middle">{arc.word.rel}</text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
