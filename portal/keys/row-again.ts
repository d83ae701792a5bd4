import { useEffect } from 'react';
import { rememberedRow } from './last-list';

/** Back from a ticket, the focus is on its row of the list again (patterns 9.3). */
export function useRowAgain(): void {
  useEffect(() => {
    const reference = rememberedRow();
    document.querySelector<HTMLElement>(`[data-row="${reference}"] .row-link`)?.focus();
  }, []);
}
