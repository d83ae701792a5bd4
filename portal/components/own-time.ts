import { formatDay, formatInstant, formatTime } from '../time/format';
import { cityOf } from '../time/zones';
import { wording, type Language } from '../wording/wording';

const words = wording(
  { yours: (time: string, city: string) => ` ; chez vous : ${time} (${city})` },
  { yours: (time: string, city: string) => `; your time: ${time} (${city})` },
);

/** « ; chez vous : 4 h 35 (Montréal) », with the day where that is another one; nothing where both clocks show the same. */
export function ownTime(at: string, zone: string, own: string, language: Language): string {
  const day = (of: string): string => formatDay(at, of, language);
  const [there, here] = [formatTime(at, zone, language), formatTime(at, own, language)];
  if (there === here && day(zone) === day(own)) return '';
  const when = day(zone) === day(own) ? here : formatInstant(at, own, language, { zoneName: false, year: false });
  return words[language].yours(when, cityOf(own, language));
}
