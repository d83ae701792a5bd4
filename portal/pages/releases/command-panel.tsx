import { useState, type ReactNode } from 'react';
import { DraftForm } from '../../forms/draft-form';
import { announce } from '../../shell/live-region';
import { useWords } from '../../shell/preferences';
import { formWords } from '../../wording/forms';
import { NoticePreview, type WouldBe } from './notice-preview';

export interface CommandPanelProps<Answer> {
  /** Of the draft. */
  readonly name: string;
  readonly label: string;
  /** What it does, to whom, who is told, and what cannot be undone (patterns 12.6). */
  readonly lead: ReactNode;
  readonly defaults?: Readonly<Record<string, string>>;
  readonly send: (typed: Readonly<Record<string, string>>, key: string) => Promise<Answer>;
  readonly done: (answer: Answer) => void;
  /** The same, as what the API previews the notices of, where it sends some; of what is typed until now. */
  readonly previews?: (typed: Readonly<Record<string, string>>) => WouldBe | undefined;
  readonly children?: ReactNode;
}

/** Something that can be done, opened by whoever wants it: what follows from it stands above the button. */
export function CommandPanel<Answer>({
  name,
  label,
  lead,
  defaults,
  send,
  done,
  previews,
  children,
}: CommandPanelProps<Answer>) {
  const words = useWords(formWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="card action"
      data-action={name.split('.').at(-1)}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
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
        {previews && isOpen && <NoticePreview of={previews} />}
      </DraftForm>
    </details>
  );
}
