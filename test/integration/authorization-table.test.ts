import { addressOf, operationOf, prepared, send, type ExampleCall } from './example-calls';
import { declaredOperations } from '../api/declared-operations';
import { cadran } from './one-cadran';
import type { Answer } from './running-cadran';

/**
 * Who may do what, written by hand: Y may, N may not (403), H is answered as if there were no such thing (404). In the order
 * of `callers`; what is asked about is always the company dupont's, or what all companies share.
 */
const callers = ['dupont', 'harbour', 'support', 'release-manager', 'monitor', 'admin'] as const;
const table: Readonly<Record<string, string>> = {
  openTicket: 'YYYNNY',
  listTickets: 'YYYYNY',
  listQueue: 'NNYNNY',
  takeNextTicket: 'NNYNNY',
  tellPresence: 'NNYNNY',
  listPresent: 'NNYNNY',
  readTicket: 'YHYYNY',
  listTicketEvents: 'YHYYNY',
  explainTicket: 'YHYYNY',
  acknowledgeTicket: 'NNYNNY',
  qualifyTicket: 'NNYNNY',
  changeTicketPriority: 'NNYNNY',
  askClient: 'NNYNNY',
  answerSupport: 'YHYNNY',
  resolveTicket: 'NNYNNY',
  reopenTicket: 'YHYNNY',
  confirmTicket: 'YHYNNY',
  escalateTicket: 'NNYNNY',
  returnTicket: 'NNYNNY',
  assignTicket: 'NNYNNY',
  noteOnTicket: 'NNYNNY',
  writeMessage: 'YHYNNY',
  withdrawMessage: 'NNYNNY',
  proposePriority: 'YHYNNY',
  acceptPriority: 'YHYNNY',
  declinePriority: 'YHYNNY',
  withdrawPriority: 'YHYNNY',
  correctWait: 'NNYNNY',
  recordWait: 'NNYNNY',
  rejectTicket: 'NNYNNY',
  amendTicket: 'NNNNNY',
  reconsiderTicket: 'NNYNNY',
  previewContract: 'NNNNNY',
  previewAmendment: 'NNYNNY',
  applyAmendment: 'NNNNNY',
  readFanOut: 'NNYYNY',
  listFanOuts: 'NNYYNY',
  publishRollout: 'NNNYNY',
  listRollouts: 'NNYYNY',
  readRollout: 'NNYYNY',
  addRolloutClient: 'NNNYNY',
  previewNotices: 'NNNYNY',
  pauseRollout: 'NNNYNY',
  resumeRollout: 'NNNYNY',
  listUpgrades: 'YYYYNY',
  readUpgrade: 'YHYYNY',
  listUpgradeEvents: 'NNYYNY',
  readUpgradeWaiver: 'YHYYNY',
  confirmUpgradeTest: 'NNNYNY',
  retryUpgradeTest: 'NNNYNY',
  recordUpgradeNotice: 'NNNYNY',
  acceptUpgrade: 'YHNYNY',
  reportUpgradeIncident: 'YHYYNY',
  withdrawUpgradeIncident: 'YHYYNY',
  refuseUpgrade: 'YHNYNY',
  postponeUpgrade: 'YHNYNY',
  stopRollout: 'NNNYNY',
  linkTicket: 'NNYNNY',
  unlinkTicket: 'NNYNNY',
  mergeTicket: 'NNYNNY',
  tieToAnomaly: 'NNYNNY',
  untieFromAnomaly: 'NNYNNY',
  proposeResolution: 'NNYNNY',
  acceptResolution: 'YHYNNY',
  declineResolution: 'YHYNNY',
  readAnomalyOfTicket: 'YHYYNY',
  createAnomaly: 'NNYNNY',
  readAnomaly: 'NNYYNY',
  changeAnomaly: 'NNYNNY',
  publishResolution: 'NNYNNY',
  readProposals: 'NNYYNY',
  listAnomalies: 'NNYYNY',
  acknowledgeEscalation: 'NNYNNY',
  quoteTicket: 'NNYNNY',
  acceptQuotation: 'YHYNNY',
  refuseQuotation: 'YHYNNY',
  withdrawQuotation: 'NNYNNY',
  listBilling: 'YYYNNY',
  exportBilling: 'YYYNNY',
  attachToTicket: 'YHYNNY',
  listTicketAttachments: 'YHYYNY',
  fetchTicketAttachment: 'YHYYNY',
  createClient: 'NNNNNY',
  readClient: 'YHYYNY',
  changeClient: 'NNNNNY',
  listClients: 'YYYYNY',
  createContract: 'NNNNNY',
  readContract: 'YHYYNY',
  changeContract: 'NNNNNY',
  listContracts: 'YYYYNY',
  createEnvironment: 'NNNYNY',
  readEnvironment: 'YHYYNY',
  changeEnvironment: 'NNNYNY',
  listEnvironments: 'YYYYNY',
  createProduct: 'NNNYNY',
  readProduct: 'YYYYNY',
  changeProduct: 'NNNYNY',
  listProducts: 'YYYYNY',
  createVersion: 'NNNYNY',
  readVersion: 'YYYYNY',
  changeVersion: 'NNNYNY',
  listVersions: 'YYYYNY',
  createFreeze: 'NNNYNY',
  readFreeze: 'NNYYNY',
  changeFreeze: 'NNNYNY',
  listFreezes: 'NNYYNY',
  readWindows: 'YHYYNY',
  readForecast: 'YHYYNY',
  createUser: 'NNNNNY',
  readUser: 'NNYYNY',
  changeUser: 'NNNNNY',
  listUsers: 'NNYYNY',
  createInvoice: 'NNNNNY',
  readInvoice: 'YHYNNY',
  changeInvoice: 'NNNNNY',
  listInvoices: 'YYYNNY',
  createImport: 'NNNNNY',
  listImports: 'NNNNNY',
  readImport: 'NNNNNY',
  addImportTickets: 'NNNNNY',
  listImportTickets: 'NNNNNY',
  runImport: 'NNNNNY',
  scheduleMaintenance: 'NNNYNY',
  listMaintenances: 'YYYYNY',
  readMaintenance: 'YHYYNY',
  listMaintenanceEvents: 'YHYYNY',
  readBanner: 'YHYYNY',
  moveMaintenance: 'NNNYNY',
  cancelMaintenance: 'NNNYNY',
  finishMaintenance: 'NNNYNY',
  refuseMaintenance: 'YHNNNY',
  postponeMaintenance: 'YHNNNY',
  readConsequences: 'YHYYNY',
  createFeed: 'YYNYNY',
  listFeeds: 'YHYYNY',
  revokeFeed: 'YHNYNY',
  readExpectation: 'YHYNNY',
  listDrafts: 'YYYYNY',
  keepDraft: 'YYYYNY',
  dropDraft: 'YYYYNY',
  readPreferences: 'YYYYNY',
  keepPreferences: 'YYYYNY',
  readMe: 'YYYYYY',
  createApiToken: 'NNNNNY',
  listApiTokens: 'NNNNNY',
  revokeApiToken: 'NNNNNY',
  listAudit: 'NNNNNY',
  exportAudit: 'NNNNNY',
};

