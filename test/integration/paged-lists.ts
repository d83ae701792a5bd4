import mongoose from 'mongoose';
import { rolloutAnswer } from '../../domain/rollout/answer';
import { publishedRollout } from '../../domain/rollout/evolve';
import { upgradeAnswer } from '../../domain/upgrade/answer';
import { startedUpgrade } from '../../domain/upgrade/evolve';
import type { Answer, RunningCadran } from './running-cadran';

const day = 24 * 3_600_000;
const numbered = (number: number): string => `n${String(number).padStart(3, '0')}`;

/** A list of the API, as the tests page through it. */
export interface List {
  /** The order that holds unless told, and the other one. */
  readonly orders: readonly [string, string];
  readonly fields: readonly string[];
  /** A filter that leaves what `add` adds. */
  readonly filter: string;
  readonly add: (number: number) => Promise<Answer>;
  readonly named: (item: Record<string, unknown>) => string;
}

/** A rollout and an upgrade of it as the store shows them: through their lives each would take a minute. */
function pagedRollout(number: number, startedAt: string) {
  const delivery = { product: 'paged', version: numbered(number), kind: 'update' as const, reasons: ['law'] };
  const documentation = { fr: 'https://docs.example/fr', en: 'https://docs.example/en' };
  const opening = { ...delivery, documentation, unplanned: null, startedAt };
  const by = { id: 'r1', role: 'release-manager' } as const;
  const published = publishedRollout({ ...opening, nonRegression: 'https://tests.example', waves: null, by });
  const atMs = Date.parse(startedAt);
  return {
    answer: rolloutAnswer(published, atMs, 1),
    upgrade: upgradeAnswer(startedUpgrade({ ...opening, client: 'harbour' }), atMs, 1),
  };
}

const byKey = ['key', '-key'] as const;
const code = (item: Record<string, unknown>): string => String(item['code']);

