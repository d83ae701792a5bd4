import { useFormContext, useWatch } from 'react-hook-form';
import { useLanguage } from '../shell/preferences';
import { cityOf } from '../time/zones';
import { instantsOfWall } from '../time/wall-clock';
import { wording } from '../wording/wording';
import { TextField, type FieldProps } from './fields';

const words = wording(
  {
    by: (city: string) => `À l’heure de ${city}.`,
    understood: (utc: string) => `Soit ${utc} UTC.`,
    gap: 'Cette heure n’existe pas ce jour-là : les horloges avancent.',
    fold: 'Cette heure existe deux fois ce jour-là : la première est prise.',
  },
  {
    by: (city: string) => `By the clock of ${city}.`,
    understood: (utc: string) => `That is ${utc} UTC.`,
    gap: 'This time does not exist on that day: clocks go forward.',
    fold: 'This time exists twice on that day: the first one is taken.',
  },
);

/** An instant typed by the wall clock of a zone; the instant that is understood is shown (patterns 4.6). */
export function WallField({ zone, ...field }: FieldProps & { readonly zone: string }) {
  const language = useLanguage();
  const { control } = useFormContext<Record<string, string>>();
  const typed = useWatch({ control, name: field.name });
  return <TextField {...field} type="datetime-local" help={wallHelp(typed, zone, language)} />;
}

/** By which clock it is typed, and which instant that is. */
export function wallHelp(typed: string | undefined, zone: string, language: 'fr' | 'en'): string {
  const { by, understood, gap, fold } = words[language];
  const city = by(cityOf(zone, language));
  if (typed === undefined || typed === '') return city;
  const [first, second] = instantsOfWall(typed, zone);
  if (first === undefined) return `${city} ${gap}`;
  const utc = understood(first.slice(0, 16).replace('T', ' '));
  return [city, utc, ...(second === undefined ? [] : [fold])].join(' ');
}
