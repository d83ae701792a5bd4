import { readFileSync, statSync } from 'node:fs';

/** Processor time, in ms, that a starting program uses at least between two signs of work: less is waiting, not work. */
const workMs = 100;
/** What a tick of the processor time in /proc is worth, in ms. */
const tickMs = 10;

/**
 * Whether a program that has not answered yet is at work: since the last question it wrote to its log or used the processor. On
 * a machine with far too much to do a start takes minutes, and to kill it would make the next one slower still.
 */
export class SignsOfWork {
  private logSize = -1;
  private usedMs = 0;

  constructor(private readonly logFile: string) {}

  /** @returns true as well where the system does not tell what a process uses: in doubt it works */
  seen(pid: number | undefined): boolean {
    const [logSize, usedMs] = [sizeOf(this.logFile), processorMs(pid)];
    const seen = logSize !== this.logSize || usedMs === undefined || usedMs - this.usedMs >= workMs;
    if (seen) [this.logSize, this.usedMs] = [logSize, usedMs ?? 0];
    return seen;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Processor time of a process, in ms; 0 before there is one. */
function processorMs(pid: number | undefined): number | undefined {
  if (pid === undefined) return 0;
  try {
    // Fields after the command's name, which may hold blanks and is put in parentheses: user and system time are the 12th and 13th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  } catch {
    return undefined;
  }
}
