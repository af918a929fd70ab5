// The field's terms in a newcomer's words.
import { span } from './days';
import type { Act } from './types';

export type Quad = 1 | 2 | 3 | 4;
export const QUADS: Record<Quad, { name: string; plain: string; cooperation: boolean; material: boolean }> = {
  1: { name: 'Verbal cooperation', plain: 'friendly words', cooperation: true, material: false },
  2: { name: 'Material cooperation', plain: 'friendly deeds', cooperation: true, material: true },
  3: { name: 'Verbal conflict', plain: 'hostile words', cooperation: false, material: false },
  4: { name: 'Material conflict', plain: 'hostile deeds', cooperation: false, material: true },
};

export function quadOf(act: { quad?: number }): Quad {
  return act.quad === 1 || act.quad === 2 || act.quad === 3 || act.quad === 4 ? act.quad : 1;
}

export const TYPES: Record<string, string> = {
  AGREE: 'Agreeing, promising', CONSULT: 'Meeting, calling', SUPPORT: 'Supporting', CONCEDE: 'Conceding',
  COOPERATE: 'Cooperating', AID: 'Aiding', RETREAT: 'Giving way', REQUEST: 'Demanding',
  ACCUSE: 'Accusing', REJECT: 'Refusing', THREATEN: 'Threatening', PROTEST: 'Protesting',
  SANCTION: 'Sanctioning', MOBILIZE: 'Mobilising', COERCE: 'Coercing', ASSAULT: 'Attacking',
};

export const STATUSES: Record<string, string> = {
  actual: 'Happened', ongoing: 'Under way', planned: 'Planned', conditional: 'On a condition',
  hypothetical: 'Possible', cancelled: 'Called off', negated: 'Said not to have happened',
};

export function typeWords(type: string): string {
  return TYPES[type] ?? type;
}
export function statusWords(status: string): string {
  return STATUSES[status] ?? status;
}
export function issueWords(issue: string): string {
  const text = issue.replace(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function many(n: number, one: string, more = one + 's'): string {
  return `${thousands(n)} ${n === 1 ? one : more}`;
}
export function thousands(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
}

export function evidence(act: { reports: number; outlets: number; copies?: number }): string {
  const told = `${many(act.reports, 'report')} by ${many(act.outlets, 'outlet')}`;
  return act.copies ? `${told}, ${many(act.copies, 'copy', 'copies')}` : told;
}

export function codes(list: string | undefined): string[] {
  return (list ?? '').split(/,\s*/).filter(Boolean);
}

export type Names = (code: string) => string;

export function partiesWords(act: { actor?: string; recipient?: string; parties?: string }, name: Names): string {
  const from = codes(act.actor).map(name).join(' and ');
  const to = codes(act.recipient).map(name).join(' and ');
  if (from && to) return `${from} → ${to}`;
  return from || to || act.parties || 'nobody named';
}

export function firstUp(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// When it was: "by" where no report tells the day and only their own is known.
export function when(act: { day?: string; date_from?: string; date_to?: string; date_basis?: string }): string {
  return (act.date_basis === 'none' ? 'by ' : '') + span(act.date_from ?? act.day, act.date_to);
}

export function heading(act: Act, name: Names): string {
  return `${partiesWords(act, name)}: ${act.what}`;
}

// “sentence” — Outlet, day · id, as the command writes it, taken apart again.
export function quoteParts(source: string | undefined): { text: string; outlet: string; day: string } | null {
  const match = /^“([\s\S]*)” — ([\s\S]*?)(?:, (\d{4}-\d\d-\d\d))?(?: · [em]-[0-9a-f]+)?$/.exec(source ?? '');
  return match ? { text: match[1], outlet: match[2], day: match[3] ?? '' } : null;
}

export function cut(text: string, n: number): string {
  if (text.length <= n) return text;
  const short = text.slice(0, n);
  const space = short.lastIndexOf(' ');
  return short.slice(0, space > n * 0.6 ? space : n).replace(/[\s,;:]+$/, '') + '…';
}

export const LINKS: Record<string, string> = {
  answers: 'Answers', answered_by: 'Answered by', plan_of: 'Announces', carried_out_by: 'Carried out by',
  announced_by: 'Announced by', contradicts: 'Contradicts', part_of: 'Part of', has_part: 'Made up of',
};
