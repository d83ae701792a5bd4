import { historyOfIncident } from '../../domain/import/incident-history';
import { readIncidentLog } from '../../domain/import/incident-log';
import { ticketAnswer } from '../../domain/ticket/answer';
import { toInstant } from '../../domain/time/instant';
import { ticketOfIncident } from '../../simulation/commands';
import { generateLog } from '../../simulation/generate-log';
import { replayContract } from '../../simulation/replay-contract';
import { replayAdmission, replayTicket, spanOf } from '../../simulation/straight';
import { addIfAbsent } from '../../store/registers';
import { cadran } from './one-cadran';
import { until } from './running-cadran';

beforeAll(async () => {
  await addIfAbsent('clients', { code: 'replay', name: 'Replay', language: 'en', zone: 'Europe/Paris' });
  await addIfAbsent('contracts', replayContract);
  const environment = { client: 'replay', code: 'prod', product: 'wms', kind: 'production', version: '2026.4' };
  await addIfAbsent('environments', environment);
}, 60_000);

const log = readIncidentLog(generateLog({ seed: 11, incidents: 40 }), 'Europe/Paris');
const histories = log.incidents.map((one) => historyOfIncident(one, { client: 'replay', environment: 'prod' }));

interface Import {
  readonly id: string;
  readonly state: string;
  readonly tickets: Readonly<Record<string, number>>;
}
interface Line {
  readonly source: string;
  readonly line: number | null;
  readonly outcome: string;
  readonly reference: string | null;
  readonly status: string | null;
  readonly problems: readonly { readonly field: string; readonly code: string | null; readonly reason: string }[];
}

async function admin<Body>(method: string, address: string, body?: unknown): Promise<Body> {
  const answer = await cadran.call('admin', method, address, body);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.body as Body;
}

async function uploaded(...pages: readonly unknown[][]): Promise<string> {
  const { id } = await admin<Import>('POST', '/v1/imports', { source: 'old-desk' });
  for (const tickets of pages) await admin('POST', `/v1/imports/${id}/tickets`, { tickets });
  return id;
}

async function run(id: string, body: { dryRun?: boolean } = {}): Promise<Import['tickets']> {
  await admin('POST', `/v1/imports/${id}/run`, body);
  return await until(async () => {
    const { state, tickets } = await admin<Import>('GET', `/v1/imports/${id}`);
    return state === 'done' && tickets;
  });
}

async function report(id: string, query = 'limit=500'): Promise<Line[]> {
  return (await admin<{ items: Line[] }>('GET', `/v1/imports/${id}/tickets?${query}`)).items;
}

/** The events of each ticket of a report, once all that its view knows of is published. */
async function published(lines: readonly Line[]): Promise<unknown[][]> {
  const references = lines.flatMap(({ reference }) => reference ?? []);
  return await Promise.all(
    references.map((reference) =>
      until(async () => {
        const [{ body }, events] = [
          await cadran.call('support', 'GET', `/v1/tickets/${reference}`),
          await cadran.events(reference),
        ];
        return events.length === body['sequence'] && events;
      }),
    ),
  );
}

const none = { waiting: 0, imported: 0, importable: 0, alreadyThere: 0, refused: 0 };

