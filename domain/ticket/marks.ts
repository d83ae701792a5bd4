import { z } from 'zod';
import type { Environment, Product } from '../registers/registers';
import { instantSchema } from '../time/instant';

/** A signed refusal or postponement that was in effect when a ticket was opened, known by the digest of the text that was signed. */
export const waiverMarkSchema = z.strictObject({
  kind: z.enum(['refusal', 'postponement']),
  /** The version that was refused, `PRODUCT@VERSION`, or the reference of the maintenance. */
  of: z.string(),
  signedBy: z.string(),
  at: instantSchema,
  digest: z.string(),
});
export type WaiverMark = z.infer<typeof waiverMarkSchema>;

type Signed = Omit<WaiverMark, 'of'>;

/** What a client has signed about one of its environments, each with what it still waits for. */
export interface SignedAway {
  readonly upgrades: readonly { readonly version: string; readonly waivers: readonly Signed[] }[];
  readonly maintenances: readonly {
    readonly reference: string;
    readonly done: boolean;
    readonly waivers: readonly Signed[];
  }[];
}

/**
 * The waivers in effect where a ticket is opened (annex §10: the client bears the consequences, and they are marked). One of a version
 * is in effect as long as the environment runs an older one, one of a maintenance until it has been done; of each the one that was
 * signed last.
 */
export function waiverMarks(
  { version: installed }: Environment,
  product: Product | null,
  { upgrades, maintenances }: SignedAway,
): WaiverMark[] {
  const versions = product?.versions ?? [];
  const missing = upgrades.filter(({ version }) => versions.indexOf(version) > versions.indexOf(installed));
  return [
    ...missing.flatMap(({ version, waivers }) => markOf(`${product?.code ?? ''}@${version}`, waivers)),
    ...maintenances.flatMap(({ reference, done, waivers }) => (done ? [] : markOf(reference, waivers))),
  ];
}

function markOf(of: string, waivers: readonly Signed[]): WaiverMark[] {
  const last = waivers.at(-1);
  if (!last) return [];
  const { kind, signedBy, at, digest } = last;
  return [{ kind, of, signedBy, at, digest }];
}
