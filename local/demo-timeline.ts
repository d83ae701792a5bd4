import { messageId } from '../activities/mail/delivery';
import { listEvents, type StoredEvent } from '../store/events';
import { demoClients, demoVersion } from './demo-registers';
import { sayStep } from './demo-words';
import type { StoredMail } from './stored-mail';

/** One thing that happened, or one mail that a mail server has taken. */
export interface DemoLine {
  readonly at: string;
  /** When it was recorded, which is later where one workflow learns of it from another. */
  readonly recordedAt: string;
  /** That of the client's contract. */
  readonly zone: string;
  readonly client: string | null;
  readonly kind: 'step' | 'mail';
  readonly text: string;
}

export interface DemoTimeline {
  readonly lines: readonly DemoLine[];
  /** Mails in the sink that no event tells of, and events that tell of a mail which is not there. There are to be none. */
  readonly untold: number;
  readonly missing: number;
}

interface Told extends StoredEvent {
  readonly client: string | null;
}

/** What was published of a rollout, its upgrades, their maintenances and tickets, each mail beside its event, in order. */
export async function readTimeline(mails: string): Promise<DemoTimeline> {
  const sink = (await (await fetch(new URL('/messages', mails))).json()) as StoredMail[];
  const byId = new Map(sink.map((mail) => [bare(mail.messageId ?? ''), mail]));
  const events = await allEvents();
  const found = new Set<string>();
  let missing = 0;
  const lines = events.flatMap((event): DemoLine[] => {
    const { at, recordedAt, client } = event;
    const base = { at, recordedAt, client, zone: zoneOf(client) };
    if (event.type !== 'notice-sent') {
      const text = sayStep(event, base.zone);
      return text === undefined ? [] : [{ ...base, kind: 'step', text }];
    }
    const id = mailOf(event);
    const mail = byId.get(id);
    if (!mail) missing += 1;
    else found.add(id);
    return [{ ...base, kind: 'mail', text: `${mail?.to.join(', ') ?? 'nobody'}: ${mail?.subject ?? id}` }];
  });
  return { lines: lines.sort(byInstant), untold: byId.size - found.size, missing };
}

async function allEvents(): Promise<Told[]> {
  const { product, version } = demoVersion;
  const rollout = await eventsOf(`rollout:${product}@${version}`, null);
  const others = await Promise.all(
    demoClients.map(async ({ code: client }) => {
      const own = await eventsOf(`upgrade:${client}:${product}@${version}`, client);
      const named = own.flatMap(({ type, data }) => {
        const { reference, ticket } = data as { reference?: string; ticket?: string };
        if (type === 'maintenance-announced') return [`maintenance:${reference ?? ''}`];
        return type === 'incident-reported' ? [`ticket:${ticket ?? ''}`] : [];
      });
      return [...own, ...(await Promise.all(named.map((aggregate) => eventsOf(aggregate, client)))).flat()];
    }),
  );
  return [...rollout, ...others.flat()];
}

async function eventsOf(aggregate: string, client: string | null): Promise<Told[]> {
  return (await listEvents(aggregate, 0, 10_000)).map((event) => ({ ...event, client }));
}

/** The Message-ID of the mail that an event tells of, made anew of what it is about. */
function mailOf({ aggregate, data }: Told): string {
  const { of, template, recipient } = data as { of: number; template: string; recipient: string };
  const reference = aggregate.slice(aggregate.indexOf(':') + 1).replace(/[^A-Za-z0-9._-]/g, '-');
  return bare(messageId({ reference, sequence: of, template, recipient }));
}

function byInstant(a: DemoLine, b: DemoLine): number {
  const [one, other] = [`${a.at} ${a.recordedAt}`, `${b.at} ${b.recordedAt}`];
  return one < other ? -1 : Number(one > other);
}

function zoneOf(client: string | null): string {
  return demoClients.find(({ code }) => code === client)?.zone ?? 'Europe/Paris';
}

function bare(id: string): string {
  return id.replace(/^<|>$/g, '');
}
