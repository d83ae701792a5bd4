import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { DraftForm } from '../../../forms/draft-form';
import { LongTextField, TextField, type Choice } from '../../../forms/fields';
import { useSupportPhone } from '../../../shell/portal-settings';
import { useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';
import { SimilarWhileTyping } from '../similar';
import { NEW_TICKET, nothingFilled, type Environment, type Filling } from './filling';
import { PlaceField, usePlaces } from './place-field';
import { useSending } from './sending';
import { ToldWhileChoosing } from './told-before';

/**
 * A critical incident in production: the telephone number, and one page (patterns 6.3, annex §3). It is reached from the first page
 * of a new ticket, and from the list at once.
 */
export function UrgentForm({ environments }: { readonly environments: readonly Environment[] }) {
  const words = useWords(newWords);
  const phone = useSupportPhone();
  const { send, done } = useSending();
  const places = usePlaces(environments.filter(({ kind }) => kind === 'production'));
  const only = places.length === 1 ? (places[0]?.value ?? '') : '';
  return (
    <DraftForm<Filling, Awaited<ReturnType<typeof send>>>
      name={NEW_TICKET}
      defaults={{ ...nothingFilled, place: only }}
      // What was chosen in a draft of another ticket is not what this page says.
      send={(filling, key) => send({ ...filling, impact: 'P1' }, key)}
      done={done}
      submit={words.urgentSubmit}
    >
      <h1>{words.urgentTitle}</h1>
      {phone !== undefined && (
        <p className="phone">
          <a href={`tel:${phone.replace(/\s/g, '')}`}>{phone}</a>
        </p>
      )}
      <p>{words.urgentLead}</p>
      <div className="sides">
        <div>
          <Production places={places} />
          <TextField name="title" label={words.subject} maximum={200} />
          <SimilarWhileTyping />
          <LongTextField name="observed" label={words.observed} rows={4} maximum={10_000} />
          <TextField name="callBack" label={words.callBack} type="tel" autoComplete="tel" maximum={40} />
        </div>
        <ToldWhileChoosing priority="P1" />
      </div>
      <p>
        <Link to="/new">{words.notUrgent}</Link>
      </p>
    </DraftForm>
  );
}

/** Where it happens: said where there is one production alone, else chosen. A draft of a test environment is not meant. */
function Production({ places }: { readonly places: readonly Choice[] }) {
  const form = useFormContext<Filling>();
  const [first] = places;
  const only = places.length === 1 ? first : undefined;
  useEffect(() => {
    if (!places.some(({ value }) => value === form.getValues('place'))) form.setValue('place', only?.value ?? '');
  }, [form, places, only]);
  return only ? <p className="quiet">{only.label}</p> : <PlaceField places={places} />;
}
