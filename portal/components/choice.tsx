import { NativeSelect } from '@mantine/core';

/** One of some values that narrows a list; an empty one is none of them. Its name is for those who listen. */
export function Choice({
  label,
  any,
  value = '',
  of: options,
  set,
}: {
  readonly label: string;
  /** What stands there while nothing is chosen. */
  readonly any: string;
  readonly value: string | undefined;
  readonly of: readonly { readonly value: string; readonly label: string }[];
  readonly set: (value: string) => void;
}) {
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      onChange={({ target }) => set(target.value)}
      data={[{ value: '', label: any }, ...options]}
    />
  );
}

/** The filters of a list with some of them changed: an empty one goes, so that it does not stand in the address. */
export function changedFilters(search: object, changed: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = Object.entries<unknown>({ ...search, ...changed });
  return Object.fromEntries(given.filter(([, value]) => value !== ''));
}
