import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { apiSettingsSchema, workerSettingsSchema } from '../../settings/settings';

const root = path.join(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

const ours = new Set([...Object.keys(apiSettingsSchema.shape), ...Object.keys(workerSettingsSchema.shape)]);

/** Temporal's own, as the library that reads them spells them. */
const temporals = new Set(
  [
    ...readFileSync(require.resolve('@temporalio/envconfig/lib/envconfig-toml.js'), 'utf8').matchAll(
      /'(TEMPORAL_\w+)'/g,
    ),
  ].map(([, name = '']) => name),
);

const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, { environment?: Record<string, unknown> }>;
};
/** What docker-compose.yml reads of .env for its own services: passwords, ports, versions. */
const composes = new Set(
  [
    ...read('docker-compose.yml').matchAll(/\$\{(\w+)/g),
    ...read('docker-compose.yml').matchAll(/^ {6}(MP_\w+):/gm),
  ].map(([, name = '']) => name),
);
/** What Node.js reads. */
const nodes = new Set(['NODE_OPTIONS']);

/** Variables are in capitals and have an underscore, but for these. */
const withoutUnderscore = ['HOST', 'PORT'];
const isName = (name: string): boolean => name.includes('_') || withoutUnderscore.includes(name);
const namesIn = (pattern: RegExp, file: string): string[] => [
  ...new Set([...read(file).matchAll(pattern)].map(([, name = '']) => name).filter(isName)),
];

const documented = namesIn(/`([A-Z][A-Z0-9_]*)(?:=[^`]*)?`/g, 'docs/operations.md');
const example = namesIn(/^#?([A-Z][A-Z0-9_]*)=/gm, '.env.example');

test('Temporal’s library names its variables where they are looked for', () => {
  expect([...temporals]).toEqual(expect.arrayContaining(['TEMPORAL_ADDRESS', 'TEMPORAL_API_KEY', 'TEMPORAL_PROFILE']));
});

test.each(documented)('docs/operations.md names %s, which is known', (name) => {
  expect(ours.has(name) || temporals.has(name) || nodes.has(name)).toBe(true);
});

test.each(example)('.env.example names %s, which is known', (name) => {
  expect(ours.has(name) || temporals.has(name) || composes.has(name)).toBe(true);
});

test.each([...ours])('%s is in docs/operations.md', (name) => {
  expect(documented).toContain(name);
});

test.each([
  ['api', apiSettingsSchema],
  ['worker', workerSettingsSchema],
])(
  'every setting of the %s is in .env.example, or has its one value in docker-compose.yml or the image',
  (name, { shape }) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    const ofImage = [...read('Dockerfile').matchAll(/\b(NODE_ENV)=/g)].map(([, one]) => one);
    const told = new Set([...example, ...given, ...ofImage]);
    expect(Object.keys(shape).filter((one) => !told.has(one))).toEqual([]);
  },
);
