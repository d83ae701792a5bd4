import type { Logger } from '../settings/log';
import { storeIsUp } from '../store/connect';
import { appendAudit, type AuditEntry } from '../store/audit';

/** More than this is not kept in memory while the store is away; the log has it all the same. */
const keptEntries = 10_000;

/**
 * Who did what, when, from where: each write of the API, and each refusal for want of a right. An entry goes to the log at
 * once and to the store as soon as that answers; nothing waits for it.
 */
export class AuditTrail {
  private pending: AuditEntry[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly log: Logger,
    private readonly now: () => number,
  ) {}

  add(entry: Omit<AuditEntry, 'at'>): void {
    const dated = { at: new Date(this.now()).toISOString(), ...entry };
    this.log.info({ audit: dated }, 'audit');
    if (this.pending.length < keptEntries) this.pending.push(dated);
    this.writing ??= this.write();
  }

  /** Resolves when what could be written is written. */
  async flush(): Promise<void> {
    if (this.pending.length > 0) this.writing ??= this.write();
    await this.writing;
  }

  /** How many entries wait for the store. */
  get waiting(): number {
    return this.pending.length;
  }

  private async write(): Promise<void> {
    try {
      while (this.pending.length > 0 && storeIsUp()) {
        const batch = this.pending.slice(0, 500);
        await appendAudit(batch);
        this.pending = this.pending.slice(batch.length);
      }
    } catch (error) {
      this.log.warn({ error, waiting: this.pending.length }, 'the audit waits for the store');
    } finally {
      this.writing = undefined;
    }
  }
}
