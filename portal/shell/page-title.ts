import { useEffect } from 'react';

let current = '';

/** What the page that is shown is called, without the marks round it. */
export function currentPageTitle(): string {
  return current;
}

/** What the window is called while a page is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    current = title;
    document.title = `${title} – Cadran`;
  }, [title]);
}

/** Says before the title that something is to be put right (patterns 6.4). */
export function markTitle(mark: string): void {
  if (!document.title.startsWith(mark)) document.title = mark + document.title;
}
