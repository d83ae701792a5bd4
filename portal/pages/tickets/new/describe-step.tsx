import { useNavigate } from '@tanstack/react-router';
import { DraftForm } from '../../../forms/draft-form';
import { LongTextField, TextField } from '../../../forms/fields';
import { LinkButton } from '../../../components/link-button';
import { useWords } from '../../../shell/preferences';
import { formWords } from '../../../wording/forms';
import { newWords } from '../../../wording/new-ticket';
import { SimilarWhileTyping } from '../similar';
import { ChosenFiles } from './chosen-files';
import { NEW_TICKET, nothingFilled, type Filling } from './filling';
import { StepHeading } from './step-heading';

/** Page 2: what is seen, what was done and expected, since when, and files. */
export function DescribeStep() {
  const words = useWords(newWords);
  const forms = useWords(formWords);
  const navigate = useNavigate();
  return (
    <div className="column">
      <DraftForm<Filling, Filling>
        name={NEW_TICKET}
        keeps
        defaults={nothingFilled}
        send={(filling) => Promise.resolve(filling)}
        done={() => void navigate({ to: '/new', search: { step: 'check' } })}
        submit={words.next}
        beside={
          <LinkButton variant="default" to="/new">
            {words.back}
          </LinkButton>
        }
      >
        <StepHeading number={2} />
        <p className="quiet">{forms.allNeeded}</p>
        <TextField name="title" label={words.subject} help={words.subjectHelp} maximum={200} />
        <SimilarWhileTyping />
        <LongTextField name="observed" label={words.observed} rows={5} maximum={10_000} />
        <LongTextField name="did" label={words.did} help={words.didHelp} rows={3} maximum={4000} optional />
        <LongTextField name="expected" label={words.expected} rows={2} maximum={2000} optional />
        <TextField name="since" label={words.since} maximum={200} optional />
        <ChosenFiles />
      </DraftForm>
    </div>
  );
}
