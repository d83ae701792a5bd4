import { maintenanceCalendar } from '../../store/maintenance-calendar';
import { cadran } from './one-cadran';

type Fields = Record<string, unknown>;
const of2027 = 'from=2027-01-01T00:00:00Z&until=2028-01-01T00:00:00Z';
const windows = async (as: string, query: string, headers = {}) =>
  cadran.call(as, 'GET', `/v1/clients/dupont/windows?${query}`, undefined, headers);
const datesOf = (items: unknown): unknown[] => (items as Fields[]).map(({ localDate }) => localDate);

test('a year of windows, what a freeze takes out of it, and the latest first notice (annex §10)', async () => {
  const { status, body } = await windows('dupont', `product=wms&${of2027}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ client: 'dupont', zone: 'Europe/Paris', contractVersion: 1 });
  expect(datesOf(body['windows'])).toHaveLength(11);
  const november = (body['windows'] as Fields[]).find(({ localDate }) => localDate === '2027-11-01');
  expect(november).toEqual({
    start: '2027-11-01T19:00:00.000Z',
    end: '2027-11-01T21:00:00.000Z',
    localDate: '2027-11-01',
    rule: 'first Monday',
    // Clocks went back the day before: 7 days are 169 hours.
    noticeBy: '2027-10-25T18:00:00.000Z',
    remindAt: '2027-10-31T19:00:00.000Z',
  });
  expect(body['skipped']).toMatchObject([
    { localDate: '2027-01-04', why: 'freeze', because: 'Freeze at the end of the year' },
  ]);
  const french = await windows('dupont', `product=wms&${of2027}`, { 'accept-language': 'fr' });
  expect(french.body['skipped']).toMatchObject([{ because: 'Gel de fin d’année' }]);
});

test('a version of the contract that takes effect later brings its own windows, and an environment its zone', async () => {
  const { body: first } = await cadran.call('admin', 'GET', '/v1/contracts/dupont/1');
  const maintenance = {
    rules: [
      {
        kind: 'quarterly',
        name: 'quarter',
        nth: 'last',
        weekday: 'sun',
        opening: ['23:00', '02:00'],
        monthOfQuarter: 3,
      },
    ],
    onHoliday: 'next-working-day',
    testWindow: { months: 2, end: 'next-working-day' },
  };
  const second = { ...first, version: 2, effectiveFrom: '2027-07-01', maintenance };
  expect(await cadran.call('admin', 'POST', '/v1/contracts', second)).toMatchObject({ status: 201 });
  const { body } = await windows('support', `product=wms&${of2027}`);
  expect(datesOf(body['windows'])).toEqual([
    ...['2027-02-01', '2027-03-01', '2027-04-05', '2027-05-03', '2027-06-07', '2027-09-26', '2027-12-26'],
  ]);
  const site = {
    client: 'dupont',
    code: 'lima',
    product: 'wms',
    kind: 'production',
    version: '2026.4',
    zone: 'America/Lima',
  };
  expect(await cadran.call('admin', 'POST', '/v1/environments', site)).toMatchObject({ status: 201 });
  const lima = await windows('support', `environment=lima&from=2027-09-01T00:00:00Z&until=2027-10-01T00:00:00Z`);
  expect(lima.body).toMatchObject({ zone: 'America/Lima', windows: [{ start: '2027-09-27T04:00:00.000Z' }] });
});

test.each([
  ['environment=none', 404],
  ['from=yesterday', 400],
  ['from=2027-01-01T00:00:00Z&until=2027-01-01T00:00:00Z', 422],
  ['from=2027-01-01T00:00:00Z&until=2040-01-01T00:00:00Z', 422],
  ['from=9999-12-31T23:59:59Z', 422],
  ['product=$ne', 400],
])('a calendar that cannot be made is refused: %s', async (query, status) => {
  expect((await windows('support', query)).status).toBe(status);
});

test('the forecast says what the year brings, and when support is lost if a version is kept (annex §2, §10)', async () => {
  const { status, body } = await cadran.call('harbour', 'GET', '/v1/clients/harbour/forecast');
  expect(status).toBe(200);
  const [product] = body['products'] as Fields[];
  expect(product).toMatchObject({ product: 'wms', zone: 'Europe/London' });
  const standings = product?.['environments'] as Fields[];
  // Of four versions the first is no longer supported; the latest outlives two more.
  expect(standings).toMatchObject([
    { environment: 'prod', version: '2026.1', supported: false, versionsLeft: 0, lost: null },
    { environment: 'test', version: '2026.4', supported: true, versionsLeft: 3, lost: null },
  ]);
  expect(product?.['upgrades']).toMatchObject([{ version: '2027.1', plannedFor: '2027-02-01' }]);
  expect((product?.['windows'] as Fields[]).length).toBeGreaterThanOrEqual(10);
});

test('what workflows ask: policies, the end of the month to test, and standing, as plain JSON', async () => {
  const asked = { client: 'dupont', product: 'wms', fromMs: Date.UTC(2027, 0), toMs: Date.UTC(2027, 6) };
  const calendar = await maintenanceCalendar({ ...asked, at: '2027-01-31T09:00:00.000Z' });
  expect(calendar).toMatchObject({
    clientZone: 'Europe/Paris',
    contractVersion: 1,
    testWindowEndsMs: Date.UTC(2027, 1, 28, 9),
    policies: { timeLost: 'give-back', updatesHaveTestWindow: true, expectedDowntimeMinutes: 60 },
  });
  expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  const later = await maintenanceCalendar({ ...asked, at: '2027-07-01T09:00:00.000Z' });
  // Two months, to the end of the day: 1 September is a Wednesday.
  expect(later?.testWindowEndsMs).toBe(Date.UTC(2027, 8, 1, 22));
  expect(await maintenanceCalendar({ ...asked, client: 'nobody', at: '2027-01-01T00:00:00.000Z' })).toBeNull();
  expect(await maintenanceCalendar({ ...asked, at: '2020-01-01T00:00:00.000Z' })).toBeNull();
});
