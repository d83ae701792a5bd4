import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import type { Environment } from '../../domain/registers/registers';
import { createLimits } from '../../api/limits';
import { Problem, asProblem, sendProblem } from '../../api/problem';
import { statusPage } from '../../api/public-status/page';
import { publicStatusPages, type StatusSources } from '../../api/public-status/routes';

jest.mock('../../api/store-access', () => ({ fromStore: (ask: () => unknown) => ask() }));

const nowMs = Date.parse('2026-12-07T20:30:00.000Z');
const environment: Environment = {
  ...{ client: 'dupont', code: 'prod', product: 'wms', kind: 'production', version: '2026.3', statusName: 'stock' },
};
const closed = {
  ...{ status: 'in-progress', kind: 'planned', overranAt: null, endedAt: null, expectedDowntimeMinutes: 45 },
  window: { startsAt: '2026-12-07T20:00:00.000Z', endsAt: '2026-12-07T21:00:00.000Z' },
  downtime: [{ from: '2026-12-07T20:00:00.000Z', until: null, counts: 'planned', notice: 1 }],
  work: { kind: 'by-hand' },
  why: { fr: 'Version <2026.4>', en: 'Version <2026.4> & more' },
  ledger: [{ recipient: 'claire@dupont.example' }],
} as unknown as MaintenanceAnswer;

let found: MaintenanceAnswer[] = [];
let environments: Environment[] = [environment];
const asked: string[] = [];
const sources: StatusSources = {
  environmentsOf: (name) => Promise.resolve(name === 'stock' ? environments : []),
  zoneOf: () => Promise.resolve('Europe/Paris'),
  maintenancesOf: (of) => {
    asked.push(of);
    return Promise.resolve(found);
  },
};

let server: Server | undefined;
async function get(path: string, headers: Record<string, string> = {}, perMinute = 0): Promise<Response> {
  if (!server) {
    const app = express();
    const limits = createLimits({ perMinute, failedPerMinute: 0 });
    app.use(publicStatusPages(sources, () => nowMs, limits.byAddress));
    app.use(((error, _request, response, _next) =>
      sendProblem(response, asProblem(error), 'en', 'x')) as express.ErrorRequestHandler);
    const listening = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => listening.once('listening', resolve));
    server = listening;
  }
  return await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
}
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  server = undefined;
  [found, environments] = [[], [environment]];
});

test('JSON for programs of any site, without a token', async () => {
  found = [closed];
  const answer = await get('/status/stock.json');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=10');
  expect(await answer.json()).toMatchObject({
    name: 'stock',
    available: false,
    closed: { since: closed.window.startsAt },
  });
  expect(asked.at(-1)).toBe('dupont/prod');
});

test('a page for people, in their language and zone', async () => {
  found = [closed];
  const french = await (await get('/status/stock', { 'accept-language': 'fr' })).text();
  expect(french).toContain('<html lang="fr">');
  expect(french).toContain('Le service n’est pas disponible');
  expect(french).toMatch(/Retour prévu le <time datetime="2026-12-07T21:00:00.000Z">lundi 7 décembre 2026 à 22:00/);
  const english = await get('/status/stock?lang=en', { 'accept-language': 'fr' });
  const text = await english.text();
  expect(text).toContain('The service is not available');
  expect(text).toContain('Version &lt;2026.4&gt; &amp; more');
  expect(text).toContain('width=device-width');
  expect(text).not.toMatch(/dupont|claire|<script/);
  expect(english.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(english.headers.get('vary')).toContain('Accept-Language');
});

test('it says that all is well, and what is announced', async () => {
  const calm = await (await get('/status/stock?lang=en')).text();
  expect(calm).toContain('The service is available');
  expect(calm).toContain('No stop is announced');
  found = [{ ...closed, status: 'scheduled', downtime: [] }];
  const announced = await (await get('/status/stock?lang=en')).text();
  expect(announced).toContain('Expected time without the service: 45 min.');
});

test('a name that nobody has, or two have, is not found; a store that is away is said', async () => {
  expect((await get('/status/other.json')).status).toBe(404);
  expect((await get('/status/..%2Fv1')).status).toBe(404);
  expect((await get('/status/other')).headers.get('content-type')).toContain('text/html');
  environments = [environment, { ...environment, client: 'harbour' }];
  expect((await get('/status/stock.json')).status).toBe(404);
  environments = [environment];
  jest.spyOn(sources, 'environmentsOf').mockRejectedValueOnce(new Problem(503, 'unavailable'));
  const away = await get('/status/stock?lang=fr');
  expect(away.status).toBe(503);
  expect(await away.text()).toContain('ne peut pas être lu');
});

test('an address may ask so often', async () => {
  expect((await get('/status/stock', {}, 2)).status).toBe(200);
  expect((await get('/status/stock.json')).status).toBe(200);
  expect((await get('/status/stock')).status).toBe(429);
});

test('without a window that still holds, the page does not promise one', () => {
  const why = { fr: 'Correctif', en: 'Fix' };
  const since = '2026-12-07T20:00:00.000Z';
  const status = { name: 'stock', asOf: since, available: false, next: null, backSince: null };
  const page = statusPage(
    { ...status, closed: { kind: 'unplanned', why, since, until: null } },
    { language: 'fr', zone: 'Europe/Paris' },
  );
  expect(page).toContain('L’heure du retour n’est pas encore connue.');
  expect(page).toContain('Il s’agit d’un arrêt non planifié.');
  const next = { kind: 'unplanned' as const, startsAt: since, endsAt: since, expectedDowntimeMinutes: 5, why };
  const coming = { ...status, available: true, closed: null, next };
  const announced = statusPage(coming, { language: 'fr', zone: 'Europe/Paris' });
  expect(announced).toContain('Arrêt non planifié à venir');
  expect(announced).not.toContain('Prochain arrêt planifié');
});
