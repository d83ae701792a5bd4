import { useWatch } from 'react-hook-form';
import type { AnswerOf } from '../../../api/call';
import { ToneBadge } from '../../../components/tone-badge';
import { useRefreshed } from '../../../refreshing';
import { useLanguage, useWords } from '../../../shell/preferences';
import { formatInstant } from '../../../time/format';
import { readersZone } from '../../../time/zones';
import { newWords } from '../../../wording/new-ticket';
import { terms } from '../../../wording/terms';
import { filled } from '../../../wording/wording';
import type { Filling, Priority } from './filling';

export type Expectation = AnswerOf<'readExpectation'>;

/** What a ticket of a place would get if it were sent now; asked again each minute, as it changes by the clock. */
export function useExpectation(place: string): Expectation | undefined {
  const [client = '', environment = ''] = place.split('/');
  const { data } = useRefreshed(
    'readExpectation',
    { params: { client, environment } },
    { enabled: environment !== '', once: true },
  );
  return data;
}

/** The same for the place and the impact that are chosen in the form round it; `priority` where that is settled. */
export function ToldWhileChoosing({ priority }: { readonly priority?: Priority }) {
  const [place, impact] = useWatch<Filling, ['place', 'impact']>({ name: ['place', 'impact'] });
  const expectation = useExpectation(place);
  if (!expectation) return null;
  const chosen = impact === '' ? undefined : (impact as Priority);
  return <ToldBefore expectation={expectation} priority={priority ?? chosen} />;
}

/** Told before anything is sent: eligible or not and why, the hours, and by when it is taken up (patterns 6.1). */
export function ToldBefore({
  expectation,
  priority,
}: {
  readonly expectation: Expectation;
  readonly priority: Priority | undefined;
}) {
  const words = useWords(newWords);
  const named = useWords(terms);
  const language = useLanguage();
  const { admission, zone } = expectation;
  const at = (instant: string): string =>
    formatInstant(instant, zone ?? readersZone(), language, { long: true, year: false });
  const reason = filled(named[`reason.${admission.reason}`], admission.facts);
  if (admission.decision !== 'admitted')
    return (
      <aside className="card panel" aria-live="polite">
        <ToneBadge shape="dash" tone="soon">
          {admission.decision === 'rejected' ? words.refusedTitle : words.noCommitment}
        </ToneBadge>
        <p>{words.because(reason, admission.clause)}</p>
        <h3>{words.remains}</h3>
        <p>{remaining(words.remaining, admission.reason)}</p>
      </aside>
    );
  const promise = expectation.promises.find((one) => one.priority === priority);
  return (
    <aside className="card panel" aria-live="polite">
      <ToneBadge shape="tick" tone="running">
        {words.eligible}
      </ToneBadge>
      {promise && (
        <>
          <p>
            {promise.changesAt === null
              ? words.always
              : promise.open
                ? words.hoursOpen(at(promise.changesAt))
                : words.hoursClosed(at(promise.changesAt))}
          </p>
          <p>{words.askedNow}</p>
          <ul>
            {promise.interventionBy && <li>{words.takenUp(at(promise.interventionBy))}</li>}
            {promise.resolutionBy && <li>{words.resolved(at(promise.resolutionBy))}</li>}
          </ul>
        </>
      )}
    </aside>
  );
}

function remaining(texts: (typeof newWords)['fr']['remaining'], reason: Expectation['admission']['reason']): string {
  return reason in texts ? texts[reason as keyof typeof texts] : texts.other;
}
