import type { fieldWords } from '../../../wording/ticket-fields';
import type { Ticket } from '../ticket-state';

/** One field of the form of a command. */
export interface FieldPlan {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  readonly type?: 'text' | 'long' | 'choice' | 'date' | 'datetime-local' | 'tick';
  readonly rows?: number;
  readonly maximum?: number;
  readonly optional?: boolean;
  readonly value?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What a choice says before one is made. */
  readonly none?: string;
}

/** What the next level asks for (annex §8): N2 the request in support's words, N3 how the anomaly is reproduced. */
export function handOverPlans({ level }: Ticket, words: (typeof fieldWords)['fr']): readonly FieldPlan[] {
  const to = level === 'N1' ? 'N2' : 'N3';
  const next: FieldPlan = {
    ...{ name: 'to', label: words.level, type: 'choice', value: to },
    choices: [{ value: to, label: to }],
  };
  const document = (name: 'reformulation' | 'steps' | 'expected' | 'observed' | 'environment', rows: number) =>
    ({ name, label: words[name], type: 'long', rows, maximum: name === 'environment' ? 1000 : 5000 }) as const;
  if (to === 'N2') return [next, document('reformulation', 4)];
  return [next, document('steps', 4), document('expected', 2), document('observed', 2), document('environment', 1)];
}
