import type { Ticket } from './ticket-state';

/** The clock of a ticket that matters now: of those that are not decided the one that is due first. */
export function openClockOf({ clocks }: Pick<Ticket, 'clocks'>): Ticket['clocks'][number] | undefined {
  const open = clocks.filter(({ verdict, state }) => verdict === null && state !== 'stopped');
  return open.toSorted((a, b) => dueOf(a) - dueOf(b))[0];
}

function dueOf({ dueAt }: Ticket['clocks'][number]): number {
  return dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt);
}