/** What is not there, whatever it is called. */
const absent: Readonly<Record<string, string>> = {
  reference: 'T-ZZZZZZZZZZ',
  maintenance: 'M-ZZZZZZZZZZ',
  id: '0'.repeat(32),
  client: 'nobody',
  code: 'nobody',
  number: 'XX-0000-000',
};

test('the table has a line for each operation, and a column for each caller', () => {
  expect(Object.keys(table).sort()).toEqual(
    declaredOperations()
      .map(({ id }) => id)
      .sort(),
  );
  expect(new Set(Object.values(table).map(({ length }) => length))).toEqual(new Set([callers.length]));
});

async function firstExample(id: string): Promise<ExampleCall> {
  const declared = operationOf(id);
  const [example] = declared.examples;
  if (!example) throw new Error(`${id} has no example`);
  return await prepared(cadran, declared, example);
}

describe.each(Object.entries(table))('%s', (id, line) => {
  let call: ExampleCall;
  beforeAll(async () => {
    call = await firstExample(id);
  });

  test.each(callers.map((caller, index) => [caller, line[index]] as const))('by %s: %s', async (caller, may) => {
    const answer = await send(cadran, call, caller);
    if (may === 'N') expect(answer).toMatchObject({ status: 403, body: { type: 'urn:cadran:problem:forbidden' } });
    else if (may === 'H') await expectAsAbsent(id, call, caller, answer);
    else expectDone(answer);
  });

  test('by nobody', async () => {
    const { status, headers } = await cadran.call('dupont', call.method, call.address, call.body, {
      ...call.headers,
      authorization: '',
    });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });

  test('by a machine that may do this alone, and by one that may do all but this', async () => {
    const { action } = operationOf(id);
    const others = actionsOfAdmin.filter((one) => one !== action);
    expect((await send(cadran, call, await token(others))).status).toBe(403);
    if (action !== 'tokens.manage') expectDone(await send(cadran, call, await token([action])));
  });
});

