// The rows that the API gives. Absent fields are unknown; texts are whatever the
// news said and are only ever put on the page as text.

export interface Summary {
  articles: number; copies: number; outlets: number; mentions: number; events: number;
  from?: string; to?: string; shown: number; filtered: number; articles_in_time: number;
}

export interface Dispute {
  a: string; b: string; a_name: string; b_name: string;
  events: number; reports: number; cooperation: number; conflict: number;
  from?: string; to?: string;
}

interface EventLike {
  id: string;
  parties?: string; actor?: string; recipient?: string;
  what: string; type: string; mode?: string; cameo?: string; status: string;
  status_words?: string; quantity?: string[];
  answers: string[]; answered_by: string[]; carried_out_by?: string[]; stated?: string[];
  reports: number; outlets: number; copies: number;
  sentence?: string; source?: string; links?: string;
}

export interface Act extends EventLike {
  day?: string; date_from?: string; date_to?: string; date_basis?: string;
  quad?: number; goldstein?: number; claimed?: string; people?: string[];
  place?: string; deadline?: string; issues?: string[];
  plan_of?: string[]; contradicts?: string[]; state?: string;
}

export interface Measure extends EventLike {
  ordered?: string; due?: string; state: string; settled_by?: string;
}

export interface Contradiction {
  date?: string; parties: string; about: string; one: string; other: string;
  id: string; other_id?: string; one_source?: string; other_source?: string;
}

export interface Position {
  issue?: string; side?: string; toward?: string; position: string; stance?: string; type?: string;
  speaker?: string; date?: string; changes?: string; reports: number; outlets: number; copies: number;
  id: string; sentence?: string; source?: string;
}

export interface Outlet {
  outlet: string; articles: number; copies: number; copied: number; events: number; alone: number;
  from?: string; to?: string; cites: string[]; copies_of: string[];
}

export interface Copy {
  published?: string; outlet?: string; title?: string; kind: string;
  of_published?: string; of_outlet?: string; of_title?: string; article: string; of: string;
}

export interface Reject { file?: string; line?: number; kind: string; reason?: string }

export interface SeriesRow {
  from: string; to: string; actor?: string; recipient?: string; quad: number;
  events: number; goldstein?: number;
}
export interface TensionRow { from: string; to: string; events: number; value?: number; low?: number; high?: number }
export interface VolumeRow { from: string; to: string; articles: number; copies: number; reporting: number }
export interface Facet { field: string; value: string; events?: number }

export interface Party { code?: string; name?: string; sectors?: string[] }
export interface Days { from?: string; to?: string; text?: string; basis?: string }

export interface Part { text: string; as?: string[] }
export interface Mention {
  id: string; article: string; outlet: string; published?: string; title?: string; address?: string;
  copy_of?: string; copy_kind?: string; in?: string; sentence: number; text: string; parts?: Part[];
  coded?: {
    attribution?: { speaker?: Party; cue?: string; stance?: string }[];
    evidence?: { trigger?: string; rule?: string };
  };
  merged?: { with?: string; why?: string; points?: number; needed?: number };
  codebook?: string; tree?: string;
}
export interface Explained {
  id: string; parties?: string; what?: string; status_words?: string;
  type: string; mode?: string; cameo?: string; status: string; quad?: number; goldstein?: number;
  actor?: Party[]; recipient?: Party[]; date?: Days; deadline?: Days;
  place?: { name?: string }; people?: { name: string; code?: string; office?: string }[];
  quantities?: { text: string }[]; issues?: string[]; claimed?: boolean;
  reports: number; outlets: number; copies: number;
  values?: Record<string, { value: string; outlets: number; mentions: string[] }[]>;
  linked?: { kind: string; id: string; stated?: boolean; date?: string; parties?: string; what?: string }[];
  decisions?: Decision[];
  mentions: Mention[];
}

export interface Decision {
  no: number; kind: string; day?: string; by?: string; note?: string; events?: string[];
}

export interface BriefRow {
  section: string; date?: string; text: string; id?: string; sentence?: string; source?: string;
}

export interface Found {
  article?: string; outlet?: string; published?: string; title?: string; address?: string;
  sentence?: string; text?: string; id?: string; event?: string; events?: string[]; parts?: Part[];
  parties?: string; type?: string; what?: string; date?: string;
}
