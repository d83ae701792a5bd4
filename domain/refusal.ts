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
  'nothing-escalated': '§7',
  'not-additional-request': 'Demande Complémentaire',
  'admission-pending': '§2',
  'too-many-decimals': 'Demande Complémentaire',
  'validity-over': 'Demande Complémentaire',
  'quotation-not-open': 'Demande Complémentaire',
  'quotation-not-accepted': 'Demande Complémentaire',
  'quotation-not-given-up': 'Demande Complémentaire',
  'quotation-unbilled': 'Demande Complémentaire',
  'client-decides': 'Demande Complémentaire',
  'attachment-not-found': '§3',
  'attachment-empty': '§3',
  'attachment-too-large': '§3',
  'attachment-type': '§3',
  'attachments-full': '§3',
  'phone-for-p1-only': '§3',
  'client-unknown': '§2',
  'environment-unknown': '§2',
  'contract-unknown': '§6',
  'contract-not-in-force': '§6',
  'key-reused': '§3',
  'link-target-unknown': '§4',
  'link-to-itself': '§4',
  'link-in-ring': '§4',
  'link-known': '§4',
  'link-unknown': '§4',
  'parent-known': '§4',
  'incidents-only': 'Incident',
  'outage-for-critical-incidents': '§9',
  'merge-other-company': '§4',
  'merge-target-ended': '§4',
  'merge-into-later': 'GTR',
  'merge-into-lower-priority': '§7',
  'merge-without-commitment': '§6',
  merged: '§4',
  'anomaly-unknown': 'Anomalie',
  'anomaly-of-other-product': 'Anomalie',
  'tied-already': 'Anomalie',
  'not-tied': 'Anomalie',
  'nothing-proposed': 'Résolution',
  'resolution-replaced': 'Résolution',
  'resolution-declined-before': 'Résolution',
  'agreement-missing': 'Résolution',
  'fix-without-version': 'Correctif',
  'not-eligible': '§2',
  'maintenance-unknown': '§10',
  'maintenance-status': '§10',
  'notice-late': '§10',
  'window-not-allowed': '§10',
  'window-too-short': '§10',
  'window-frozen': '§10',
  'window-of-upgrade': '§10',
  'nobody-to-tell': '§10',
  'not-postponable': '§10',
  'not-refusable': '§10',
  'waiver-of-upgrade': '§10',
  'consequences-changed': '§10',
  'postponed-to-earlier': '§10',
  'work-not-by-hand': '§10',
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
