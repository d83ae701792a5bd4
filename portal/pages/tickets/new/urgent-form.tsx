import { Link } from '@tanstack/react-router';
import { readDraft } from '../../../drafts/drafts';
import { DraftForm } from '../../../forms/draft-form';
import { LongTextField, TextField } from '../../../forms/fields';
import { useSupportPhone } from '../../../shell/portal-settings';
import { useWords } from '../../../shell/preferences';
import { newWords } from '../../../wording/new-ticket';
import { NEW_TICKET, nothingFilled, type Environment, type Filling } from './filling';
import { useSending } from './sending';
import { ToldBefore, useExpectation } from './told-before';

/** A critical incident in production: the telephone number, and one page (patterns 6.3, annex §3). */
export function UrgentForm({ environments }: { readonly environments: readonly Environment[] }) {
  const words = useWords(newWords);
  const phone = useSupportPhone();
  const { send, done } = useSending();
  const { place = '' } = (readDraft(NEW_TICKET)?.values ?? {}) as Partial<Filling>;
  const expectation = useExpectation(place);
  const where = environments.find(({ client, code }) => `${client}/${code}` === place);
  return (
    <DraftForm<Filling, Awaited<ReturnType<typeof send>>>
      name={NEW_TICKET}
      defaults={nothingFilled}
      send={send}
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
          {where && (
            <p className="quiet">
              {where.product} {where.version}, {where.code}
            </p>
          )}
          <TextField name="title" label={words.subject} maximum={200} />
          <LongTextField name="observed" label={words.observed} rows={4} maximum={10_000} />
          <TextField name="callBack" label={words.callBack} type="tel" autoComplete="tel" maximum={40} />
        </div>
        {expectation && <ToldBefore expectation={expectation} priority="P1" />}
      </div>
      <p>
        <Link to="/new" search={{ step: 'describe' }}>
          {words.notUrgent}
        </Link>
      </p>
    </DraftForm>
  );
}
