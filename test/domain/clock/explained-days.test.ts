import { compileContract } from '../../../domain/calendar/compile';
import { explain, type Segment } from '../../../domain/clock/explanation';
import { clockLife } from '../../../domain/clock/life';
import { reasonInWords } from '../../../domain/clock/words';
import { contractSchema } from '../../../domain/contract/contract';
import { sampleContract } from '../../sample-contract';
import { hour, nine, policies, start, whole, winter, workdays } from './trap-fixtures';

/** Hours with days of their own: an inventory of two days on which support is there in the afternoon alone. */
const timetables = compileContract(
  contractSchema.parse({
    ...sampleContract(),
    hours: {
      office: {
        zone: 'Europe/Paris',
        week: { ...workdays, sun: nine },
        holidays: { country: 'FR' },
        specialDays: [{ date: '2026-11-18', until: '2026-11-19', name: 'Inventaire', openings: [['13:00', '17:00']] }],
      },
      always: {
        extends: 'office',
        week: { mon: whole, tue: whole, wed: whole, thu: whole, fri: whole, sat: whole, sun: whole },
        onClosedDays: 'open',
      },
    },
  }),
  winter('2026-11-01T00:00'),
  winter('2026-12-01T00:00'),
);

/** What is told of time from an instant to another: until when, whether it counts, the name of the day, its source. */
function told(from: string, to: string, hours = 'office'): Segment[] {
  const life = clockLife([start(winter(from), 100 * hour, hours)], timetables, policies);
  const segments = explain(life, timetables, winter(to));
  expect(segments.reduce((sum, { countedMs }) => sum + countedMs, 0)).toBe(
    segments.reduce((sum, { counted, fromMs, toMs }) => sum + (counted ? toMs - fromMs : 0), 0),
  );
  return segments;
}

const lines = (segments: Segment[]): unknown[] =>
  segments.map(({ toMs, counted, names, source }) => [toMs, counted, names?.en ?? null, source]);

test('time counted in the openings of a special day names the day, as the time around it does', () => {
  const segments = told('2026-11-17T16:00', '2026-11-20T10:00');
  const name = 'Inventaire';
  expect(lines(segments)).toEqual([
    [winter('2026-11-17T17:00'), true, null, null],
    [winter('2026-11-18T00:00'), false, null, null],
    [winter('2026-11-18T13:00'), false, name, 'contract'],
    [winter('2026-11-18T17:00'), true, name, 'contract'],
    [winter('2026-11-19T13:00'), false, name, 'contract'],
    [winter('2026-11-19T17:00'), true, name, 'contract'],
    [winter('2026-11-20T00:00'), false, name, 'contract'],
    [winter('2026-11-20T09:00'), false, null, null],
    [winter('2026-11-20T10:00'), true, null, null],
  ]);
  const [counted] = segments.filter((segment) => segment.counted && segment.names);
  if (!counted) throw new Error('nothing was counted on a special day');
  expect(counted).toMatchObject({ reason: 'support-hours', clause: '§5', hours: 'office', countedMs: 4 * hour });
  expect(reasonInWords(counted, 'Europe/Paris', 'en')).toBe(
    'support hours “office”, special day of the contract: Inventaire',
  );
  expect(reasonInWords(counted, 'Europe/Paris', 'fr')).toBe(
    'heures de support « office », jour particulier du contrat : Inventaire',
  );
});

test('time counted on a public holiday names the holiday with its source, from midnight to midnight', () => {
  // Armistice Day, a Wednesday: hours for critical incidents go on.
  const segments = told('2026-11-10T22:00', '2026-11-12T02:00', 'always');
  expect(lines(segments)).toEqual([
    [winter('2026-11-11T00:00'), true, null, null],
    [winter('2026-11-12T00:00'), true, 'Armistice Day', 'FR'],
    [winter('2026-11-12T02:00'), true, null, null],
  ]);
  expect(segments.map((segment) => reasonInWords(segment, 'Europe/Paris', 'fr'))).toEqual([
    'heures de support « always »',
    'heures de support « always », jour férié : Armistice 1918 (FR)',
    'heures de support « always »',
  ]);
});
