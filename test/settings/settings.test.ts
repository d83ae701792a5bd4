import { apiSettingsSchema, readSettings, SettingsError, workerSettingsSchema } from '../../settings/settings';

const given = { MONGODB_URI: 'mongodb://127.0.0.1:27017/cadran', OIDC_ISSUER: 'https://login.example' };
const read = (more: Record<string, string> = {}) => readSettings(apiSettingsSchema, { ...given, ...more });

/** What the error tells, a line for each fault. */
function faultsOf(ask: () => unknown): string[] {
  try {
    ask();
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split('\n').slice(1);
  }
  return [];
}

test('all that is wrong is told in one error, Temporal included', () => {
  const faults = faultsOf(() =>
    readSettings(apiSettingsSchema, {
      MONGODB_URI: 'postgres://somewhere',
      OIDC_ISSUER: 'http://127.0.0.1:3010',
      NODE_ENV: 'production',
      PORT: '70000',
      METRICS_PORT: 'nine',
      RATE_LIMIT_PER_MINUTE: '-1',
      CORS_ORIGINS: 'https://tools.example/path',
      TRUST_PROXY: 'everybody',
      LOG_LEVEL: 'loud',
      TEMPORAL_ADDRESS: 'http://127.0.0.1:7233',
      TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml',
      TEMPORAL_PROFILE: 'absent',
    }),
  );
  for (const name of ['MONGODB_URI', 'OIDC_ISSUER', 'PORT', 'METRICS_PORT', 'RATE_LIMIT_PER_MINUTE', 'CORS_ORIGINS'])
    expect(faults.join('\n')).toMatch(new RegExp(`^  ${name}: `, 'm'));
  for (const name of ['TRUST_PROXY', 'LOG_LEVEL', 'TEMPORAL_ADDRESS'])
    expect(faults.join('\n')).toMatch(new RegExp(`^  ${name}: `, 'm'));
  expect(faults.join('\n')).toMatch(/profile|temporal\.toml/i);
});

test('what is missing is said to be, and an empty variable is none', () => {
  const faults = faultsOf(() => readSettings(workerSettingsSchema, { MONGODB_URI: '', WORKER_HEALTH_PORT: '' }));
  expect(faults).toHaveLength(2);
  expect(faults[0]).toMatch(/^ {2}MONGODB_URI: it is missing/);
  expect(faults[1]).toMatch(/^ {2}SMTP_URL: it is missing/);
});

test('the error does not tell the value: it may be a password', () => {
  const faults = faultsOf(() => readSettings(apiSettingsSchema, { ...given, MONGODB_URI: 'mongo://u:hunter2@h/c' }));
  expect(faults).toHaveLength(1);
  expect(faults.join()).not.toContain('hunter2');
});

test.each([
  ['mongodb://cadran:hun/ter2@store/cadran', /unescaped/],
  ['mongodb://cadran:hunter2@store:port/cadran', /hosts cannot be read/],
  ['mongodb://store/cadran?replicaset', /./],
  ['mongodb+srv://store.example:27017/cadran', /port/],
])('%s is no address of a store: said at start, without its password', (address, reason) => {
  const faults = faultsOf(() => read({ MONGODB_URI: address }));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(/^ {2}MONGODB_URI: /);
  expect(faults[0]).toMatch(reason);
  expect(faults[0]).not.toMatch(/hun\/?ter2/);
});

test('a file of Temporal’s settings that is not there, and a certificate that is none, are said at start', () => {
  expect(faultsOf(() => read({ TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml' })).join()).toMatch(
    /TEMPORAL_CONFIG_FILE: there is no file/,
  );
  const pair = { TEMPORAL_TLS_CLIENT_CERT_DATA: 'no certificate', TEMPORAL_TLS_CLIENT_KEY_DATA: 'no key' };
  expect(faultsOf(() => read(pair)).join()).toMatch(/TEMPORAL_TLS_\*: /);
  expect(faultsOf(() => read({ TEMPORAL_TLS_CLIENT_CERT_PATH: '/nowhere/client.pem' }))).toHaveLength(1);
});

test.each([
  ['http://login.example'],
  ['https://localhost:3010'],
  ['https://127.0.0.1'],
  ['http://[::1]:3010'],
  ['https://login.localhost/'],
])('in production %s is no issuer, unless that is meant', (address) => {
  const insecure = { OIDC_ISSUER: address, NODE_ENV: 'production' };
  expect(faultsOf(() => read(insecure)).join()).toContain('OIDC_ISSUER');
  expect(faultsOf(() => read({ NODE_ENV: 'production', OIDC_JWKS_URL: address })).join()).toContain('OIDC_JWKS_URL');
  expect(read({ ...insecure, ALLOW_INSECURE_ISSUER: 'true' }).OIDC_ISSUER).toBe(address);
  expect(faultsOf(() => read({ ...insecure, ALLOW_INSECURE_ISSUER: 'false' }))).toHaveLength(1);
  expect(read({ OIDC_ISSUER: address }).OIDC_ISSUER).toBe(address);
});

test('in production an issuer elsewhere by https is taken', () => {
  expect(read({ NODE_ENV: 'production' }).ALLOW_INSECURE_ISSUER).toBe(false);
});

test('by default: no proxy, no other site, a limit', () => {
  expect(read()).toMatchObject({
    TRUST_PROXY: false,
    CORS_ORIGINS: [],
    RATE_LIMIT_PER_MINUTE: 600,
    OIDC_PORTAL_CLIENT: 'cadran-portal',
    HOST: '127.0.0.1',
    METRICS_HOST: '127.0.0.1',
  });
  expect(read().METRICS_PORT).toBeUndefined();
});

test('0 is no limit, and not the default', () => {
  expect(read({ RATE_LIMIT_PER_MINUTE: '0', RATE_LIMIT_FAILED_PER_MINUTE: '0' })).toMatchObject({
    RATE_LIMIT_PER_MINUTE: 0,
    RATE_LIMIT_FAILED_PER_MINUTE: 0,
  });
});

test.each([
  ['1', 1],
  ['off', false],
  ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
  ['fd00::/8', 'fd00::/8'],
])('TRUST_PROXY=%s', (text, meaning) => {
  expect(read({ TRUST_PROXY: text }).TRUST_PROXY).toBe(meaning);
});

test('CORS_ORIGINS is a list of origins', () => {
  expect(read({ CORS_ORIGINS: 'https://a.example, http://localhost:5173' }).CORS_ORIGINS).toEqual([
    'https://a.example',
    'http://localhost:5173',
  ]);
  for (const wrong of ['*', 'a.example', 'https://a.example/', 'null'])
    expect(faultsOf(() => read({ CORS_ORIGINS: wrong }))).toHaveLength(1);
});
