import type { KnownVersion } from './supported';

/** How what an environment runs stands to a version that is delivered; only `older` is given it. */
export type Standing = 'older' | 'installed' | 'newer' | 'other-base';

/** A version that is delivered: of a product with so many versions, oldest first, and what is known of their kinds. */
export interface Delivered {
  readonly version: string;
  readonly versions: readonly string[];
  readonly known: readonly KnownVersion[];
}

/**
 * How an installed version stands to a delivered one. An update or a fix is part of the version before it (annex glossary): it is for
 * those who run that version, and brings nobody a version that he has not tested (annex §10). An installed version that the product
 * does not list is older than any.
 */
export function standingTo({ version, versions, known }: Delivered, installed: string): Standing {
  if (installed === version) return 'installed';
  const place = versions.indexOf(version);
  const runs = versions.indexOf(installed);
  if (runs > place) return 'newer';
  return runs < basePlace({ version, versions, known }) ? 'other-base' : 'older';
}

/** Where the version stands that a delivered one is part of; -1: it is one itself, and for everybody. */
function basePlace({ version, versions, known }: Delivered): number {
  const kinds = new Map(known.map(({ version: name, kind = 'version' }) => [name, kind]));
  const kindOf = (name: string): string => kinds.get(name) ?? 'version';
  if (kindOf(version) === 'version') return -1;
  return versions.slice(0, versions.indexOf(version)).findLastIndex((name) => kindOf(name) === 'version');
}
