import { Button } from '@mantine/core';
import type { ComponentType, ReactNode } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import type { SchemaInputProps } from './schema-input';

/** A field that is made of fields. */
export interface Structured extends SchemaInputProps {
  /** What draws the fields within: given, as it draws groups by these. */
  readonly Input: ComponentType<SchemaInputProps>;
  readonly label: string;
  /** Leaves the whole group out; absent where it has to be there. */
  readonly clear?: () => void;
}

export type Entries = Readonly<Record<string, unknown>>;

export function entriesOf(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : {};
}

export function without(entries: Entries, name: string): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([one]) => one !== name));
}

export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What fields that belong together stand in. */
export function Frame({
  label,
  clear,
  readOnly,
  isShort = false,
  children,
}: Pick<Structured, 'label' | 'clear' | 'readOnly'> & {
  /** Whether it may stand beside others. */
  readonly isShort?: boolean;
  readonly children: ReactNode;
}) {
  const { texts } = adminWords[useLanguage()];
  return (
    <fieldset className={isShort ? 'fields short' : 'fields'}>
      <legend>{label}</legend>
      {children}
      {clear && !readOnly && (
        <Button variant="default" size="compact-sm" onClick={clear}>
          {texts.remove}
        </Button>
      )}
    </fieldset>
  );
}
