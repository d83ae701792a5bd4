import { call, type AnswerOf } from '../../../api/call';
import { newWords } from '../../../wording/new-ticket';
import type { Language } from '../../../wording/wording';

export type Environment = AnswerOf<'listEnvironments'>['items'][number];
export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** The draft of all three pages. */
export const NEW_TICKET = 'new-ticket';

/** What is filled in over the three pages, and in the one page of a critical incident. */
export interface Filling extends Record<string, string> {
  /** `CLIENT/CODE`. */
  readonly place: string;
  readonly impact: string;
  readonly title: string;
  readonly observed: string;
  readonly did: string;
  readonly expected: string;
  readonly since: string;
  readonly callBack: string;
  readonly channel: string;
  readonly callerName: string;
}

export const nothingFilled: Filling = {
  ...{ place: '', impact: '', title: '', observed: '', did: '', expected: '', since: '' },
  ...{ callBack: '', channel: 'portal', callerName: '' },
};

/** Opens the ticket. `ours`: by the provider's people, who name the client and may have had a call. */
export function openFilled(
  filling: Filling,
  { key, ours, language }: { readonly key: string; readonly ours: boolean; readonly language: Language },
): Promise<AnswerOf<'openTicket'>> {
  const [client = '', environment = ''] = filling.place.split('/');
  const { title, impact, did, channel, callerName } = filling;
  return call('openTicket', {
    headers: { 'idempotency-key': key },
    body: {
      ...{ environment, title, description: descriptionOf(filling, language) },
      priority: impact as Priority,
      channel: channel === 'phone' ? 'phone' : 'portal',
      ...(did.trim() === '' ? {} : { reproduction: did }),
      ...(callerName.trim() === '' ? {} : { caller: { name: callerName } }),
      ...(ours ? { client } : {}),
    },
  });
}

/** What support reads first: what is seen, then what was done and expected, and since when, each under its name. */
export function descriptionOf({ observed, did, expected, since, callBack }: Filling, language: Language): string {
  const { parts, callAt } = newWords[language];
  const part = (name: string, text: string): string[] => (text.trim() === '' ? [] : [`${name} :\n${text.trim()}`]);
  return [
    observed.trim(),
    ...part(parts.did, did),
    ...part(parts.expected, expected),
    ...part(parts.since, since),
    ...(callBack.trim() === '' ? [] : [callAt(callBack.trim())]),
  ].join('\n\n');
}
