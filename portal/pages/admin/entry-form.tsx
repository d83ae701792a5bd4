import { useController, useWatch } from 'react-hook-form';
import type { FieldValues } from 'react-hook-form';
import { Problem } from '../../api/problem';
import { DraftForm } from '../../forms/draft-form';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { registerFieldWords } from '../../wording/admin-fields';
import { said, type Language } from '../../wording/wording';
import type { BodySchema } from './document';
import { emptyOf, fieldOf, resolved, type JsonSchema } from './json-schema';
import { SchemaInput } from './schema-input';

export type Entry = Readonly<Record<string, unknown>>;

/** The form of an entry, made of the schema of its operation. */
export function EntryForm({
  name,
  body,
  entry,
  fixed = [],
  send,
  done,
  children,
}: {
  /** Of the draft: one for each revision, so that no old draft undoes what others changed. */
  readonly name: string;
  readonly body: BodySchema;
  readonly entry: Entry;
  /** Fields that stay as they are. */
  readonly fixed?: readonly string[];
  readonly send: (entry: Entry, key: string) => Promise<unknown>;
  readonly done: (answer: unknown) => void;
  readonly children?: React.ReactNode;
}) {
  const language = useLanguage();
  const { schemas } = body;
  const { properties = {}, required = [] } = resolved(body.schema, schemas).schema;
  return (
    <DraftForm<FieldValues, unknown>
      name={name}
      defaults={{ ...entry }}
      send={(typed, key) =>
        send(withoutUnknown(typed, properties), key).catch((error: unknown) => rethrow(error, language))
      }
      done={done}
      submit={adminWords[language].texts.save}
    >
      <div className={children === undefined ? undefined : 'form-sides'}>
        <div>
          {Object.entries(properties).map(([field, schema]) => (
            <Property
              key={field}
              {...{ field, schema, schemas }}
              required={required.includes(field) || schema.default !== undefined}
              readOnly={fixed.includes(field)}
              isFolded={Object.keys(properties).length > 12}
            />
          ))}
        </div>
        {children !== undefined && <div className="preview">{children}</div>}
      </div>
    </DraftForm>
  );
}

function Property({
  field,
  isFolded,
  ...of
}: Pick<BodySchema, 'schemas'> & {
  readonly field: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** Whether what is made of many fields is opened by whoever wants it. */
  readonly isFolded: boolean;
}) {
  const {
    field: { ref, onChange },
    fieldState: { error },
  } = useController({ name: field });
  const value: unknown = useWatch({ name: field });
  const language = useLanguage();
  const isLong = ['group', 'named', 'list', 'variants'].includes(fieldOf(of.schema, of.schemas).kind);
  const input = <SchemaInput {...of} name={field} value={value} change={onChange} />;
  return (
    <div ref={ref as React.RefCallback<HTMLDivElement>} tabIndex={-1} id={field}>
      {isLong && isFolded ? (
        <details className="card action" open={field === 'targets'} data-field={field}>
          <summary>{said(registerFieldWords[language].fields, field)}</summary>
          {input}
        </details>
      ) : (
        input
      )}
      {error?.message !== undefined && <p className="field-error">{error.message}</p>}
    </div>
  );
}

/** What a new entry of a schema begins with. */
export function newEntry({ schema, schemas }: BodySchema): Entry {
  const { properties = {}, required = [] } = resolved(schema, schemas).schema;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, one]): [string, unknown][] =>
      required.includes(name) || one.default !== undefined ? [[name, emptyOf(one, schemas)]] : [],
    ),
  );
}

/** What is not filled in is left out; the API says what it misses. */
function withoutUnknown(typed: FieldValues, properties: Readonly<Record<string, JsonSchema>>): Entry {
  return Object.fromEntries(
    Object.entries(typed as Entry).filter(([name, value]) => name in properties && value !== undefined),
  );
}

/** Faults deep in an entry are told with the way to them. @throws always */
function rethrow(error: unknown, language: Language): never {
  if (!(error instanceof Problem) || error.errors.length === 0) throw error;
  const { message, status, detail, code, clause } = error;
  const { fields } = registerFieldWords[language];
  const errors = error.errors.map(({ field, message: text }) => ({
    field,
    message: `${field
      .split('.')
      .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : said(fields, part)))
      .join(' › ')}${adminWords[language].colon}${text}`,
  }));
  throw new Problem(status, {
    ...{ title: message, errors },
    ...(detail === undefined ? {} : { detail }),
    ...(code === undefined ? {} : { code }),
    ...(clause === undefined ? {} : { clause }),
  });
}
