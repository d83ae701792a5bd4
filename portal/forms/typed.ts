import { useEffect, useState } from 'react';
import { useFormContext, type FieldValues } from 'react-hook-form';

/** Nobody types faster than this reads, milliseconds. */
const PAUSE_MS = 600;

/** What is in the form, once nobody has typed for a moment. */
export function useTyped(): FieldValues {
  // The context is another object each time; what it holds stays the same.
  const { getValues, subscribe } = useFormContext<FieldValues>();
  const [typed, setTyped] = useState<FieldValues>(() => ({ ...getValues() }));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = subscribe({
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
  }, [subscribe]);
  return typed;
}
