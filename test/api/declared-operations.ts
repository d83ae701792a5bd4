import { FanOutClient } from '../../clients/fan-out';
import { ImportClient } from '../../clients/import';
import { MaintenanceClient } from '../../clients/maintenance';
import { RolloutClient } from '../../clients/rollout';
import { TicketClient } from '../../clients/ticket';
import { UpgradeClient } from '../../clients/upgrade';
import type { Operation } from '../../api/operation';
import { allOperations } from '../../api/operations';

/** Every operation that the API declares, to be looked at: none can be called. Their examples name instants ahead of now. */
export function declaredOperations(): readonly Operation[] {
  const tickets = Object.create(TicketClient.prototype) as TicketClient;
  const fanOuts = Object.create(FanOutClient.prototype) as FanOutClient;
  const imports = Object.create(ImportClient.prototype) as ImportClient;
  const rollouts = Object.create(RolloutClient.prototype) as RolloutClient;
  const upgrades = Object.create(UpgradeClient.prototype) as UpgradeClient;
  const maintenances = Object.create(MaintenanceClient.prototype) as MaintenanceClient;
  return allOperations({ tickets, fanOuts, imports, rollouts, upgrades, maintenances, now: () => Date.now() });
}
