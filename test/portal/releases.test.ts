import { testTurn } from '../../portal/components/test-turn';
import { upgradeSentence } from '../../portal/pages/client/upgrades/upgrade-state';
import type { Upgrade } from '../../portal/pages/releases/matrix';
import { cellsOf, steps, type Promotion } from '../../portal/pages/releases/matrix';
import { countsOf, matrixRows, rankOf, stepOf, type MatrixRow } from '../../portal/pages/releases/matrix-rows';
import { formatDay } from '../../portal/time/format';
import { instantsOfWall, wallOfInstant } from '../../portal/time/wall-clock';
import { releaseWords } from '../../portal/wording/releases';
import { rolloutWords } from '../../portal/wording/rollouts';

const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
const now = '2026-11-28T09:00:00.000Z';
const clause = '§10';

/** As the API answers an upgrade of the worked example of patterns §18: version 2026.4, window on Monday 7 December at 20 h. */
function upgrade(changed: Partial<Upgrade>): Upgrade {
  return {
    ...{ client: 'durand', product: 'wms', version: '2026.4', kind: 'version', reasons: ['feature'] },
    documentation: { fr: 'https://docs.example/fr', en: 'https://docs.example/en' },
    ...{ unplanned: null, status: 'testing', startedAt: '2026-11-02T08:00:00.000Z', zone: 'Europe/Paris' },
    ...{ installed: '2026.3', environments: { production: ['prod'], test: 'test' } },
    test: { state: 'done', attempt: 1, detail: '' },
    testWindow: {
      ...{ notifiedAt: '2026-11-02T09:00:00.000Z', toldAt: '2026-11-02T09:00:01.000Z', endedAt: null },
      ...{ endsAt: '2026-12-02T09:00:00.000Z', givenBackMs: 0, standsStill: false },
    },
    dates: {
      earliest: { at: '2026-12-07T19:00:00.000Z', reason: 'notice', clause },
      planned: { at: '2026-12-07T19:00:00.000Z', reason: 'test-window', clause },
      latest: { at: null, reason: 'support-end-unknown', clause: '§2' },
    },
    ...{ accepted: null, incidents: [], paused: null, stopped: null, postponedUntil: null, waivers: [] },
    maintenance: null,
    window: {
      ...{ startsAt: '2026-12-07T19:00:00.000Z', endsAt: '2026-12-07T21:00:00.000Z' },
      ...{ noticeBy: '2026-11-30T19:00:00.000Z', remindAt: '2026-12-06T19:00:00.000Z' },
    },
    ...{ promotedAt: null, asOf: now, sequence: 7 },
    ...changed,
  };
}

const incident: Upgrade['incidents'][number] = {
  ...{ ticket: 'T-7K3QX9ABCD', origin: 'client', reportedAt: '2026-11-20T09:00:00.000Z', open: true },
  ...{ released: null, releasedAt: null },
};

const held = upgrade({
  ...{ client: 'leon', installed: '2026.2', status: 'blocked', incidents: [incident], window: null },
  dates: {
    earliest: { at: null, reason: 'incident-open', clause },
    planned: { at: null, reason: 'incident-open', clause },
    latest: { at: null, reason: 'support-end-unknown', clause: '§2' },
  },
});

const announced = upgrade({
  ...{ client: 'nordis', installed: '2026.1', status: 'planned' },
  accepted: { at: '2026-11-09T10:00:00.000Z', agreement: null },
  maintenance: {
    ...{ reference: 'M-7K3QX9ABCD', startsAt: '2026-12-07T19:00:00.000Z', endsAt: '2026-12-07T21:00:00.000Z' },
  },
});

const promotion: Promotion = {
  ...{ announcedAt: '2026-11-27T10:00:00.000Z', ledger: [], phase: 'waiting', startedAt: null, endedAt: null },
  status: 'scheduled',
};

/** A row in letters, one for each shape, with word and date. */
function drawn(one: Upgrade, known?: Promotion, at = now): string[] {
  const letters = { done: '✔', running: '●', waiting: '○', blocked: '⬣', none: '–' } as const;
  const cells = cellsOf(one, known, at);
  return steps.map((step) => {
    const { shape, word, at: when, ticket } = cells[step];
    const text = ['done', 'due', 'none'].includes(word) ? '' : releaseWords.fr.cells[word];
    const date = when === null ? '' : formatDay(when, 'Europe/Paris', 'fr', { weekday: false, year: false });
    return plain([letters[shape], text, ticket, date].filter(Boolean).join(' '));
  });
}