/** Each action once, but for that which no token can carry. */
const actionsOfAdmin = [...new Set(declaredOperations().map(({ action }) => action))].filter(
  (action) => action !== 'tokens.manage',
);

const tokens = new Map<string, string>();

async function token(actions: readonly string[]): Promise<string> {
  const key = actions.join();
  const made = tokens.get(key) ?? (await newToken(actions));
  tokens.set(key, made);
  return made;
}

async function newToken(actions: readonly string[]): Promise<string> {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const body = { name: 'Table', role: 'admin', client: null, actions, expiresAt };
  const { body: made, status } = await cadran.call('admin', 'POST', '/v1/tokens', body);
  if (status !== 201) throw new Error(JSON.stringify(made));
  return String(made['secret']);
}

/** It was done, or its state or content did not allow it: rights were none of the reasons. */
function expectDone({ status, text }: Answer): void {
  expect({ status, text }).not.toMatchObject({ status: 401 });
  expect({ status, text }).not.toMatchObject({ status: 403 });
  expect({ status, text }).not.toMatchObject({ status: 404 });
  expect(status).toBeLessThan(500);
}

/** To the letter, but for the names in it and the number of the request. */
async function expectAsAbsent(id: string, call: ExampleCall, caller: string, answer: Answer): Promise<void> {
  const params = Object.fromEntries(
    Object.entries(call.params).map(([name, value]) => [name, absent[name] ?? `${value}0`]),
  );
  const none = await send(cadran, { ...call, address: addressOf(operationOf(id).path, params, call.query) }, caller);
  const told = ({ status, body }: Answer, names: Readonly<Record<string, string>>): string =>
    Object.entries(names).reduce(
      (text, [name, value]) => text.replaceAll(value, `{${name}}`),
      JSON.stringify({ status, ...body, instance: '' }),
    );
  expect(answer.status).toBe(404);
  expect(told(answer, call.params)).toBe(told(none, params));
  const headers = (one: Answer): string[] => [...one.headers.keys()].filter((name) => name !== 'content-length').sort();
  expect(headers(answer)).toEqual(headers(none));
}

test.each([
  'listTickets',
  'listUpgrades',
  'listClients',
  'listContracts',
  'listEnvironments',
  'listInvoices',
  'listBilling',
  'listMaintenances',
])("%s shows a client nothing of another company, and its name as nobody's", async (id) => {
  await cadran.open('dupont', 'P3');
  const { path, query } = operationOf(id);
  const list = await cadran.call('harbour', 'GET', path);
  expect(list.status).toBe(200);
  expect(list.text).not.toContain('dupont');
  if (!('shape' in query) || !Object.hasOwn(query.shape as object, 'client')) return;
  const [other, nobody] = await Promise.all(
    ['dupont', 'nobody'].map((client) => cadran.call('harbour', 'GET', `${path}?client=${client}`)),
  );
  if (!other || !nobody) throw new Error('two answers were asked for');
  expect(other.status).toBe(nobody.status);
  expect({ ...other.body, instance: '' }).toEqual(
    JSON.parse(JSON.stringify({ ...nobody.body, instance: '' }).replaceAll('nobody', 'dupont')),
  );
  expect(other.body['items'] ?? []).toEqual([]);
});

test("a client opens no ticket for another company, whose name answers as nobody's", async () => {
  const body = (client: string) => ({ environment: 'prod', title: 'T', description: 'D', priority: 'P2', client });
  const other = await cadran.call('harbour', 'POST', '/v1/tickets', body('dupont'));
  const nobody = await cadran.call('harbour', 'POST', '/v1/tickets', body('nobody'));
  expect(other).toMatchObject({ status: nobody.status, body: { code: 'client-unknown' } });
  expect(other.text.replace(/urn:request:[\w-]+/, '')).toBe(
    nobody.text.replace(/urn:request:[\w-]+/, '').replaceAll('nobody', 'dupont'),
  );
});
