import type { TicketClient } from '../clients/ticket';
import type { Logger } from '../settings/log';
import { unkeptAttachments } from '../store/attachments';
import { settleAttachment } from './attachment-taking';

const everyMs = 3_600_000;
/** Longer than any command is tried for. */
const settledAfterMs = 24 * 3_600_000;
const atOnce = 100;

/**
 * Looks once an hour for bytes of attachments of which it is not known whether their ticket has them, because the process that
 * took them ended or the ticket did not answer: they are kept or removed as the ticket says. Any number of processes may look.
 * Returns what ends it.
 */
export function sweepAttachments(tickets: TicketClient, log: Logger, now: () => number): () => void {
  const sweep = async (): Promise<void> => {
    for (const one of await unkeptAttachments(now() - settledAfterMs, atOnce))
      // One that can't be settled now holds up no other.
      await settleAttachment(tickets, one).catch((error: unknown) =>
        log.warn({ error, attachment: one.id }, 'an attachment cannot be settled now; tried again in an hour'),
      );
  };
  const timer = setInterval(() => {
    sweep().catch((error: unknown) =>
      log.warn({ error }, 'attachments to settle cannot be read; tried again in an hour'),
    );
  }, everyMs).unref();
  return () => clearInterval(timer);
}
