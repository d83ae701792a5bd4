/**
 * A second opinion on the replay, from the README beside the data alone: every minute of the log is looked at by itself, no
 * calendar, clock or decider of Cadran is used. Good for logs of 2016 that are all good rows.
 */
const minutesFrom = Date.UTC(2016, 1, 27) / 60_000;
const minutesTo = Date.UTC(2017, 2, 1) / 60_000;
const frenchHolidays = ['03-28', '05-05', '05-16', '07-14', '08-15', '11-01', '11-11'];
const targets = [
  { intervention: 30, resolution: 240 },
  { intervention: 60, resolution: 480 },
  { intervention: 240, resolution: 3000 },
  { intervention: 480, resolution: 6000 },
];

interface Minutes {
  /** Whether a minute since the epoch is in office hours. */
  office(minute: number): boolean;
  /** The minute of a wall time `DD-MM-YYYY HH:MM`. */
  at(wallTime: string): number;
}

function minutesOf(zone: string, holidays: readonly string[]): Minutes {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' });
  const open = new Uint8Array(minutesTo - minutesFrom);
  const byWallTime = new Map<string, number>();
  for (let hour = minutesFrom; hour < minutesTo; hour += 60) {
    const [date = '', time = ''] = format.format(hour * 60_000).split(', ');
    const [day = '', month = '', year = ''] = date.split('/');
    const works =
      !['Sat', 'Sun'].includes(weekday.format(hour * 60_000)) &&
      !(year === '2016' && holidays.includes(`${month}-${day}`));
    for (let minute = 0; minute < 60; minute += 1) {
      const wallTime = `${time.slice(0, 2)}:${String(minute).padStart(2, '0')}`;
      if (works && wallTime >= '08:30' && wallTime < '18:30') open[hour + minute - minutesFrom] = 1;
      const key = `${day}-${month}-${year} ${wallTime}`;
      if (!byWallTime.has(key)) byWallTime.set(key, hour + minute);
    }
  }
  return {
    office: (minute) => open[minute - minutesFrom] === 1,
    at: (wallTime) => {
      // A wall time in the gap of the spring moves forward by an hour.
      const moved = wallTime.replace(/ 02:/, ' 03:');
      const minute = byWallTime.get(wallTime) ?? byWallTime.get(moved);
      if (minute === undefined) throw new Error(`${wallTime} is out of the oracle's reach`);
      return minute;
    },
  };
}

/** The CSV that a replay should write. */
export function oracleCsv(log: string, utc: boolean): string {
  const minutes = utc ? minutesOf('UTC', []) : minutesOf('Europe/Paris', frenchHolidays);
  const [heading = [], ...rows] = log
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const field = (row: readonly string[], column: string): string => row[heading.indexOf(column)] ?? '';
  const incidents = new Map<string, string[][]>();
  for (const row of rows) incidents.set(row[0] ?? '', [...(incidents.get(row[0] ?? '') ?? []), row]);
  const lines = [...incidents]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([number, updates]) => `${number},${incidentLine(updates, field, minutes)}`);
  return (
    ['number,priority,intervention_minutes,resolution_minutes,intervention_met,resolution_met,waits', ...lines].join(
      '\n',
    ) + '\n'
  );
}

function incidentLine(
  updates: readonly (readonly string[])[],
  field: (row: readonly string[], column: string) => string,
  minutes: Minutes,
): string {
  const first = updates[0] ?? [];
  const priorityOf = (row: readonly string[]): number => Number(field(row, 'priority')[0]);
  let now = minutes.at(field(first, 'opened_at'));
  let priority = priorityOf(first);
  let phase: 'running' | 'waiting' | 'stopped' = 'running';
  let taken: string[] | undefined;
  let resolved = ['', ''];
  const counted = { intervention: 0, resolution: 0 };
  let waits = 0;
  for (const row of updates) {
    const until = Math.max(now, minutes.at(field(row, 'sys_updated_at')));
    for (; now < until; now += 1) {
      if (priority !== 1 && !minutes.office(now)) continue;
      if (!taken) counted.intervention += 1;
      if (phase === 'running') counted.resolution += 1;
    }
    priority = priorityOf(row);
    const aim = targets[priority - 1] ?? { intervention: 0, resolution: 0 };
    const state = field(row, 'incident_state');
    if (state !== 'New') taken ??= [String(counted.intervention), String(counted.intervention <= aim.intervention)];
    if (state === 'Resolved' || state === 'Closed') {
      if (phase !== 'stopped') resolved = [String(counted.resolution), String(counted.resolution <= aim.resolution)];
      phase = 'stopped';
    } else if (state === 'Awaiting User Info') {
      if (phase !== 'waiting') waits += 1;
      phase = 'waiting';
    } else phase = 'running';
  }
  return [priority, taken?.[0] ?? '', resolved[0], taken?.[1] ?? '', resolved[1], waits].join(',');
}
