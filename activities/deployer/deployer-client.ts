import type { z } from 'zod';
import {
  healthSchema,
  operationStateSchema,
  type DeployerOperation,
  type HealthAnswer,
  type OperationState,
} from '../../domain/deployer/operation';
import { callOutside, signedHeaders } from '../webhook/outside-call';
import { PrivateAddress } from '../webhook/public-address';

export interface DeployerOptions {
  /** Signs what deployers are asked; without one none is asked. */
  readonly secret: string | undefined;
  /** Whether deployers and environments may be of this machine and its network. */
  readonly allowPrivate: boolean;
  /** For one call, ms. */
  readonly callMs?: number;
}

/** What a deployer says of an operation; `unknown`: nobody ever asked it for that one. */
export type DeployerAnswer =
  OperationState | { readonly state: 'unknown' } | { readonly state: 'refused'; readonly reason: string };

/** Of an answer, more would be none of a deployer's. */
const answerBytes = 64 * 1024;
/** Refusals that say "later". */
const triedAgain = [408, 425, 429];

/** Calls deployers and health checks, each call once. Throws while there is no answer, or none that can be read. */
export class DeployerClient {
  constructor(private readonly options: DeployerOptions) {}

  /** Asks for an operation. A deployer does one of an id once: asked again, it answers how that one stands. */
  async ask(deployer: string, operation: DeployerOperation, signal?: AbortSignal): Promise<DeployerAnswer> {
    const body = JSON.stringify(operation);
    const headers = { ...this.signed(body), 'idempotency-key': operation.id };
    return answerOf(await this.call('POST', operationsOf(deployer), headers, signal, body), operation.id);
  }

  /** Asks how an operation stands; its id is what is signed. */
  async about(deployer: string, id: string, signal?: AbortSignal): Promise<DeployerAnswer> {
    const called = await this.call('GET', operationsOf(deployer, id), this.signed(id), signal);
    return called.status === 404 ? { state: 'unknown' } : answerOf(called, id);
  }

  /** Asks an environment whether it works. Not signed: monitoring asks the same. */
  async health(address: string, signal?: AbortSignal): Promise<HealthAnswer> {
    const { status, text } = await this.call('GET', address, { 'user-agent': 'Cadran' }, signal);
    if (status !== 200 && status !== 503) throw new Error(`the health check answered ${status}`);
    const health = read(healthSchema, text);
    return { ...health, ok: health.ok && status === 200 };
  }

  private signed(content: string): Record<string, string> {
    const { secret } = this.options;
    if (secret === undefined) throw new PrivateAddress('DEPLOYER_SECRET is not set: nothing is asked unsigned');
    return signedHeaders(secret, content, Date.now());
  }

  private async call(
    method: 'GET' | 'POST',
    address: string,
    headers: Readonly<Record<string, string>>,
    signal?: AbortSignal,
    body?: string,
  ): Promise<{ status: number; text: string }> {
    const { allowPrivate, callMs = 10_000 } = this.options;
    const call = { method, address, headers, body, allowPrivate, callMs, answerBytes, signal };
    return await callOutside(call);
  }
}

/** An address may end with a query, which stays. */
function operationsOf(deployer: string, id?: string): string {
  const address = new URL(deployer);
  address.pathname = `${address.pathname.replace(/\/+$/, '')}/operations${id === undefined ? '' : `/${id}`}`;
  return address.href;
}

function answerOf({ status, text }: { status: number; text: string }, id: string): DeployerAnswer {
  if (status >= 300 && status < 500 && !triedAgain.includes(status))
    return { state: 'refused', reason: `HTTP ${status} ${text.slice(0, 300)}`.trim() };
  if (status < 200 || status >= 300) throw new Error(`the deployer answered ${status}`);
  const state = read(operationStateSchema, text);
  if (state.id !== id) throw new Error(`the deployer answers about ${state.id}`);
  return state;
}

function read<Schema extends z.ZodType>(schema: Schema, text: string): z.infer<Schema> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error('its answer is no JSON');
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Error(`its answer cannot be read: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`);
}
