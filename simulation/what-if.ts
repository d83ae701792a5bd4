import type { Contract } from '../domain/contract/contract';
import { explainClocks, readClocks, ticketClockLife, type ClockExplanation } from '../domain/ticket/clocks';
import { openedTicket } from '../domain/ticket/evolve';
import type { ClockMove } from '../domain/ticket/moves';
import type { TicketState } from '../domain/ticket/schema';
import { UnusableArguments } from './arguments';
import type { Incident } from '../domain/import/incident-log';
import { ticketOfIncident } from './commands';
import type { WhatIf } from './due-arguments';
import { replayAdmission } from './straight';

const dayMs = 24 * 3600 * 1000;

export interface WhatIfAnswer {
  readonly explained: ClockExplanation;
  /** Waits were given, and none of them pauses the clock asked for (GTI): its reader must be told. */
  readonly waitsApart: boolean;
}

/**
 * The deadline of a ticket that might be opened, and the segments up to it or up to the instant asked for. The clocks are those
 * of a ticket, so that its rules decide what a wait does to which of them (GTI, GTR).
 */
export function whatIf(asked: WhatIf, contract: Contract): WhatIfAnswer {
  const { at, wait, until, clock } = asked;
  const lastMs = wait.reduce((last, [, to]) => Math.max(last, to), until ?? at);
  for (let spanMs = 0; spanMs <= 40_000 * dayMs; spanMs = 2 * spanMs + 200 * dayMs) {
    const ticket = ticketOf(asked, contract, lastMs + spanMs);
    const dueMs = readClocks(ticket, lastMs).find((reading) => reading.clock === clock)?.dueMs;
    if (dueMs === undefined) continue;
    const explained = explainClocks(ticket, until ?? dueMs).find(({ reading }) => reading.clock === clock);
    if (!explained) break;
    const paused = ticketClockLife(ticket, clock).some(({ state }) => state === 'paused');
    return { explained, waitsApart: wait.length > 0 && !paused };
  }
  throw new UnusableArguments('no deadline within a hundred years');
}

/** The ticket with all that is asked about it, its hours compiled beyond an instant (epoch milliseconds). */
function ticketOf({ at, priority, wait }: WhatIf, contract: Contract, toMs: number): TicketState {
  const row = { state: 'New', updatedMs: at, updatedBy: null, priority } as const;
  const incident: Incident = { number: 'what-if', openedMs: at, caller: null, line: 1, rows: [row] };
  const opened = openedTicket(ticketOfIncident(incident, 0).opening);
  const { admission, terms, timetables } = replayAdmission(contract, { fromMs: at, toMs });
  return { ...opened, admission, terms, timetables, moves: [...opened.moves, ...waitMoves(wait)] };
}

/** The waits as the ticket knows them, one at a time: a question is asked when the one before is answered. */
function waitMoves(waits: WhatIf['wait']): ClockMove[] {
  const moves: ClockMove[] = [];
  for (const [from, to] of [...waits].sort(([a], [b]) => a - b)) {
    const last = moves.at(-1);
    if (last && from <= last.atMs) last.atMs = Math.max(last.atMs, to);
    else moves.push({ kind: 'asked', atMs: from }, { kind: 'answered', atMs: to });
  }
  return moves;
}
