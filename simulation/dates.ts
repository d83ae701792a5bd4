import { answerFile } from './answers';
import { parsed, UnusableArguments } from './arguments';
import { endWithReader } from './end-with-reader';
import { answerDates } from './rollout-dates';

const usage = `Usage: npm run --silent dates -- FILE.jsonl
  FILE.jsonl      questions about the dates of rollouts and maintenance, one JSON object a line (docs/rollouts.md): first Mondays and
                  months to test; - reads standard input`;

/** One line of answer for each line of a file of questions about the dates of annex §10. */
async function main(): Promise<void> {
  const { values, positionals } = parsed(process.argv.slice(2), { help: { type: 'boolean', default: false } });
  if (values.help) {
    console.error(usage);
    return;
  }
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new UnusableArguments('one FILE of questions');
  await answerFile(file, answerDates);
}

endWithReader();
main().catch((error: unknown) => {
  const wrong = error instanceof UnusableArguments;
  console.error(wrong ? `${error.message}\n\n${usage}` : error);
  process.exitCode = wrong ? 2 : 1;
});
