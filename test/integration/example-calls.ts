import { setTimeout as sleep } from 'node:timers/promises';
import { earlierTicket, type Example, type Operation } from '../../api/operation';
import { declaredOperations } from '../api/declared-operations';
import { until, type Answer, type RunningCadran } from './running-cadran';

/** An example of the document as a request that can be sent. */
export interface ExampleCall {
  readonly as: string;
  readonly method: string;
  readonly address: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>> | undefined;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

const operations = new Map(declaredOperations().map((declared) => [declared.id, declared]));

export function operationOf(id: string): Operation {
  const found = operations.get(id);
  if (!found) throw new Error(`there is no operation ${id}`);
  return found;
}

/** Does what an example needs done before, and fills its address in: with a new ticket, or with the id of what was made. */
export async function prepared(cadran: RunningCadran, declared: Operation, example: Example): Promise<ExampleCall> {
  const params: Record<string, string> = { ...example.params };
  const earlier = JSON.stringify(example.body ?? {}).includes(earlierTicket)
    ? await cadran.open('dupont', 'P2')
    : undefined;
  if (declared.path.includes('{reference}'))
    params['reference'] ??=
      declared.id === 'acknowledgeEscalation' ? await escalated(cadran) : await cadran.open('dupont', 'P2');
  if (declared.path.includes('{maintenance}')) params['maintenance'] ??= await scheduled(cadran);
  for (const given of example.given ?? []) {
    const [id = '', number = '1'] = given.split('#');
    const before = operationOf(id);
    const first = before.examples[Number(number) - 1];
    if (!first) throw new Error(`${id} has no example`);
    const answer = await send(cadran, callOf(before, first, { ...first.params, ...params }));
    const { token, feed, id: own = token?.id ?? feed?.id } = answer.body as Made;
    if (own !== undefined) params['id'] ??= own;
  }
  if (declared.path.includes('/v1/upgrades/{client}')) await upgraded(cadran, params);
  const call = callOf(declared, example, params);
  return earlier === undefined ? call : { ...call, body: { ...(call.body as object), reference: earlier } };
}

/** An upgrade whose rollout has reached its client. */
async function upgraded(cadran: RunningCadran, params: Readonly<Record<string, string>>): Promise<void> {
  const address = addressOf('/v1/upgrades/{client}/{product}/{version}', params);
  await until(async () => {
    const { status, body } = await cadran.call('support', 'GET', address);
    const { test, testWindow } = body as { test?: { state: string }; testWindow?: object | null };
    return status === 200 && (test?.state === 'by-hand' || Boolean(testWindow));
  });
}

/** Where an answer tells the id of what was made. */
interface Made {
  readonly id?: string;
  readonly token?: { readonly id: string };
  readonly feed?: { readonly id: string };
}

let announced = 0;

/** A maintenance that was announced, each on a day of its own: two at once of one environment are refused. */
async function scheduled(cadran: RunningCadran): Promise<string> {
  const declared = operationOf('scheduleMaintenance');
  const [first] = declared.examples;
  if (!first) throw new Error('scheduleMaintenance has no example');
  announced += 1;
  const at = (hour: number): string => new Date(Date.UTC(2029, 0, announced, hour)).toISOString();
  const agreed = { startsAt: at(5), endsAt: at(7), agreement: 'A call' };
  const call = callOf(declared, { ...first, body: { ...(first.body as object), ...agreed } }, {});
  const { body, text } = await send(cadran, call);
  if (typeof body['reference'] !== 'string') throw new Error(text);
  return body['reference'];
}

/** A ticket both of whose clocks have announced something, which takes seconds. */
async function escalated(cadran: RunningCadran): Promise<string> {
  const reference = await cadran.open('presse', 'P1');
  await until(async () => {
    const warned = (await cadran.events(reference)).filter(({ type }) => type === 'warned');
    return new Set(warned.map(({ data }) => data['clock'])).size === 2;
  });
  return reference;
}

function callOf(declared: Operation, example: Example, params: Readonly<Record<string, string>>): ExampleCall {
  return {
    as: example.as,
    method: declared.method.toUpperCase(),
    address: addressOf(declared.path, params, example.query),
    params,
    query: example.query,
    headers: { ...example.headers },
    body: declared.body ? example.body : undefined,
  };
}

export function addressOf(
  template: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${template}: nothing tells ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(query).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** How often a call is sent where the answer is 503, and after how long again, ms. */
const attempts = 10;
const againAfterMs = 1000;

/**
 * Sends it, as the example's own caller unless told. A machine with much to do may answer 503: it is sent again, as that answer asks for.
 */
export async function send(cadran: RunningCadran, call: ExampleCall, as = call.as): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await cadran.call(as, call.method, call.address, call.body, call.headers);
    if (answer.status !== 503 || attempt === attempts) return answer;
    await sleep(againAfterMs);
  }
}
