import { readHoursName } from '../../domain/calendar/hours-name';
import { durationInWords, instantInWords } from '../../domain/clock/words';
import type { Language } from '../../domain/languages';
import type { Notice } from '../../domain/ticket/notices';
import { toEpochMs } from '../../domain/time/instant';

/** Within this a notice is in time, ms. */
const inTimeMs = 60_000;

/** By how much a notice that leaves at an instant (epoch milliseconds) is late; 0 for one in time. */
export function latenessMs({ at }: Notice, nowMs: number): number {
  const lateMs = nowMs - toEpochMs(at);
  return lateMs > inTimeMs ? lateMs : 0;
}

/** When a late notice was due and by how much it is late, and what it waited for, if it was meant to wait. */
export function latenessText(notice: Notice, nowMs: number): string[] {
  const { at, hours, zone, language } = notice;
  const lateMs = latenessMs(notice, nowMs);
  if (lateMs === 0) return [];
  const due = instantInWords(toEpochMs(at), zone, language);
  const late = durationInWords(Math.floor(lateMs / 1000) * 1000, language);
  const waited = hours === undefined ? '' : waitedInWords(readHoursName(hours).hours, language);
  const text = {
    fr: `Cet avis était dû le ${due}. Il part ${late} plus tard${waited}.`,
    en: `This notice was due ${due}. It leaves ${late} later${waited}.`,
  };
  return [text[language], ''];
}

function waitedInWords(hours: string, language: Language): string {
  return { fr: ` (heures « ${hours} »)`, en: ` (hours “${hours}”)` }[language];
}
