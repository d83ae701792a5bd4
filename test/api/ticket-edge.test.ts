import type { AppParts } from '../../api/app';
import { problemStatuses } from '../../api/texts';
import { TicketUnavailable } from '../../clients/ticket';
import { refusal } from '../../domain/refusal';
import type { Role } from '../../domain/registers/registers';
import { ticketAnswer } from '../../domain/ticket/answer';
import type { TicketAnswer } from '../../domain/ticket/schema';
import * as views from '../../store/tickets';
import { sampleContract } from '../sample-contract';
import { at, opened } from '../domain/governed-ticket';
import { serving, type Serving } from './serving';

jest.mock('../../store/connect', () => ({ storeIsUp: () => true }));
jest.mock('../../store/tickets', () => ({ readTicket: jest.fn() }));

const ticket = ticketAnswer(opened(sampleContract(), 'P2'), at('23T08:05'), 3);
const away = () => Promise.reject(new TicketUnavailable('no worker'));
const found = () => Promise.resolve(ticket);
const nothing = () => Promise.resolve(null);

/** What workflows answer to being read and to any command; the commands and openings that reached them are `given`. */
let read: () => Promise<TicketAnswer | null>;
let command: () => Promise<unknown>;
let given: unknown[];
const tickets = {
  read: () => read(),
  command: (...all: unknown[]) => {
    given.push(all);
    return command();
  },
  open: (...all: unknown[]) => {
    given.push(all);
    return Promise.reject(new TicketUnavailable('not asked for'));
  },
} as unknown as AppParts['tickets'];
/** A token is the name of its role. */
const authenticate: AppParts['authenticate'] = (authorization = '') => {
  const role = authorization.slice('Bearer '.length) as Role;
  const client = role === 'client' ? ticket.client : null;
  return Promise.resolve({ sub: role, role, client, language: 'en', token: null, actions: null });
};

let api: Serving;
beforeAll(async () => {
  api = await serving({ tickets, authenticate });
});
afterAll(() => api.close());

function answering(reading: typeof read, view: TicketAnswer | null, commanded = found as typeof command): void {
  jest.mocked(views.readTicket).mockResolvedValue(view);
  [read, command, given] = [reading, commanded, []];
}

const call = async (as: Role, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const sent = { authorization: `Bearer ${as}`, 'content-type': 'application/json', ...headers };
  const answer = await fetch(api.url + path, { ...init, headers: sent });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};
const one = `/v1/tickets/${ticket.reference}`;

describe('where no worker answers', () => {
  test('a ticket that the read model does not have yet is 503, not 404: it may have been opened a moment ago', async () => {
    answering(away, null);
    const answer = await call('client', one);
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:cadran:problem:unavailable', status: 503 } });
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  test('one that the read model has is shown as it was published last', async () => {
    answering(away, ticket);
    expect(await call('client', one)).toMatchObject({ status: 200, body: { reference: ticket.reference } });
  });

  test('one of which Temporal knows nothing is 404, and so is one of another company', async () => {
    answering(nothing, null);
    expect((await call('client', one)).status).toBe(404);
    answering(found, { ...ticket, client: 'harbour' });
    expect((await call('client', one)).status).toBe(200);
    answering(away, { ...ticket, client: 'harbour' });
    expect((await call('client', one)).status).toBe(404);
  });

  test('a command is 503, and the text says how it is repeated, in the language of the caller', async () => {
    answering(found, null, away);
    const give = (language: string) => call('support', `${one}/acknowledge`, {}, { 'accept-language': language });
    const [english, french] = [await give('en'), await give('fr')];
    expect([english.status, french.status]).toEqual([503, 503]);
    expect(english.body['title']).toBe(
      'The service cannot answer just now: try again. What a request was to change may still be done: repeat it with the same Idempotency-Key',
    );
    expect(french.body['title']).toBe(
      'Le service ne peut pas répondre en ce moment : réessayez. Ce qu’une requête devait changer peut encore se faire : répétez-la avec la même Idempotency-Key',
    );
  });

  test('nothing promises that nothing was done, the document neither', () => {
    expect(problemStatuses[503]).toContain('Idempotency-Key');
    expect(problemStatuses[503]).not.toMatch(/nothing was lost/);
  });
});

describe('what a client may not fill is refused, naming the field, and gets to no ticket', () => {
  const agreements: [string, Record<string, unknown>][] = [
    ['accept-resolution', { number: 1 }],
    ['accept-quotation', { number: 1 }],
    ['refuse-quotation', { number: 1 }],
    ['confirm', {}],
  ];
  test.each(agreements)('`agreement` of %s, in both languages', async (command, body) => {
    answering(found, null);
    const give = (language: string) =>
      call('client', `${one}/${command}`, { ...body, agreement: 'Me' }, { 'accept-language': language });
    const expected = { status: 422, body: { code: 'agreement-by-support-only' } };
    const [english, french] = [await give('en'), await give('fr')];
    expect([english, french]).toMatchObject([expected, expected]);
    for (const answer of [english, french]) expect(answer.body['detail']).toContain('`agreement`');
    expect(given).toEqual([]);
  });

  test('`happenedAt`', async () => {
    answering(found, null);
    const answer = await call('client', `${one}/confirm`, { happenedAt: '2026-11-23T08:00:00Z' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(answer.body['detail']).toContain('happenedAt');
    expect(given).toEqual([]);
  });

  test('`caller`, of what did not come by phone, and the phone itself', async () => {
    answering(found, null);
    const submission = { environment: 'prod', title: 'Title', description: 'Text', priority: 'P1' };
    const open = (more: object) => call('client', '/v1/tickets', { ...submission, ...more });
    const called = await open({ caller: { name: 'Claire' } });
    expect(called).toMatchObject({ status: 422, body: { code: 'caller-of-phone-only', clause: '§3' } });
    expect(called.body['detail']).toContain('`caller`');
    expect(await open({ channel: 'phone' })).toMatchObject({ status: 403, body: { code: 'phone-by-support-only' } });
    expect(given).toEqual([]);
  });

  test('`channel` of a message: what came by mail is told by who takes mails in', async () => {
    answering(found, null);
    const answer = await call('client', `${one}/message`, { message: 'Hello', channel: 'e-mail' });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field: 'channel' }] } });
    expect(given).toEqual([]);
  });
});

test('a refusal says in the answer which clause of the annex it stands on: §6 of what a contract decides', async () => {
  const into = 'T-0000000001';
  answering(found, null, () => Promise.resolve(refusal('merge-without-commitment', { into })));
  const answer = await call('support', `${one}/merge-into`, { reference: into, reason: 'The same' });
  expect(answer).toMatchObject({ status: 409, body: { code: 'merge-without-commitment', clause: '§6' } });
  expect(answer.body['detail']).toContain(into);
});
