/**
 * `npm run service -- status | stop NAME | start NAME | kill NAME`: stops or kills a part of the running Cadran, to see
 * what happens without it. A stopped one stays so until it is started; a killed one is started again at once.
 */
import { askStarter } from './control-socket';
import { dataFolder } from './data-folder.cjs';
import { PROJECT_ROOT } from './project-root';

const USAGE = 'Usage: npm run service -- status | stop NAME | start NAME | kill NAME';

async function main(command: string | undefined, service: string | undefined): Promise<number> {
  const named = command === 'stop' || command === 'start' || command === 'kill';
  if (command === undefined || (named ? service === undefined : command !== 'status')) {
    console.error(USAGE);
    return 2;
  }
  const folder = dataFolder(process.env, PROJECT_ROOT);
  const answer = await askStarter(folder, { command, ...(service === undefined ? {} : { service }) });
  for (const line of answer.lines) (answer.done ? console.log : console.error)(line);
  return answer.done ? 0 : 1;
}

main(process.argv[2], process.argv[3]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
