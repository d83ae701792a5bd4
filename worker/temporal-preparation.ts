import { setTimeout as sleep } from 'node:timers/promises';
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { registerSearchAttributes, whyNotSearchable } from '../settings/search-attributes';
import { registeredAttributes } from '../workflows/attributes';

const notFound = 5;
/** What a server answers that lets nobody, or not this caller, do an operator's work. */
const refusals = [7, 12, 16];
/** How long a server may take to know everywhere what it was told, and how often it is asked, ms. */
const knownWithinMs = 30_000;
const askedEveryMs = 500;
const questionMs = 10_000;

export interface Preparation {
  readonly namespace: string;
  /** Changes nothing. */
  readonly check: boolean;
  /** Of a namespace that is made. */
  readonly retentionDays: number;
}

export interface Prepared {
  /** For people: what is there, what was made, what is missing. */
  readonly lines: readonly string[];
  readonly done: boolean;
}

/** Makes the namespace where it is missing and registers the search attributes, or tells what has to be done by hand. */
export async function setUpTemporal(connection: Connection, plan: Preparation): Promise<Prepared> {
  const steps = [namespaceStep, attributesStep];
  const lines: string[] = [];
  for (const step of steps) {
    const { line, done } = await step(connection, plan);
    lines.push(line);
    if (!done) return { lines, done };
  }
  return { lines, done: true };
}

interface Step {
  readonly line: string;
  readonly done: boolean;
}

async function namespaceStep(connection: Connection, { namespace, check, retentionDays }: Preparation): Promise<Step> {
  const before = await retentionOf(connection, namespace);
  if (before !== undefined)
    return { line: `namespace ${namespace}: there, keeps closed tickets for ${before}`, done: true };
  if (check) return { line: `namespace ${namespace}: missing`, done: false };
  try {
    await asked(connection, () =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(retentionDays * 86_400_000),
      }),
    );
  } catch (error) {
    if (!isRefused(error)) throw error;
    return {
      line: `namespace ${namespace}: missing, and this server lets no one make it so: ${error.details}`,
      done: false,
    };
  }
  const after = await until(() => retentionOf(connection, namespace));
  return after === undefined
    ? { line: `namespace ${namespace}: made, but not known yet: run this again`, done: false }
    : { line: `namespace ${namespace}: made, keeps closed tickets for ${after}`, done: true };
}

async function attributesStep(connection: Connection, { namespace, check }: Preparation): Promise<Step> {
  const wanted = registeredAttributes;
  const names = wanted.map(({ name }) => name).join(', ');
  const unknown = async (): Promise<string> =>
    (await asked(connection, () => whyNotSearchable(connection, namespace, wanted))) ?? '';
  const before = await until(unknown);
  if (before === '') return { line: `search attributes ${names}: there`, done: true };
  if (check) return { line: `search attributes: ${before ?? 'not told'}`, done: false };
  try {
    // Answers before they can be used everywhere; and again where an earlier run made some of them.
    await until(async () => {
      await asked(connection, () => registerSearchAttributes(connection, namespace, wanted));
      return true;
    });
  } catch (error) {
    if (!isRefused(error)) throw error;
    const given = wanted.map(({ name, type }) => `--search-attribute "${name}=${type}"`).join(' ');
    const command = `tcld namespace search-attributes add --namespace ${namespace} ${given}`;
    return {
      line: `search attributes: missing (${before ?? 'not told'}). At Temporal Cloud they are made by:\n  ${command}`,
      done: false,
    };
  }
  const usable = await until(async () => (await unknown()) === '' || undefined);
  return usable
    ? { line: `search attributes ${names}: registered`, done: true }
    : { line: `search attributes ${names}: registered, but not usable yet: run this again`, done: false };
}

/** How long a namespace keeps what is closed, for people; `undefined` where there is no such namespace. */
async function retentionOf(connection: Connection, namespace: string): Promise<string | undefined> {
  try {
    const { config } = await asked(connection, () => connection.workflowService.describeNamespace({ namespace }));
    const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    return `${Math.round(seconds / 8640) / 10} days`;
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (code !== notFound) throw error;
    return undefined;
  }
}

function asked<Answer>(connection: Connection, ask: () => Promise<Answer>): Promise<Answer> {
  return connection.withDeadline(Date.now() + questionMs, ask);
}

/** Asks again until there is an answer, or the time is over. A namespace that is new may not be known to all of a server yet. */
async function until<Answer>(ask: () => Promise<Answer | undefined>): Promise<Answer | undefined> {
  const endsMs = Date.now() + knownWithinMs;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined || Date.now() > endsMs) return answer;
    } catch (error) {
      if (isRefused(error) || !isGrpcServiceError(error) || Date.now() > endsMs) throw error;
    }
    await sleep(askedEveryMs);
  }
}

function isRefused(error: unknown): error is Error & { readonly details: string } {
  if (!isGrpcServiceError(error)) return false;
  const code: number = error.code;
  return refusals.includes(code);
}
