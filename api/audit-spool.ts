import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import type { AuditEntry } from '../store/audit';

const entrySchema = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  role: z.string(),
  client: z.string().nullable(),
  token: z.string().nullable(),
  operation: z.string(),
  path: z.string(),
  from: z.string(),
  requestId: z.string(),
  status: z.number(),
  changed: z.array(z.string()).nullable(),
  created: z.string().nullable(),
});

/**
 * The entries of the audit that the store has not taken yet, in a file: one that is killed while the store is away leaves them to
 * the process that takes its place. Each API process has a file of its own, by machine and
 * port.
 */
export class AuditSpool {
  private readonly file: string;

  constructor(folder: string, port: number) {
    mkdirSync(folder, { recursive: true });
    this.file = path.join(folder, `audit-${hostname()}-${port}.jsonl`);
  }

  /** What the process before left; a line that was cut short by its end is left out, the log has it. */
  read(): AuditEntry[] {
    let text: string;
    try {
      text = readFileSync(this.file, 'utf8');
    } catch {
      return [];
    }
    return text.split('\n').flatMap((line) => {
      const parsed = entrySchema.safeParse(jsonOf(line));
      return parsed.success ? [parsed.data] : [];
    });
  }

  /** In the file before the caller is answered. */
  append(entry: AuditEntry): void {
    appendFileSync(this.file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
  }

  /** Everything is in the store. */
  clear(): void {
    rmSync(this.file, { force: true });
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
