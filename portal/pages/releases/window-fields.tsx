import { useFormContext, useWatch } from 'react-hook-form';
import { ChoiceField, LongTextField } from '../../forms/fields';
import { WallField } from '../../forms/wall-field';
import { Answered } from '../../components/states';
import { useRefreshed } from '../../refreshing';
import { useLanguage } from '../../shell/preferences';
import { formatInstant } from '../../time/format';
import { instantsOfWall } from '../../time/wall-clock';
import { workWords } from '../../wording/releases-work';

/** Stands for no window of the contract, but one that was agreed. */
const OTHER = 'other';

/** What a maintenance takes of when: a window of the contract, or another that was agreed with the client (annex §10). */
export const windowDefaults = { window: '', startsAt: '', endsAt: '', agreement: '' } as const;

/** What the API is asked for, of what was typed by the wall clock of a zone. */
export function wantedOf(typed: Readonly<Record<string, string>>, zone: string) {
  const { window = '', startsAt = '', endsAt = '', agreement = '' } = typed;
  if (window !== OTHER) return { startsAt: window };
  const [start = startsAt] = instantsOfWall(startsAt, zone);
  const [end = endsAt] = instantsOfWall(endsAt, zone);
  return { startsAt: start, endsAt: end, agreement };
}

/** Whether enough is typed for it to be asked for. */
export function isWanted({ window = '', startsAt = '', endsAt = '' }: Readonly<Record<string, string>>): boolean {
  return window === OTHER ? startsAt !== '' && endsAt !== '' : window !== '';
}

/** The fields for it: the windows of the year that can still be announced in time are offered. */
export function WindowFields({ client }: { readonly client: string }) {
  const language = useLanguage();
  const words = workWords[language];
  const { control } = useFormContext<Record<string, string>>();
  const chosen = useWatch({ control, name: 'window' });
  const windows = useRefreshed('readWindows', { params: { client } }, { once: true });
  return (
    <Answered of={windows} lines={1}>
      {({ windows: all, zone, from }) => (
        <>
          <ChoiceField
            name="window"
            label={words.chosen}
            none=""
            choices={[
              ...all
                .filter(({ noticeBy }) => noticeBy > from)
                .map(({ start, rule, noticeBy }) => ({
                  value: start,
                  label: `${formatInstant(start, zone, language)} – ${rule} – ${words.noticeBy} ${formatInstant(noticeBy, zone, language, { year: false })}`,
                })),
              { value: OTHER, label: words.otherWindow },
            ]}
          />
          {chosen === OTHER && (
            <>
              <WallField name="startsAt" label={words.startsAt} zone={zone} />
              <WallField name="endsAt" label={words.endsAt} zone={zone} />
              <LongTextField name="agreement" label={words.agreement} rows={2} maximum={150} />
            </>
          )}
        </>
      )}
    </Answered>
  );
}

/** The zone of a client's windows; undefined while it is not known. */
export function useWindowZone(client: string): string | undefined {
  return useRefreshed('readWindows', { params: { client } }, { once: true, enabled: client !== '' }).data?.zone;
}
