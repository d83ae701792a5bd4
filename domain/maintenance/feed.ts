import { escapeHtml } from '../html';
import type { Language } from '../languages';
import { instantText } from '../letters/letter';
import type { Instant } from '../time/instant';
import type { MaintenanceAnswer } from './answer';
import { calendarText } from './icalendar';
import { calendarUid } from './reference';

const words = {
  fr: {
    title: (client: string) => `Maintenances de ${client}`,
    planned: 'Maintenance planifiée',
    unplanned: 'Mise à jour non planifiée',
    times: { from: 'Du', to: 'au' },
    downtime: (minutes: number) => `Durée d'indisponibilité prévue : ${minutes} min.`,
    states: {
      scheduled: 'annoncée',
      asking: 'sur le point de commencer',
      'in-progress': 'en cours',
      operational: 'terminée, service opérationnel',
      cancelled: 'annulée',
      withdrawn: 'annulée',
      refused: 'refusée par le client',
    },
  },
  en: {
    title: (client: string) => `Maintenance of ${client}`,
    planned: 'Planned maintenance',
    unplanned: 'Unplanned update',
    times: { from: 'From', to: 'to' },
    downtime: (minutes: number) => `Expected downtime: ${minutes} min.`,
    states: {
      scheduled: 'announced',
      asking: 'about to begin',
      'in-progress': 'in progress',
      operational: 'over, service operational',
      cancelled: 'cancelled',
      withdrawn: 'cancelled',
      refused: 'refused by the client',
    },
  },
} as const;

const calledOff: readonly string[] = ['cancelled', 'withdrawn', 'refused'];

function inWords(one: MaintenanceAnswer, language: Language): { summary: string; description: string } {
  const { states, downtime, planned, unplanned } = words[language];
  const { reference, kind, environments, status, expectedDowntimeMinutes, why } = one;
  return {
    summary: `[${reference}] ${{ planned, unplanned }[kind]}, ${environments.join(', ')} (${states[status]})`,
    description: `${why[language]}\n${downtime(expectedDowntimeMinutes)}`,
  };
}

/** A client's maintenances as a calendar to subscribe to: moved and called off as the invitations are. */
export function maintenanceCalendarFeed(
  all: readonly MaintenanceAnswer[],
  { client, language }: { readonly client: string; readonly language: Language },
): string {
  const entries = all.map((one) => ({
    uid: calendarUid(one.reference),
    sequence: one.revision,
    stampedAt: one.changedAt,
    startsAt: one.window.startsAt,
    endsAt: one.window.endsAt,
    ...inWords(one, language),
    cancelled: calledOff.includes(one.status),
  }));
  return calendarText(entries, { name: words[language].title(client) });
}

/** The same as an Atom feed (RFC 4287), what changed last first; `address` is where it is, which is its name too. */
export function maintenanceAtomFeed(
  all: readonly MaintenanceAnswer[],
  { client, language, id }: { readonly client: string; readonly language: Language; readonly id: string },
): string {
  const entries = [...all].sort((one, other) => (one.changedAt < other.changedAt ? 1 : -1));
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>urn:cadran:feed:${marked(id)}</id>`,
    `<title>${marked(words[language].title(client))}</title>`,
    '<author><name>Cadran</name></author>',
    `<updated>${entries[0]?.changedAt ?? '1970-01-01T00:00:00.000Z'}</updated>`,
    ...entries.flatMap((one) => {
      const { summary, description } = inWords(one, language);
      const { startsAt, endsAt } = one.window;
      const { times } = words[language];
      const at = (instant: Instant): string => instantText(instant, language, one.zone);
      return [
        '<entry>',
        `<id>urn:cadran:maintenance:${one.reference}</id>`,
        `<title>${marked(summary)}</title>`,
        `<updated>${one.changedAt}</updated>`,
        `<published>${one.openedAt}</published>`,
        `<content type="text">${marked(`${times.from} ${at(startsAt)} ${times.to} ${at(endsAt)}\n${description}`)}</content>`,
        '</entry>',
      ];
    }),
    '</feed>',
    '',
  ].join('\n');
}

/** Text in XML, less the characters that XML has no place for. */
function marked(text: string): string {
  return escapeHtml(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''));
}
