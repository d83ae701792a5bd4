import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { json, reach } from '../../api/reaching';
import type { JsonSchema, Schemas } from './json-schema';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface DocumentedOperation {
  readonly operationId?: string;
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: JsonSchema }>> };
}

/** What an operation takes, as the API's document says it, with all that it refers to. */
export interface BodySchema {
  readonly schema: JsonSchema;
  readonly schemas: Schemas;
}

/** The schema of an operation's body; the document is asked for once. */
export function useBodySchema(operation: string): UseQueryResult<BodySchema> {
  return useQuery({
    queryKey: ['document'],
    queryFn: async () => json<Document>(await reach('v1/openapi.json')),
    staleTime: Number.POSITIVE_INFINITY,
    select: (document) => bodyOf(document, operation),
  });
}

/** @throws where the document has no such operation, or it takes no JSON */
function bodyOf({ paths, components: { schemas } }: Document, operation: string): BodySchema {
  const found = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operation);
  const schema = found?.requestBody?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`the document has no body for ${operation}`);
  return { schema, schemas };
}
