import { axisOf } from '../../portal/band/axis';
import { linesOf, marksOf } from '../../portal/band/marks';
import { piecesOf, spentBy } from '../../portal/band/pieces';
import { bandCsv, bandRows, bandSentence, bandSum } from '../../portal/band/rows';
import { sentenceOf } from '../../portal/components/clock-sentence';
import { standingAt } from '../../portal/time/countdown';
import { at } from '../domain/governed-ticket';
import { answered, asked, resolutionAt } from './worked-example';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const paris = { zone: 'Europe/Paris', language: 'fr', own: 'Europe/Paris' } as const;
describe('the worked example, looked at on Tuesday at 17:00', () => {
  const clock = resolutionAt(answered(), '24T16:00');
  const pieces = piecesOf(clock);
  const axis = axisOf([pieces], { dueMs: Date.parse(clock.dueAt ?? '') });

  test('the table', () => {
    const rows = bandRows(pieces, 'Europe/Paris', 'fr').map((row) => Object.values(row).map(plain).join(' | '));
    expect(rows).toEqual([
      'lun. 16:00 | lun. 18:00 | 2:00 | 2:00 | 2:00 | heures du support | §5',
      'lun. 18:00 | mar. 08:30 | 14:30 | 0:00 | 2:00 | support fermé | §5',
      'mar. 08:30 | mar. 09:12 | 0:42 | 0:42 | 2:42 | heures du support | §5',
      'mar. 09:12 | mar. 15:40 | 6:28 | 0:00 | 2:42 | attente d’informations demandées au client | GTR, glossaire',
      'mar. 15:40 | mar. 17:00 | 1:20 | 1:20 | 4:02 | heures du support | §5',
    ]);
    expect(pieces.at(-1)?.sumMs).toBe(clock.countedMs);
  });

  test('the sentence, the sum and the countdown', () => {
    expect(plain(bandSentence(pieces, 'fr'))).toBe(
      'Sur 25 h écoulées, 4 h 02 comptent : 6 h 28 d’attente de votre réponse et 14 h 30 de fermeture ne comptent pas.',
    );
    expect(plain(bandSum(clock, 'fr'))).toBe('4 h 02 utilisées sur 8 h 00');
    expect(plain(sentenceOf(clock, standingAt(clock, at('24T16:00')), paris))).toBe(
      'Reste 3 h 58 de support, échéance mercredi 25 novembre à 11 h 28 (Paris).',
    );
    const montreal = { ...paris, own: 'America/Montreal' };
    expect(plain(sentenceOf(clock, standingAt(clock, at('24T16:00')), montreal))).toContain(
      'à 11 h 28 (Paris) ; chez vous : 5 h 28 (Montréal).',
    );
  });

  test('counted widths are to one scale, a night is a break, and all adds up to the whole', () => {
    const [first, night, morning] = axis.stretches;
    expect([first?.kind, night?.kind, morning?.kind]).toEqual(['time', 'break', 'time']);
    expect(axis.stretches.at(-1)?.kind).toBe('to-come');
    expect(axis.stretches.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(1, 9);
    const widths = pieces
      .filter(({ fill }) => fill === 'counted')
      .map(({ fromMs, toMs, countedMs }) => (axis.at(toMs) - axis.at(fromMs)) / countedMs);
    for (const width of widths) expect(width).toBeCloseTo(widths[0] ?? 0, 12);
    expect(axisOf([pieces], { opened: [night?.fromMs ?? 0] }).stretches).toHaveLength(3);
  });

  test('marks say what happened and when it is due, and no flag covers another', () => {
    const marks = marksOf(clock, pieces, { axis, zone: 'Europe/Paris', language: 'fr' });
    expect(marks.map(({ text, when }) => plain(`${text} ${when}`))).toEqual([
      'créé lun. 16:00',
      'question mar. 09:12',
      'réponse mar. 15:40',
      'maintenant mar. 17:00',
      'échéance mer. 11:28',
    ]);
    expect(new Set(linesOf(marks, 1000)).size).toBeLessThanOrEqual(2);
    expect(linesOf(marks, 1).toSorted()).toEqual([0, 1, 2, 3, 4]);
  });

  test('the CSV has exact seconds and instants with their offset', () => {
    const [, first = ''] = bandCsv(pieces, 'Europe/Paris', 'fr').split('\r\n');
    expect(first).toBe('2026-11-23T16:00:00+01:00,2026-11-23T18:00:00+01:00,7200,7200,7200,"heures du support","§5"');
  });
});

test('still waiting on Tuesday at 12:00: where it is stopped, and when it would be due', () => {
  const clock = resolutionAt(asked(), '24T11:00');
  expect(plain(sentenceOf(clock, standingAt(clock, at('24T11:00')), paris))).toBe(
    'Arrêté à 2 h 42 : nous attendons votre réponse. Si vous répondiez maintenant : échéance mardi 24 novembre à 17 h 18 (Paris).',
  );
});

test('what is counted beyond the target is cut off where the target is passed', () => {
  const pieces = piecesOf(resolutionAt(answered(), '25T12:00'));
  expect(pieces.at(-1)).toMatchObject({ fill: 'late', fromMs: at('25T10:28'), countedMs: 92 * 60_000 });
  expect(spentBy(pieces).counted).toBe(8 * 3_600_000);
});
