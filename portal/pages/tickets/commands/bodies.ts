import { instantsOfWall } from '../../../time/wall-clock';
import { readersZone } from '../../../time/zones';
import type { Ticket } from '../ticket-state';
import type { CommandName } from './offers';

/** What was ticked is no text: it is asked for before anything is sent, and what was read is named by its number. */
type Typed = Readonly<Record<string, string | boolean>>;

/** What the API takes of what was typed: empty fields are left out, and each concept has its own form. */
export function bodyOf(name: CommandName, typed: Typed, ticket: Ticket): Record<string, unknown> {
  const given = Object.fromEntries(
    Object.entries(typed).flatMap(([field, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[field, value]] : [],
    ),
  );
  return { ...formed(name, given, ticket.zone ?? readersZone()), ...whichOne(name, ticket) };
}

function formed(name: CommandName, given: Record<string, string>, zone: string): Record<string, unknown> {
  if (name === 'escalate') {
    const { to, reformulation, ...reproduction } = given;
    return to === 'N2' ? { to, reformulation } : { to, reproduction };
  }
  if (name === 'unlink') {
    const [kind, to] = (given['link'] ?? '').split(' ');
    return { kind, to };
  }
  const { wait, from, to, happenedAt, ...more } = given;
  if (!name.endsWith('-wait') && happenedAt === undefined) return given;
  // Typed by the clock of the contract's zone; a time that the clocks jump over is refused by the API.
  const instant = (of: string, text: string | undefined) =>
    text === undefined ? {} : { [of]: instantsOfWall(text, zone)[0] ?? text };
  return {
    ...more,
    ...(wait === undefined ? {} : { wait: Number(wait) }),
    ...instant('from', from),
    ...instant('to', to),
    ...instant('happenedAt', happenedAt),
  };
}

/** Which one was read: another may take its place meanwhile. */
function whichOne(name: CommandName, { quotation, proposedResolution, proposal }: Ticket): Record<string, unknown> {
  switch (name) {
    case 'accept-quotation':
    case 'refuse-quotation':
    case 'withdraw-quotation':
      return quotation ? { number: quotation.number } : {};
    case 'accept-resolution':
    case 'decline-resolution':
      return proposedResolution?.number === undefined ? {} : { number: proposedResolution.number };
    case 'accept-priority':
    case 'decline-priority':
      return proposal ? { priority: proposal.priority } : {};
    default:
      return {};
  }
}
