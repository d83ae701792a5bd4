import type { UpgradeCommand } from './decide';
import { decide } from './decide';
import { evolve } from './evolve';
import { noticesFor, type UpgradeNotice } from './notices';
import type { UpgradeState } from './schema';

/** An upgrade that is thought through without being told anything: how it would stand, and what people would be mailed. */
export interface ThoughtThrough {
  readonly state: UpgradeState;
  readonly notices: readonly UpgradeNotice[];
}

/** What a command would make of an upgrade; a refusal makes nothing. Nothing happens to the upgrade itself. */
export function thinkThrough({ state, notices }: ThoughtThrough, command: UpgradeCommand): ThoughtThrough {
  const answer = decide(state, command);
  if ('refusal' in answer) return { state, notices };
  return answer.events.reduce<ThoughtThrough>(
    (before, event) => {
      const after = evolve(before.state, event);
      return { state: after, notices: [...before.notices, ...noticesFor(event, after, 0)] };
    },
    { state, notices },
  );
}
