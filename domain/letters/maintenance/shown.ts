import type { MaintenanceNotice } from '../../maintenance/notices';
import { instantText, minutesText } from '../letter';

/** What a notice has to say, in words of its language: instants in the client's zone, with the zone's name. */
export interface Shown {
  readonly starts: string;
  readonly ends: string;
  readonly startedBefore: string;
  readonly endedBefore: string;
  readonly environments: string;
  readonly downtime: string;
  readonly lasted: string;
  readonly why: string;
  readonly reason: string;
  readonly version: string;
}

/** The facts of a notice in words. */
export function shownOf(notice: MaintenanceNotice): Shown {
  const { language, zone, window, before, environments, expectedDowntimeMinutes, why, reason, work } = notice;
  const at = (instant: string | undefined): string =>
    instant === undefined ? '' : instantText(instant, language, zone);
  return {
    starts: at(window.startsAt),
    ends: at(window.endsAt),
    startedBefore: at(before?.startsAt),
    endedBefore: at(before?.endsAt),
    environments: environments.join(', '),
    downtime: minutesText(expectedDowntimeMinutes),
    lasted: minutesText(notice.downtimeMinutes ?? 0),
    why: why[language],
    reason: reason?.[language] ?? '',
    version: work.kind === 'promotion' ? `${work.product} ${work.version}` : '',
  };
}
