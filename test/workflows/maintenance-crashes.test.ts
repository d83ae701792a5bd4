import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';
import { createDeployerActivities } from '../../activities/deployer/deployer';
import { createMailDelivery } from '../../activities/mail/delivery';
import { createMaintenanceActivities } from '../../activities/maintenance/maintenance';
import { MaintenanceClient } from '../../clients/maintenance';
import { maintenanceReferenceOf } from '../../clients/ticket-reference';
import type { MaintenanceEvent } from '../../domain/maintenance/events';
import { toInstant } from '../../domain/time/instant';
import { ticketQueue } from '../../workflows/messages';
import { AnsweringDeployer, secret } from '../activities/answering-deployer';
import { TakenMails } from '../activities/taken-mails';
import { day, openingOf, promotion, spanFrom } from '../domain/maintenance/told-maintenance';
import { sampleContract } from '../sample-contract';
import { dyingActivities } from './lost-answers';
import { admittingActivities, startSkippedTime, workflowCode } from './skipped-time';

let env: TestWorkflowEnvironment;
let code: string;
beforeAll(async () => {
  [env, code] = [await startSkippedTime(), await workflowCode()];
}, 60_000);
afterAll(() => env.teardown());

/** What was published, by number: the same again is the same. */
const published = new Map<number, MaintenanceEvent>();

test('a worker that dies at every event, before and after what each activity does: each notice once in the sink, the deployer asked once', async () => {
  const [mails, deployer] = [await TakenMails.listen(), await AnsweringDeployer.listen()];
  deployer.health.body = '{"ok":true,"version":"2026.5"}';
  const { smtpUrl, lookupUrl } = mails;
  const delivery = createMailDelivery({ smtpUrl, lookupUrl, from: 'Cadran <support@cadran.example>' });
  const activities = {
    ...admittingActivities(sampleContract(), day),
    ...dyingActivities({
      ...createMaintenanceActivities({
        delivery,
        from: 'Cadran <support@cadran.example>',
        beginPromotion: () => Promise.resolve({ go: true, detail: '' }),
      }),
      ...createDeployerActivities({
        secret,
        allowPrivate: true,
        callMs: 500,
        pauseMs: { first: 5, longest: 20 },
        findEnvironment: (_client, environment) =>
          Promise.resolve({
            ...{ code: environment, deployer: { url: deployer.url }, healthCheck: `${deployer.url}/health` },
          }),
      }),
      publishMaintenance: ({ events }: { events: { sequence: number; event: MaintenanceEvent }[] }) => {
        for (const { sequence, event } of events) {
          expect(published.get(sequence) ?? event).toEqual(event);
          published.set(sequence, event);
        }
        return Promise.resolve();
      },
    }),
  };
  const worker = await Worker.create({
    connection: env.nativeConnection,
    taskQueue: ticketQueue,
    workflowBundle: { code },
    activities,
    maxCachedWorkflows: 0,
  });
  await worker.runUntil(async () => {
    const nowMs = await env.currentTimeMs();
    const reference = maintenanceReferenceOf('dying');
    const window = spanFrom(Math.ceil(nowMs / day) * day + 9 * day);
    await new MaintenanceClient(env.client).open(
      openingOf({ reference, window, openedAt: toInstant(nowMs), work: promotion }),
    );
    const result: unknown = await env.client.workflow.getHandle(`maintenance:${reference}`).result();
    expect(result).toMatchObject({ status: 'operational', outcome: { outcome: 'done' } });
    expect(mails.mails.map(({ messageId }) => messageId?.split('.')[2])).toEqual([
      ...['planned', 'reminder', 'started', 'operational'],
    ]);
    const operations = deployer.done;
    expect(new Set(operations).size).toBe(3);
    expect(operations.map((id) => [id, deployer.asked(id)])).toEqual(operations.map((id) => [id, 1]));
    const types = [...published.values()].map(({ type }) => type);
    expect(types.filter((type) => type === 'started' || type === 'operational')).toHaveLength(2);
    expect([...published.keys()].sort((a, b) => a - b)).toEqual(types.map((_type, index) => index + 1));
  });
  delivery.close();
  await Promise.all([mails.close(), deployer.close()]);
}, 60_000);
