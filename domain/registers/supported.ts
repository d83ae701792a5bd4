import type { LocalDate } from '../time/zone';

/** How many versions of a product are supported: the latest and the two before it (annex §2). */
const supportedCount = 3;

/** The versions of a product that are supported, of all in their order, oldest first. */
export function supportedVersions(versions: readonly string[]): readonly string[] {
  return versions.slice(-supportedCount);
}

/** Where an installed version stands among those that are supported, and will stand if it is kept. */
export interface SupportStanding {
  readonly supported: boolean;
  /** How many versions may still be published before support is lost; 0 where it is lost. */
  readonly versionsLeft: number;
  /** The planned version that ends its support, and its date; null where none that is planned does. */
  readonly lost: { readonly on: LocalDate; readonly by: string } | null;
}

/** Versions of a product by their planned dates of publication. */
export interface PlannedVersion {
  readonly version: string;
  readonly plannedFor: LocalDate | null;
}

/** The standing of an installed version; those planned that the product lists already are published. */
export function supportStanding(
  versions: readonly string[],
  installed: string,
  planned: readonly PlannedVersion[],
): SupportStanding {
  const newer = versions.length - 1 - versions.lastIndexOf(installed);
  const versionsLeft = versions.includes(installed) ? Math.max(supportedCount - newer, 0) : 0;
  const coming = planned
    .flatMap(({ version, plannedFor }) =>
      plannedFor === null || versions.includes(version) ? [] : [{ on: plannedFor, by: version }],
    )
    .sort((a, b) => (a.on === b.on ? (a.by < b.by ? -1 : 1) : a.on < b.on ? -1 : 1));
  return {
    supported: versionsLeft > 0,
    versionsLeft,
    lost: versionsLeft > 0 ? (coming[versionsLeft - 1] ?? null) : null,
  };
}
