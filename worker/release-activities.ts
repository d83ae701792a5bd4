import type { Client } from '@temporalio/client';
import { createRolloutActivities } from '../activities/upgrade/rollout';
import { createUpgradeActivities, type CalendarOutcome } from '../activities/upgrade/upgrade';
import type { MailDelivery } from '../activities/mail/delivery';
import { FanOutClient } from '../clients/fan-out';
import { MaintenanceClient } from '../clients/maintenance';
import { RolloutClient } from '../clients/rollout';
import type { TicketClient } from '../clients/ticket';
import { UpgradeClient } from '../clients/upgrade';

/** What rollouts and upgrades bring about, with the facades that they give commands by. */
export function releaseActivities({
  client,
  tickets,
  delivery,
  publicUrl,
  onCalendar,
}: {
  readonly client: Client;
  readonly tickets: TicketClient;
  readonly delivery: MailDelivery;
  readonly publicUrl: string | undefined;
  readonly onCalendar?: (outcome: CalendarOutcome) => void;
}) {
  const [fanOuts, maintenances, rollouts, upgrades] = [
    new FanOutClient(client),
    new MaintenanceClient(client),
    new RolloutClient(client),
    new UpgradeClient(client),
  ];
  return {
    ...createUpgradeActivities({
      delivery,
      tickets,
      fanOuts,
      maintenances,
      rollouts,
      upgrades,
      publicUrl,
      ...(onCalendar ? { onCalendar } : {}),
    }),
    ...createRolloutActivities({ upgrades }),
  };
}
