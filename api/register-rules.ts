import type { Contract } from '../domain/contract/contract';
import type { Language } from '../domain/languages';
import type { Environment, Product, User } from '../domain/registers/registers';
import { localDate } from '../domain/time/zone';
import { pageOfEntries, readEntry } from '../store/registers';
import type { FieldError } from './problem';

/** What refers to something that is not there, in words. */
const texts = {
  'client-unknown': { en: 'there is no client of that code', fr: 'il n’y a pas de client de ce code' },
  'product-unknown': { en: 'there is no product of that code', fr: 'il n’y a pas de produit de ce code' },
  'version-unknown': { en: 'the product has no such version', fr: 'le produit n’a pas cette version' },
  'version-in-use': {
    en: 'an environment runs a version that is left out',
    fr: 'un environnement utilise une version qui n’y est plus',
  },
  'company-missing': {
    en: 'a user of the role client has a company',
    fr: 'un utilisateur de rôle client a une société',
  },
  'key-fixed': {
    en: 'it is part of the key: what has another key is another entry',
    fr: 'fait partie de la clé : sous une autre clé, c’est une autre entrée',
  },
  'in-force': {
    en: 'this version has taken effect and tickets may stand on it: add a new version',
    fr: 'cette version a pris effet et des tickets peuvent en relever : ajoutez une nouvelle version',
  },
} as const satisfies Record<string, Record<Language, string>>;

/** A field and what is wrong with it. */
export interface Fault {
  readonly field: string;
  readonly rule: keyof typeof texts;
}

export function inWords(faults: readonly Fault[], language: Language): FieldError[] {
  return faults.map(({ field, rule }) => ({ field, message: texts[rule][language] }));
}

/** What belongs to a client belongs to one that is there. */
export async function ofKnownClient({ client }: { readonly client: string }): Promise<Fault[]> {
  return (await readEntry('clients', client)) ? [] : [{ field: 'client', rule: 'client-unknown' }];
}

/** An environment runs a version that its product has (annex §2). */
export async function environmentFaults(environment: Environment): Promise<Fault[]> {
  const [faults, product] = await Promise.all([ofKnownClient(environment), readEntry('products', environment.product)]);
  if (!product) return [...faults, { field: 'product', rule: 'product-unknown' }];
  return product.versions.includes(environment.version)
    ? faults
    : [...faults, { field: 'version', rule: 'version-unknown' }];
}

/** A product keeps the versions that environments run: without them nobody could tell whether they are supported (annex §2). */
export async function productFaults({ code, versions }: Product): Promise<Fault[]> {
  const { items } = await pageOfEntries('environments', { product: code, version: { $nin: versions } }, { limit: 1 });
  return items.length > 0 ? [{ field: 'versions', rule: 'version-in-use' }] : [];
}

/** A user of the role client sees the things of one company, so it has one. */
export async function userFaults({ role, client }: User): Promise<Fault[]> {
  if (client !== null) return await ofKnownClient({ client });
  return role === 'client' ? [{ field: 'client', rule: 'company-missing' }] : [];
}

/** Tickets keep the version that they were opened under: one that has taken effect in its own zone stays as it is (annex §6). */
export function inForce({ effectiveFrom, zone }: Contract, nowMs: number): Fault[] {
  return effectiveFrom > localDate(nowMs, zone) ? [] : [{ field: 'effectiveFrom', rule: 'in-force' }];
}
