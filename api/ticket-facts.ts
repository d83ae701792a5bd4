import { TicketUnavailable, type TicketClient } from '../clients/ticket';
import { resolutionOf } from '../domain/anomaly/anomaly';
import type { Facts } from '../domain/ticket/facts';
import type { Link } from '../domain/ticket/links';
import { referencePattern } from '../domain/ticket/reference';
import type { TicketAnswer } from '../domain/ticket/schema';
import { storeIsUp } from '../store/connect';
import { readEntry } from '../store/registers';
import { readTicket } from '../store/tickets';
import { fromStore, unavailable } from './store-access';

/** How far up parents are looked for a ring. */
const ancestorsAtMost = 50;

/** Looks up what a ticket's command needs to know of other things; the rules decide what follows from it. */
export class FactsOfOthers {
  constructor(private readonly tickets: TicketClient) {}

  /** Of the other end of a link. */
  async ofLink(reference: string, { kind, to }: Pick<Link, 'kind' | 'to'>): Promise<Facts> {
    if (kind === 'part-of-outage') return {};
    if (kind !== 'caused-by-upgrade') return await this.ofTicket(to);
    const [code = '', version = ''] = to.split(/@(.*)/s);
    const product = await this.productOf(reference);
    const known = await fromStore(() => readEntry('products', code));
    return { product, versionKnown: code === product && (known?.versions.includes(version) ?? false) };
  }

  /** Of another ticket with its parents. */
  async ofTicket(other: string): Promise<Facts> {
    const ticket = referencePattern.test(other) ? await this.read(other) : null;
    if (!ticket) return { ticket: null };
    const { reference, client, openedAt, status, priority, admission, merged, clocks } = ticket;
    return {
      ticket: {
        ...{ reference, client, openedAt, status, priority },
        admission: admission?.decision ?? null,
        mergedInto: merged?.into ?? null,
        clocks: clocks.flatMap(({ clock, targetMs, countedMs, breached, verdict }) =>
          verdict === 'met' ? [] : [{ clock, leftMs: targetMs - countedMs, breached }],
        ),
        ancestors: await this.ancestorsOf(ticket),
      },
    };
  }

  /** Of an anomaly, and of what the ticket is about. */
  async ofAnomaly(ticket: string, reference: string): Promise<Facts> {
    const [found, product] = await Promise.all([
      fromStore(() => readEntry('anomalies', reference)),
      this.productOf(ticket),
    ]);
    const anomaly = found && {
      ...{ reference, product: found.product, reproduction: found.reproduction },
      resolution: resolutionOf(found),
    };
    return { anomaly, product };
  }

  private async productOf(reference: string): Promise<string | null> {
    const ticket = await this.read(reference);
    if (!ticket) return null;
    const environment = await fromStore(() => readEntry('environments', `${ticket.client}/${ticket.environment}`));
    return environment?.product ?? null;
  }

  private async ancestorsOf(ticket: TicketAnswer): Promise<string[]> {
    const ancestors: string[] = [];
    let parent = parentOf(ticket);
    while (parent !== undefined && !ancestors.includes(parent) && ancestors.length < ancestorsAtMost) {
      ancestors.push(parent);
      const above = await this.read(parent);
      parent = above ? parentOf(above) : undefined;
    }
    return ancestors;
  }

  /** A ticket as its workflow sees it; one whose history is gone, as the store has it. */
  private async read(reference: string): Promise<TicketAnswer | null> {
    try {
      const answer = await this.tickets.read(reference);
      return answer ?? (storeIsUp() ? await readTicket(reference) : null);
    } catch (error) {
      if (error instanceof TicketUnavailable) throw unavailable();
      throw error;
    }
  }
}

function parentOf({ links = [] }: TicketAnswer): string | undefined {
  return links.find(({ kind }) => kind === 'child-of')?.to;
}
