import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApiDocument } from '../../api/openapi';
import { declaredOperations } from './declared-operations';

/** Clients are made from them: one that changes or goes breaks theirs. */
const ids = [
  ...['openTicket', 'listTickets', 'readTicket', 'listTicketEvents', 'explainTicket'],
  ...['listQueue', 'takeNextTicket', 'tellPresence', 'listPresent'],
  ...['acknowledgeTicket', 'qualifyTicket', 'changeTicketPriority', 'askClient', 'answerSupport'],
  ...['resolveTicket', 'reopenTicket', 'confirmTicket'],
  ...['escalateTicket', 'returnTicket', 'assignTicket', 'noteOnTicket', 'writeMessage', 'withdrawMessage'],
  ...['proposePriority', 'acceptPriority', 'declinePriority', 'withdrawPriority'],
  ...['correctWait', 'recordWait', 'rejectTicket', 'acknowledgeEscalation'],
  ...[
    'amendTicket',
    'reconsiderTicket',
    'previewAmendment',
    'applyAmendment',
    'previewContract',
    'readFanOut',
    'listFanOuts',
  ],
  ...['linkTicket', 'unlinkTicket', 'mergeTicket', 'tieToAnomaly', 'untieFromAnomaly', 'readAnomalyOfTicket'],
  ...['proposeResolution', 'acceptResolution', 'declineResolution'],
  ...['createAnomaly', 'readAnomaly', 'changeAnomaly', 'publishResolution', 'readProposals', 'listAnomalies'],
  ...['quoteTicket', 'acceptQuotation', 'refuseQuotation', 'withdrawQuotation', 'listBilling', 'exportBilling'],
  ...[
    'publishRollout',
    'listRollouts',
    'readRollout',
    'pauseRollout',
    'resumeRollout',
    'addRolloutClient',
    'stopRollout',
    'previewNotices',
  ],
  ...[
    'listUpgrades',
    'readUpgrade',
    'listUpgradeEvents',
    'readUpgradeWaiver',
    'confirmUpgradeTest',
    'retryUpgradeTest',
  ],
  ...['recordUpgradeNotice', 'acceptUpgrade', 'reportUpgradeIncident', 'withdrawUpgradeIncident', 'refuseUpgrade'],
  ...['postponeUpgrade'],
  ...['attachToTicket', 'listTicketAttachments', 'fetchTicketAttachment'],
  ...['createClient', 'readClient', 'changeClient', 'listClients'],
  ...['createContract', 'readContract', 'changeContract', 'listContracts'],
  ...['createEnvironment', 'readEnvironment', 'changeEnvironment', 'listEnvironments'],
  ...['createProduct', 'readProduct', 'changeProduct', 'listProducts'],
  ...['createVersion', 'readVersion', 'changeVersion', 'listVersions'],
  ...['createFreeze', 'readFreeze', 'changeFreeze', 'listFreezes'],
  ...['readWindows', 'readForecast'],
  ...['createUser', 'readUser', 'changeUser', 'listUsers'],
  ...['createInvoice', 'readInvoice', 'changeInvoice', 'listInvoices'],
  ...['createImport', 'listImports', 'readImport', 'addImportTickets', 'listImportTickets', 'runImport'],
  ...['scheduleMaintenance', 'listMaintenances', 'readMaintenance', 'listMaintenanceEvents', 'readBanner'],
  ...['moveMaintenance', 'cancelMaintenance', 'finishMaintenance', 'refuseMaintenance', 'postponeMaintenance'],
  ...['readConsequences', 'createFeed', 'listFeeds', 'revokeFeed'],
  ...['readExpectation', 'listDrafts', 'keepDraft', 'dropDraft'],
  ...['readPreferences', 'keepPreferences'],
  ...['readMe', 'createApiToken', 'listApiTokens', 'revokeApiToken', 'listAudit', 'exportAudit'],
];

/** What anybody may read: no operation like the others. */
const publicPages = ['readPublicStatus', 'readPublicStatusPage', 'readMaintenanceFeed', 'readMaintenanceCalendar'];

interface Documented {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly responses: Readonly<Record<string, object>>;
}

interface Called extends Documented {
  readonly security: readonly object[];
}

const contentOf = (response: unknown): object => (response as { content: object }).content;

const declared = declaredOperations();
const document = openApiDocument(declared, '/');
const documented = Object.entries(document.paths ?? {}).flatMap(([address, methods]) =>
  Object.entries(methods as Record<string, Documented>).map(([method, one]) => ({ address, method, ...one })),
);

