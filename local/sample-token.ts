import { z } from 'zod';
import { askStarter } from './control-socket';
import { dataFolder } from './data-folder.cjs';
import { PROJECT_ROOT } from './project-root';
import type { sampleUsers } from './sample-users';

const answerSchema = z.object({ access_token: z.string() });

/** A token of a sample user, from the issuer of the Cadran that runs here. */
export async function sampleToken({ email, password }: (typeof sampleUsers)[number]): Promise<string> {
  const issuer = await issuerAddress();
  const form = new URLSearchParams({ grant_type: 'password', username: email, password });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body: form }).catch((error: unknown) => {
    throw new Error(`The issuer does not answer at ${issuer}. Is Cadran running? Start it with: npm start`, {
      cause: error,
    });
  });
  if (!response.ok) throw new Error(`${issuer} gave no token: ${response.status} ${await response.text()}`);
  return answerSchema.parse(await response.json()).access_token;
}

/** The address given in the environment, else that of the starter which runs on the data folder. */
async function issuerAddress(): Promise<string> {
  const given = process.env['OIDC_ISSUER'];
  if (given) return given.replace(/\/$/, '');
  const address = await runningAddress('issuer');
  if (address === undefined) throw new Error('Cadran is running without its own issuer: ask yours for a token.');
  return address;
}

/** Where a service of the Cadran that was started here answers. */
export async function runningAddress(service: string): Promise<string | undefined> {
  const { lines } = await askStarter(dataFolder(process.env, PROJECT_ROOT), { command: 'status' });
  const line = new RegExp(`^${service}\\s.*\\s(https?:\\S+)$`);
  return lines.map((one) => line.exec(one)?.[1]).find((found) => found);
}
