import { useEffect } from 'react';

/** What the window is called while a page is shown. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Cadran`;
  }, [title]);
}

/** Says before the title that something is to be put right (patterns 6.4). */
export function markTitle(mark: string): void {
  if (!document.title.startsWith(mark)) document.title = mark + document.title;
}
