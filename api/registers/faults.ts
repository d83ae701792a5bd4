import type { Language } from '../../domain/languages';
import { readEntry } from '../../store/registers';
import type { FieldError } from '../problem';

/** What refers to something that is not there, in words. */
const texts = {
  'client-unknown': { en: 'there is no client of that code', fr: 'il n’y a pas de client de ce code' },
  'product-unknown': { en: 'there is no product of that code', fr: 'il n’y a pas de produit de ce code' },
  'version-unknown': { en: 'the product has no such version', fr: 'le produit n’a pas cette version' },
  'not-planned': {
    en: 'the product has no such version, and it is planned for no date',
    fr: 'le produit n’a pas cette version, et elle n’est prévue à aucune date',
  },
  'status-name-taken': {
    en: 'another environment is read under this name',
    fr: 'un autre environnement est lu sous ce nom',
  },
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
  'too-far-ahead': {
    en: 'more than ten years ahead: nothing is planned for so late',
    fr: 'à plus de dix ans : rien n’est prévu pour si tard',
  },
  'webhooks-off': {
    en: 'webhooks are not called here: the administrator has not set them up (ALLOW_WEBHOOKS)',
    fr: 'les webhooks ne sont pas appelés ici : l’administrateur ne les a pas mis en place (ALLOW_WEBHOOKS)',
  },
  'end-past': {
    en: 'by this date tickets may have been decided: a version in force ends today or later, and one that has ended stays so',
    fr: 'à cette date des tickets ont pu être décidés : une version en vigueur prend fin aujourd’hui ou plus tard, et celle qui a pris fin le reste',
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
