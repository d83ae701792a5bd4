import { Button, Group } from '@mantine/core';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { emptyOf, fieldOf, type JsonSchema } from './json-schema';
import { Frame, itemsOf, type Structured } from './schema-frame';

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
