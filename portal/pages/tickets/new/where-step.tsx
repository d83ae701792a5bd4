import { useNavigate } from '@tanstack/react-router';
import { DraftForm } from '../../../forms/draft-form';
import { ChoiceField, RadioField, TextField } from '../../../forms/fields';
import { useWords } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { formWords } from '../../../wording/forms';
import { newWords } from '../../../wording/new-ticket';
import { terms } from '../../../wording/terms';
import { NEW_TICKET, nothingFilled, type Environment, type Filling } from './filling';
import { PlaceField, usePlaces } from './place-field';
import { StepHeading } from './step-heading';
import { ToldWhileChoosing } from './told-before';

const impacts = ['P1', 'P2', 'P3', 'P4'] as const;

/** Page 1: where and what, with what the contract says of it while one chooses. */
export function WhereStep({ environments }: { readonly environments: readonly Environment[] }) {
  const words = useWords(newWords);
  const forms = useWords(formWords);
  const named = useWords(terms);
  const ours = useMe().role !== 'client';
  const navigate = useNavigate();
  const places = usePlaces(environments);
  const only = places.length === 1 ? (places[0]?.value ?? '') : '';
  const isProduction = (place: string): boolean =>
    environments.some(({ client, code, kind }) => `${client}/${code}` === place && kind === 'production');
  return (
    <DraftForm<Filling, Filling>
      name={NEW_TICKET}
      keeps
      defaults={{ ...nothingFilled, place: only }}
      send={(filling) => Promise.resolve(filling)}
      done={({ place, impact, channel }) => {
        const urgent = impact === 'P1' && isProduction(place) && channel !== 'phone';
        void navigate({ to: '/new', search: { step: urgent ? 'urgent' : 'describe' } });
      }}
      submit={words.next}
    >
      <StepHeading number={1} />
      <div className="sides">
        <div>
          <p className="quiet">{forms.allNeeded}</p>
          <PlaceField places={places} />
          <RadioField
            name="impact"
            label={words.impact}
            choices={impacts.map((value) => ({
              value,
              label: words.impacts[value],
              description: words.impactHelp[value],
            }))}
          />
          {ours && (
            <>
              <ChoiceField
                name="channel"
                label={words.channel}
                help={words.phoneHelp}
                choices={(['portal', 'phone'] as const).map((value) => ({ value, label: named[`channel.${value}`] }))}
              />
              <TextField name="callerName" label={words.caller} help={words.callerHelp} maximum={200} optional />
            </>
          )}
        </div>
        <ToldWhileChoosing />
      </div>
    </DraftForm>
  );
}
