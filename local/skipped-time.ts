import { TestWorkflowEnvironment } from '@temporalio/testing';
import { searchAttributes } from '../workflows/attributes';
import { timeSkippingServerPath } from './find-servers.cjs';

/** Temporal's own numbers of the types of search attributes. */
const indexedTypes = { KEYWORD: 2, DATETIME: 6 };
const mostAttempts = 4;

/**
 * A Temporal server whose time is skipped while nothing happens, with Cadran's search attributes.
 * @throws where no such server is installed, or none can be started
 */
export async function startSkippedTime(): Promise<TestWorkflowEnvironment> {
  const environment = await started();
  const types = Object.values(searchAttributes).map(({ name, type }) => [
    name,
    type === 'DATETIME' ? indexedTypes.DATETIME : indexedTypes.KEYWORD,
  ]);
  await environment.connection.operatorService.addSearchAttributes({
    namespace: environment.namespace ?? 'default',
    searchAttributes: Object.fromEntries(types) as Record<string, number>,
  });
  return environment;
}

/** It is given 5 s to start, which a machine that does other work may not manage the first time. */
async function started(): Promise<TestWorkflowEnvironment> {
  const executable = { type: 'existing-path', path: timeSkippingServerPath() } as const;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } });
    } catch (error) {
      if (attempt === mostAttempts) throw error;
    }
  }
}
