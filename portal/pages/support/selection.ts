import { useState } from 'react';

export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** Chooses or drops one; with `through`, all from the one touched before up to this one. */
  readonly toggle: (reference: string, through: boolean) => void;
  readonly set: (references: readonly string[]) => void;
}

/** The tickets chosen in a list, which is given in its order. */
export function useSelection(order: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [touched, setTouched] = useState<string>();
  return {
    chosen,
    toggle(reference, through) {
      setChosen(through ? withRange(chosen, order, touched, reference) : toggled(chosen, reference));
      setTouched(reference);
    },
    set: (references) => setChosen(new Set(references)),
  };
}

export function toggled(chosen: ReadonlySet<string>, reference: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(reference)) next.add(reference);
  return next;
}

/** With all from one to another of the list, in whichever order they stand. */
export function withRange(
  chosen: ReadonlySet<string>,
  order: readonly string[],
  from: string | undefined,
  to: string,
): ReadonlySet<string> {
  const [a, b] = [order.indexOf(from ?? to), order.indexOf(to)];
  if (b === -1) return chosen;
  const first = a === -1 ? b : Math.min(a, b);
  return new Set([...chosen, ...order.slice(first, Math.max(a, b) + 1)]);
}
