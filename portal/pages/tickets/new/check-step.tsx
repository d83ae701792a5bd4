import { Link } from '@tanstack/react-router';
import { readDraft } from '../../../drafts/drafts';
import { DraftForm } from '../../../forms/draft-form';
import { LinkButton } from '../../../components/link-button';
import { useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';
import { NEW_TICKET, nothingFilled, type Environment, type Filling, type Priority } from './filling';
import { useSending } from './sending';
import { StepHeading } from './step-heading';
import { ToldBefore, useExpectation } from './told-before';

/** Page 3: what is going to be sent, each part with the way back to it. */
export function CheckStep({ environments }: { readonly environments: readonly Environment[] }) {
  const words = useWords(newWords);
  const { send, done } = useSending();
  const filling = { ...nothingFilled, ...(readDraft(NEW_TICKET)?.values as Filling | undefined) };
  const place = environments.find(({ client, code }) => `${client}/${code}` === filling.place);
  const expectation = useExpectation(filling.place);
  const impact = filling.impact === '' ? undefined : (filling.impact as Priority);
  const rows = [
    [words.environment, place ? `${place.product} ${place.version}, ${place.code}` : '', undefined],
    [words.impact, impact ? words.impacts[impact] : '', undefined],
    [words.subject, filling.title, 'describe'],
    [words.observed, filling.observed, 'describe'],
    [words.did, filling.did, 'describe'],
    [words.expected, filling.expected, 'describe'],
    [words.since, filling.since, 'describe'],
  ] as const;
  return (
    <DraftForm<Filling, Awaited<ReturnType<typeof send>>>
      name={NEW_TICKET}
      defaults={nothingFilled}
      send={send}
      done={done}
      submit={words.submit}
      beside={
        <LinkButton variant="default" to="/new" search={{ step: 'describe' }}>
          {words.back}
        </LinkButton>
      }
    >
      <StepHeading number={3} />
      <div className="sides">
        <dl className="facts card">
          {rows.map(([term, value, step]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <span className="typed">{value === '' ? words.nothing : value}</span>{' '}
                <Link to="/new" search={step === undefined ? {} : { step }} className="small">
                  {words.change}
                  <span className="unseen"> {term}</span>
                </Link>
              </dd>
            </div>
          ))}
        </dl>
        {expectation && <ToldBefore expectation={expectation} priority={impact} />}
      </div>
    </DraftForm>
  );
}
