import { existsSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { isGrpcServiceError, type WorkflowService } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { temporal } from '@temporalio/proto';

/**
 * Temporal's own variables and profiles say where it is, so that a cluster or Temporal Cloud needs no code.
 * @throws where a file or a profile that they name is not there, or a certificate or its key is none
 */
export function temporalConnection(
  environment: NodeJS.ProcessEnv = process.env,
): ReturnType<typeof loadClientConnectConfig> & { namespace: string } {
  const file = environment['TEMPORAL_CONFIG_FILE'];
  // The library takes a missing file for an empty one, and the server for one of this machine.
  if (file && !existsSync(file)) throw new Error(`TEMPORAL_CONFIG_FILE: there is no file ${file}`);
  const config = loadClientConnectConfig({ overrideEnvVars: definedIn(environment) });
  checkCertificates(config.connectionOptions);
  return { ...config, namespace: config.namespace ?? 'default' };
}

/** Told as the mistake that it is: to who connects with it, it would look like a server that is away. */
function checkCertificates({ tls }: ReturnType<typeof loadClientConnectConfig>['connectionOptions']): void {
  if (typeof tls !== 'object' || tls === null) return;
  const { clientCertPair, serverRootCACertificate } = tls;
  const text = (part: Uint8Array | undefined): string | undefined => part && Buffer.from(part).toString('utf8');
  try {
    createSecureContext({
      ca: text(serverRootCACertificate),
      cert: text(clientCertPair?.crt),
      key: text(clientCertPair?.key),
    });
  } catch (error) {
    throw new Error(`TEMPORAL_TLS_*: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function definedIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

const deadlineExceeded = 4;

/** Why Temporal did not answer, for people; the library's words for a server that is away tell of neither. */
export function whyTemporalIsAway(error: unknown): string {
  if (!isGrpcServiceError(error)) return error instanceof Error ? error.message : String(error);
  const code: number = error.code;
  return code === deadlineExceeded ? 'it does not answer: refused, out of reach or overloaded' : error.details;
}

/** A worker that asks a task queue for work, and when it last did, epoch ms. */
export interface Poller {
  readonly identity: string;
  readonly atMs: number;
}

/** A poll without work lasts a minute, so who has not come back after this is gone; the server tells of pollers for 5 minutes. */
const goneAfterMs = 75_000;

/** The kinds of tasks of a queue, by the server's number for each. */
const kinds = {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the package of the enum is here for its types alone
  workflow: 1 as temporal.api.enums.v1.TaskQueueType,
  // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- the same
  activity: 2 as temporal.api.enums.v1.TaskQueueType,
} as const;
export type QueuePollers = Readonly<Record<keyof typeof kinds, readonly Poller[]>>;

/** Both kinds of connection of the SDK. */
interface AnyConnection {
  readonly workflowService: Pick<WorkflowService, 'describeTaskQueue'>;
  withDeadline<Answer>(deadline: number | Date, ask: () => Promise<Answer>): Promise<Answer>;
}

/** Who polls a task queue just now for workflow tasks and for activities. Throws when Temporal does not answer within `patienceMs`. */
export async function pollersOf(
  connection: AnyConnection,
  { namespace, queue, nowMs, patienceMs }: { namespace: string; queue: string; nowMs: number; patienceMs: number },
): Promise<QueuePollers> {
  const of = async (taskQueueType: temporal.api.enums.v1.TaskQueueType): Promise<Poller[]> => {
    const { pollers } = await connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: queue },
      taskQueueType,
    });
    return pollers
      .map(({ identity, lastAccessTime }) => ({
        identity: identity ?? '',
        atMs: Number(lastAccessTime?.seconds ?? 0) * 1000 + Math.floor((lastAccessTime?.nanos ?? 0) / 1e6),
      }))
      .filter(({ atMs }) => atMs > nowMs - goneAfterMs);
  };
  return await connection.withDeadline(nowMs + patienceMs, async () => {
    const [workflow, activity] = await Promise.all([of(kinds.workflow), of(kinds.activity)]);
    return { workflow, activity };
  });
}
