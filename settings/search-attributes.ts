import type { OperatorService, WorkflowService } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';

/** A search attribute to register, by the names that Temporal's own command line uses. */
export interface SearchAttribute {
  readonly name: string;
  readonly type: keyof typeof attributeTypes;
}

/** Values of `temporal.api.enums.v1.IndexedValueType`. */
const attributeTypes = { Text: 1, Keyword: 2, Int: 3, Double: 4, Bool: 5, Datetime: 6, KeywordList: 7 } as const;

/**
 * Registers the attributes that the namespace doesn't know yet, and answers them. An attribute that is not registered would
 * stick every workflow that sets it.
 * @throws where one is registered with another type, or the server lets nobody register (Temporal Cloud)
 */
export async function registerSearchAttributes(
  {
    operatorService,
  }: { readonly operatorService: Pick<OperatorService, 'listSearchAttributes' | 'addSearchAttributes'> },
  namespace: string,
  wanted: readonly SearchAttribute[],
): Promise<readonly SearchAttribute[]> {
  if (wanted.length === 0) return [];
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const others = wanted.filter(({ name, type }) => {
    const registered: number | undefined = customAttributes[name];
    return registered !== undefined && registered !== attributeTypes[type];
  });
  if (others.length > 0)
    throw new Error(
      `registered with another type: ${others.map(({ name, type }) => `${name}, which has to be a ${type}`).join('; ')}`,
    );
  const missing = wanted.filter(({ name }) => customAttributes[name] === undefined);
  if (missing.length === 0) return [];
  const searchAttributes = Object.fromEntries(missing.map(({ name, type }) => [name, attributeTypes[type]]));
  await operatorService.addSearchAttributes({ namespace, searchAttributes });
  return missing;
}

/** A condition on an attribute that only one of its type fits. */
const condition = (name: string, type: SearchAttribute['type']): string =>
  ({
    Text: `${name} = 'x'`,
    Keyword: `${name} = 'x'`,
    KeywordList: `${name} = 'x'`,
    Int: `${name} = 1`,
    Double: `${name} = 1.5`,
    Bool: `${name} = true`,
    Datetime: `${name} = '2000-01-01T00:00:00Z'`,
  })[type];

const invalidArgument = 3;

/**
 * Why the attributes cannot be used in a namespace, in the server's words; `undefined` when they can. It is asked by a question
 * that has no answers: what is registered is told to operators alone, and at Temporal Cloud to nobody.
 * @throws where the server does not tell
 */
export async function whyNotSearchable(
  { workflowService }: { readonly workflowService: Pick<WorkflowService, 'countWorkflowExecutions'> },
  namespace: string,
  wanted: readonly SearchAttribute[],
): Promise<string | undefined> {
  const query = wanted.map(({ name, type }) => condition(name, type)).join(' AND ');
  try {
    await workflowService.countWorkflowExecutions({ namespace, query });
    return undefined;
  } catch (error) {
    const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
    if (isGrpcServiceError(error) && code === invalidArgument) return error.details;
    throw error;
  }
}
