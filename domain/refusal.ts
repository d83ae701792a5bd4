import { z } from 'zod';

/** Every reason for which a command is refused, with the annex clause that it stands on. Put into words at the edge. */
export const refusalClauses = {
  'not-found': '§3',
  'wrong-status': '§4',
  'not-allowed': '§2',
  'instant-in-future': 'GTR',
  'instant-out-of-order': 'GTR',
  'evidence-without-instant': 'GTR',
  'category-priority-mismatch': '§7',
  'priority-unchanged': '§7',
  'cause-required': 'Incident Client',
  'reason-required': '§4',
  'proposal-open': '§7',
  'no-proposal': '§7',
  'proposal-of-side': '§7',
  'wait-unknown': 'GTR',
  'wait-in-course': 'GTR',
  'wait-out-of-place': 'GTR',
  'reopen-too-late': '§4',
  'ticket-closed': '§4',
  'follow-up-of-open': '§4',
  'caller-missing': '§3',
  'phone-by-support-only': '§3',
  'level-not-next': '§8',
  'level-not-lower': '§8',
  'reformulation-missing': '§8',
  'reproduction-missing': '§8',
  'phone-for-p1-only': '§3',
  'client-unknown': '§2',
  'environment-unknown': '§2',
  'key-reused': '§3',
  'not-eligible': '§2',
} as const satisfies Record<string, string>;

export type RefusalCode = keyof typeof refusalClauses;

export const refusalSchema = z.strictObject({
  code: z.string(),
  clause: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** A refusal as data: its words in the caller's language are made at the edge. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly clause: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** The refusal of that code with its clause from the catalogue. */
export function refusal(code: RefusalCode, params: Refusal['params'] = {}): { refusal: Refusal } {
  return { refusal: { code, clause: refusalClauses[code], params } };
}
