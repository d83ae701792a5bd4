import type { Language } from '../wording/wording';
import { cityOf } from './zones';

/**
 * How instants and durations are written, everywhere the same (patterns §4). English as in Europe: the day before the month and
 * 24 hours, as contracts write them. French prose has « 10 h 35 » with spaces that do not break.
 */
const locales = { fr: 'fr-FR', en: 'en-GB' } as const;

/** A space that does not break. */
const NB = ' ';

export interface InstantStyle {
  /** With the name of the day; it is shown unless told. */
  readonly weekday?: boolean;
  /** The year; it is shown unless told. */
  readonly year?: boolean;
  /** Full names of day and month. */
  readonly long?: boolean;
  /** The name of the zone in brackets; it is shown unless told. */
  readonly zoneName?: boolean;
  readonly seconds?: boolean;
}

interface Parts {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

/** An instant by the wall clock of a zone: « mar. 24 nov. 2026 à 10 h 35 (Paris) », "Tue 24 Nov 2026, 10:35 (Paris)". */
export function formatInstant(
  instant: string | number,
  zone: string,
  language: Language,
  style: InstantStyle = {},
): string {
  const parts = partsOf(instant, zone, language, style.long);
  const time = timeInProse(parts, language, style.seconds);
  const city = style.zoneName === false ? '' : `${NB}(${cityOf(zone, language)})`;
  const date = formatParts(parts, style);
  return language === 'fr' ? `${date} à${NB}${time}${city}` : `${date}, ${time}${city}`;
}

/** The day alone, by the wall clock of a zone. */
export function formatDay(
  instant: string | number,
  zone: string,
  language: Language,
  style: Pick<InstantStyle, 'weekday' | 'year' | 'long'> = {},
): string {
  return formatParts(partsOf(instant, zone, language, style.long), style);
}

/** The time of day alone, by the wall clock of a zone, as prose has it: « 10 h 35 », « 20 h ». */
export function formatTime(instant: string | number, zone: string, language: Language): string {
  return timeInProse(partsOf(instant, zone, language), language);
}

/** The time of day as tables have it: 10:35. */
export function formatTimeInTable(instant: string | number, zone: string): string {
  const { hour, minute } = partsOf(instant, zone, 'en');
  return `${hour}:${minute}`;
}

/** The day of the week and the time, as tables of a week have it: « lun. 16:00 », "Mon 16:00". */
export function formatWeekdayTime(instant: string | number, zone: string, language: Language): string {
  return `${partsOf(instant, zone, language).weekday} ${formatTimeInTable(instant, zone)}`;
}

/** A month of the calendar (`2026-11`), the same in every zone: « novembre 2026 ». */
export function formatMonth(month: string, language: Language): string {
  const named = formatDay(`${month}-01T00:00:00Z`, 'UTC', language, { weekday: false, long: true });
  return named.replace(/^\S+\s/, '');
}

/** A day of the calendar (`2026-11-23`), the same in every zone. */
export function formatDate(date: string, language: Language): string {
  return formatDay(`${date}T00:00:00Z`, 'UTC', language, { long: true });
}

/** The time of day of the reader's own clock. */
export function formatTimeOfDay(epochMs: number, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { timeStyle: 'medium' }).format(epochMs);
}

/** ISO 8601 with the offset of the zone at that instant, for CSV and tables: `2026-11-24T10:35:00+01:00`. */
export function formatWithOffset(instant: string, zone: string): string {
  const name =
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
      .formatToParts(new Date(instant))
      .find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const offset = name === 'GMT' ? '+00:00' : name.replace('GMT', '');
  const { hour, minute, second } = partsOf(instant, zone, 'en');
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
  return `${day}T${hour}:${minute}:${second}${offset}`;
}

/** A number as people of the language write it, with narrow spaces that do not break. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** A part of a whole in percent, cut after two places and never rounded up (patterns 2.9): 1 999 of 2 000 are 99.95 %. */
export function formatRate(part: number, whole: number, language: Language): string {
  const hundredths = Math.floor((part * 10_000) / whole);
  const places = { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat(locales[language], places).format(hundredths / 10_000);
}

/** An exact amount of the API (`1250.00`) as people write it, with the decimals that it has. */
export function formatMoney(amount: string, currency: string, language: Language): string {
  const places = amount.split('.')[1]?.length ?? 0;
  const decimals = { minimumFractionDigits: places, maximumFractionDigits: places };
  const format = new Intl.NumberFormat(locales[language], { style: 'currency', currency, ...decimals });
  // As text: a number would be rounded on its way.
  return format.format(amount as unknown as number);
}

function partsOf(instant: string | number, zone: string, language: Language, long = false): Parts {
  const found = new Map<string, string>(
    new Intl.DateTimeFormat(locales[language], {
      timeZone: zone,
      weekday: long ? 'long' : 'short',
      day: 'numeric',
      month: long ? 'long' : 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: string): string => found.get(name) ?? '';
  return {
    weekday: part('weekday'),
    day: part('day'),
    month: part('month'),
    year: part('year'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

function formatParts({ weekday, day, month, year }: Parts, style: InstantStyle): string {
  const words = [
    ...(style.weekday === false ? [] : [weekday]),
    `${day}${NB}${month}`,
    ...(style.year === false ? [] : [year]),
  ];
  return words.join(' ');
}

function timeInProse({ hour, minute, second }: Parts, language: Language, seconds = false): string {
  if (language === 'en') return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
  const hours = `${Number(hour)}${NB}h`;
  if (seconds) return `${hours}${NB}${minute}${NB}min${NB}${second}${NB}s`;
  return minute === '00' ? hours : `${hours}${NB}${minute}`;
}
