import type { MaintenanceOpening } from '../maintenance/opening';
import type { Window } from '../maintenance/window';
import { cadran } from '../ticket/actor';
import { toInstant } from '../time/instant';
import type { UpgradeCalendar } from './calendar';
import { upgradeName } from './notices';
import type { UpgradeOpening } from './schema';

/** The maintenance that promotes an upgrade in a window, as it is announced at an instant (epoch milliseconds). */
export function promotionOpening(
  opening: UpgradeOpening,
  calendar: UpgradeCalendar,
  { reference, atMs, window }: { readonly reference: string; readonly atMs: number; readonly window: Window },
): MaintenanceOpening {
  const { client, product, version, unplanned } = opening;
  const upgrade = upgradeName(opening);
  const { startMs, endMs, noticeByMs, remindMs, rule } = window;
  return {
    ...{ reference, client, kind: unplanned ? 'unplanned' : 'planned', environments: calendar.production },
    window: { startMs, endMs, noticeByMs, remindMs, rule },
    ...(unplanned ? { cause: { kind: unplanned.cause } } : {}),
    ...(unplanned?.noticeMinutes === undefined ? {} : { noticeMinutes: unplanned.noticeMinutes }),
    expectedDowntimeMinutes: unplanned?.minutes ?? calendar.expectedDowntimeMinutes,
    why: unplanned?.why ?? {
      fr: `Passage en production de la version ${version} de ${product}`,
      en: `Version ${version} of ${product} goes into production`,
    },
    work: { kind: 'promotion', upgrade, product, version, from: calendar.support.installed ?? version },
    ...{ by: cadran, openedAt: toInstant(atMs), zone: calendar.zone },
    ...{ contractVersion: calendar.contractVersion ?? 0, contacts: calendar.contacts, thread: upgrade },
  };
}
