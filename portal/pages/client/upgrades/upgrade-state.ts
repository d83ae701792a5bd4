import type { AnswerOf } from '../../../api/call';
import { testTurn } from '../../../components/test-turn';
import { formatInstant } from '../../../time/format';
import type { Shape, Tone } from '../../../wording/states';
import { upgradeWords } from '../../../wording/upgrades';
import type { Language } from '../../../wording/wording';

export type Upgrade = AnswerOf<'readUpgrade'>;

/** How the state of an upgrade looks: what the client has to act on is coloured. */
export const upgradeLooks: Readonly<Record<Upgrade['status'], { readonly shape: Shape; readonly tone: Tone }>> = {
  preparing: { shape: 'gear', tone: 'stopped' },
  'test-failed': { shape: 'octagon', tone: 'late' },
  unreachable: { shape: 'envelope', tone: 'soon' },
  testing: { shape: 'person', tone: 'soon' },
  blocked: { shape: 'octagon', tone: 'late' },
  paused: { shape: 'bars', tone: 'stopped' },
  waiting: { shape: 'moon', tone: 'stopped' },
  planned: { shape: 'disc', tone: 'running' },
  promoting: { shape: 'gear', tone: 'running' },
  promoted: { shape: 'tick', tone: 'plain' },
  refused: { shape: 'stop', tone: 'plain' },
  stopped: { shape: 'stop', tone: 'plain' },
  superseded: { shape: 'stop', tone: 'plain' },
};

/** The name of an upgrade in addresses and mails, and what it says. */
export function nameOf({ client, product, version }: Pick<Upgrade, 'client' | 'product' | 'version'>): string {
  return `${client}:${product}@${version}`;
}

export function paramsOf(name: string): { client: string; product: string; version: string } {
  const [, client = '', product = '', version = ''] = /^([^:]*):([^@]*)@(.*)$/.exec(name) ?? [];
  return { client, product, version };
}

const DAY_MS = 24 * 3_600_000;

/** Where an upgrade stands, in one sentence that names who acts. */
export function upgradeSentence(upgrade: Upgrade, nowMs: number, language: Language): string {
  const words = upgradeWords[language];
  const { sentences } = words;
  const at = (instant: string): string =>
    formatInstant(instant, upgrade.zone ?? 'UTC', language, { long: true, year: false });
  switch (upgrade.status) {
    case 'testing': {
      const end = upgrade.testWindow?.endsAt;
      if (!end) return sentences.testingPlainly;
      const days = Math.max(0, Math.floor((Date.parse(end) - nowMs) / DAY_MS));
      return sentences.testing(at(end), words.days(days));
    }
    case 'blocked':
      return sentences.blocked(
        upgrade.incidents.flatMap(({ open, ticket }) => (open && ticket !== null ? [ticket] : [])).join(', '),
      );
    case 'paused':
      return sentences.paused(upgrade.paused?.reason ?? '');
    case 'planned':
      return upgrade.maintenance ? sentences.planned(at(upgrade.maintenance.startsAt)) : sentences.waiting;
    case 'promoted':
      return upgrade.promotedAt === null ? words.states.promoted : sentences.promoted(at(upgrade.promotedAt));
    case 'refused': {
      const waiver = upgrade.waivers.findLast(({ kind }) => kind === 'refusal');
      return waiver ? sentences.refused(at(waiver.at), waiver.signedBy) : words.states.refused;
    }
    case 'stopped':
      return sentences.stopped(upgrade.stopped?.reason ?? '');
    case 'superseded':
      return sentences.superseded(upgrade.superseded?.installed ?? '');
    case 'preparing':
      return testTurn(upgrade, language) ?? sentences.preparing;
    case 'test-failed':
    case 'unreachable':
    case 'waiting':
    case 'promoting':
      return sentences[upgrade.status];
  }
}
