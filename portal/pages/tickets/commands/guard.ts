import { useRef, useState } from 'react';
import { call } from '../../../api/call';
import { Problem } from '../../../api/problem';
import type { TicketEvent } from '../event-words';
import type { Ticket } from '../ticket-state';
import type { CommandName } from './offers';

/** What is written to the other side, and so has to know what that side has written (patterns 8.4). */
export const guarded: readonly CommandName[] = ['message', 'ask', 'resolve', 'propose-resolution', 'quote', 'answer'];

/** What nobody has to read before they answer. */
const QUIET = ['noted', 'assigned', 'attached-internally', 'linked', 'unlinked'];

export interface Guard {
  /** How much of the conversation its author had read; undefined where it does not matter. */
  readonly seen: () => number | undefined;
  /** The author begins to write: from now on it counts what the page shows. */
  readonly begins: () => void;
  /** The author has read what is newer. */
  readonly caughtUp: () => void;
  /** What is newer than what was read, once the API has refused for it. */
  readonly newer: readonly TicketEvent[];
  /** Looks up what is newer where an error says that there is something. Throws the error on. */
  readonly refused: (error: unknown) => Promise<never>;
}

/** Keeps what was read when a form began to be filled, and finds what was written since. */
export function useGuard(name: CommandName, ticket: Ticket): Guard {
  const read = useRef({ conversation: ticket.conversation, sequence: ticket.sequence });
  const latest = useRef({ conversation: ticket.conversation, sequence: ticket.sequence });
  const [newer, setNewer] = useState<readonly TicketEvent[]>([]);
  const isGuarded = guarded.includes(name);
  const now = async (): Promise<void> => {
    const { conversation, sequence } = await call('readTicket', { params: { reference: ticket.reference } });
    latest.current = { conversation, sequence };
  };
  return {
    seen: () => (isGuarded ? read.current.conversation : undefined),
    begins: () => {
      read.current = { conversation: ticket.conversation, sequence: ticket.sequence };
    },
    caughtUp: () => {
      read.current = latest.current;
      setNewer([]);
    },
    newer,
    refused: async (error) => {
      if (error instanceof Problem && error.code === 'newer-entries') {
        const query = { after: String(read.current.sequence) };
        const [events] = await Promise.all([
          call('listTicketEvents', { params: { reference: ticket.reference }, query }),
          now(),
        ]);
        setNewer(events.items.filter(({ type, by }) => by.role !== 'cadran' && !QUIET.includes(type)));
      }
      throw error;
    },
  };
}
