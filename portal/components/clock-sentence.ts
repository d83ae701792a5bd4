import type { ClockAnswer } from '../../domain/ticket/schema';
import type { Standing } from '../time/countdown';
import { formatDuration, formatHours } from '../time/duration';
import { formatInstant } from '../time/format';
import { readersZone } from '../time/zones';
import { clockWords } from '../wording/clocks';
import type { Language } from '../wording/wording';
import { ownTime } from './own-time';

/** What a clock's figures mean, in a sentence with both of them: support time, and the instant with its zone. */
export function sentenceOf(
  clock: ClockAnswer,
  standing: Standing,
  {
    zone,
    language,
    own = readersZone(),
  }: { readonly zone: string; readonly language: Language; readonly own?: string },
): string {
  const words = clockWords[language].sentences;
  const duration = (ms: number): string => formatDuration(ms, language);
  const at = (instant: string | null): string =>
    instant === null
      ? clockWords[language].notKnown
      : formatInstant(instant, zone, language, { long: true, year: false }) + ownTime(instant, zone, own, language);
  const { shape, leftMs, countedMs } = standing;
  switch (shape) {
    case 'running':
    case 'soon':
      return words[shape](duration(leftMs), at(clock.dueAt));
    case 'late':
      return words.late(duration(leftMs), at(clock.dueAt));
    case 'late-paused':
      return words['late-paused'](duration(leftMs));
    case 'paused':
      return words.paused(duration(countedMs), at(clock.dueIfResumedNow));
    case 'off-hours':
      return words['off-hours'](at(clock.changesAt), duration(leftMs), at(clock.dueAt));
    case 'downtime':
      return words.downtime(duration(leftMs));
    case 'met':
      return words.met(duration(countedMs), formatHours(clock.targetMs, language));
    case 'missed':
      return words.missed(duration(clock.lateMs ?? leftMs), duration(countedMs), formatHours(clock.targetMs, language));
    case 'unjudged':
      return words.unjudged(duration(countedMs));
  }
}
