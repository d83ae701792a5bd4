import { parseArgs, type ParseArgsConfig } from 'node:util';

export const usage = `Usage: npm run --silent replay -- [FILE] [--utc] [--durable] [--contract FILE] [--seed N] [--incidents N]
  FILE            a log of incidents (CSV); without it a generated one is replayed
  --utc           hours in UTC and without holidays
  --durable       through the production workflows on a server that skips time; implies --utc
  --contract FILE another contract (JSON): what the figures would be if it were in force
  --seed N        seed of the generated log (1)
  --incidents N   incidents of the generated log (100)`;

/** The arguments are of no use; the message says which and why. */
export class UnusableArguments extends Error {}

export interface ReplayArguments {
  readonly file: string | undefined;
  readonly utc: boolean;
  readonly durable: boolean;
  readonly contract: string | undefined;
  readonly seed: number;
  readonly incidents: number;
  readonly help: boolean;
}

/** What the command line asks for; throws {@link UnusableArguments}. */
export function readArguments(args: readonly string[]): ReplayArguments {
  const { values, positionals } = parsed(args, options);
  const [file, ...others] = positionals;
  if (others.length > 0) throw new UnusableArguments(`one FILE at most, not also ${others.join(' ')}`);
  if (file !== undefined && (values.seed !== undefined || values.incidents !== undefined))
    throw new UnusableArguments('--seed and --incidents make a log: not with a FILE');
  return {
    file,
    utc: values.utc || values.durable,
    durable: values.durable,
    contract: values.contract,
    seed: wholeNumber('--seed', values.seed ?? '1', 2 ** 32 - 1),
    incidents: wholeNumber('--incidents', values.incidents ?? '100', 100_000),
    help: values.help,
  };
}

const options = {
  utc: { type: 'boolean', default: false },
  durable: { type: 'boolean', default: false },
  contract: { type: 'string' },
  seed: { type: 'string' },
  incidents: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** What a command line says with these options; throws {@link UnusableArguments}. */
export function parsed<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UnusableArguments(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, maximum: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(value <= maximum))
    throw new UnusableArguments(`${option} takes a whole number up to ${maximum}, not "${text}"`);
  return value;
}
