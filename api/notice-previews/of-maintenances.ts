import type { z } from 'zod';
import type { MaintenanceClient } from '../../clients/maintenance';
import type { TicketClient } from '../../clients/ticket';
import type { Language } from '../../domain/languages';
import { maintenanceAnswer } from '../../domain/maintenance/answer';
import { whyNotOpen } from '../../domain/maintenance/commands';
import type { MaintenanceCommand } from '../../domain/maintenance/decide';
import type { Bilingual } from '../../domain/maintenance/opening';
import { wouldTell, wouldTellOpened } from '../../domain/maintenance/would-tell';
import { refusal } from '../../domain/refusal';
import type { Caller } from '../auth';
import { movedTo, type moveSchema } from '../maintenances/moving';
import { openingAsked, type newMaintenanceSchema } from '../maintenances/scheduling';
import { refused } from '../problem';
import { orUnavailable } from '../ticket-access';
import { shownMaintenance, type Preview, type Shown } from './preview';

/** Who asks, when (epoch milliseconds), and in which words a refusal is told. */
interface Asked {
  readonly caller: Pick<Caller, 'sub' | 'role'>;
  readonly nowMs: number;
  readonly language: Language;
  readonly unplannedNoticeMinutes: number;
  readonly tickets: Pick<TicketClient, 'read'>;
}

/** Stands where a maintenance is not announced yet, and so has no reference. */
const noReference = 'M-0000000000';

/** What the client would be told of a maintenance; refused as its announcement would be. */
export async function ofSchedule(body: z.output<typeof newMaintenanceSchema>, asked: Asked): Promise<Preview> {
  const { opening, others } = await openingAsked(body, { ...asked, reference: noReference });
  const why = whyNotOpen(opening, asked.nowMs, others);
  if (why) throw refused(why);
  return ofOne(shownMaintenance(wouldTellOpened(opening)));
}

/** What the client would be told of a move or a cancellation; refused as the command would be. */
export async function ofCommand(
  maintenances: MaintenanceClient,
  {
    maintenance: reference,
    ...wanted
  }: (({ act: 'move' } & z.output<typeof moveSchema>) | { act: 'cancel'; reason: Bilingual }) & {
    readonly maintenance: string;
  },
  { caller, nowMs, language }: Asked,
): Promise<Preview> {
  const state = await orUnavailable(maintenances.state(reference));
  if (!state) throw refused(refusal('maintenance-unknown', { reference }));
  const given = { actor: { id: caller.sub, role: caller.role }, nowMs };
  const command: MaintenanceCommand =
    wanted.act === 'move'
      ? { ...given, type: 'move', data: await movedTo(maintenanceAnswer(state, 0), wanted, { nowMs, language }) }
      : { ...given, type: 'cancel', data: { reason: wanted.reason } };
  const told = wouldTell(state, command);
  if ('refusal' in told) throw refused(told);
  return ofOne(shownMaintenance(told));
}

function ofOne(notices: Shown[]): Preview {
  return { clients: 1, shown: 1, notices };
}
