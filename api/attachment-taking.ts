import { createHash, randomUUID } from 'node:crypto';
import type { TicketClient } from '../clients/ticket';
import type { Attachment, AttachmentLimits } from '../domain/attachment/attachment';
import { typeOfContent } from '../domain/attachment/content';
import { attachmentName } from '../domain/attachment/name';
import { attachmentEndings } from '../domain/attachment/types';
import { refusal, type Refusal } from '../domain/refusal';
import type { Actor } from '../domain/ticket/schema';
import { discardAttachment, keepAttachment, storeAttachment, type UnkeptAttachment } from '../store/attachments';
import { collectionsAreMade } from '../store/collections';
import { fromStore, unavailable } from './store-access';
import { asItsViewSays, orUnavailable } from './ticket-access';
import { stateOf } from './ticket-state';

/** A file that somebody gives, by HTTP or by mail. The same key of the same person with the same content is the same file. */
export interface GivenAttachment {
  readonly reference: string;
  readonly by: Actor;
  readonly key: string | undefined;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly internal: boolean;
  /** A message follows that says what it is: by itself it answers nothing. */
  readonly withMessage?: boolean;
}

/**
 * Takes a file to a ticket: looked at, stored, then told to the ticket, so that no ticket ever tells of bytes that are nowhere. What
 * the ticket refuses is removed at once; where its answer was lost, {@link settleAttachment} does so later.
 * @throws a 503 problem while the store or the ticket's workflow does not answer: to be repeated with the same key
 */
export async function takeAttachment(
  tickets: TicketClient,
  limits: AttachmentLimits,
  { reference, by, key = randomUUID(), name, bytes, internal, withMessage }: GivenAttachment,
): Promise<Attachment | { refusal: Refusal }> {
  if (bytes.length === 0) return refusal('attachment-empty');
  if (bytes.length > limits.mostBytes) return tooLarge(limits);
  const type = typeOfContent(bytes);
  if (type === undefined) return refusal('attachment-type', { taken: attachmentEndings.join(', ') });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = digest([reference, by.id, key, sha256]).slice(0, 32);
  const attachment: Attachment = { id, name: attachmentName(name, type), type, size: bytes.length, sha256 };
  const store = (): Promise<void> => fromStore(() => storeWhenMade(id, reference, bytes));
  await store();
  const asked = withMessage === undefined ? {} : { withMessage };
  const data = { ...attachment, internal, mostOfTicket: limits.mostOfTicket, ...asked };
  const answered = await orUnavailable(
    tickets.command(reference, 'attach', { actor: by, data }, `${by.id}/attach/${key}`),
  );
  if ('refusal' in answered) {
    // Where this fails, it is done later (attachment-sweep.ts).
    await settleAttachment(tickets, { id, reference, storedAtMs: Date.now() }).catch(() => undefined);
    return await asItsViewSays(reference, 'attach', answered);
  }
  // Somebody may have discarded it meanwhile, for a command that was refused.
  if (!(await fromStore(() => keepAttachment(id)))) {
    await store();
    await fromStore(() => keepAttachment(id));
  }
  return attachment;
}

/** The refusal of a file that is larger than one may be. */
export function tooLarge({ mostBytes }: AttachmentLimits): { refusal: Refusal } {
  return refusal('attachment-too-large', { mostBytes });
}

/** Keeps stored bytes that their ticket has, and removes those that it does not have: they were refused or never told. */
export async function settleAttachment(
  tickets: TicketClient,
  { id, reference, storedAtMs }: UnkeptAttachment,
): Promise<void> {
  const state = await stateOf(tickets, reference);
  const has = state?.attachments?.some((one) => one.id === id) ?? false;
  await fromStore(() => (has ? keepAttachment(id) : discardAttachment(id, storedAtMs)));
}

async function storeWhenMade(id: string, reference: string, bytes: Uint8Array): Promise<void> {
  if (!(await collectionsAreMade())) throw unavailable();
  await storeAttachment(id, reference, bytes, Date.now());
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
