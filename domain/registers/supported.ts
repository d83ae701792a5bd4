import type { LocalDate } from '../time/zone';
import type { VersionKind } from './version';

/** How many versions of a product are supported: the latest and the two before it (annex §2). */
const supportedCount = 3;

/** A version as the register knows it: by its planned date of publication, and whether it is one that counts. */
export interface KnownVersion {
  readonly version: string;
  readonly plannedFor: LocalDate | null;
  /** An update or a fix is part of the version before it (annex glossary): it counts for none. A version unless told. */
  readonly kind?: VersionKind;
}

/**
 * The versions of a product that are supported, of all in their order, oldest first: the latest three, with their updates and fixes
 * (annex §2).
 */
export function supportedVersions(versions: readonly string[], known: readonly KnownVersion[] = []): readonly string[] {
  const counting = counts(known);
  const oldest = versions.filter(counting).at(-supportedCount);
  return oldest === undefined ? versions : versions.slice(versions.indexOf(oldest));
}

function counts(known: readonly KnownVersion[]): (version: string) => boolean {
  const parts = new Set(known.flatMap(({ version, kind = 'version' }) => (kind === 'version' ? [] : [version])));
  return (version) => !parts.has(version);
}

/** Where an installed version stands among those that are supported, and will stand if it is kept. */
export interface SupportStanding {
  readonly supported: boolean;
  /** How many versions may still be published before support is lost; 0 where it is lost. */
  readonly versionsLeft: number;
  /** The planned version that ends its support, and its date; null where none that is planned does. */
  readonly lost: { readonly on: LocalDate; readonly by: string } | null;
}

/** The standing of an installed version; those planned that the product lists already are published. */
export function supportStanding(
  versions: readonly string[],
  installed: string,
  known: readonly KnownVersion[],
): SupportStanding {
  const counting = counts(known);
  const newer = versions.slice(versions.lastIndexOf(installed) + 1).filter(counting).length;
  const versionsLeft = versions.includes(installed) ? Math.max(supportedCount - newer, 0) : 0;
  const coming = known
    .flatMap(({ version, plannedFor }) =>
      plannedFor === null || versions.includes(version) || !counting(version) ? [] : [{ on: plannedFor, by: version }],
    )
    .sort((a, b) => (a.on === b.on ? (a.by < b.by ? -1 : 1) : a.on < b.on ? -1 : 1));
  return {
    supported: versionsLeft > 0,
    versionsLeft,
    lost: versionsLeft > 0 ? (coming[versionsLeft - 1] ?? null) : null,
  };
}
