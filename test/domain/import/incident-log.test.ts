import { ticketOfIncident } from '../../../simulation/commands';
import { generateLog } from '../../../simulation/generate-log';
import { incidentStates, readIncidentLog, UnusableLog, type IncidentLog } from '../../../domain/import/incident-log';

const heading = 'number,incident_state,opened_at,sys_updated_at,priority';
const read = (...rows: string[]): IncidentLog => readIncidentLog([heading, ...rows].join('\n'), 'Europe/Paris');
const row = (state: string, updated: string, priority = '3 - Moderate'): string =>
  `INC1,${state},29-02-2016 01:16,${updated},${priority}`;

/** The commands of the one incident, as `instant command`. */
function commands(...rows: string[]): string[] {
  const [incident] = read(...rows).incidents;
  if (!incident) throw new Error('no incident');
  return ticketOfIncident(incident, 0).steps.map(
    ({ atMs, type }) => `${new Date(atMs).toISOString().slice(5, 16)} ${type}`,
  );
}

describe('reading', () => {
  test('wall times are those of the zone', () => {
    const [incident] = read(row('New', '27-03-2016 02:30'), row('New', '30-10-2016 02:30')).incidents;
    expect(incident?.openedMs).toBe(Date.UTC(2016, 1, 29, 0, 16));
    // In the gap: forward. Twice: the first occurrence.
    expect(incident?.rows.map(({ updatedMs }) => updatedMs)).toEqual([
      Date.UTC(2016, 2, 27, 1, 30),
      Date.UTC(2016, 9, 30, 0, 30),
    ]);
  });

  test('bad rows are reported with their lines and left out', () => {
    const log = read(
      row('New', '29-02-2016 01:23'),
      row('Asleep', '29-02-2016 01:23'),
      row('Active', '30-02-2016 01:23'),
      '',
      row('Active', '29-02-2016 25:00'),
      row('Active', '2016-02-29 01:23'),
      row('Active', '29-02-0016 01:23'),
      row('Active', '29-02-2016 01:23', '9 - None'),
      row('Active', '29-02-2016 01:23', '?'),
      'INC1,Active,29-02-2016 01:16,29-02-2016 01:23',
      'INC1,Active,29-02-2016 01:16,29-02-2016 01:23,3 - Moderate,more',
      '"INC1,Active,29-02-2016 01:16,29-02-2016 01:23,3 - Moderate',
      'INC2,Active,29-02-2016 01:16,?,3 - Moderate',
      row('Active', '29-02-2016 01:30'),
    );
    expect(log.badRows.map(({ line }) => line)).toEqual([3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    expect(log.badRows[0]?.reason).toBe('unknown incident_state "Asleep"');
    expect(log.badRows[1]?.reason).toBe('sys_updated_at "30-02-2016 01:23" is not a date of the calendar');
    expect(log.badRows[7]?.reason).toBe('4 columns where the heading has 5');
    expect(log.goodRows).toBe(2);
    expect(log.incidents.map(({ number, rows }) => [number, rows.length])).toEqual([['INC1', 2]]);
  });

  test('a file without the heading is no log', () => {
    expect(() => readIncidentLog('number,priority\n', 'UTC')).toThrow(UnusableLog);
    expect(() => readIncidentLog('', 'UTC')).toThrow('no column number, incident_state');
  });

  test('a byte order mark and Windows line ends do no harm', () => {
    const text = `\uFEFF${heading}\r\n${row('New', '29-02-2016 01:23')}\r\n`;
    expect(readIncidentLog(text, 'UTC')).toMatchObject({ goodRows: 1, badRows: [] });
  });
});

describe('commands', () => {
  test('acknowledged and qualified at the first row that is not New, closed at the last Closed', () => {
    expect(
      commands(
        row('New', '29-02-2016 01:23'),
        row('Resolved', '29-02-2016 08:53'),
        row('Resolved', '29-02-2016 11:29'),
        row('Closed', '05-03-2016 12:00'),
      ),
    ).toEqual(['02-29T07:53 acknowledge', '02-29T07:53 qualify', '02-29T07:53 resolve', '03-05T11:00 confirm']);
  });

  test('never earlier than the opening or the command before', () => {
    expect(commands(row('Active', '28-02-2016 10:00'), row('Closed', '27-02-2016 10:00'))).toEqual([
      '02-29T00:16 acknowledge',
      '02-29T00:16 qualify',
      '02-29T00:16 resolve',
      '02-29T00:16 confirm',
    ]);
  });

  test('waits, also from a resolved ticket, and a resolution out of a wait', () => {
    const types = commands(
      row('Awaiting User Info', '01-03-2016 10:00'),
      row('Awaiting User Info', '01-03-2016 11:00'),
      row('Awaiting Vendor', '01-03-2016 12:00'),
      row('Resolved', '01-03-2016 13:00'),
      row('Awaiting User Info', '01-03-2016 14:00'),
      row('Closed', '01-03-2016 15:00'),
    ).map((command) => command.split(' ')[1]);
    expect(types).toEqual([
      'acknowledge',
      'qualify',
      'ask',
      'answer',
      'resolve',
      'reopen',
      'ask',
      'resolve',
      'confirm',
    ]);
  });

  test('a change of priority comes before what the state brings', () => {
    const [incident] = read(row('New', '01-03-2016 10:00'), row('Active', '01-03-2016 11:00', '4 - Low')).incidents;
    const steps = incident ? ticketOfIncident(incident, 0).steps : [];
    expect(steps.map(({ type }) => type)).toEqual(['change-priority', 'acknowledge', 'qualify']);
    expect(steps[0]?.data).toMatchObject({ priority: 'P4', category: 'client-request' });
  });

  test('an incident touched after Closed is not confirmed', () => {
    expect(
      commands(row('Closed', '01-03-2016 10:00'), row('Active', '01-03-2016 11:00')).map((one) => one.split(' ')[1]),
    ).toEqual(['acknowledge', 'qualify', 'resolve', 'reopen']);
  });
});

test('the generator makes the same log from the same seed, with every state', () => {
  const log = generateLog({ seed: 3, incidents: 100 });
  expect(generateLog({ seed: 3, incidents: 100 })).toBe(log);
  expect(generateLog({ seed: 4, incidents: 100 })).not.toBe(log);
  const { incidents, badRows } = readIncidentLog(log, 'Europe/Paris');
  expect(badRows).toEqual([]);
  expect(incidents).toHaveLength(100);
  const states = new Set(incidents.flatMap(({ rows }) => rows.map(({ state }) => state)));
  expect([...states].sort()).toEqual([...incidentStates].sort());
  expect(incidents.some(({ rows, openedMs }) => rows[0].updatedMs < openedMs)).toBe(true);
  expect(incidents.some(({ rows }) => rows.some(({ priority }) => priority !== rows[0].priority))).toBe(true);
});
