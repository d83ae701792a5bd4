import { useClientNames } from '../../../client-names';
import { ChoiceField, RadioField, type Choice } from '../../../forms/fields';
import { useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formWords } from '../../../wording/forms';
import { newWords } from '../../../wording/new-ticket';
import { terms } from '../../../wording/terms';
import type { Environment } from './filling';

/** As many places as can all be shown; more of them stand in a list that opens. */
const MOST_SHOWN = 6;

/** The environments in words, as the choices of `PlaceField`. */
export function usePlaces(environments: readonly Environment[]): readonly Choice[] {
  const named = useWords(terms);
  const ours = useMe().role !== 'client';
  const nameOf = useClientNames();
  return environments.map(({ client, code, product, version, kind }) => ({
    value: `${client}/${code}`,
    label: `${ours ? `${nameOf(client)} · ` : ''}${product} ${version}, ${code} (${named[`kind.${kind}`]})`,
  }));
}

/** Where it happens. */
export function PlaceField({ places }: { readonly places: readonly Choice[] }) {
  const words = useWords(newWords);
  const forms = useWords(formWords);
  if (places.length <= MOST_SHOWN) return <RadioField name="place" label={words.environment} choices={places} />;
  return <ChoiceField name="place" label={words.environment} choices={places} none={forms.choose} />;
}
