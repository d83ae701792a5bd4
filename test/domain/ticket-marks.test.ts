import { waiverMarks } from '../../domain/ticket/marks';

const production = { client: 'dupont', code: 'prod', product: 'wms', kind: 'production', version: '2026.2' } as const;
const wms = { code: 'wms', name: 'WMS', versions: ['2026.1', '2026.2', '2026.3', '2026.4'] };
const signed = (kind: 'refusal' | 'postponement', day: string) => ({
  ...{ kind, signedBy: 'Claire Dupont', at: `2026-11-${day}T09:00:00.000Z`, digest: day.repeat(32) },
});
const none = { upgrades: [], maintenances: [] };

test('a version that was refused marks tickets for as long as an older one runs', () => {
  const upgrades = [{ version: '2026.3', waivers: [signed('refusal', '02')] }];
  expect(waiverMarks(production, wms, { ...none, upgrades })).toEqual([
    { ...signed('refusal', '02'), of: 'wms@2026.3' },
  ]);
  for (const version of ['2026.3', '2026.4'])
    expect(waiverMarks({ ...production, version }, wms, { ...none, upgrades })).toEqual([]);
});

test('of several waivers of a version the one signed last is told, and an upgrade without any marks nothing', () => {
  const upgrades = [
    { version: '2026.3', waivers: [signed('postponement', '02'), signed('refusal', '09')] },
    { version: '2026.4', waivers: [] },
  ];
  expect(waiverMarks(production, wms, { ...none, upgrades })).toEqual([
    { ...signed('refusal', '09'), of: 'wms@2026.3' },
  ]);
});

test('a maintenance that was put off marks tickets until it has been done', () => {
  const maintenance = { reference: 'M-1', waivers: [signed('postponement', '03')] };
  const marks = (done: boolean) => waiverMarks(production, wms, { ...none, maintenances: [{ ...maintenance, done }] });
  expect(marks(false)).toEqual([{ ...signed('postponement', '03'), of: 'M-1' }]);
  expect(marks(true)).toEqual([]);
});

test('a version that the product does not know marks nothing, nor one of a product that is unknown', () => {
  const upgrades = [{ version: '2030.1', waivers: [signed('refusal', '02')] }];
  expect(waiverMarks(production, wms, { ...none, upgrades })).toEqual([]);
  expect(waiverMarks(production, null, { ...none, upgrades })).toEqual([]);
});
