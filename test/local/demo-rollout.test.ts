import { Runtime, DefaultLogger } from '@temporalio/worker';
import { playDemo, type PlayedDemo } from '../../local/demo-play';

let demo: PlayedDemo;
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  demo = await playDemo(() => undefined);
}, 120_000);

const told = (client: string, kind: 'step' | 'mail', text: RegExp): string[] =>
  demo.lines
    .filter((line) => line.client === client && line.kind === kind && text.test(line.text))
    .map(({ at }) => at.slice(0, 16));

/** Counted by hand for the year in which the demo runs: the first Monday of a month at 20:00 in Paris or London. */
function firstMonday(month: number): string {
  const year = Number(demo.rollout.startedAt.slice(0, 4));
  const date = Array.from({ length: 7 }, (_, index) => index + 1).find(
    (day) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === 1,
  );
  return `${year}-${String(month).padStart(2, '0')}-0${date ?? 0}T20:00`;
}
const hourBefore = (wall: string): string => new Date(Date.parse(`${wall}Z`) - 3_600_000).toISOString().slice(0, 16);

test('the rollout ends with every client promoted, and each mail of the sink has its event', () => {
  expect(demo.rollout).toMatchObject({ status: 'done', progress: { clients: 4, byStatus: { promoted: 4 } } });
  expect({ untold: demo.untold, missing: demo.missing }).toEqual({ untold: 0, missing: 0 });
  expect(demo.lines.map(({ at }) => at)).toEqual(demo.lines.map(({ at }) => at).sort());
});

test('the early acceptance goes in the first window after the month’s end, an incident calls the window off that was announced', () => {
  expect(told('atlas', 'step', /^upgrade the client accepts/)).toHaveLength(1);
  expect(told('atlas', 'mail', /Maintenance planifiée/)).toHaveLength(1);
  expect(told('atlas', 'mail', /Rappel, maintenance dans 24 heures/)).toHaveLength(1);
  expect(told('atlas', 'step', /^upgrade promoted/)).toEqual([hourBefore(firstMonday(3))]);
  const [reported] = told('dupont', 'step', /incident T-\w+ reported/);
  const [released] = told('dupont', 'step', /stands no more in the way: resolved/);
  const [promoted] = told('dupont', 'step', /^upgrade promoted/);
  expect(told('dupont', 'step', /^maintenance \S+ cancelled/)).toEqual([reported]);
  expect(told('dupont', 'mail', /Maintenance annulée/)).toEqual([reported]);
  expect(told('dupont', 'mail', /Maintenance planifiée/)).toHaveLength(2);
  expect([reported, released, promoted]).toEqual([reported, released, promoted].sort());
});

test('a failed promotion is rolled back and repeated, a refusal is signed and taken back, each told by mail', () => {
  expect(told('harbour', 'step', /deploy prod: failed/)).toEqual([firstMonday(3)]);
  expect(told('harbour', 'step', /roll-back prod: done/)).toHaveLength(1);
  expect(told('harbour', 'mail', /the promotion has failed/)).toHaveLength(3);
  expect(told('harbour', 'step', /^upgrade promoted/)).toHaveLength(1);
  expect(told('presse', 'step', /refused, signed by Camille Presse/)).toHaveLength(1);
  expect(told('presse', 'mail', /est refusée/)).toHaveLength(1);
  for (const client of ['atlas', 'dupont', 'harbour', 'presse'])
    expect(told(client, 'mail', /Retour aux conditions opérationnelles|Operational again/)).not.toHaveLength(0);
});
