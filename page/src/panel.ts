// What every panel is given.
import type { Address } from './address';
import type { Dispute, Summary } from './types';
import type { Names } from './words';

export interface Range { from: number; to: number }
export interface PanelProps {
  address: Address;
  pair: [string, string] | null;
  dispute?: Dispute;
  summary?: Summary;
  name: Names;
  range: Range;
}
