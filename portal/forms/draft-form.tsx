import { Button, Group } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';
import { FormProvider, useForm, type DefaultValues, type FieldValues, type Path, type Resolver } from 'react-hook-form';
import { newKey } from '../api/call';
import { isRefusal, Problem } from '../api/problem';
import { inWords } from '../api/words';
import { dropDraft, keepDraft, readDraft } from '../drafts/drafts';
import { placeOfForm } from '../drafts/place';
import { useLanguage, useWords } from '../shell/preferences';
import { formWords } from '../wording/forms';
import { ErrorSummary } from './error-summary';
import { SavedLine } from './saved-line';

export interface DraftFormProps<Values extends FieldValues, Answer> {
  /** Of the draft: user, form or ticket, box. */
  readonly name: string;
  readonly defaults: Values;
  /** Rules over the whole; what a field asks for by itself stands with the field. */
  readonly resolver?: Resolver<Values>;
  /** Sends what was typed; `key` is the same for one filling, however often it is sent. */
  readonly send: (values: Values, key: string) => Promise<Answer>;
  /** Gets the answer once it was accepted; the draft is gone by then. */
  readonly done: (answer: Answer) => void;
  readonly submit: string;
  /** Whether the draft stays when this is done: a step of several, whose last one sends. */
  readonly keeps?: boolean;
  /** A second way out beside the button that sends, such as "Back". */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A form that loses nothing: what is typed is kept as a draft until it was accepted. It is checked when it is sent, not while
 * typing; what is wrong stands at the top, with a link to each field, and at the field in the same words (patterns 6.4).
 */
export function DraftForm<Values extends FieldValues, Answer>({
  name,
  defaults,
  resolver,
  send,
  done,
  submit,
  keeps = false,
  beside,
  children,
}: DraftFormProps<Values, Answer>) {
  const words = useWords(formWords);
  const language = useLanguage();
  const form = useForm<Values>({
    defaultValues: { ...defaults, ...readDraft(name)?.values } as DefaultValues<Values>,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
    ...(resolver ? { resolver } : {}),
  });
  const [told, setTold] = useState<readonly string[]>([]);
  const [tries, setTries] = useState(0);
  const key = useRef(readDraft(name)?.key);
  const keep = (values: Values): void =>
    keepDraft(name, values, { key: key.current, place: placeOfForm(keeps ? '' : submit) });
  const keepTyped = useEffectEvent((values: Values): void => {
    // Who has put everything back has no draft; one that was sent has, until it is known what became of it.
    if (key.current === undefined && isAsItCame(values, defaults)) dropDraft(name);
    else keep(values);
  });
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => keepTyped(values) }),
    [form, name],
  );

  const sendNow = async (values: Values): Promise<void> => {
    setTold([]);
    key.current ??= newKey();
    keep(values);
    try {
      const answer = await send(values, key.current);
      if (!keeps) {
        key.current = undefined;
        form.reset(defaults);
        dropDraft(name);
      }
      done(answer);
    } catch (error) {
      // A plain refusal did nothing: what is sent next is another filling.
      if (isRefusal(error)) key.current = undefined;
      keep(values);
      setTold(faultsOf(error));
      setTries((before) => before + 1);
    }
  };

  /** Tells each fault at its field where there is one. @returns what is told at the top alone */
  const faultsOf = (error: unknown): string[] => {
    const { title, detail, clause } = inWords(error, language);
    const known = Object.keys(form.getValues());
    const elsewhere = (error instanceof Problem ? error.errors : []).flatMap(({ field, message }) => {
      const own = known.find((one) => one === field) ?? known.find((one) => field.split(/[./[\]]/).includes(one));
      if (own === undefined) return [field === '' ? message : `${field} : ${message}`];
      form.setError(own as Path<Values>, { type: 'server', message });
      return [];
    });
    if (detail !== undefined) return [clause === undefined ? detail : `${detail} (${clause})`, ...elsewhere];
    return [title, ...elsewhere];
  };

  const { isSubmitting, errors } = form.formState;
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isSubmitting) return;
          void form.handleSubmit(sendNow, () => setTries((before) => before + 1))(event);
        }}
      >
        <ErrorSummary
          told={told}
          errors={errors}
          tries={tries}
          focus={(field) => form.setFocus(field as Path<Values>)}
        />
        {children}
        <Group>
          <Button type="submit" loading={isSubmitting} aria-label={isSubmitting ? words.sending : undefined}>
            {submit}
          </Button>
          {beside}
        </Group>
        <SavedLine name={name} />
      </form>
    </FormProvider>
  );
}

function isAsItCame(values: FieldValues, defaults: FieldValues): boolean {
  return JSON.stringify({ ...defaults, ...values }) === JSON.stringify(defaults);
}
