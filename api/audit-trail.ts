import { randomUUID } from 'node:crypto';
import type { Logger } from '../settings/log';
import { storeIsUp } from '../store/connect';
import { appendAudit, type AuditEntry } from '../store/audit';
import { collectionsAreMade } from '../store/collections';
import type { AuditSpool } from './audit-spool';

/** More than this is not kept in memory while the store is away; the log has it all the same. */
const keptEntries = 10_000;
/** So much goes to the store at once. */
const batchSize = 500;
/** How long after a failure, or while the store is away, the next try is made, ms. */
const retryMs = 1_000;

/**
 * Who did what, when, from where: each write of the API, and each refusal for want of a right. An entry goes to the log at
 * once and to the store as soon as that answers; nothing waits for it. While the store is away the entries also lie in the spool,
 * which outlives the process.
 */
export class AuditTrail {
  private pending: AuditEntry[] = [];
  private writing: Promise<void> | undefined;
  private retry: NodeJS.Timeout | undefined;
  private overflowed = false;

  constructor(
    private readonly log: Logger,
    private readonly now: () => number,
    private readonly spool?: AuditSpool,
  ) {
    this.pending = spool?.read() ?? [];
    if (this.pending.length > 0) this.begin();
  }

  add(entry: Omit<AuditEntry, 'id' | 'at'>): void {
    const at = new Date(this.now()).toISOString();
    // Not the request's number: whoever could choose that could have one entry stand for another.
    const dated = { id: `${at}_${randomUUID()}`, at, ...entry };
    this.log.info({ audit: dated }, 'audit');
    this.keep(dated);
    if (this.pending.length < keptEntries) this.pending.push(dated);
    else this.overflow(dated.id);
    this.begin();
  }

  /** Kept before the caller is answered; a full disk must not hold up the work that is audited. */
  private keep(entry: AuditEntry): void {
    try {
      this.spool?.append(entry);
    } catch (error) {
      this.log.error(
        { error, id: entry.id },
        'the audit cannot be kept in a file: until the store answers it is in the log alone',
      );
    }
  }

  private overflow(id: string): void {
    this.overflowed = true;
    const where = this.spool ? 'in the file, and goes to the store from there' : 'in the log alone';
    this.log.error({ id }, `the audit is full: this entry is ${where}`);
  }

  /** What was too much for the memory is read again from the file: an entry that the store has is not added twice. */
  private emptySpool(): void {
    if (this.overflowed && this.spool) this.pending = this.spool.read();
    else this.spool?.clear();
    this.overflowed = false;
  }

  /** Resolves when what could be written is written. */
  async flush(): Promise<void> {
    this.begin();
    await this.writing;
  }

  /** How many entries wait for the store. */
  get waiting(): number {
    return this.pending.length;
  }

  private begin(): void {
    clearTimeout(this.retry);
    // Ended in a later turn always: a write that ends at once would else be taken for one in course for ever.
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
      if (this.pending.length > 0) this.tryLater();
    });
  }

  private async write(): Promise<void> {
    try {
      while (this.pending.length > 0 && storeIsUp() && (await collectionsAreMade())) {
        const batch = this.pending.slice(0, batchSize);
        await appendAudit(batch);
        this.pending = this.pending.slice(batch.length);
        if (this.pending.length === 0) this.emptySpool();
      }
    } catch (error) {
      this.log.warn({ error, waiting: this.pending.length }, 'the audit waits for the store');
    }
  }

  /** What waits is written without anything being added; what waits at the end of the process is in the log. */
  private tryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.begin(), retryMs);
    this.retry.unref();
  }
}
