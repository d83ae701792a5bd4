import { Button, Checkbox, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { registerFieldWords } from '../../wording/admin-fields';
import { registerValueWords } from '../../wording/admin-values';
import { formWords } from '../../wording/forms';
import { said } from '../../wording/wording';
import { emptyOf, fieldOf, resolved, type JsonSchema, type Schemas } from './json-schema';
import { InstantInput } from './instant-input';
import { JsonField } from './json-field';
import { Groups, Named, Variants } from './schema-groups';
import { List, Tuple } from './schema-lists';

export interface SchemaInputProps {
  readonly schema: JsonSchema;
  readonly schemas: Schemas;
  /** What the field is called in the document. */
  readonly name: string;
  readonly label?: string;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  readonly required?: boolean;
  readonly readOnly?: boolean;
}

/** The field that a schema of the API's document asks for; nothing of it is written twice. */
export function SchemaInput(props: SchemaInputProps) {
  const language = useLanguage();
  const { texts } = adminWords[language];
  const { schema, schemas, name, value, change, required = true, readOnly = false } = props;
  const { schema: own, isNullable } = resolved(schema, schemas);
  const field = fieldOf(own, schemas);
  const named = props.label ?? said(registerFieldWords[language], name);
  const isOptional = isNullable || !required;
  const label = isOptional ? `${named} ${formWords[language].optional}` : named;
  const empty = isNullable ? null : undefined;
  const id = useId();
  const common = { id, label, readOnly, className: 'form-field' };
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const typed = (next: string): void => change(next === '' && isOptional ? empty : next);
  const valueWords = registerValueWords[language];
  const isStructured = ['group', 'named', 'list', 'tuple', 'variants'].includes(field.kind);
  if (isStructured && isOptional && (value === null || value === undefined))
    return (
      <Absent label={label} readOnly={readOnly} fill={() => change(emptyOf({ ...own, default: undefined }, schemas))} />
    );
  const structured = {
    ...props,
    Input: SchemaInput,
    schema: own,
    label,
    ...(isOptional ? { clear: () => change(empty) } : {}),
  };
  switch (field.kind) {
    case 'group':
      return <Groups {...structured} properties={field.properties} requiredNames={field.required} />;
    case 'named':
      return <Named {...structured} item={field.value} />;
    case 'list':
      return <List {...structured} item={field.item} />;
    case 'tuple':
      return <Tuple {...structured} items={field.items} />;
    case 'variants':
      return <Variants {...structured} variants={field.variants} />;
    case 'choice':
      return (
        <NativeSelect
          {...common}
          disabled={readOnly}
          value={text}
          onChange={({ target }) => typed(target.value)}
          data={[
            ...(isOptional ? [{ value: '', label: texts.noValue }] : []),
            ...field.values.map((one) => ({ value: one, label: said(valueWords, one) })),
          ]}
        />
      );
    case 'yes-no':
      return (
        <Checkbox
          {...common}
          disabled={readOnly}
          checked={value === true}
          onChange={({ target }) => change(target.checked)}
        />
      );
    case 'ticks': {
      const chosen = Array.isArray(value) ? (value as readonly unknown[]).map(String) : [];
      return (
        <Checkbox.Group
          label={label}
          className="form-field"
          value={chosen}
          onChange={(next) => change(field.values.filter((one) => next.includes(one)))}
        >
          <Group gap="md" mt="xs">
            {field.values.map((one) => (
              <Checkbox key={one} value={one} label={said(valueWords, one)} disabled={readOnly} />
            ))}
          </Group>
        </Checkbox.Group>
      );
    }
    case 'lines': {
      const lines = Array.isArray(value) ? (value as readonly unknown[]).map(String) : [];
      return (
        <Textarea
          {...common}
          description={texts.onePerLine}
          rows={Math.min(8, Math.max(2, lines.length + 1))}
          value={lines.join('\n')}
          onChange={({ target }) => change(target.value === '' ? [] : target.value.split('\n'))}
        />
      );
    }
    case 'number':
      return (
        <TextInput
          {...common}
          type="number"
          value={text}
          onChange={({ target }) => change(target.value === '' ? empty : Number(target.value))}
        />
      );
    case 'instant':
      return (
        <InstantInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          change={(at) => typed(at)}
          language={language}
        />
      );
    case 'json':
      return <JsonField {...common} value={value} change={change} />;
    case 'date':
      return <TextInput {...common} type="date" value={text} onChange={({ target }) => typed(target.value)} />;
    case 'scalar':
      return (
        <TextInput
          {...common}
          value={text}
          onChange={({ target }) => change(/^\d+(\.\d+)?$/.test(target.value) ? Number(target.value) : target.value)}
        />
      );
    case 'text':
      return (
        <TextInput
          {...common}
          description={language === 'en' ? own.description : undefined}
          value={text}
          onChange={({ target }) => typed(target.value)}
        />
      );
  }
}

/** A group of fields that is left out, until somebody wants it. */
function Absent({
  label,
  readOnly,
  fill,
}: {
  readonly label: string;
  readonly readOnly: boolean;
  readonly fill: () => void;
}) {
  const { texts, colon } = adminWords[useLanguage()];
  return (
    <p className="form-field">
      {label}
      {colon}
      {texts.noValue}{' '}
      {!readOnly && (
        <Button variant="default" size="compact-sm" onClick={fill}>
          {texts.set}
        </Button>
      )}
    </p>
  );
}
