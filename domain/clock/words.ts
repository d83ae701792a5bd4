import { readHoursName } from '../calendar/hours-name';
import type { Language } from '../languages';
import type { Segment, SegmentReason } from './explanation';
import type { Entry } from './facts';
import type { RetargetPolicy } from './policies';
import type { TargetChange } from './target-changes';
import { isAfterBreach, type Threshold } from './thresholds';

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' };

type Words = Record<SegmentReason, (segment: Segment, name: string) => string>;

const reasons: Record<Language, Words> = {
  fr: {
    'support-hours': (segment) => `heures de support ${hoursInWords(segment.hours, 'fr')}${onItsDay(segment, 'fr')}`,
    'outside-hours': () => 'hors des heures de support',
    holiday: (segment) => dayInWords(segment, 'fr'),
    'special-day': (segment) => dayInWords(segment, 'fr'),
    paused: (_, name) => name,
    'planned-downtime': (_, name) => `arrêt planifié : ${name}`,
    stopped: () => 'arrêté : ticket résolu',
    dropped: () => 'ne compte plus : le compte a recommencé',
  },
  en: {
    'support-hours': (segment) => `support hours ${hoursInWords(segment.hours, 'en')}${onItsDay(segment, 'en')}`,
    'outside-hours': () => 'outside support hours',
    holiday: (segment) => dayInWords(segment, 'en'),
    'special-day': (segment) => dayInWords(segment, 'en'),
    paused: (_, name) => name,
    'planned-downtime': (_, name) => `planned downtime: ${name}`,
    stopped: () => 'stopped: ticket resolved',
    dropped: () => 'no longer counts: counting began anew',
  },
};

const stops = {
  fr: {
    acknowledged: 'arrêté : ticket pris en compte',
    resolved: 'arrêté : ticket résolu',
    merged: 'arrêté : ticket fusionné avec un autre, dont le verdict compte',
    unresolved: 'arrêté : ticket terminé sans résolution',
  },
  en: {
    acknowledged: 'stopped: ticket taken into account',
    resolved: 'stopped: ticket resolved',
    merged: 'stopped: ticket merged into another, whose verdict counts',
    unresolved: 'stopped: ticket ended without a resolution',
  },
} as const satisfies Record<Language, object>;

/** Why a clock was stopped: its aim was reached, or the ticket ended otherwise. */
export function stopInWords(reason: keyof (typeof stops)['en'], language: Language): string {
  return stops[language][reason];
}

/** Hours in quotes, those of an amendment with the version of the contract (annex §6). */
function hoursInWords(name: string, language: Language): string {
  const { hours, version, edition = 1 } = readHoursName(name);
  const anew = { fr: `, calendrier n° ${edition}`, en: `, calendar ${edition}` }[language];
  const of = { fr: `version ${version} du contrat`, en: `contract version ${version}` }[language];
  const quoted = { fr: `« ${hours} »`, en: `“${hours}”` }[language];
  return version === undefined ? quoted : `${quoted} (${of}${edition > 1 ? anew : ''})`;
}

const days = {
  fr: { contract: 'jour particulier du contrat : ', holiday: 'jour férié : ' },
  en: { contract: 'special day of the contract: ', holiday: 'public holiday: ' },
} as const satisfies Record<Language, object>;

/** The holiday or special day on which a segment lies, a holiday with its country and region. */
function dayInWords({ names, source }: Segment, language: Language): string {
  const name = names?.[language] ?? '';
  return source === 'contract'
    ? `${days[language].contract}${name}`
    : `${days[language].holiday}${name} (${source ?? ''})`;
}

function onItsDay(segment: Segment, language: Language): string {
  return segment.names ? `, ${dayInWords(segment, language)}` : '';
}

const pauses: Record<Language, Record<string, string>> = {
  fr: {
    'waiting-client': 'attente d’une réponse du client',
    quotation: 'attente de la décision du client sur un devis',
  },
  en: { 'waiting-client': 'waiting for the client', quotation: 'waiting for the client to decide on a quotation' },
};

/** Why a segment is counted or not, in words, with who entered it late and on what evidence; instants in the zone given. */
export function reasonInWords(segment: Segment, zone: string, language: Language): string {
  const name = segment.names?.[language] ?? '';
  const why = reasons[language][segment.reason](segment, pauses[language][name] ?? name);
  return why + entryInWords(segment.entered, zone, language);
}

