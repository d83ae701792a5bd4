import mongoose from 'mongoose';
import { actions, permissions } from '../../api/authorization';
import { mayCarry } from '../../api/machines';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import type { Service } from '../../local/service';
import { temporaryFolder } from '../local/temporary-folder';
import { cadran } from './one-cadran';
import { until, type Answer } from './running-cadran';

const folder = temporaryFolder();
const day = 24 * 3_600_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const monitoring = () => ({
  name: 'Monitoring',
  role: 'client',
  client: 'dupont',
  actions: ['ticket.read', 'ticket.open', 'ticket.read'],
  expiresAt: inDays(30),
});

interface Made {
  readonly id: string;
  readonly secret: string;
  readonly token: Record<string, unknown>;
}

async function make(changed: Record<string, unknown> = {}): Promise<Made> {
  const { status, headers, body } = await cadran.call('admin', 'POST', '/v1/tokens', { ...monitoring(), ...changed });
  if (status !== 201) throw new Error(JSON.stringify(body));
  expect(headers.get('cache-control')).toBe('no-store');
  const token = body['token'] as Record<string, unknown>;
  return { id: String(token['id']), secret: String(body['secret']), token };
}

function use(secret: string, address = '/v1/tickets', origin = cadran.api.address): Promise<Response> {
  return fetch(new URL(address, origin), { headers: { authorization: `Bearer ${secret}` } });
}

async function listed(id: string): Promise<Record<string, unknown> | undefined> {
  const { body } = await cadran.call('admin', 'GET', '/v1/tokens?limit=200');
  return (body['items'] as Record<string, unknown>[]).find((one) => one['id'] === id);
}

async function stored(): Promise<string> {
  return JSON.stringify(await mongoose.connection.collection('apiTokens').find().toArray());
}

test('a token is told once, kept as a hash alone, and does what it names', async () => {
  const { id, secret, token } = await make();
  expect(secret).toMatch(new RegExp(`^cadran_${id}_[A-Za-z0-9_-]{43}$`));
  expect(token).toMatchObject({ actions: ['ticket.open', 'ticket.read'], createdBy: 'admin@people.example' });
  expect(await stored()).not.toContain(secret.slice(-43));
  expect(JSON.stringify((await cadran.call('admin', 'GET', '/v1/tokens')).body)).not.toMatch(/secret|hash|cadran_/);

  const who = (await (await use(secret, '/v1/tickets')).json()) as Record<string, unknown>;
  expect(who['items']).toEqual([]);
  // What its role may, but not itself.
  expect((await use(secret, '/v1/clients')).status).toBe(403);
  expect((await use(secret, '/v1/me')).status).toBe(403);
  expect((await use(secret, '/v1/tokens')).status).toBe(403);
  // Another company's answers as none.
  const theirs = await cadran.open('harbour', 'P2');
  expect((await use(secret, `/v1/tickets/${theirs}`)).status).toBe(404);
});

test('its use is noted', async () => {
  const { id, secret } = await make();
  expect(await listed(id)).toMatchObject({ lastUsedAt: null });
  await use(secret);
  const first = await until(async () => {
    const lastUsedAt = (await listed(id))?.['lastUsedAt'];
    return typeof lastUsedAt === 'string' && lastUsedAt;
  });
  await use(secret);
  await use(secret);
  expect((await listed(id))?.['lastUsedAt']).toBe(first);
});

test.each([
  ['no end', { expiresAt: undefined }, 400, 'expiresAt'],
  ['an end that is past', { expiresAt: inDays(-1) }, 422, 'expiresAt'],
  ['an end in more than a year', { expiresAt: inDays(367) }, 422, 'expiresAt'],
  ['no actions', { actions: [] }, 400, 'actions'],
  ['an unknown action', { actions: ['everything'] }, 400, 'actions.0'],
  ['an action beyond its role', { actions: ['clients.write'] }, 422, 'actions'],
  ['the making of tokens', { role: 'admin', client: null, actions: ['tokens.manage'] }, 422, 'actions'],
  ['no company for a client', { client: null }, 422, 'client'],
  ['a company for support', { role: 'support' }, 422, 'client'],
  ['an unknown role', { role: 'root' }, 400, 'role'],
  ['a company that is none', { client: { $gt: '' } }, 400, 'client'],
  ['an unknown company', { client: 'nobody' }, 422, undefined],
  ['an invisible name', { name: '\u200b' }, 422, 'name'],
  ['an id of its own', { id: 'x' }, 400, 'id'],
])('%s is refused', async (_, changed, status, field) => {
  const { body, ...answer } = await cadran.call('admin', 'POST', '/v1/tokens', { ...monitoring(), ...changed });
  expect({ ...body, status: answer.status }).toMatchObject({ status });
  const errors = (body['errors'] ?? []) as { field: string }[];
  expect(errors[0]?.field).toBe(field);
});

