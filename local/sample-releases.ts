import { setTimeout as pause } from 'node:timers/promises';
import type { Call } from './sample-tickets-making';

type Answer = Awaited<ReturnType<Call>>;

const version = '/wms/2026.4';
/** What is answered to something that was done already, or can't be done any more. */
const passedOver = 409;
const dayMs = 24 * 3600 * 1000;
/** So often it is asked whether the clients have been told, a second apart: the deployer installs in their test environments first. */
const asksAtMost = 60;

/**
 * A published version with what two clients make of it, and a planned maintenance of a third: one has reported an incident, another has
 * signed a refusal. Repeating it changes nothing. @throws what the API refuses
 */
export async function makeSampleReleases(call: Call, nowMs: number): Promise<void> {
  const good = async (...asked: Parameters<Call>): Promise<Answer> => {
    const answer = await call(...asked);
    if (answer.status < 300 || answer.status === passedOver) return answer;
    throw new Error(`${asked[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  await good('release-manager', '/v1/rollouts', { product: 'wms', version: '2026.4' }, 'sample-rollout');
  for (const client of ['dupont', 'harbour'] as const) await untilTold(call, client);

  const title = 'Since 2026.4 labels are printed twice';
  const submission = { environment: 'test', title, description: 'Seen in our test environment.', priority: 'P3' };
  const { body: ticket } = await good('dupont', '/v1/tickets', submission, 'sample-veto');
  const report = { ticket: String(ticket['reference']) };
  await good('dupont', `/v1/upgrades/dupont${version}/report-incident`, report, 'sample-report');

  const { body: shown } = await good('harbour', `/v1/upgrades/harbour${version}/waiver?language=en`, null, null);
  const signature = { signedBy: 'Oliver Harbour', digest: shown['digest'], language: 'en' };
  await good('harbour', `/v1/upgrades/harbour${version}/refuse`, signature, 'sample-refusal');

  const { body: calendar } = await good('release-manager', '/v1/clients/atlas/windows', null, null);
  const windows = calendar['windows'] as { readonly start: string; readonly noticeBy: string }[];
  const startsAt = windows.find(({ noticeBy }) => Date.parse(noticeBy) > nowMs + dayMs)?.start;
  if (startsAt === undefined) return;
  const why = { fr: 'Mise à jour de la base de données', en: 'Update of the database' };
  const planned = { client: 'atlas', environments: ['prod'], startsAt, expectedDowntimeMinutes: 45, why };
  await good('release-manager', '/v1/maintenances', planned, 'sample-maintenance');
}

async function untilTold(call: Call, client: 'dupont' | 'harbour'): Promise<void> {
  for (let asked = 0; asked < asksAtMost; asked += 1) {
    const { body } = await call(client, `/v1/upgrades/${client}${version}`, null, null);
    if (body['testWindow'] !== null && body['testWindow'] !== undefined) return;
    await pause(1000);
  }
  throw new Error(`${client} has not been told of ${version}`);
}
