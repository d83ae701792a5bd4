import type { NamedDraft } from '../../drafts/drafts';
import { newWords } from '../../wording/new-ticket';
import { commandWords } from '../../wording/ticket-commands';
import type { Language } from '../../wording/wording';
import { NEW_TICKET } from '../tickets/new/filling';

export interface Described {
  /** What the page is called on which it is typed; undefined where nobody knows. */
  readonly title: string | undefined;
  readonly act: string;
  /** The address after `#`. */
  readonly address: string | undefined;
  /** What was typed in words. */
  readonly text: string;
}

/**
 * What a draft is of, and where it goes on. Tickets' forms are named in the reader's language, whatever it was while they were typed;
 * other pages are called as they were then.
 */
export function described({ name, place, values }: NamedDraft, language: Language): Described {
  const text = Object.values(values)
    // What has no space in it is a choice, a date or a code: no words of a person.
    .filter((value): value is string => typeof value === 'string' && value.trim().includes(' '))
    .join('\n');
  if (name === NEW_TICKET) return { title: newWords[language].title, act: '', address: place?.address ?? '/new', text };
  const [reference = '', command = ''] = name.split('.');
  if (!reference.startsWith('T-')) return { title: place?.title, act: place?.act ?? '', address: place?.address, text };
  const commands: Readonly<Record<string, string>> = commandWords[language];
  // What names an amount is only known on the page itself.
  const act = commands[command]?.includes('{') === false ? commands[command] : (place?.act ?? '');
  return { title: place?.title ?? reference, act, address: `/tickets/${reference}`, text };
}