test('only people who administrate make, list or revoke tokens', async () => {
  const { id } = await make();
  for (const who of ['dupont', 'support', 'release-manager', 'monitor']) {
    const answers: Answer[] = [
      await cadran.call(who, 'POST', '/v1/tokens', monitoring()),
      await cadran.call(who, 'GET', '/v1/tokens'),
      await cadran.call(who, 'DELETE', `/v1/tokens/${id}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  }
  for (const [role] of Object.entries(permissions.get('tokens.manage') ?? {}))
    expect(actions.filter((action) => mayCarry(role as 'admin', action))).not.toContain('tokens.manage');
});

test('a secret that is not quite right is refused', async () => {
  const [{ id, secret }, other] = [await make(), await make()];
  for (const wrong of [
    `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
    `${secret}A`,
    secret.slice(0, -1),
    `cadran_${id}_`,
    `cadran_${id}_${other.secret.slice(-43)}`,
    `cadran_${'0'.repeat(16)}_${secret.slice(-43)}`,
    'cadran_',
    `cadran_${id.toUpperCase()}_${secret.slice(-43)}`,
  ])
    expect((await use(wrong)).status).toBe(401);
  expect((await use(secret)).status).toBe(200);
});

test('it is refused once it has expired', async () => {
  const { secret } = await make({ expiresAt: new Date(Date.now() + 1_500).toISOString() });
  expect((await use(secret)).status).toBe(200);
  await until(async () => (await use(secret)).status === 401, 4_000);
});

describe('revocation', () => {
  let second: Service;
  beforeAll(async () => {
    // A second API on the same store, which reads tokens by itself.
    const port = await choosePort('API', undefined);
    const environment = {
      ...cadran.stack.environment,
      OIDC_ISSUER: 'http://127.0.0.1:9',
      PORT: String(port),
      HOST: '127.0.0.1',
    };
    const address = `http://127.0.0.1:${port}`;
    second = ownService('api', address, { dataFolder: folder, environment }, () => undefined);
    await second.start();
  }, 30_000);
  afterAll(() => second.stop());

  test('holds at once where it was asked for, and within two seconds elsewhere', async () => {
    const { id, secret } = await make();
    expect((await use(secret)).status).toBe(200);
    await until(async () => (await use(secret, '/v1/tickets', second.address)).status === 200);
    expect((await cadran.call('admin', 'DELETE', `/v1/tokens/${id}`)).status).toBe(204);
    const revokedMs = Date.now();
    expect((await use(secret)).status).toBe(401);
    // By when it was asked: a slow machine may answer late, never rightly what it was asked too late.
    let takenMs = 0;
    await until(async () => {
      const askedMs = Date.now();
      const { status } = await use(secret, '/v1/tickets', second.address);
      if (status === 200) takenMs = askedMs;
      return status === 401;
    });
    expect(takenMs - revokedMs).toBeLessThan(2_500);
    expect(await listed(id)).toMatchObject({ revokedBy: 'admin@people.example' });
  });

  test('can be repeated, and says where there is nothing', async () => {
    const { id } = await make();
    const statuses = [];
    for (const one of [id, id, '0'.repeat(16), 'x'])
      statuses.push((await cadran.call('admin', 'DELETE', `/v1/tokens/${one}`)).status);
    expect(statuses).toEqual([204, 204, 404, 400]);
  });
});

test('the list is paged from the newest to the oldest, each once', async () => {
  const made = [await make({ name: 'one' }), await make({ name: 'two' }), await make({ name: 'three' })];
  const found: string[] = [];
  let after = '';
  for (let page = 0; page < 50; page += 1) {
    const { body } = await cadran.call('admin', 'GET', `/v1/tokens?limit=2${after}`);
    found.push(...(body['items'] as { id: string }[]).map(({ id }) => id));
    if (body['next'] === null) break;
    after = `&after=${body['next'] as string}`;
  }
  expect(found.slice(0, 3)).toEqual(made.map(({ id }) => id).reverse());
  expect(new Set(found).size).toBe(found.length);
  expect((await cadran.call('admin', 'GET', '/v1/tokens?after=x')).status).toBe(400);
});

test('what a machine does stands in the audit under its token', async () => {
  const { id, secret } = await make({ role: 'support', client: null, actions: ['ticket.open'] });
  const body = { environment: 'prod', title: 'Alarm', description: 'No orders', priority: 'P2', client: 'dupont' };
  const opened = await fetch(new URL('/v1/tickets', cadran.api.address), {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(opened.status).toBe(201);
  await until(async () => {
    const { body: page } = await cadran.call('admin', 'GET', `/v1/audit?actor=token:${id}`);
    const [entry] = page['items'] as Record<string, unknown>[];
    return entry?.['token'] === id && entry['operation'] === 'openTicket';
  });
});

test('while the store is away a token cannot be checked: 503, and good again after it', async () => {
  const { secret } = await make({ role: 'support', client: null, actions: ['ticket.read'] });
  const store = cadran.stack.service('mongodb');
  await store.stop();
  // What was read a moment before is good for two seconds.
  await until(async () => (await use(secret)).status === 503, 10_000);
  expect((await cadran.call('admin', 'POST', '/v1/tokens', monitoring())).status).toBe(503);
  await store.start();
  await until(async () => (await use(secret)).status === 200, 20_000);
}, 60_000);