test('a log becomes tickets with the clocks of its replay, once however often it is imported', async () => {
  const first = histories.find(({ entries }) => entries.length > 0);
  const acknowledge = first?.entries.find(({ type }) => type === 'acknowledge');
  const bad = [
    { ...first, reference: 'twice', line: 9001, entries: [acknowledge, acknowledge] },
    { ...first, reference: 'nobody', line: 9002, client: 'nobody' },
    { ...first, reference: 'wordless', line: 9003, title: '' },
  ];
  const id = await uploaded(histories.slice(0, 25), [...histories.slice(25), ...bad], histories.slice(0, 5));
  expect(await run(id, { dryRun: true })).toEqual({ ...none, importable: 40, refused: 3 });
  expect((await cadran.call('admin', 'GET', '/v1/tickets?client=replay')).body['items']).toEqual([]);

  expect(await run(id)).toEqual({ ...none, imported: 40, refused: 3 });
  const refused = await report(id, 'outcome=refused');
  expect(refused.map(({ line, source, problems }) => [line, source, problems[0]?.field, problems[0]?.code])).toEqual([
    [9001, 'twice', 'entries.1', 'wrong-status'],
    [9002, 'nobody', '', 'not-eligible'],
    [9003, 'wordless', 'title', null],
  ]);

  const lines = await report(id);
  const span = spanOf(log.incidents.map(ticketOfIncident));
  const nowMs = Date.now();
  for (const [index, incident] of log.incidents.entries()) {
    const line = lines.find(({ source }) => source === incident.number);
    const { body } = await until(async () => {
      const answer = await cadran.call('support', 'GET', `/v1/tickets/${line?.reference ?? ''}`);
      return answer.status === 200 && answer;
    });
    const { state } = replayTicket(ticketOfIncident(incident, index), replayAdmission(replayContract, span));
    const expected = ticketAnswer(state, nowMs, 0);
    expect(body).toMatchObject({
      status: expected.status,
      imported: { source: 'old-desk', reference: incident.number },
    });
    const stopped = expected.clocks.filter((clock) => clock.state === 'stopped');
    for (const { clock, countedMs, verdict } of stopped)
      expect(body['clocks']).toContainEqual(expect.objectContaining({ clock, countedMs, verdict }));
  }
  expect(new Set(lines.map(({ status }) => status)).size).toBeGreaterThan(2);

  const events = await published(lines);
  const again = await uploaded(histories);
  expect(await run(again)).toEqual({ ...none, alreadyThere: 40 });
  expect(await run(id)).toEqual({ ...none, imported: 40, refused: 3 });
  expect(await published(lines)).toEqual(events);
  for (const { reference } of lines) expect(reference === null ? [] : await cadran.mails(reference)).toEqual([]);
}, 60_000);

test('what was still open goes on: it breaches at its instant, is told, and takes commands', async () => {
  const openedMs = Date.now() - 2000;
  const by = { id: 'n1@support.example', role: 'support' };
  const at = toInstant(openedMs + 1000);
  const history = {
    ...{ reference: 'INC7', client: 'presse', environment: 'prod', title: 'Stock', description: 'Empty' },
    ...{ priority: 'P2', openedAt: toInstant(openedMs), openedBy: { id: 'paul', role: 'client' } },
    entries: [
      { type: 'acknowledge', at, by },
      { type: 'qualify', at, by, data: { category: 'provider-incident', priority: 'P2' } },
    ],
  };
  const id = await uploaded([history]);
  expect(await run(id)).toEqual({ ...none, imported: 1 });
  const reference = (await report(id))[0]?.reference ?? '';
  const events = await cadran.eventsWith(reference, 'breached');
  expect(events.find(({ type }) => type === 'breached')?.at).toBe(toInstant(openedMs + 15_000));
  const mails = await until(async () => {
    const found = await cadran.mails(reference);
    return found.some(({ subject }) => subject.includes('dépassé')) && found;
  });
  expect(mails.every(({ subject }) => subject.includes('GTR'))).toBe(true);
  const resolved = { kind: 'fix', answer: 'Done' };
  expect(await cadran.command('support', reference, 'resolve', resolved)).toMatchObject({ status: 'resolved' });
  await cadran.replay(reference);
}, 60_000);

test('a ticket that was closed before takes no command, and says why its clocks stand where they stand', async () => {
  const id = await uploaded(histories);
  await run(id);
  const reference = (await report(id)).find(({ status }) => status === 'closed')?.reference ?? '';
  const late = await cadran.call('support', 'POST', `/v1/tickets/${reference}/note`, { note: 'Too late' });
  expect(late).toMatchObject({ status: 409, body: { code: 'wrong-status' } });
  const bytes = new TextEncoder().encode('Too late as well');
  const address = `/v1/tickets/${reference}/attachments?name=late.log`;
  const file = await cadran.callWith('support', 'POST', address, bytes, { 'content-type': 'application/octet-stream' });
  expect(file).toMatchObject({ status: 409, body: { code: 'wrong-status' } });
  expect((await cadran.call('support', 'GET', `/v1/tickets/${reference}/explanation`)).status).toBe(200);
});
