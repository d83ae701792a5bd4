import type { Language } from '../wording/wording';

/** Cities that French calls otherwise than the names of the zones do. */
const inFrench: Readonly<Record<string, string>> = {
  'Europe/London': 'Londres',
  'Europe/Brussels': 'Bruxelles',
  'Europe/Lisbon': 'Lisbonne',
  'Europe/Vienna': 'Vienne',
  'Europe/Warsaw': 'Varsovie',
  'Europe/Athens': 'Athènes',
  'Europe/Rome': 'Rome',
  'Africa/Algiers': 'Alger',
  'Africa/Cairo': 'Le Caire',
  'Indian/Reunion': 'La Réunion',
  'America/Cayenne': 'Cayenne',
};

/** Cities whose name in the zone data is not how they are written. */
const written: Readonly<Record<string, string>> = {
  'America/Montreal': 'Montréal',
  'America/Sao_Paulo': 'São Paulo',
  'Indian/Reunion': 'Réunion',
};

/** The city of a zone, as people say it: never an abbreviation, which changes twice a year (patterns 4.2). */
export function cityOf(zone: string, language: Language): string {
  const name = language === 'fr' ? (inFrench[zone] ?? written[zone]) : written[zone];
  return name ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
}

/** The zone of the reader's machine. */
export function readersZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
