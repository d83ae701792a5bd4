import { call } from '../../api/call';
import { LongTextField } from '../../forms/fields';
import { useTaken } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { rolloutWords } from '../../wording/rollouts';
import { CommandPanel } from './command-panel';
import type { Rollout } from './rollout-body';
import { typedOr } from './typed-texts';

/** What can be told a rollout as it stands, each with whom it concerns and what cannot be undone. */
export function RolloutCommands({ rollout }: { readonly rollout: Rollout }) {
  const words = useWords(rolloutWords);
  const taken = useTaken();
  const { product, version, status, progress } = rollout;
  if (status === 'stopped' || status === 'done') return null;
  const params = { product, version };
  const done = (answer: Rollout): void => taken('readRollout', { params }, answer);
  const headers = (key: string) => ({ 'idempotency-key': key });
  const live = progress.byStatus.promoted;
  const ahead = (progress.clients ?? 0) - live;
  const name = (command: string): string => `rollout.${product}.${version}.${command}`;
  const reason = <LongTextField name="reason" label={words.reason} rows={3} maximum={2000} />;
  return (
    <section className="actions no-print" aria-label={words.actions}>
      {status === 'paused' ? (
        <CommandPanel
          name={name('resume')}
          label={words.resume}
          lead={<p>{words.resumeLead(ahead)}</p>}
          previews={() => ({ act: 'resume', ...params })}
          send={(_typed, key) => call('resumeRollout', { params, headers: headers(key), body: {} })}
          done={done}
        />
      ) : (
        <CommandPanel
          name={name('pause')}
          label={words.pause}
          lead={<p>{words.pauseLead(ahead)}</p>}
          defaults={{ reason: '' }}
          previews={({ reason: why }) => ({ act: 'pause', ...params, reason: typedOr(why) })}
          send={({ reason: why = '' }, key) =>
            call('pauseRollout', { params, headers: headers(key), body: { reason: why } })
          }
          done={done}
        >
          {reason}
        </CommandPanel>
      )}
      <CommandPanel
        name={name('stop')}
        label={words.stop}
        lead={<p>{words.stopLead(ahead, live)}</p>}
        defaults={{ reason: '' }}
        previews={({ reason: why }) => ({ act: 'stop', ...params, reason: typedOr(why) })}
        send={({ reason: why = '' }, key) =>
          call('stopRollout', { params, headers: headers(key), body: { reason: why } })
        }
        done={done}
      >
        {reason}
      </CommandPanel>
    </section>
  );
}
