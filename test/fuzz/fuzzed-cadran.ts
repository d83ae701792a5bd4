import path from 'node:path';
import { actions, scopeOf } from '../../api/authorization';
import type { Role } from '../../domain/registers/registers';
import { addSampleData, ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import { sampleUsers } from '../../local/sample-users';
import { startStack } from '../../local/stack';
import { untilAnswer } from '../../local/waiting';
import { registeredAttributes } from '../../workflows/attributes';

export interface FuzzedCadran {
  readonly address: string;
  /** A token of each role, by its name. */
  readonly tokens: readonly (readonly [role: Role, token: string])[];
  stop(): Promise<void>;
}

/** How long it may take until all of its parts have found one another. */
const readyMs = 60_000;

/** A whole Cadran on the embedded stack with the sample data, in a folder of its own and without rate limits. */
export async function startFuzzed(folder: string): Promise<FuzzedCadran> {
  const stack = await startStack({ dataFolder: folder, searchAttributes: registeredAttributes });
  const [issuerPort, apiPort] = [await choosePort('issuer', undefined), await choosePort('api', undefined)];
  const [issuerAddress, address] = [`http://127.0.0.1:${issuerPort}`, `http://127.0.0.1:${apiPort}`];
  const environment = {
    ...stack.environment,
    OIDC_ISSUER: issuerAddress,
    OIDC_AUDIENCE: 'cadran',
    ISSUER_PORT: String(issuerPort),
    CADRAN_DATA: folder,
    HOST: '127.0.0.1',
    PORT: String(apiPort),
    PUBLIC_URL: address,
    RATE_LIMIT_PER_MINUTE: '0',
    RATE_LIMIT_FAILED_PER_MINUTE: '0',
  };
  const surroundings = { dataFolder: path.resolve(folder), environment };
  const services = (['issuer', 'worker', 'api'] as const).map((name) => {
    const at = { issuer: issuerAddress, worker: '', api: address }[name];
    return ownService(name, at, surroundings, () => undefined);
  });
  const stop = async (): Promise<void> => {
    for (const service of [...services].reverse()) await service.stop();
    await stack.stop();
  };
  try {
    await addSampleData(surroundings);
    for (const service of services) await service.start();
    await untilAnswer(
      'Cadran',
      address,
      () => isReady(address),
      () => undefined,
      readyMs,
    );
    return { address, tokens: await tokensOf(issuerAddress, address), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A process of the API listens before it has reached its servers. */
async function isReady(address: string): Promise<void> {
  const answer = await fetch(`${address}/readyz`);
  if (!answer.ok) throw new Error(await answer.text());
}

async function tokensOf(issuer: string, api: string): Promise<[Role, string][]> {
  const people: [Role, string][] = [];
  for (const role of ['client', 'support', 'release-manager', 'admin'] as const)
    people.push([role, await tokenOfPerson(issuer, role)]);
  const admin = people.find(([role]) => role === 'admin')?.[1] ?? '';
  return [...people, ['monitor', await tokenOfMachine(api, admin, 'monitor')]];
}

async function tokenOfPerson(issuer: string, role: Role): Promise<string> {
  const user = sampleUsers.find((one) => one.role === role);
  if (!user) throw new Error(`no sample user is ${role}`);
  const body = new URLSearchParams({ grant_type: 'password', username: user.email, password: user.password });
  const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`the issuer gave no token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** Monitoring is a machine: nobody signs in for it. */
async function tokenOfMachine(api: string, admin: string, role: Role): Promise<string> {
  const caller = { role, actions: null };
  const may = [...permittedTo(caller)];
  const expiresAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const answer = await fetch(`${api}/v1/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${admin}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Fuzzing', role, actions: may, expiresAt }),
  });
  if (!answer.ok) throw new Error(`no API token: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { secret: string }).secret;
}

function permittedTo(caller: { role: Role; actions: null }): string[] {
  return actions.filter((action) => scopeOf(caller, action as Parameters<typeof scopeOf>[1]) !== undefined);
}