/** Every operation that pages by a cursor, by its id; asked of a Cadran that runs once they are used. */
export function listsOf(running: () => RunningCadran): Readonly<Record<string, List>> {
  const add = (name: string, entry: Record<string, unknown>) => running().call('admin', 'POST', `/v1/${name}`, entry);
  return {
    listTickets: {
      orders: ['-openedAt', 'openedAt'],
      fields: [
        ...['client', 'status', 'priority', 'level', 'team', 'anomaly', 'linkedTo', 'words'],
        ...['openedFrom', 'openedUntil'],
      ],
      filter: 'client=dupont',
      add: () =>
        running().call('dupont', 'POST', '/v1/tickets', {
          ...{ environment: 'prod', title: 'T', description: 'D', priority: 'P3' },
        }),
      named: ({ reference }) => String(reference),
    },
    listClients: {
      orders: byKey,
      fields: [],
      filter: '',
      add: (number) => add('clients', { code: numbered(number), name: 'N', language: 'en', zone: 'Europe/London' }),
      named: code,
    },
    listContracts: {
      orders: byKey,
      fields: ['client'],
      filter: 'client=harbour',
      add: async (number) => {
        const { body } = await running().call('admin', 'GET', '/v1/contracts/harbour/1');
        return add('contracts', { ...body, version: 100 + number, effectiveFrom: '2099-01-01' });
      },
      named: ({ version }) => String(version),
    },
    listEnvironments: {
      orders: byKey,
      fields: ['client', 'product'],
      filter: 'client=presse&product=wms',
      add: (number) =>
        add('environments', {
          ...{ client: 'presse', code: numbered(number), product: 'wms', kind: 'test', version: '2026.4' },
        }),
      named: code,
    },
    listProducts: {
      orders: byKey,
      fields: [],
      filter: '',
      add: (number) => add('products', { code: numbered(number), name: 'N', versions: ['1'] }),
      named: code,
    },
    listVersions: {
      orders: byKey,
      fields: ['product'],
      filter: 'product=wms',
      add: (number) =>
        add('versions', {
          ...{ product: 'wms', version: numbered(number), kind: 'fix', reasons: ['anomaly'] },
          ...{ documentation: { fr: null, en: null }, nonRegression: null, plannedFor: '2099-01-01' },
        }),
      named: ({ version }) => String(version),
    },
    listFreezes: {
      orders: byKey,
      fields: ['client', 'product'],
      filter: 'client=harbour',
      add: (number) =>
        add('freezes', {
          ...{ code: numbered(number), client: 'harbour', product: null, reason: { fr: 'F', en: 'E' } },
          ...{ from: '2033-01-01T00:00:00Z', until: '2033-01-02T00:00:00Z' },
        }),
      named: code,
    },
    listUsers: {
      orders: byKey,
      fields: ['client'],
      filter: 'client=harbour',
      add: (number) =>
        add('users', {
          ...{
            email: `${numbered(number)}@harbour.example`,
            name: 'N',
            role: 'client',
            client: 'harbour',
            language: 'en',
          },
        }),
      named: ({ email }) => String(email),
    },
    listInvoices: {
      orders: byKey,
      fields: ['client', 'paid'],
      filter: 'client=atlas&paid=false',
      add: (number) =>
        add('invoices', {
          ...{ client: 'atlas', number: numbered(number), issuedOn: '2099-01-01', dueOn: '2099-01-01', paidOn: null },
        }),
      named: ({ number }) => String(number),
    },
    listAnomalies: {
      orders: byKey,
      fields: ['product', 'state'],
      filter: 'product=paged',
      add: async () => {
        await add('products', { code: 'paged', name: 'N', versions: ['1'] });
        return await add('anomalies', { product: 'paged', title: 'T', reproduction: null, analysis: null });
      },
      named: ({ reference }) => String(reference),
    },
    listMaintenances: {
      orders: ['-openedAt', 'openedAt'],
      fields: ['client', 'status', 'kind'],
      filter: 'client=harbour',
      add: (number) =>
        // Each on a day of its own: two at once of one environment are refused.
        add('maintenances', {
          ...{ client: 'harbour', environments: ['prod'], why: { fr: 'F', en: 'E' } },
          startsAt: new Date(Date.UTC(2029, 0, 1 + number, 5)).toISOString(),
          endsAt: new Date(Date.UTC(2029, 0, 1 + number, 7)).toISOString(),
          agreement: 'A call',
        }),
      named: ({ reference }) => String(reference),
    },
    listBilling: {
      orders: ['-at', 'at'],
      fields: ['client', 'from', 'until'],
      filter: 'client=harbour',
      add: async (number) => {
        // Through a ticket's life each would take six commands.
        const at = new Date().toISOString();
        await mongoose.connection.collection('billing').insertOne({
          ...{ _id: `T-0000000${numbered(number).slice(1)}-1` as never, at, client: 'harbour', title: 'T', number: 1 },
          ...{ reference: `T-0000000${numbered(number).slice(1)}`, amount: '1.00', currency: 'GBP', description: 'D' },
          ...{ quotedAt: at, quotedBy: { id: 'n1', role: 'support' }, agreement: null },
          ...{ acceptedAt: at, acceptedBy: { id: 'oliver', role: 'client' } },
        });
        return { status: 201, headers: new Headers(), body: {}, text: '' };
      },
      named: ({ id }) => String(id),
    },
    listRollouts: {
      orders: ['-startedAt', 'startedAt'],
      fields: ['product', 'status'],
      filter: 'product=paged',
      add: async (number) => {
        const { answer } = pagedRollout(number, new Date().toISOString());
        await mongoose.connection.collection('rollouts').insertOne({
          ...{ _id: `paged@${answer.version}` as never, product: 'paged', status: answer.status, sequence: 1 },
          ...{ startedAt: answer.startedAt, recordedAt: answer.startedAt, answer },
        });
        return { status: 201, headers: new Headers(), body: {}, text: '' };
      },
      named: ({ version }) => String(version),
    },
    listUpgrades: {
      orders: ['name', '-name'],
      fields: ['client', 'product', 'version', 'status'],
      filter: 'product=paged',
      add: async (number) => {
        const { upgrade } = pagedRollout(number, new Date().toISOString());
        await mongoose.connection.collection('upgrades').insertOne({
          ...{ _id: `harbour:paged@${upgrade.version}` as never, client: 'harbour', product: 'paged', sequence: 1 },
          ...{ rollout: `paged@${upgrade.version}`, status: upgrade.status, recordedAt: upgrade.startedAt },
          answer: upgrade,
        });
        return { status: 201, headers: new Headers(), body: {}, text: '' };
      },
      named: ({ version }) => String(version),
    },
    listImports: {
      orders: ['-createdAt', 'createdAt'],
      fields: [],
      filter: '',
      add: () => add('imports', { source: 'servicenow' }),
      named: ({ id }) => String(id),
    },
    listFanOuts: {
      orders: ['-requestedAt', 'requestedAt'],
      fields: [],
      filter: '',
      add: async (number) => {
        // Each change of a register that brings one about takes a ticket first.
        const at = new Date().toISOString();
        await mongoose.connection.collection('fanOuts').insertOne({
          ...{ _id: `test-${numbered(number)}-${at.slice(-5, -1)}` as never, kind: 'test', by: 'n1', total: 0 },
          ...{ requestedAt: at, startedAt: at },
        });
        return { status: 201, headers: new Headers(), body: {}, text: '' };
      },
      named: ({ id }) => String(id),
    },
    listApiTokens: {
      orders: ['-createdAt', 'createdAt'],
      fields: [],
      filter: '',
      add: () =>
        add('tokens', {
          ...{
            name: 'N',
            role: 'monitor',
            actions: ['self.read'],
            expiresAt: new Date(Date.now() + day).toISOString(),
          },
        }),
      named: ({ id }) => String(id),
    },
    listAudit: {
      orders: ['-at', 'at'],
      fields: ['from', 'until', 'actor'],
      filter: 'actor=support%40people.example',
      // Refused, and on record.
      add: () => running().call('support', 'POST', '/v1/tickets/T-ZZZZZZZZZZ/acknowledge', {}),
      named: ({ id }) => String(id),
    },
  };
}
