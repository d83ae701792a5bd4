import { useFormContext, useWatch } from 'react-hook-form';
import { RadioField, TextField } from '../../forms/fields';
import { useWords } from '../../shell/preferences';
import { publishWords } from '../../wording/releases-publish';

export const causeDefaults = { cause: '', ticket: '' };

/** What an unplanned stop corrects: security, or a critical incident by its ticket (annex §10). */
export function CauseFields() {
  const words = useWords(publishWords);
  const { control } = useFormContext<Record<string, string>>();
  const cause = useWatch({ control, name: 'cause' });
  return (
    <>
      <RadioField
        name="cause"
        label={words.cause}
        choices={[
          { value: 'security', label: words.causes.security },
          { value: 'critical-incident', label: words.causes['critical-incident'] },
        ]}
      />
      {cause === 'critical-incident' && <TextField name="ticket" label={words.ticket} />}
    </>
  );
}
