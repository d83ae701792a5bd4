import { useEffect, useRef } from 'react';
import type { FieldErrors } from 'react-hook-form';
import { markTitle } from '../shell/page-title';
import { useWords } from '../shell/preferences';
import { formWords } from '../wording/forms';

/** What is wrong with a form, at its top: the focus comes here, and each line leads to its field. */
export function ErrorSummary({
  told,
  errors,
  tries,
  focus,
}: {
  readonly told: readonly string[];
  readonly errors: FieldErrors;
  /** How often it was sent in vain: the focus comes here each time. */
  readonly tries: number;
  readonly focus: (field: string) => void;
}) {
  const words = useWords(formWords);
  const box = useRef<HTMLDivElement>(null);
  const faults = Object.entries(errors).flatMap(([field, error]) =>
    typeof error?.message === 'string' ? [{ field, message: error.message }] : [],
  );
  useEffect(() => {
    if (tries === 0) return;
    markTitle(words.titleMark);
    box.current?.focus();
  }, [tries, words]);
  if (told.length === 0 && faults.length === 0) return null;
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{words.problem}</h2>
      {told.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {faults.length > 0 && (
        <ul>
          {faults.map(({ field, message }) => (
            <li key={field}>
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault();
                  focus(field);
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
