import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  deployerOperationSchema,
  operationKinds,
  operationStateSchema,
  type DeployerOperation,
  type OperationState,
} from '../domain/deployer/operation';
import { codeSchema } from '../domain/registers/registers';
import { writeWhole, type SampleServices } from './sample-services';

/**
 * What is to go wrong next in an environment: an operation fails, its answer is lost, or what a deployment installs does not
 * work (`broken-release`).
 */
export const failureSchema = z.strictObject({
  client: codeSchema,
  environment: codeSchema,
  what: z.enum([...operationKinds, 'lost-answer', 'broken-release']),
  /** How many times. */
  times: z.int().min(1).max(1000).default(1),
});
export type Failure = z.infer<typeof failureSchema>;

const keptSchema = z.object({
  operation: deployerOperationSchema,
  state: operationStateSchema.shape.state,
  reason: z.string().nullable(),
});
type Kept = z.infer<typeof keptSchema>;

/**
 * The operations of the reference deployer, each kept in a file before it is answered: one that was under way when the deployer
 * died is done after it has started again, and what was done once is answered from its file.
 */
export class DeployerOperations {
  private readonly kept = new Map<string, Kept>();
  private readonly failures = new Map<string, number>();
  /** How often each was asked for, since the start. */
  readonly asked = new Map<string, number>();

  /** @param workMs how long an operation takes */
  constructor(
    private readonly folder: string,
    private readonly services: SampleServices,
    private readonly workMs: number,
  ) {
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
      const kept = keptSchema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      this.kept.set(kept.operation.id, kept);
      if (kept.state === 'running') this.begin(kept.operation);
    }
  }

  /** Does an operation of an id once. `conflict`: the id was used for another one. */
  ask(operation: DeployerOperation): { state: OperationState; isNew: boolean; conflict?: boolean } {
    const { id } = operation;
    this.asked.set(id, (this.asked.get(id) ?? 0) + 1);
    const before = this.kept.get(id);
    if (before) {
      const conflict = JSON.stringify(before.operation) !== JSON.stringify(operation);
      return { state: stateOf(before), isNew: false, ...(conflict ? { conflict } : {}) };
    }
    const kept: Kept = { operation, state: 'running', reason: null };
    this.keep(kept);
    this.begin(operation);
    return { state: stateOf(kept), isNew: true };
  }

  about(id: string): OperationState | undefined {
    const kept = this.kept.get(id);
    return kept && stateOf(kept);
  }

  /** Newest last. */
  list(): (Kept & { asked: number })[] {
    return [...this.kept.values()].map((kept) => ({ ...kept, asked: this.asked.get(kept.operation.id) ?? 0 }));
  }

  wish({ client, environment, what, times }: Failure): void {
    this.failures.set(`${client}/${environment} ${what}`, times);
  }

  /** Whether that is to go wrong now; it then goes wrong once less. */
  goesWrong(client: string, environment: string, what: Failure['what']): boolean {
    const key = `${client}/${environment} ${what}`;
    const left = this.failures.get(key) ?? 0;
    if (left > 0) this.failures.set(key, left - 1);
    return left > 0;
  }

  private begin(operation: DeployerOperation): void {
    setTimeout(() => this.end(operation), this.workMs).unref();
  }

  private end(operation: DeployerOperation): void {
    const { client, environment, kind } = operation;
    if (this.goesWrong(client, environment, kind)) {
      this.keep({ operation, state: 'failed', reason: 'somebody asked for this failure' });
      return;
    }
    if (operation.kind === 'deploy' || operation.kind === 'roll-back') {
      const broken = operation.kind === 'deploy' && this.goesWrong(client, environment, 'broken-release');
      this.services.install(client, environment, operation.version, broken);
    } else if (operation.kind === 'enter-maintenance')
      this.services.close(client, environment, { ...operation.reason, until: operation.until });
    else this.services.close(client, environment, null);
    this.keep({ operation, state: 'done', reason: null });
  }

  private keep(kept: Kept): void {
    this.kept.set(kept.operation.id, kept);
    const name = createHash('sha256').update(kept.operation.id).digest('hex');
    writeWhole(join(this.folder, `${name}.json`), JSON.stringify(kept));
  }
}

function stateOf({ operation: { id }, state, reason }: Kept): OperationState {
  return { id, state, reason };
}
