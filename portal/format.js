import { language } from './texts.js';

/** English as in Europe: the day before the month, and 24 hours, as contracts write them. */
const locale = () => ({ fr: 'fr-FR', en: 'en-GB' })[language()];

/**
 * An instant in the ticket's zone, with the zone's name: the reader may sit in another one.
 * @param {string} instant ISO, UTC
 * @param {string | null} zone IANA; null: the reader's
 * @param {boolean} [seconds]
 */
export function dateTime(instant, zone, seconds = false) {
  return new Intl.DateTimeFormat(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    timeZoneName: 'short',
    ...(zone ? { timeZone: zone } : {}),
  }).format(new Date(instant));
}

export function timeOfDay(date) {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' }).format(date);
}

/**
 * An exact amount of the API (`1250.00`) as people write it, with the decimals that it has.
 * @param {any} amount as text: a number would be rounded on its way
 * @param {string} currency ISO 4217
 */
export function money(amount, currency) {
  const places = amount.split('.')[1]?.length ?? 0;
  const decimals = { minimumFractionDigits: places, maximumFractionDigits: places };
  return new Intl.NumberFormat(locale(), { style: 'currency', currency, ...decimals }).format(amount);
}

/** A day of the calendar (`2026-11-23`), the same in every zone. */
export function day(date) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(date));
}

/** Support time, in hours (never days: a day of support is no 24 hours), such as `3 h 05 min 09 s`. */
export function duration(ms) {
  const total = Math.floor(Math.abs(ms) / 1000);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = total % 60;
  const two = (number) => String(number).padStart(2, '0');
  if (hours > 0) return `${hours} h ${two(minutes)} min${seconds > 0 ? ` ${two(seconds)} s` : ''}`;
  if (minutes > 0) return `${minutes} min${seconds > 0 ? ` ${two(seconds)} s` : ''}`;
  return `${seconds} s`;
}
