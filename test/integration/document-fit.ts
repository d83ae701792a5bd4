import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../api/openapi';
import { ofTheFile } from '../../api/operation';
import { declaredOperations } from '../api/declared-operations';

interface Declared {
  readonly method: string;
  readonly template: string;
  readonly path: RegExp;
}

const operations: readonly Declared[] = declaredOperations().map(({ method, path }) => ({
  method,
  template: path,
  path: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}));

const document = openApiDocument(declaredOperations(), '/');
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(document, 'cadran');

const compiled = new Map<string, ValidateFunction>();

function validator(pointer: string): ValidateFunction {
  const known = compiled.get(pointer) ?? ajv.compile({ $ref: `cadran#${pointer}` });
  compiled.set(pointer, known);
  return known;
}

/** The part of the document at those names, `undefined` where it has none. */
function at(names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (part, name) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[name] : undefined),
    document,
  );
}

const pointerOf = (names: readonly string[]): string =>
  names.map((name) => `/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** What the document does not declare of an answer; `undefined` where all is as declared. */
export function misfit(
  method: string,
  path: string,
  { status, headers }: { readonly status: number; readonly headers: Headers },
  text: string,
): string | undefined {
  if (!path.startsWith('/v1/') || method === 'HEAD') return undefined;
  const declared = operations.find((one) => one.method === method.toLowerCase() && one.path.test(path));
  const mediaType = headers.get('content-type')?.split(';')[0] ?? '';
  if (!headers.get('x-request-id')) return 'there is no request id';
  if (!declared) {
    if (status < 400) return undefined;
    return faultsOf(pointerOf(['components', 'schemas', 'Problem']), mediaType, 'application/problem+json', text);
  }
  const answer = ['paths', declared.template, declared.method, 'responses', String(status)];
  if (at(answer) === undefined) return `${status} is not declared: ${text.slice(0, 500)}`;
  const content = at([...answer, 'content']);
  if (content === undefined) return text === '' ? undefined : `${status} has no body, and got one`;
  const [wanted = ''] = Object.keys(content as object);
  return faultsOf(pointerOf([...answer, 'content', wanted, 'schema']), mediaType, wanted, text);
}

function faultsOf(pointer: string, mediaType: string, wanted: string, text: string): string | undefined {
  // A file is of the type that it is.
  if (wanted === ofTheFile) return mediaType === '' ? 'a file without a type' : undefined;
  if (mediaType !== wanted) return `${mediaType} instead of ${wanted}: ${text.slice(0, 500)}`;
  const validate = validator(pointer);
  if (validate(wanted.endsWith('json') ? JSON.parse(text) : text)) return undefined;
  return `${ajv.errorsText(validate.errors)} in ${text.slice(0, 1000)}`;
}
