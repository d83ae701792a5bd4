import type { AnswerOf } from '../../api/call';
import { formatDate, formatInstant, formatMoney } from '../../time/format';
import { readersZone } from '../../time/zones';
import { clockWords } from '../../wording/clocks';
import { terms } from '../../wording/terms';
import { ticketWords } from '../../wording/ticket';
import { eventWords } from '../../wording/ticket-events';
import { said, type Language } from '../../wording/wording';

export type TicketEvent = AnswerOf<'listTicketEvents'>['items'][number];

/** Whose reason is in somebody's words. */
const WITH_REASON = [
  ...['reopened', 'returned', 'qualified', 'priority-declined'],
  ...['terms-amended', 'admission-reconsidered', 'quotation-refused', 'quotation-withdrawn'],
  ...['merged', 'untied-from-anomaly', 'resolution-declined'],
];
/** Kept for those who count, and nothing to read. */
const SILENT = ['timetables-extended'];
/** Of these a client gets to know that they happened, and not what. */
const AMONG_PROVIDERS = [
  ...['admission-decided', 'notice-sent', 'notice-dropped'],
  ...['escalated', 'returned', 'duplicate-taken'],
];
/** What people wrote stands in one of these, the first that there is. */
const WRITTEN = ['question', 'answer', 'impact', 'advice', 'message', 'note', 'proof', 'comment'];

export function isTold({ type, data }: TicketEvent): boolean {
  if (SILENT.includes(type)) return false;
  return !AMONG_PROVIDERS.includes(type) || Object.keys(data).length > 0;
}

/** What somebody wrote with an event, in their own words. */
export function quotedOf({ type, data }: TicketEvent): string | undefined {
  const written = WRITTEN.map((name) => data[name]);
  const reason = WITH_REASON.includes(type) ? data['reason'] : undefined;
  const offer = type === 'quoted' ? data['description'] : undefined;
  return [...written, reason, data['agreement'], offer].find((one) => typeof one === 'string');
}

/** What happened, in a sentence. What a newer server tells under a name of its own is shown by that name. */
export function eventSentence({ type, data }: TicketEvent, zone: string | null, language: Language): string {
  const text = (name: string): string | undefined => {
    const value = data[name];
    return typeof value === 'string' ? value : undefined;
  };
  const words = eventWords[language];
  return said(words, [type, variantOf(type, data)].filter(Boolean).join('.'), {
    ...data,
    ...written(data, text, language),
    ...(type.startsWith('wait-') ? waitOf(text, zone, language) : {}),
    to: type.startsWith('wait-') ? at(text('to'), zone, language) : toOf(text),
  });
}

type Data = TicketEvent['data'];
type TextOf = (name: string) => string | undefined;

function variantOf(type: string, data: Data): string | undefined {
  const { admission, outcome, kind, reason, cause, threshold } = data as Readonly<Record<string, string>> & {
    readonly admission?: { readonly decision: string };
  };
  if (admission) return admission.decision;
  if (outcome !== undefined) return outcome;
  if (type === 'resolved' || type === 'resolution-proposed') return kind;
  if (type === 'closed') return reason;
  if (type === 'quotation-withdrawn') return cause;
  return type === 'warned' && typeof threshold === 'string' ? 'before' : undefined;
}

/** The values of an event in words of the reader's language. */
function written(data: Data, text: TextOf, language: Language): Record<string, string | undefined> {
  const named = terms[language];
  const { names } = clockWords[language];
  const term = (prefix: string, name: string) => {
    const value = text(name);
    return value === undefined ? undefined : said(named, `${prefix}.${value}`);
  };
  const clockOf = (name: unknown) => names[name as keyof typeof names].plain;
  const { acknowledged } = data as { readonly acknowledged?: readonly { readonly clock: string }[] };
  const version = text('version');
  const [amount, currency, day] = [text('amount'), text('currency'), text('validUntil')];
  return {
    left: leftOf(text('threshold')),
    link: term('link', 'kind'),
    version: version === undefined ? '' : `, ${said(ticketWords[language], 'ticket.inVersion', { version })}`,
    clock:
      acknowledged?.map(({ clock }) => clockOf(clock)).join(', ') ??
      (text('clock') === undefined ? undefined : clockOf(text('clock'))),
    amount: amount !== undefined && currency !== undefined ? formatMoney(amount, currency, language) : undefined,
    day: day === undefined ? undefined : formatDate(day, language),
    category: term('category', 'category'),
    scope: term('scope', 'outOfScope'),
  };
}

/** A correction says in whole what it makes of a wait. */
function waitOf(text: TextOf, zone: string | null, language: Language): Record<string, string | undefined> {
  return { from: at(text('from'), zone, language) };
}

function toOf(text: TextOf): string | undefined {
  return text('to') ?? [text('person'), text('team')].filter(Boolean).join(', ');
}

function at(instant: string | undefined, zone: string | null, language: Language): string | undefined {
  return instant === undefined ? undefined : formatInstant(instant, zone ?? readersZone(), language);
}

/** `-PT1H30M` and `breach+PT1H30M` as 1 h 30 min. */
function leftOf(threshold: string | undefined): string | undefined {
  return threshold?.replace(/^.*PT/, '').replace('H', ' h ').replace('M', ' min ').replace('S', ' s').trim();
}
