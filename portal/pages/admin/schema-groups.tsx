import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { emptyOf, resolved, variantOf, type JsonSchema } from './json-schema';
import { entriesOf, Frame, without, type Structured } from './schema-frame';

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