describe('the matrix of a rollout', () => {
  test('shows the worked example of patterns §18', () => {
    expect([drawn(upgrade({})), drawn(held), drawn(announced, promotion)]).toEqual([
      ['✔ 2 nov.', '● jusqu’au 2 déc.', '○ 2 déc.', '○ 7 déc.', '○ 30 nov.', '○ 6 déc.', '○ 7 déc.', '○'],
      ['✔ 2 nov.', '⬣ bloquée : T-7K3QX9ABCD', '–', '–', '–', '–', '–', '–'],
      ['✔ 2 nov.', '✔ acceptée 9 nov.', '✔ 9 nov.', '✔ 7 déc.', '✔ 27 nov.', '○ 6 déc.', '○ 7 déc.', '○'],
    ]);
    expect(plain(rolloutWords.fr.automatic('7 déc.'))).toBe('automatique le 7 déc.');
  });

  test('says that a notice is late once its last instant has passed and nobody has it', () => {
    const nobody = { ...promotion, announcedAt: null };
    expect(drawn(announced, nobody)[4]).toBe('○ 30 nov.');
    expect(drawn(announced, nobody, '2026-11-30T19:00:00.001Z')[4]).toBe('⬣ avis en retard');
  });

  test.each([
    ['preparing', { testWindow: null, window: null }, '● en préparation depuis 2 nov.'],
    ['test-failed', { testWindow: null, window: null }, '–'],
    ['unreachable', {}, '⬣ aucun contact joint'],
    ['paused', {}, '✔ 2 nov.'],
    ['waiting', { window: null }, '✔ 2 nov.'],
    ['refused', {}, '✔ 2 nov.'],
    ['stopped', {}, '✔ 2 nov.'],
  ] as const)('has a first cell for %s', (status, more, first) => {
    expect(drawn(upgrade({ status, ...more }))[0]).toBe(first);
  });

  test('says why a version waits for its turn in the test environment, and until when, to both sides and in both languages', () => {
    const waits = (waiting: NonNullable<Upgrade['test']['waiting']>): Upgrade =>
      upgrade({ status: 'preparing', testWindow: null, test: { state: 'waiting', attempt: 1, detail: '', waiting } });
    const [until, againAt] = ['2026-12-12T09:00:00.000Z', '2026-11-29T09:00:00.000Z'];
    const tested = waits({ version: '2026.3', maintenance: null, until, againAt });
    expect(drawn(tested)[0]).toBe('○ attend son tour de test 12 déc.');
    expect(plain(upgradeSentence(tested, Date.parse(now), 'fr'))).toContain(
      'version 2026.3, en test jusqu’au samedi 12',
    );
    expect(plain(upgradeSentence(tested, Date.parse(now), 'en'))).toContain('version 2026.3, which is tested until');
    const unknown = waits({ version: '2026.3', maintenance: null, until: null, againAt });
    expect(plain(testTurn(unknown, 'en') ?? '')).toMatch(/taken by version 2026\.3\. .* Tried again: .*29/);
    const work = waits({ version: null, maintenance: 'M-7K3QX9ABCD', until: null, againAt });
    expect(drawn(work)[0]).toBe('○ attend son tour de test');
    expect(plain(testTurn(work, 'fr') ?? '')).toMatch(/L’intervention M-7K3QX9ABCD .* Prochain essai : dimanche 29/);
    expect(testTurn(upgrade({}), 'fr')).toBeUndefined();
  });

  test('follows a promotion to its end', () => {
    const begun = { ...promotion, status: 'in-progress', startedAt: '2026-12-07T19:00:00.000Z' } as const;
    const promoting = upgrade({ ...announced, status: 'promoting' });
    expect(drawn(promoting, { ...begun, phase: 'deploying' }).slice(5)).toEqual(['✔', '● en cours depuis 7 déc.', '○']);
    expect(drawn(promoting, { ...begun, phase: 'checking' }).slice(6)).toEqual(['✔ 7 déc.', '● vérification']);
    const done = upgrade({ ...announced, status: 'promoted', promotedAt: '2026-12-07T19:40:00.000Z', window: null });
    expect(drawn(done).slice(6)).toEqual(['✔ 7 déc.', '✔ 7 déc.']);
  });

  test('has what needs a person first, then by the planned date, and what is over last', () => {
    const over = upgrade({ client: 'atlas', status: 'promoted', promotedAt: '2026-11-07T19:40:00.000Z', window: null });
    const rows = matrixRows([over, announced, upgrade({}), held], [], now);
    expect(rows.map(({ upgrade: { client } }) => client)).toEqual(['leon', 'durand', 'nordis', 'atlas']);
    expect(countsOf(rows)).toEqual({
      ...{ 'needs-you': 1, testing: 1, blocked: 1, 'notice-late': 0, 'no-window': 0, planned: 1, done: 1 },
    });
    expect(rows.map((row: MatrixRow) => stepOf(row))).toEqual(['tested', 'tested', 'reminder', 'checked']);
  });

  test('says the rank of a version, and that it is out of support', () => {
    const versions = ['2025.4', '2026.1', '2026.2', '2026.3', '2026.4'];
    expect(['2026.4', '2026.3', '2026.2', '2026.1', 'other', null].map((one) => rankOf(one, versions))).toEqual([
      ...['N', 'N-1', 'N-2', 'unsupported', 'unknown', 'unknown'],
    ]);
  });
});

describe('a time of the wall clock', () => {
  test('is one instant, none where clocks go forward, two where they go back', () => {
    expect(instantsOfWall('2026-12-07T20:00', 'Europe/Paris')).toEqual(['2026-12-07T19:00:00.000Z']);
    expect(instantsOfWall('2026-03-29T02:30', 'Europe/Paris')).toEqual([]);
    expect(instantsOfWall('2026-10-25T02:30', 'Europe/Paris')).toEqual([
      ...['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ]);
    expect(instantsOfWall('2026-12-07T20:00', 'Pacific/Kiritimati')).toEqual(['2026-12-07T06:00:00.000Z']);
    expect(instantsOfWall('soon', 'Europe/Paris')).toEqual([]);
    expect(wallOfInstant('2026-12-07T19:00:00.000Z', 'Europe/Paris')).toBe('2026-12-07T20:00');
  });
});