/** Who entered late what was just said, when, and on what evidence: in brackets; nothing for what was entered in time. */
export function entryInWords(entered: Entry | null, zone: string, language: Language): string {
  if (!entered) return '';
  const { by, recordedMs, evidence } = entered;
  const at = instantInWords(recordedMs, zone, language);
  const entry = {
    fr: `saisi le ${at}${by === null ? '' : ` par ${by}`}`,
    en: `entered ${at}${by === null ? '' : ` by ${by}`}`,
  }[language];
  return ` (${entry}${evidence === null ? '' : `, ${evidence}`})`;
}

const policies: Record<Language, Record<RetargetPolicy, string>> = {
  fr: {
    'carry-elapsed': 'le temps compté reste compté',
    'recount-from-creation': 'tout le temps est recompté dans les nouvelles heures',
    restart: 'le compte recommence',
  },
  en: {
    'carry-elapsed': 'time counted stays counted',
    'recount-from-creation': 'all time is counted again in the new hours',
    restart: 'counting begins anew',
  },
};

/** A change of target: from what to what, by which policy, and what it made of the time counted, the rest and the deadline. */
export function changeInWords({ policy, from, to, entered }: TargetChange, zone: string, language: Language): string {
  const said = ({ name, targetMs, hours, countedMs, remainingMs, dueMs }: TargetChange['from']) => {
    const target = (name === null ? '' : `${name}, `) + durationInWords(targetMs, language);
    return {
      aim: `${target} ${{ fr: 'en', en: 'in' }[language]} ${hoursInWords(hours, language)}`,
      counted: durationInWords(countedMs, language),
      remaining: durationInWords(remainingMs, language),
      due: dueMs === null ? { fr: 'aucune', en: 'none' }[language] : instantInWords(dueMs, zone, language),
    };
  };
  const [before, after] = [said(from), said(to)];
  const each = (of: keyof typeof before): string => `${before[of]} → ${after[of]}`;
  const change = {
    fr: `changement d’engagement : ${each('aim')} ; ${policies.fr[policy]} : compté ${each('counted')}, reste ${each('remaining')}, échéance ${each('due')}`,
    en: `change of target: ${each('aim')}; ${policies.en[policy]}: counted ${each('counted')}, remaining ${each('remaining')}, due ${each('due')}`,
  }[language];
  return change + entryInWords(entered, zone, language);
}

/** An instant (epoch milliseconds) on the wall of a zone with its offset, seconds and milliseconds only where there are any. */
export function instantInWords(atMs: number, zone: string, language: Language): string {
  const fraction = atMs % 1000 !== 0;
  return new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    ...(fraction || atMs % 60_000 !== 0 ? { second: '2-digit' } : {}),
    ...(fraction ? { fractionalSecondDigits: 3 } : {}),
    timeZoneName: 'shortOffset',
  }).format(atMs);
}

/** A duration in milliseconds, exact: hours and minutes, seconds and milliseconds only where there are any. */
export function durationInWords(durationMs: number, language: Language): string {
  const ms = Math.abs(durationMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(ms / 60_000);
  const seconds = Math.floor((ms % 60_000) / 1000);
  const fraction = ms % 1000 === 0 ? '' : (language === 'fr' ? ',' : '.') + String(ms % 1000).padStart(3, '0');
  const whole = `${Math.floor(minutes / 60)} h ${two(minutes % 60)}`;
  const rest = ms % 60_000 === 0 ? '' : ` min ${two(seconds)}${fraction} s`;
  return `${durationMs < 0 ? '-' : ''}${whole}${rest}`;
}

/** What a threshold of a target says: so much of it used up, so little left, so long exceeded. */
export function thresholdInWords(threshold: Threshold, language: Language): string {
  if (typeof threshold === 'number') return language === 'fr' ? `${threshold} % écoulés` : `${threshold}% used up`;
  if (threshold === 'breach') return language === 'fr' ? 'dépassé' : 'exceeded';
  const time = threshold
    .replace(/^.*PT/, '')
    .toLowerCase()
    .replace(/([hms])(?=\d)/g, '$1 ')
    .replace(/m(?!s)/, 'min');
  if (isAfterBreach(threshold)) return language === 'fr' ? `dépassé depuis ${time}` : `exceeded for ${time}`;
  return language === 'fr' ? `plus que ${time}` : `${time} left`;
}
