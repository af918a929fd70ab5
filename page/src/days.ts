// Days are counts since 1970-01-01; the record writes them YYYY-MM-DD.
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
  'September', 'October', 'November', 'December'];

export function dayOf(text: string | undefined): number | null {
  const match = /^(-?\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text ?? '');
  if (!match) return null;
  const time = Date.UTC(+match[1], +match[2] - 1, match[3] ? +match[3] : 1);
  return Number.isNaN(time) ? null : Math.round(time / 864e5);
}

export function parts(day: number): { year: number; month: number; date: number } {
  const time = new Date(day * 864e5);
  return { year: time.getUTCFullYear(), month: time.getUTCMonth(), date: time.getUTCDate() };
}

export function iso(day: number): string {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

export function monthName(month: number, short = false): string {
  return short ? MONTHS[month].slice(0, 3) : MONTHS[month];
}

export function longDay(text: string | undefined): string {
  const day = dayOf(text);
  if (day === null) return text ?? 'day unknown';
  const { year, month, date } = parts(day);
  return `${date} ${MONTHS[month]} ${year}`;
}

export function shortDay(text: string | undefined): string {
  const day = dayOf(text);
  if (day === null) return text ?? '';
  const { year, month, date } = parts(day);
  return `${date} ${MONTHS[month].slice(0, 3)} ${year}`;
}

// "28 July 2017", "21–27 August 2017", "December 2016"
export function span(from: string | undefined, to: string | undefined): string {
  const a = dayOf(from);
  const b = dayOf(to);
  if (a === null && b === null) return from || to || 'day unknown';
  if (a === null || b === null || a === b) return longDay(from ?? to);
  const p = parts(a);
  const q = parts(b);
  const wholeMonths = p.date === 1 && parts(b + 1).date === 1;
  if (wholeMonths && p.year === q.year && p.month === q.month) return `${MONTHS[p.month]} ${p.year}`;
  if (wholeMonths && p.month === 0 && q.month === 11 && p.year === q.year) return String(p.year);
  if (p.year !== q.year) return `${longDay(from)} – ${longDay(to)}`;
  if (p.month !== q.month) return `${p.date} ${MONTHS[p.month]} – ${longDay(to)}`;
  return `${p.date}–${q.date} ${MONTHS[p.month]} ${p.year}`;
}

export function gap(days: number): string {
  const n = Math.abs(days);
  if (n === 0) return 'the same day';
  if (n === 1) return '1 day';
  if (n < 21) return `${n} days`;
  if (n < 60) return `${Math.round(n / 7)} weeks`;
  if (n < 730) return `${Math.round(n / 30.44)} months`;
  return `${Math.round(n / 365.25)} years`;
}
