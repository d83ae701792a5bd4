import type { Language } from '../wording/wording';

const NB = ' ';
const MINUTE_MS = 60_000;

/**
 * How long, in hours and minutes (never days: a day of support is no 24 hours): « 3 h 05 », « 42 min », and with seconds below
 * one minute. Cut, never rounded up: what is left is never more than it is (patterns 2.9).
 */
export function formatDuration(ms: number, language: Language): string {
  const whole = Math.floor(Math.abs(ms) / 1000);
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (whole > 0 && Math.abs(ms) < MINUTE_MS) return `${seconds}${NB}s`;
  if (hours === 0) return `${minutes}${NB}min`;
  const rest = String(minutes).padStart(2, '0');
  return language === 'fr' ? `${hours}${NB}h${NB}${rest}` : `${hours}${NB}h${NB}${rest}${NB}min`;
}

/** A whole number of hours without its minutes, for targets in prose: « 8 h ». */
export function formatHours(ms: number, language: Language): string {
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}${NB}h` : formatDuration(ms, language);
}

/** Minutes and seconds, for the last minutes of a clock that is open on the page: 04:59. */
export function formatSeconds(ms: number): string {
  const whole = Math.floor(Math.abs(ms) / 1000);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** How long as tables have it, hours and minutes: 6:28. */
export function formatDurationInTable(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / MINUTE_MS);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
