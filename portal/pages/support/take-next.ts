import type { UseNavigateResult } from '@tanstack/react-router';
import { call, newKey } from '../../api/call';
import { isRefusal } from '../../api/problem';
import { inWords } from '../../api/words';
import { queries } from '../../refreshing';
import { announce } from '../../shell/live-region';
import { currentPreferences } from '../../shell/preferences';
import { session } from '../../shell/session';
import { supportWords } from '../../wording/support';
import { queueSearchSchema, type QueueSearch } from './queue-search';

/** The filters that the queue was looked at with last: "take the next" means the next of those. */
let filters: QueueSearch = {};

export function rememberFilters(search: QueueSearch): void {
  filters = search;
}

/** The queue as it was looked at last: going back leads there. */
export function rememberedFilters(): QueueSearch {
  return filters;
}

/** Takes the next ticket that nobody has, in one command, and opens it. @returns why not, in words */
export async function takeNext(navigate: UseNavigateResult<string>): Promise<string | undefined> {
  const { language } = currentPreferences();
  const person = session.me()?.email ?? null;
  if (person === null) return supportWords[language].noAddress;
  const { level, team, client, priority, clock } = queueSearchSchema.parse(filters);
  try {
    const { ticket } = await call('takeNextTicket', {
      headers: { 'idempotency-key': newKey() },
      body: { person, level, team, client, priority, clock },
    });
    if (ticket === null) {
      announce(supportWords[language].noneToTake);
      return supportWords[language].noneToTake;
    }
    const { reference } = ticket;
    void queries.invalidateQueries();
    announce(supportWords[language].taken(reference));
    await navigate({ to: '/tickets/$reference', params: { reference } });
    return undefined;
  } catch (error) {
    const { title, detail } = inWords(error, language);
    const told = isRefusal(error) ? (detail ?? title) : title;
    announce(told);
    return told;
  }
}
