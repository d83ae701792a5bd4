/** `npm run --silent token -- E-MAIL`: prints a token of a sample user, for curl and scripts, and nothing else. */
import { z } from 'zod';
import { askStarter } from './control-socket';
import { dataFolder } from './data-folder.cjs';
import { PROJECT_ROOT } from './project-root';
import { sampleUsers } from './sample-users';

const answerSchema = z.object({ access_token: z.string() });

async function main(email: string | undefined): Promise<void> {
  const user = sampleUsers.find((one) => one.email === email?.toLowerCase());
  if (!user) {
    const known = sampleUsers.map((one) => `  ${one.email.padEnd(26)} ${one.role}`);
    throw new Error(['Usage: npm run --silent token -- E-MAIL, which is one of', ...known].join('\n'));
  }
  const issuer = await issuerAddress();
  const form = new URLSearchParams({ grant_type: 'password', username: user.email, password: user.password });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body: form }).catch((error: unknown) => {
    throw new Error(`The issuer does not answer at ${issuer}. Is Cadran running? Start it with: npm start`, {
      cause: error,
    });
  });
  if (!response.ok) throw new Error(`${issuer} gave no token: ${response.status} ${await response.text()}`);
  process.stdout.write(`${answerSchema.parse(await response.json()).access_token}\n`);
}

/** The address given in the environment, else that of the starter which runs on the data folder. */
async function issuerAddress(): Promise<string> {
  const given = process.env['OIDC_ISSUER'];
  if (given) return given.replace(/\/$/, '');
  const { lines } = await askStarter(dataFolder(process.env, PROJECT_ROOT), { command: 'status' });
  const address = lines.map((line) => /^issuer\s.*\s(https?:\S+)$/.exec(line)?.[1]).find((found) => found);
  if (address === undefined) throw new Error('Cadran is running without its own issuer: ask yours for a token.');
  return address;
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