test('an outside linter finds neither error nor warning', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cadran-openapi-'));
  try {
    const file = path.join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(document));
    const root = path.join(__dirname, '..', '..');
    const redocly = path.join(root, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
    const config = path.join(root, 'redocly.yaml');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [redocly, 'lint', file, '--config', config, '--format=json'],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      },
    );
    if (!stdout.startsWith('{')) throw new Error(stderr);
    const { totals, problems } = JSON.parse(stdout) as { totals: Record<string, number>; problems: unknown[] };
    expect(problems).toEqual([]);
    expect(totals).toMatchObject({ errors: 0, warnings: 0, ignored: 0 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('it is OpenAPI 3.1.0, and documents every declared operation under its stable id', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(declared.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(documented.map(({ operationId }) => operationId).sort()).toEqual([...ids, ...publicPages].sort());
  expect(new Set(ids).size).toBe(ids.length);
});

const ofOperations = documented.filter(({ operationId }) => !publicPages.includes(operationId));

test.each(ofOperations.map((one) => [one.operationId, one] as const))('%s says what it does', (_, one) => {
  expect(one.summary).toBeTruthy();
  expect(one.tags).toHaveLength(1);
  expect((document.tags ?? []).map(({ name }) => name)).toContain(one.tags?.[0]);
  expect(declared.find(({ id }) => id === one.operationId)?.examples).not.toEqual([]);
  const inPath = [...one.address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = (one.parameters ?? []).filter((parameter) => parameter.in === 'path');
  expect(parameters.map(({ name }) => name).sort()).toEqual(inPath.sort());
  expect(parameters.every(({ required }) => required)).toBe(true);
  expect(Object.keys(one.responses).some((status) => status.startsWith('2'))).toBe(true);
  for (const status of ['400', '401', '403', '429', '500', '503']) expect(one.responses).toHaveProperty(status);
});

test('what nobody signs in for is documented beside the operations: status pages and feeds', () => {
  const pages = documented.filter(({ operationId }) => publicPages.includes(operationId));
  expect(pages.map(({ address, responses }) => [address, Object.keys(contentOf(responses['200']))])).toEqual([
    ['/status/{statusName}.json', ['application/json']],
    ['/status/{statusName}', ['text/html']],
    ['/feeds/{secret}/maintenances.atom', ['application/atom+xml']],
    ['/feeds/{secret}/maintenances.ics', ['text/calendar']],
  ]);
  for (const page of pages) expect(page).toMatchObject({ security: [], responses: { 404: {}, 429: {}, 503: {} } });
});

test('what Cadran calls is documented beside what it answers, without a bearer', () => {
  const webhooks = Object.values(document.webhooks ?? {}).flatMap((one) => Object.values(one as object) as Called[]);
  expect(webhooks.map(({ operationId }) => operationId).sort()).toEqual([
    'deployerOperation',
    'deployerOperationState',
    'environmentHealth',
    'ticketNotice',
  ]);
  for (const { security, responses } of webhooks) {
    expect(security).toEqual([]);
    expect(responses).toHaveProperty('503');
  }
  expect(Object.keys(document.components?.schemas ?? {})).toEqual(
    expect.arrayContaining(['DeployerOperation', 'OperationState', 'EnvironmentHealth', 'NoticeCall']),
  );
});

test('every reference within it leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference = '']) => reference,
  );
  expect(references.length).toBeGreaterThan(0);
  for (const reference of new Set(references)) {
    const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1] ?? reference;
    expect(Object.keys(document.components?.schemas ?? {})).toContain(name);
  }
});

test('what the document says of pairs, names and addresses is what is taken', () => {
  const { SupportHours, ContractInput, User } = document.components?.schemas ?? {};
  const pair = { minItems: 2, maxItems: 2, prefixItems: [{ type: 'string' }, { type: 'string' }] };
  expect(SupportHours).toMatchObject({
    properties: { week: { properties: { mon: { items: pair, maxItems: 24 } } } },
  });
  expect(ContractInput).toMatchObject({
    properties: { hours: { propertyNames: { pattern: expect.stringContaining('À-ÿ') as string } } },
  });
  const email = { type: 'string', format: 'email', maxLength: 254, pattern: expect.stringContaining('@') as string };
  expect(User).toMatchObject({ properties: { email } });
  expect(ContractInput).toMatchObject({
    properties: { contacts: { properties: { client: { items: { properties: { email } } } } } },
  });
});

test('an instant is documented once, as a date and time', () => {
  expect(document.components?.schemas?.['Instant']).toMatchObject({ type: 'string', format: 'date-time' });
  expect(document.components?.schemas?.['Clock']).toMatchObject({
    properties: { dueAt: { anyOf: [{ $ref: '#/components/schemas/Instant' }, { type: 'null' }] } },
  });
});

/** Every part of a document under a place, with where it is. */
function partsUnder(part: unknown, place: string): [string, Record<string, unknown>][] {
  if (typeof part !== 'object' || part === null) return [];
  const within = Object.entries(part).flatMap(([name, value]) => partsUnder(value, `${place}/${name}`));
  return [[place, part as Record<string, unknown>], ...within];
}

test('what is generated from the document is taken: whole numbers have a bound, and nothing named is null of its own', () => {
  const requests = Object.entries(document.paths ?? {}).flatMap(([address, methods]) =>
    Object.entries(methods as Record<string, { requestBody?: unknown; parameters?: unknown }>).flatMap(
      ([method, { requestBody, parameters }]) =>
        partsUnder({ requestBody, parameters }, `${method} ${address}`).filter(
          ([, { type, maximum }]) => type === 'integer' && maximum === undefined,
        ),
    ),
  );
  expect(requests.map(([place]) => place)).toEqual([]);
  const named = Object.entries(document.components?.schemas ?? {}) as [string, { type?: unknown }][];
  expect(named.filter(([, { type }]) => Array.isArray(type) && type.includes('null')).map(([name]) => name)).toEqual(
    [],
  );
});
