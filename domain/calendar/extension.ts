import type { Extension, SupportHours, Week } from './support-hours';

/** The hours that a contract names: on their own, or as an extension of others (annex §5). */
export type NamedHours = Readonly<Record<string, SupportHours | Extension>>;

/** Hours with their extensions added: one zone and one set of special days, one week or several. */
export interface ResolvedHours extends Pick<SupportHours, 'zone' | 'holidays' | 'specialDays'> {
  readonly weeks: readonly { readonly week: Week; readonly onClosedDays: 'open' | 'closed' }[];
}

/** The hours of that name; throws a RangeError when they are not named, or extend hours that are not, or themselves. */
export function supportHoursOf(named: NamedHours, name: string, extending: readonly string[] = []): ResolvedHours {
  const hours = Object.hasOwn(named, name) ? named[name] : undefined;
  if (!hours) throw new RangeError(`no hours are named ${name}`);
  if (!('extends' in hours)) {
    const { zone, week, holidays, specialDays } = hours;
    return { zone, holidays, specialDays, weeks: [{ week, onClosedDays: 'closed' }] };
  }
  if (extending.includes(name)) throw new RangeError(`the hours ${name} extend themselves`);
  const extended = supportHoursOf(named, hours.extends, [...extending, name]);
  return { ...extended, weeks: [...extended.weeks, { week: hours.week, onClosedDays: hours.onClosedDays }] };
}
