import type { TicketEvent, TicketEventType } from './events';

/** So many different words of a ticket can be found, each cut after so many characters: a pasted log must not fill the store. */
const mostWords = 2000;
const longestWord = 40;
/** So many words narrow a search; what is typed beyond them narrows it no further. */
const mostAsked = 8;

/** The words of a text, each once, in small letters and without accents: « Étiquettes » is found by "etiq". */
export function foldedWords(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, longestWord)))];
}

/** What a search asks for: a ticket is meant if each is the beginning of one of its words. */
export function askedWords(typed: string): string[] {
  return foldedWords(typed).slice(0, mostAsked);
}

type Texts = { readonly [Type in TicketEventType]?: readonly string[] };

/** The fields in which people write what is searched in, by kind of event. */
const bothRead: Texts = {
  'client-asked': ['question'],
  'client-answered': ['answer'],
  'message-written': ['message'],
  'resolution-proposed': ['answer'],
  'resolution-declined': ['reason'],
  resolved: ['answer'],
  reopened: ['reason'],
  rejected: ['advice'],
  quoted: ['description'],
};
const supportReads: Texts = { noted: ['note'] };

/** The kinds of events whose words are searched in. */
export const eventsWithWords: readonly string[] = [
  ...['opened', 'message-withdrawn'],
  ...[...Object.keys(bothRead), ...Object.keys(supportReads)],
];

/** An event as the store keeps it. */
interface KeptEvent {
  readonly type: string;
  readonly data: unknown;
}

/** The words of a ticket, by who may find it by them. */
export interface TicketWords {
  readonly client: readonly string[];
  readonly support: readonly string[];
}

interface Numbered {
  readonly number: number;
}

/** The words of a ticket, of all its events in their order; those beyond the bound are left out, and those of withdrawn messages. */
export function ticketWords(events: readonly KeptEvent[]): TicketWords {
  const withdrawn = events
    .filter(({ type }) => type === 'message-withdrawn')
    .map(({ data }) => (data as Numbered).number);
  const both = new Set<string>();
  const all = new Set<string>();
  for (const event of events) {
    const { withdrawable } = event.data as { readonly withdrawable?: Numbered };
    if (withdrawable && withdrawn.includes(withdrawable.number)) continue;
    const shared = event.type === 'opened' ? openingTexts(event) : textsOf(bothRead, event);
    for (const word of foldedWords(shared.join(' '))) {
      both.add(word);
      all.add(word);
    }
    for (const word of foldedWords(textsOf(supportReads, event).join(' '))) all.add(word);
  }
  return { client: [...both].slice(0, mostWords), support: [...all].slice(0, mostWords) };
}

function openingTexts({ data }: KeptEvent): readonly string[] {
  const { opening } = data as Extract<TicketEvent, { type: 'opened' }>['data'];
  return [opening.title, opening.description];
}

function textsOf(texts: Texts, { type, data }: KeptEvent): readonly string[] {
  const fields = texts[type as TicketEventType] ?? [];
  return fields.flatMap((field) => {
    const text = (data as Readonly<Record<string, unknown>>)[field];
    return typeof text === 'string' ? [text] : [];
  });
}
