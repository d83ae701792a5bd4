import { useEffect, useState } from 'react';
import { useFormContext, type FieldValues } from 'react-hook-form';

/** Nobody types faster than this reads, milliseconds. */
const PAUSE_MS = 600;

/** What is in the form, once nobody has typed for a moment. */
export function useTyped(): FieldValues {
  const form = useFormContext<FieldValues>();
  const [typed, setTyped] = useState<FieldValues>(() => form.getValues());
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        clearTimeout(timer);
        timer = setTimeout(() => setTyped({ ...values }), PAUSE_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [form]);
  return typed;
}
