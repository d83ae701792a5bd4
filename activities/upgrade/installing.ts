import type { FanOutClient } from '../../clients/fan-out';
import { cadran } from '../../domain/ticket/actor';
import type { UpgradeOpening } from '../../domain/upgrade/schema';
import { changeEntry, readKept } from '../../store/registers';
import { openReferences } from '../../store/ticket-list';

/** Writes the installed version of an environment into the register; somebody who changes the entry meanwhile loses nothing. */
export async function installedIn(environment: string, version: string): Promise<void> {
  for (;;) {
    const kept = await readKept('environments', environment);
    if (!kept || kept.entry.version === version) return;
    if (await changeEntry('environments', { ...kept.entry, version }, kept.revision, cadran.id)) return;
  }
}

/** Has the client's open tickets without SLA decided again, as another version is installed (annex §2). */
export async function reconsidered(fanOuts: FanOutClient, opening: UpgradeOpening, nowMs: number): Promise<string> {
  const { client, product, version } = opening;
  const references = await openReferences({ client, decision: 'without-sla' }, nowMs);
  if (references.length === 0) return 'no ticket without SLA';
  const named = `${product}-${version}`.replace(/[^A-Za-z0-9._-]/g, '-');
  const { total } = await fanOuts.start({
    ...{ id: `reconsideration-${client}-${named}`, kind: 'reconsideration', actor: cadran, references },
    command: { name: 'reconsider', data: { reason: `${product} ${version} is in production` } },
  });
  return `${total} tickets decided again`;
}
