import type { TicketClient } from '../clients/ticket';
import type { Contract } from '../domain/contract/contract';
import type { Language } from '../domain/languages';
import { amendmentEffect } from '../domain/ticket/amendment-effect';
import { governing } from '../domain/ticket/governing';
import type { ClockAnswer, TicketAnswer } from '../domain/ticket/schema';
import { toEpochMs } from '../domain/time/instant';

const day = 24 * 3600 * 1000;
/** How far ahead deadlines are shown. */
const aheadMs = 400 * day;

interface Previewed {
  readonly contract: Contract;
  readonly language: Language;
  readonly nowMs: number;
}

/** What a version of a contract would make of an open ticket; null for one that takes no amendment any more. */
export async function effectOn(
  tickets: TicketClient,
  { reference }: TicketAnswer,
  { contract, language, nowMs }: Previewed,
) {
  const state = await tickets.state(reference);
  if (!state) return null;
  const terms = governing(contract, language, toEpochMs(state.opening.openedAt) - day, nowMs + aheadMs);
  const effect = amendmentEffect(state, terms, contract.version, nowMs);
  if ('refusal' in effect) return null;
  const { opening, status, priority } = state;
  const contractVersion = state.terms?.contractVersion ?? null;
  const changes = said(effect.before) !== said(effect.after);
  return { reference, title: opening.title, status, priority, contractVersion, changes, ...effect };
}

/** What of clocks people stand on. */
function said(clocks: readonly ClockAnswer[]): string {
  return JSON.stringify(
    clocks.map(({ countedMs, targetMs, dueAt, dueIfResumedNow }) => [countedMs, targetMs, dueAt, dueIfResumedNow]),
  );
}
