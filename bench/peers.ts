import dayjs from 'dayjs';
import dayjsBusinessTime from 'dayjs-business-time';
import moment from 'moment';
import 'moment-business-time';
import TimerFactory from 'working-times';
import { closedDates, dayMs, openings, spanMs, zone, type Case } from './cases';

/** A library that does the same as Cadran's `instantAfter`, set up once and used again and again. */
export interface Peer {
  readonly name: string;
  /** The instant (epoch milliseconds) of a case; may throw where the library fails. */
  answer(one: Case): number;
}

/**
 * The peers, each used in the way that is best for it.
 *
 * None takes a zone with its hours: they count in that of the machine, so the process is moved to the zone of the cases. That is
 * also the fast way: with `moment-timezone` the first one takes a third longer, and with the zone plugin of dayjs the second
 * one never comes back from some spans over a change of clocks. A service with clients in several zones could not do so.
 */
export function setUpPeers(): Peer[] {
  process.env['TZ'] = zone;
  return [momentBusinessTime(), dayjsBusinessTimePeer(), workingTimes()];
}

/** Minutes, because hours are turned into them anyway. It changes the moment that it is given, so each case brings a new one. */
function momentBusinessTime(): Peer {
  const day = openings.flatMap(([opens, closes]) => [`${opens}:00`, `${closes}:00`]);
  const workinghours = { 0: null, 1: day, 2: day, 3: day, 4: day, 5: day, 6: null };
  moment.updateLocale(moment.locale(), { workinghours, holidays: [...closedDates] });
  return {
    name: 'moment-business-time',
    answer: ({ startMs, minutes }) => moment(startMs).addWorkingTime(minutes, 'minutes').valueOf(),
  };
}

/** Minutes, because hours are turned into them anyway. */
function dayjsBusinessTimePeer(): Peer {
  dayjs.extend(dayjsBusinessTime);
  const day = openings.map(([opens, closes]) => ({ start: `${opens}:00`, end: `${closes}:00` }));
  dayjs.setBusinessTime({
    sunday: null,
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: null,
  });
  dayjs.setHolidays([...closedDates]);
  return {
    name: 'dayjs-business-time',
    answer: ({ startMs, minutes }) => dayjs(startMs).addBusinessMinutes(minutes).valueOf(),
  };
}

/** It keeps a calendar of days around today and makes it anew for a day outside: so it is told to hold all that is asked for. */
function workingTimes(): Peer {
  const day = openings.map(([from, to]) => ({ from, to }));
  const daysFromNow = (atMs: number): number => Math.ceil(Math.abs(Date.now() - atMs) / dayMs) + 2;
  const timer = TimerFactory.getTimerInstance().setConfig({
    vacations: [...closedDates],
    normalWorkingHours: { 1: day, 2: day, 3: day, 4: day, 5: day },
    exceptionalWorkingHours: {},
    minBufferedDays: daysFromNow(spanMs.fromMs),
    maxBufferedDays: daysFromNow(spanMs.toMs),
  });
  return {
    name: 'working-times',
    answer: ({ startMs, minutes }) => timer.add(new Date(startMs), minutes, 'MINUTES').getTime(),
  };
}
