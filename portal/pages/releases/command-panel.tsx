import type { ReactNode } from 'react';
import { DraftForm } from '../../forms/draft-form';
import { announce } from '../../shell/live-region';
import { useWords } from '../../shell/preferences';
import { formWords } from '../../wording/forms';

export interface CommandPanelProps<Answer> {
  /** Of the draft. */
  readonly name: string;
  readonly label: string;
  /** What it does, to whom, who is told, and what cannot be undone (patterns 12.6). */
  readonly lead: ReactNode;
  readonly defaults?: Readonly<Record<string, string>>;
  readonly send: (typed: Readonly<Record<string, string>>, key: string) => Promise<Answer>;
  readonly done: (answer: Answer) => void;
  readonly children?: ReactNode;
}

/** Something that can be done, opened by whoever wants it: what follows from it stands above the button. */
export function CommandPanel<Answer>({ name, label, lead, defaults, send, done, children }: CommandPanelProps<Answer>) {
  const words = useWords(formWords);
  return (
    <details className="card action" data-action={name.split('.').at(-1)}>
      <summary>{label}</summary>
      {lead}
      <DraftForm<Record<string, string>, Answer>
        name={name}
        defaults={{ ...defaults }}
        send={send}
        done={(answer) => {
          announce(words.done);
          done(answer);
        }}
        submit={label}
      >
        {children}
      </DraftForm>
    </details>
  );
}
