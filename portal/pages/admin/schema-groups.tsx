import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState, type ComponentType, type ReactNode } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { emptyOf, fieldOf, resolved, variantOf, type JsonSchema } from './json-schema';
import type { SchemaInputProps } from './schema-input';

interface Structured extends SchemaInputProps {
  /** What draws the fields within: given, as it draws groups by these. */
  readonly Input: ComponentType<SchemaInputProps>;
  readonly label: string;
  /** Leaves the whole group out; absent where it has to be there. */
  readonly clear?: () => void;
}

type Entries = Readonly<Record<string, unknown>>;

function entriesOf(value: unknown): Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : {};
}

function without(entries: Entries, name: string): Entries {
  return Object.fromEntries(Object.entries(entries).filter(([one]) => one !== name));
}

function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function Frame({
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

/** The fields of an object. */
export function Groups({
  properties,
  requiredNames,
  ...props
}: Structured & {
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly requiredNames: readonly string[];
}) {
  const { value, change, schemas, readOnly, Input } = props;
  const entries = entriesOf(value);
  return (
    <Frame {...props}>
      {Object.entries(properties).map(([name, schema]) => (
        <Input
          key={name}
          {...{ name, schema, schemas }}
          {...(readOnly === undefined ? {} : { readOnly })}
          value={entries[name] ?? schema.default}
          required={requiredNames.includes(name) || schema.default !== undefined}
          change={(next) => {
            change(next === undefined ? without(entries, name) : { ...entries, [name]: next });
          }}
        />
      ))}
    </Frame>
  );
}

/** Entries with names that people choose, such as the hours of a contract. */
export function Named({ item, ...props }: Structured & { readonly item: JsonSchema }) {
  const { texts } = adminWords[useLanguage()];
  const { value, change, schemas, readOnly, Input } = props;
  const entries = entriesOf(value);
  const [name, setName] = useState('');
  return (
    <Frame {...props}>
      {Object.entries(entries).map(([own, one]) => (
        <Input
          key={own}
          {...{ schemas, schema: item, name: own, label: own, value: one, required: false }}
          {...(readOnly === undefined ? {} : { readOnly })}
          change={(next) => {
            change(next === undefined || next === null ? without(entries, own) : { ...entries, [own]: next });
          }}
        />
      ))}
      {!readOnly && (
        <Group gap="xs" align="end">
          <TextInput label={texts.name} value={name} onChange={({ target }) => setName(target.value)} />
          <Button
            variant="default"
            disabled={name.trim() === '' || name in entries}
            onClick={() => {
              change({ ...entries, [name.trim()]: emptyOf(item, schemas) });
              setName('');
            }}
          >
            {texts.add}
          </Button>
        </Group>
      )}
    </Frame>
  );
}

/** Several of a kind, in order. */
export function List({ item, ...props }: Structured & { readonly item: JsonSchema }) {
  const { texts } = adminWords[useLanguage()];
  const { value, change, schemas, name, readOnly, Input } = props;
  const items = itemsOf(value);
  return (
    <Frame {...props} isShort={fieldOf(item, schemas).kind === 'tuple'}>
      {items.map((one, index) => (
        <div key={index} className="field-row">
          <Input
            {...{ schemas, name, schema: item, label: String(index + 1), value: one }}
            {...(readOnly === undefined ? {} : { readOnly })}
            change={(next) => change(items.map((before, place) => (place === index ? next : before)))}
          />
          {!readOnly && (
            <Button
              variant="default"
              size="compact-sm"
              aria-label={`${texts.remove} ${props.label} ${index + 1}`}
              onClick={() => change(items.filter((_one, place) => place !== index))}
            >
              {texts.remove}
            </Button>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button variant="default" size="compact-sm" onClick={() => change([...items, emptyOf(item, schemas)])}>
          {texts.add}
        </Button>
      )}
    </Frame>
  );
}

/** A fixed number of values, such as from and to. */
export function Tuple({ items, ...props }: Structured & { readonly items: readonly JsonSchema[] }) {
  const { value, change, schemas, name, readOnly, Input } = props;
  const own = itemsOf(value);
  return (
    <Group gap="xs" wrap="nowrap" role="group" aria-label={props.label}>
      {items.map((schema, index) => (
        <Input
          key={index}
          {...{ schemas, schema, name, label: index === 0 ? '≥' : '<', value: own[index] }}
          {...(readOnly === undefined ? {} : { readOnly })}
          change={(next) => change(items.map((_one, place) => (place === index ? next : own[place])))}
        />
      ))}
    </Group>
  );
}

/** One of several forms, such as hours of their own or an extension of others. */
export function Variants({ variants, ...props }: Structured & { readonly variants: readonly JsonSchema[] }) {
  const { texts } = adminWords[useLanguage()];
  const { value, change, schemas, readOnly, Input } = props;
  const index = variantOf(value, variants, schemas);
  const schema = variants[index] ?? {};
  const titleOf = (one: JsonSchema, place: number): string => {
    const { properties = {} } = resolved(one, schemas).schema;
    return 'extends' in properties ? texts.extends : 'week' in properties ? texts.own : String(place + 1);
  };
  return (
    <Frame {...props}>
      <NativeSelect
        label={texts.variant}
        className="form-field"
        disabled={readOnly === true}
        value={String(index)}
        onChange={({ target }) => change(emptyOf(variants[Number(target.value)] ?? {}, schemas))}
        data={variants.map((one, place) => ({ value: String(place), label: titleOf(one, place) }))}
      />
      <Input
        {...{ schema, schemas, name: props.name, label: titleOf(schema, index), value, change }}
        {...(readOnly === undefined ? {} : { readOnly })}
      />
    </Frame>
  );
}

/** What has no field of its own: written as JSON, and told at once where it is none. */
export function JsonField({
  value,
  change,
  ...common
}: {
  readonly id: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly className: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}) {
  const { texts } = adminWords[useLanguage()];
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [isWrong, setWrong] = useState(false);
  return (
    <Textarea
      {...common}
      description={texts.json}
      rows={4}
      value={text}
      error={isWrong ? texts.badJson : undefined}
      onChange={({ target }) => {
        setText(target.value);
        try {
          change(JSON.parse(target.value) as unknown);
          setWrong(false);
        } catch {
          setWrong(true);
        }
      }}
    />
  );
}
