import { SettingsError } from './settings';

/** Ends a process that could not start or went wrong, with what a person needs to know of it. */
export function endWith(error: unknown): never {
  const told = error instanceof Error && !(error instanceof SettingsError) ? error.stack : undefined;
  process.stderr.write(`${told ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
}

/** Whether something ended within its bound, ms; what it answers or throws is not asked. */
export async function endsWithin(ms: number, something: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const ended = await Promise.race([
    something.then(
      () => true,
      () => true,
    ),
    late,
  ]);
  clearTimeout(timer);
  return ended;
}
