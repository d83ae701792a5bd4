import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IssuerDiscovery } from '../../api/issuer-discovery';
import { createLog } from '../../settings/log';
import { until } from '../integration/running-cadran';
import { serving, type Serving } from './serving';

let issuer: Server;
let address: string;
/** What the issuer answers at its discovery address; 503 without it. */
let document: Record<string, unknown> | undefined;
const lines: string[] = [];
const log = createLog('test', 'info', { write: (line: string) => lines.push(line) });
const discoveries: IssuerDiscovery[] = [];

beforeEach(async () => {
  lines.length = 0;
  issuer = createServer((request, response) => {
    const known = document && request.url === '/realm/.well-known/openid-configuration';
    response.writeHead(known ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify(known ? document : {}));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/realm`;
});

afterEach(async () => {
  for (const discovery of discoveries.splice(0)) discovery.stop();
  issuer.closeAllConnections();
  await new Promise((resolve) => issuer.close(resolve));
});

function discoveryOf(name = address): IssuerDiscovery {
  const discovery = new IssuerDiscovery(name, log);
  discoveries.push(discovery);
  return discovery;
}

test('a token endpoint on another site is let through to the page, as soon as the issuer tells of it', async () => {
  document = undefined;
  const discovery = discoveryOf();
  const api: Serving = await serving({
    issuer: address,
    portalClient: 'support-portal',
    signInOrigins: () => discovery.origins,
  });
  const policy = async (): Promise<string | undefined> => {
    const rules = (await fetch(api.url)).headers.get('content-security-policy') ?? '';
    return rules.split(';').find((rule) => rule.startsWith('connect-src'));
  };
  try {
    expect(await policy()).toBe(`connect-src 'self' ${new URL(address).origin}`);
    discovery.start();
    await until(() => Promise.resolve(lines.some((line) => line.includes('discovery document cannot be had'))));
    document = { issuer: address, token_endpoint: 'https://tokens.example:8443/oauth/token' };
    await until(async () => (await policy())?.endsWith('tokens.example:8443') === true, 5_000);
    expect(await policy()).toBe(`connect-src 'self' ${new URL(address).origin} https://tokens.example:8443`);
    expect(await (await fetch(`${api.url}/portal/settings.json`)).json()).toEqual({
      issuer: address,
      clientId: 'support-portal',
    });
    expect(lines.filter((line) => line.includes('cannot be had'))).toHaveLength(1);
  } finally {
    await api.close();
  }
}, 15_000);

test('a token endpoint of the issuer’s own site adds nothing', async () => {
  document = { issuer: address, token_endpoint: `${address}/token` };
  const discovery = discoveryOf();
  await discovery.ask();
  expect(discovery.origins).toEqual([new URL(address).origin]);
});

test('the issuer tells where its keys are', async () => {
  document = { issuer: address, token_endpoint: `${address}/token`, jwks_uri: `${address}/certs` };
  const discovery = discoveryOf();
  expect(discovery.keysAddress).toBeUndefined();
  await discovery.ask();
  expect(discovery.keysAddress).toBe(`${address}/certs`);
});

test.each<[string, Record<string, unknown>]>([
  ['of another issuer', { issuer: 'https://evil.example', token_endpoint: 'https://evil.example/token' }],
  ['without a token endpoint', { keys: [] }],
  ['with keys at an address that is none', { issuer: 'ISSUER', token_endpoint: 'https://a.example', jwks_uri: 'keys' }],
  ['with an address that is none', { issuer: 'ISSUER', token_endpoint: 'javascript:alert(1)' }],
  [
    'with an address that ends the rule',
    { issuer: 'ISSUER', token_endpoint: "https://a.example;script-src 'unsafe-inline'" },
  ],
])('a document %s changes nothing', async (_, given) => {
  document = { ...given, ...(given['issuer'] === 'ISSUER' ? { issuer: address } : {}) };
  const discovery = discoveryOf();
  await expect(discovery.ask()).rejects.toThrow();
  expect(discovery.origins).toEqual([new URL(address).origin]);
});
