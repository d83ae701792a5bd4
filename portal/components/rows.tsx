import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

/** A list in rows, and in cards where the page is narrow; its caption is for those who listen (patterns 9.9). */
export function Rows({
  caption,
  columns,
  children,
}: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <table className="rows">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map((label) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Shows the next page of a list below those that are shown, while there is one (patterns 9.1). */
export function MoreButton({
  of: { hasMore, isLoadingMore, more },
  children,
}: {
  readonly of: { readonly hasMore: boolean; readonly isLoadingMore: boolean; readonly more: () => void };
  readonly children: ReactNode;
}) {
  if (!hasMore) return null;
  return (
    <Button variant="default" mt="md" loading={isLoadingMore} onClick={more}>
      {children}
    </Button>
  );
}
