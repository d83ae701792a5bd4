import { useController, useWatch } from 'react-hook-form';
import type { FieldValues } from 'react-hook-form';
import { Problem } from '../../api/problem';
import { DraftForm } from '../../forms/draft-form';
import { useLanguage } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { registerFieldWords } from '../../wording/admin-fields';
import { said, type Language } from '../../wording/wording';
import type { BodySchema } from './document';
import { FormSection } from './form-section';
import { sectionsOf } from './form-sections';
import { emptyOf, resolved, type JsonSchema } from './json-schema';
import { SchemaInput } from './schema-input';

/** A form of more fields folds into sections. */
const MOST_UNFOLDED = 12;

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
  const isLong = Object.keys(properties).length > MOST_UNFOLDED;
  const property = (field: string) => {
    const schema = properties[field] ?? {};
    const isRequired = required.includes(field) || schema.default !== undefined;
    return (
      <Property key={field} {...{ field, schema, schemas }} required={isRequired} readOnly={fixed.includes(field)} />
    );
  };
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
          {isLong
            ? sectionsOf(Object.keys(properties)).map(({ name: section, fields }) => (
                <FormSection key={section} name={section}>
                  {fields.map(property)}
                </FormSection>
              ))
            : Object.keys(properties).map(property)}
        </div>
        {children !== undefined && <div className="preview">{children}</div>}
      </div>
    </DraftForm>
  );
}

function Property({
  field,
  ...of
}: Pick<BodySchema, 'schemas'> & {
  readonly field: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
  readonly readOnly: boolean;
}) {
  const {
    field: { ref, onChange },
    fieldState: { error },
  } = useController({ name: field });
  const value: unknown = useWatch({ name: field });
  return (
    <div ref={(drawn) => ref(drawn && { focus: () => focusOpened(drawn) })} tabIndex={-1} id={field}>
      <SchemaInput {...of} name={field} value={value} change={onChange} />
      {error?.message !== undefined && <p className="field-error">{error.message}</p>}
    </div>
  );
}

/** Whatever is folded around a field is opened before it is focused: what is wrong is never out of reach. */
function focusOpened(field: HTMLElement): void {
  for (let around = field.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
    around.open = true;
  field.focus();
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
  const fields = registerFieldWords[language];
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
