import type { StoredEvent } from '../store/events';
import { toInstant } from '../domain/time/instant';

/** What an event says, in its `data`, as far as the timeline tells it. */
interface Data {
  readonly [name: string]: unknown;
  readonly clients?: readonly string[];
  readonly environment?: string;
  readonly ticket?: string;
  readonly origin?: string;
  readonly why?: string;
  readonly reference?: string;
  readonly maintenance?: string;
  readonly outcome?: string;
  readonly kind?: string;
  readonly detail?: string;
  readonly startsAt?: string;
  readonly testEndsAt?: string;
  readonly waiver?: { readonly signedBy: string; readonly digest: string };
  readonly opening?: { readonly window?: { readonly startMs: number; readonly endMs: number; readonly rule: string } };
}

/** `when` writes an instant in the client's zone. */
type When = (instant?: string) => string;
type Words = Readonly<Record<string, (data: Data, when: When) => string>>;

/** By the kind of what it happened to; what stands in none is bookkeeping, and is not told. */
const words: Readonly<Record<string, Words>> = {
  rollout: {
    published: () => 'published, with documentation in both languages and evidence that nothing got worse',
    'clients-listed': ({ clients = [] }) => `goes to ${clients.length} clients: ${clients.join(', ')}`,
  },
  upgrade: {
    'test-deployed': ({ environment }) => `installed in ${environment ?? ''}`,
    notified: ({ testEndsAt }, when) => `first notice: a month to test, until ${when(testEndsAt)}`,
    accepted: () => 'the client accepts',
    'incident-reported': ({ ticket, origin }) =>
      `${origin ?? ''} incident ${ticket ?? ''} reported: the promotion waits for it`,
    'incident-released': ({ ticket, why }) => `incident ${ticket ?? ''} stands no more in the way: ${why ?? ''}`,
    'test-window-moved': ({ testEndsAt }, when) => `the test window ends ${when(testEndsAt)}`,
    'test-window-ended': () => 'the test window is over',
    refused: ({ waiver }) =>
      `refused, signed by ${waiver?.signedBy ?? ''} (text ${waiver?.digest.slice(0, 12) ?? ''}...)`,
    'maintenance-dropped': ({ reference, why }) => `maintenance ${reference ?? ''} called off: ${why ?? ''}`,
    'promotion-begun': ({ maintenance }) => `may begin: ${maintenance ?? ''}`,
    'promotion-confirmed': ({ maintenance }) => `may be installed: ${maintenance ?? ''}`,
    'promotion-withheld': ({ maintenance, why }) => `may not begin: ${maintenance ?? ''}, ${why ?? ''}`,
    'promotion-failed': ({ maintenance, outcome }) => `promotion ${maintenance ?? ''} failed: ${outcome ?? ''}`,
    promoted: () => 'promoted',
  },
  maintenance: {
    opened: ({ opening }, when) => {
      const { startMs = 0, endMs = 0, rule = '' } = opening?.window ?? {};
      return `announced: ${when(toInstant(startMs))} to ${when(toInstant(endMs))} (${rule})`;
    },
    reminded: ({ startsAt }, when) => `24 hours before ${when(startsAt)}`,
    started: () => 'begins',
    'step-done': ({ kind, environment, outcome, detail }) =>
      `${kind ?? ''} ${environment ?? ''}: ${[outcome, detail].filter((one) => one !== undefined && one !== '').join(', ')}`,
    overran: () => 'past the end of its window',
    cancelled: () => 'cancelled',
    withdrawn: ({ why }) => `withdrawn: ${why ?? ''}`,
    operational: () => 'operational again, checks passed',
  },
  ticket: {
    opened: () => 'opened',
    resolved: () => 'resolved',
    closed: () => 'closed',
  },
};

/** An instant on the wall of a zone. */
export function instantIn(zone: string, instant: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, weekday: 'short', day: '2-digit', month: 'short', year: 'numeric' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  return format.format(new Date(instant)).replaceAll(',', '');
}

/** A step of the timeline in words; `undefined`: it is none that is told. */
export function sayStep({ aggregate, type, data }: StoredEvent, zone: string): string | undefined {
  const [kind = '', name = ''] = aggregate.split(/:(.*)/s);
  const when: When = (instant) => (instant === undefined ? '' : instantIn(zone, instant));
  const said = words[kind]?.[type]?.(data as Data, when);
  return said === undefined ? undefined : `${kind} ${kind === 'upgrade' ? '' : `${name} `}${said}`;
}
