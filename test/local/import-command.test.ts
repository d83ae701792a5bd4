import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { builtProgram } from '../../local/project-root';
import { temporaryFolder } from './temporary-folder';

interface Ended {
  readonly code: unknown;
  readonly told: string;
}

/** The built command, against an API that is not the one of `npm start`. */
function importing(parameters: readonly string[], url: string): Promise<Ended> {
  const env = { ...process.env, CADRAN_URL: url, CADRAN_TOKEN: 'none' };
  return new Promise((resolve) => {
    execFile(process.execPath, [builtProgram('local/import'), ...parameters], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, told: stdout + stderr }),
    );
  });
}

const folder = temporaryFolder();

test('the built command says how it is used', async () => {
  const { code, told } = await importing([], 'http://127.0.0.1:1');
  expect([code, told]).toEqual([1, expect.stringMatching(/^Usage: npm run --silent import/)]);
});

test('the built command sends by the client of the portal, and says what the API answers', async () => {
  const asked: string[] = [];
  const api = createServer(({ method, url }, response) => {
    asked.push(`${method ?? ''} ${url ?? ''}`);
    if (url === '/portal/operations.json') response.end(JSON.stringify({ createImport: ['POST', '/v1/imports'] }));
    else
      response
        .writeHead(401, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ title: 'Not signed in' }));
  });
  await new Promise<void>((listening) => api.listen(0, '127.0.0.1', listening));
  const file = join(folder, 'none.json');
  writeFileSync(file, '[]');
  const { port } = api.address() as AddressInfo;
  const { code, told } = await importing([file, '--source', 'desk'], `http://127.0.0.1:${port}`);
  api.close();
  expect([code, told]).toEqual([1, expect.stringContaining('Not signed in')]);
  expect(asked).toEqual(['GET /portal/operations.json', 'POST /v1/imports']);
});
