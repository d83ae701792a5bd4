/** `npm run --silent import -- FILE --source NAME`: sends a helpdesk's history to the API, runs the import and prints its report. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createApiClient } from '../api/api-client';
import type { Answered, ApiClient, ApiRoutes } from '../api/client-types';
import { pagesOf, readImportFile } from './import-file';
import { createProgress } from './progress.cjs';
import { runningAddress, sampleToken } from './sample-token';
import { sampleUsers } from './sample-users';

const usage = `Usage: npm run --silent import -- FILE --source NAME [--dry-run] [--client CODE --environment CODE] [--zone ZONE]
  FILE           histories (JSON: one a line, or an array), or a log of incidents (CSV); docs/import.md
  --source NAME  what the other helpdesk is called: its tickets are known by it
  --dry-run      tells what would become of them, and writes nothing
  --client, --environment, --zone (Europe/Paris)   of a log, which does not say
CADRAN_URL and CADRAN_TOKEN name the API and an administrator's token; without them it is the Cadran of npm start.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    source: { type: 'string' },
    client: { type: 'string' },
    environment: { type: 'string' },
    zone: { type: 'string', default: 'Europe/Paris' },
    'dry-run': { type: 'boolean', default: false },
  },
});

async function main(): Promise<boolean> {
  const [file] = positionals;
  const { source, zone, client, environment, 'dry-run': dryRun } = values;
  if (file === undefined || source === undefined) throw new Error(usage);
  const { tickets, problems } = readImportFile(readFileSync(file, 'utf8'), { zone, client, environment });
  const api = await apiClient();
  const progress = createProgress();
  const { id } = good(await api.createImport({ body: { source } }));
  const upload = progress.begin(`Import ${id}: sending ${tickets.length} tickets`);
  let sent = 0;
  for (const page of pagesOf(tickets)) {
    good(await patiently(() => api.addImportTickets({ params: { id }, body: { tickets: [...page] } })));
    sent += page.length;
    upload.detail(`${sent} of ${tickets.length}`);
  }
  upload.done();
  const running = progress.begin(dryRun ? 'Trying them' : 'Importing them');
  let counts = good(await patiently(() => api.runImport({ params: { id }, body: { dryRun } })));
  while (counts.state === 'running') {
    await pause(1000);
    counts = good(await patiently(() => api.readImport({ params: { id } })));
    running.detail(`${counts.tickets.waiting} left`);
  }
  running.done();
  for (const problem of problems) console.log(problem);
  const refused = await printRefused(api, id);
  console.log(JSON.stringify({ import: id, dryRun, ...counts.tickets, badLines: problems.length }));
  return refused === 0 && problems.length === 0;
}

/** Every ticket that was left out, with its line and the reasons; answers how many there are. */
async function printRefused(api: ApiClient, id: string): Promise<number> {
  let refused = 0;
  for (let after: string | undefined; ;) {
    const query = { outcome: 'refused' as const, ...(after === undefined ? {} : { after }) };
    const { items, next } = good(await patiently(() => api.listImportTickets({ params: { id }, query })));
    for (const { line, source, problems } of items)
      for (const { field, reason } of problems)
        console.log(`${line === null ? '' : `line ${line}: `}${source ?? ''} ${field} ${reason}`.replace(/\s+/g, ' '));
    refused += items.length;
    if (next === null) return refused;
    after = next;
  }
}

async function apiClient(): Promise<ApiClient> {
  const origin = process.env['CADRAN_URL'] ?? (await runningAddress('api')) ?? 'http://127.0.0.1:3000';
  const admin = sampleUsers.find(({ role }) => role === 'admin');
  const given = process.env['CADRAN_TOKEN'];
  const token = async (): Promise<string> => given ?? (admin ? await sampleToken(admin) : '');
  const routes = (await (await fetch(new URL('/portal/operations.json', origin))).json()) as ApiRoutes;
  const headers = { authorization: `Bearer ${await token()}` };
  return createApiClient({ origin: origin.replace(/\/$/, ''), routes, headers: () => headers });
}

/** Repeats what can't be answered just now after the time that the answer names. */
async function patiently<Body>(ask: () => Promise<Answered<Body>>): Promise<Answered<Body>> {
  for (;;) {
    const answer = await ask();
    if (answer.ok || (answer.status !== 429 && answer.status !== 503)) return answer;
    await pause(1000 * Number(answer.headers.get('retry-after') ?? 2));
  }
}

function good<Body>(answer: Answered<Body>): Body {
  if (answer.ok) return answer.body;
  const { title, detail, errors = [] } = answer.problem;
  throw new Error(
    [title, detail, ...errors.map(({ field, message }) => `  ${field}: ${message}`)].filter(Boolean).join('\n'),
  );
}

main().then(
  (whole) => (process.exitCode = whole ? 0 : 2),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
