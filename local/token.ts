/** `npm run --silent token -- E-MAIL`: prints a token of a sample user, for curl and scripts, and nothing else. */
import { sampleToken } from './sample-token';
import { sampleUsers } from './sample-users';

async function main(email: string | undefined): Promise<void> {
  const user = sampleUsers.find((one) => one.email === email?.toLowerCase());
  if (!user) {
    const known = sampleUsers.map((one) => `  ${one.email.padEnd(26)} ${one.role}`);
    throw new Error(['Usage: npm run --silent token -- E-MAIL, which is one of', ...known].join('\n'));
  }
  process.stdout.write(`${await sampleToken(user)}\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
