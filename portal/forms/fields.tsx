import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useController, useFormContext, type RegisterOptions } from 'react-hook-form';
import type { ReactNode } from 'react';
import { useLanguage, useWords } from '../shell/preferences';
import { formatNumber } from '../time/format';
import { formWords } from '../wording/forms';

export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly optional?: boolean;
}

/** One line of text, a day or an instant. */
export function TextField({
  type = 'text',
  maximum,
  autoComplete,
  ...field
}: FieldProps & {
  readonly type?: 'text' | 'date' | 'datetime-local' | 'tel' | 'email' | 'number';
  readonly maximum?: number | undefined;
  readonly autoComplete?: string;
}) {
  const { common, register } = useField(field, maximum);
  return <TextInput {...common} {...register} type={type} autoComplete={autoComplete ?? 'off'} />;
}

/** Several lines of text. */
export function LongTextField({
  rows = 5,
  maximum,
  ...field
}: FieldProps & { readonly rows?: number; readonly maximum?: number | undefined }) {
  const { common, register } = useField(field, maximum);
  return <Textarea {...common} {...register} rows={rows} />;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** One of several, in a list that opens. `none` is the line that stands for no choice yet. */
export function ChoiceField({
  choices,
  none,
  ...field
}: FieldProps & { readonly choices: readonly Choice[]; readonly none?: string | undefined }) {
  const { common, register } = useField(field);
  const data = [...(none === undefined ? [] : [{ value: '', label: none }]), ...choices];
  return <NativeSelect {...common} {...register} data={data} />;
}

/** One of a few, all of them to be seen. */
export function RadioField({
  choices,
  ...field
}: FieldProps & { readonly choices: readonly (Choice & { readonly description?: ReactNode })[] }) {
  const { common, rules } = useField(field);
  const { field: value } = useController({ name: field.name, rules });
  const { label, description, error } = common;
  return (
    <Radio.Group
      className="form-field"
      {...{ label, description, error }}
      value={String(value.value ?? '')}
      onChange={value.onChange}
      name={field.name}
    >
      <Stack gap="xs" mt="xs">
        {choices.map((choice, index) => (
          <Radio
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.description}
            {...(index === 0 ? { ref: value.ref } : {})}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Something to be ticked: a consequence that is accepted, or a choice of yes and no. */
export function TickField(field: FieldProps) {
  const { common, register } = useField(field, undefined, 'ticked');
  const { label, description, error } = common;
  return <Checkbox className="form-field" {...{ label, description, error }} {...register} />;
}

/** What every field has: label, help, rule and error, in the reader's language. */
function useField(
  { name, label, help, optional = false }: FieldProps,
  maximum?: number,
  asked: 'required' | 'ticked' = 'required',
) {
  const words = useWords(formWords);
  const language = useLanguage();
  const { register, getFieldState, formState } = useFormContext();
  const { error } = getFieldState(name, formState);
  const rules = {
    ...(optional ? {} : { validate: (value: unknown) => isFilled(value) || words[asked](label) }),
    ...(maximum === undefined
      ? {}
      : { maxLength: { value: maximum, message: words.tooLong(label, formatNumber(maximum, language)) } }),
  } satisfies RegisterOptions;
  return {
    rules,
    register: register(name, rules),
    common: {
      className: 'form-field',
      label: optional ? `${label} ${words.optional}` : label,
      description: help,
      error: error?.message === undefined ? undefined : error.message,
      required: !optional,
      withAsterisk: false,
    },
  };
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null && value !== false;
}
