import { call } from '../../api/call';
import { ChoiceField, LongTextField } from '../../forms/fields';
import { useTaken } from '../../refreshing';
import { useLanguage } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { ownTime } from '../../components/own-time';
import { formatInstant } from '../../time/format';
import { readersZone } from '../../time/zones';
import { workWords } from '../../wording/releases-work';
import { useClientNames } from '../../client-names';
import { BilingualFields } from './bilingual-fields';
import { CommandPanel } from './command-panel';
import type { Maintenance } from './matrix';
import { typedBoth, typedOr } from './typed-texts';
import { isWanted, wantedOf, windowDefaults, WindowFields } from './window-fields';

/** What can be told a maintenance as it stands, each with whom it concerns, its window in both zones and what follows. */
export function WorkCommands({ work }: { readonly work: Maintenance }) {
  const language = useLanguage();
  const words = workWords[language];
  const me = useMe();
  const taken = useTaken();
  const { reference, client, environments, kind, status, phase, window, zone, work: done } = work;
  const nameOf = useClientNames();
  if (me.role === 'support') return null;
  const params = { maintenance: reference };
  const answered = (answer: Maintenance): void => taken('readMaintenance', { params }, answer);
  const headers = (key: string) => ({ 'idempotency-key': key });
  const reason = <BilingualFields fr={words.reasonFr} en={words.reasonEn} />;
  const lead = (text: string) => (
    <>
      <p>
        <strong>
          {nameOf(client)} · {environments.join(', ')}
          {words.colon}
          {formatInstant(window.startsAt, zone, language)} → {formatInstant(window.endsAt, zone, language)}
          {ownTime(window.startsAt, zone, readersZone(), language)}
        </strong>
      </p>
      <p>{text}</p>
    </>
  );
  const panel = { done: answered };
  return (
    <section className="actions no-print">
      {status === 'scheduled' && kind === 'planned' && done.kind === 'by-hand' && (
        <CommandPanel
          {...panel}
          name={`${reference}.move`}
          label={words.move}
          lead={lead(words.moveLead)}
          defaults={{ ...windowDefaults, fr: '', en: '' }}
          previews={(typed) =>
            isWanted(typed)
              ? {
                  act: 'move',
                  maintenance: reference,
                  ...wantedOf({ ...typed, agreement: typedOr(typed['agreement']) }, zone),
                  reason: typedBoth(typed),
                }
              : undefined
          }
          send={(typed, key) =>
            call('moveMaintenance', {
              params,
              headers: headers(key),
              body: { ...wantedOf(typed, zone), reason: { fr: typed['fr'] ?? '', en: typed['en'] ?? '' } },
            })
          }
        >
          <WindowFields client={client} />
          {reason}
        </CommandPanel>
      )}
      {status === 'scheduled' && (
        <CommandPanel
          {...panel}
          name={`${reference}.cancel`}
          label={words.cancel}
          lead={lead(words.cancelLead)}
          defaults={{ fr: '', en: '' }}
          previews={(typed) => ({ act: 'cancel', maintenance: reference, reason: typedBoth(typed) })}
          send={({ fr = '', en = '' }, key) =>
            call('cancelMaintenance', { params, headers: headers(key), body: { reason: { fr, en } } })
          }
        >
          {reason}
        </CommandPanel>
      )}
      {status === 'in-progress' && phase === 'working' && (
        <CommandPanel
          {...panel}
          name={`${reference}.finish`}
          label={words.finish}
          lead={lead(words.finishLead)}
          defaults={{ evidence: '', outcome: 'done' }}
          send={({ evidence = '', outcome }, key) =>
            call('finishMaintenance', {
              params,
              headers: headers(key),
              body: {
                ...(evidence.trim() === '' ? {} : { evidence }),
                ...(done.kind === 'promotion' && outcome === 'rolled-back' ? { outcome } : {}),
              },
            })
          }
        >
          <LongTextField name="evidence" label={words.evidence} rows={2} maximum={2000} optional />
          {done.kind === 'promotion' && (
            <ChoiceField
              name="outcome"
              label={words.outcome}
              choices={(['done', 'rolled-back'] as const).map((value) => ({ value, label: words.outcomes[value] }))}
            />
          )}
        </CommandPanel>
      )}
    </section>
  );
}
