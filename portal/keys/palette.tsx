import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { useLanguage, useWords } from '../shell/preferences';
import { useMe } from '../shell/session';
import { sections } from '../sections';
import { keyWords } from '../wording/keys';
import { actOnPage, formsOnPage, isForm, openForm } from './acting';
import { Dialog } from './dialog';
import { useGoing } from './going';
import { bindings, type KeyAction } from './keymap';
import { matching } from './matching';

interface Choice {
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

/** What of the keys is no thing to be chosen. */
const NOT_HERE: readonly KeyAction[] = [
  ...(['palette', 'search', 'next', 'previous', 'open', 'select', 'send', 'leave'] as const),
  ...(['next-ticket', 'previous-ticket', 'copy', 'help'] as const),
];

/** Places of the header that a key leads to: they stand among the keys. */
const WITH_KEYS = ['/queue', '/new'];

/** Where one can go and what one can do, found by a word; a reference leads to its ticket. */
export function Palette({ close }: { readonly close: () => void }) {
  const words = useWords(keyWords);
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const choices = useChoices(typed);
  const run = (choice: Choice | undefined): void => {
    if (!choice) return;
    close();
    // The dialog gives the focus back first.
    setTimeout(choice.run, 0);
  };
  const pressed = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') run(choices[chosen]);
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (by !== undefined && choices.length > 0) setChosen((chosen + by + choices.length) % choices.length);
  };
  return (
    <Dialog title={words.paletteTitle} close={close}>
      <TextInput
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label={words.palettePlaceholder}
        placeholder={words.palettePlaceholder}
        description={words.paletteHint}
        value={typed}
        onKeyDown={pressed}
        onChange={({ target }) => {
          setTyped(target.value);
          setChosen(0);
        }}
      />
      <ul role="listbox" id={id} className="palette" aria-label={words.paletteTitle}>
        {choices.map((choice, index) => (
          <li
            key={choice.label}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            onClick={() => run(choice)}
          >
            {choice.label}
            {choice.keys !== undefined && <kbd>{choice.keys}</kbd>}
          </li>
        ))}
      </ul>
      {choices.length === 0 && <p role="status">{words.nothingFound}</p>}
    </Dialog>
  );
}

function useChoices(typed: string): readonly Choice[] {
  const words = useWords(keyWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const going = useGoing();
  const { role } = useMe();
  const forms = formsOnPage();
  const onTicket = (action: KeyAction): boolean => forms.length > 0 && !isForm(action);
  const reference = /^T-?(\w{4,})$/i.exec(typed.trim())?.[1]?.toUpperCase();
  const all: readonly Choice[] = [
    ...forms.map(({ name, label }) => ({
      label,
      run: () => {
        openForm([name]);
      },
    })),
    ...sections
      .filter(({ to, roles }) => roles.includes(role) && !WITH_KEYS.includes(to))
      .map(({ to, label }) => ({ label: label[language], run: () => void navigate({ to: to as '/' }) })),
    ...bindings
      .filter(({ action, place }) => !NOT_HERE.includes(action) && (place !== 'ticket' || onTicket(action)))
      .map(({ action, keys }) => ({
        label: words.actions[action],
        keys: keys.join(` ${words.then} `),
        run: () => {
          if (!actOnPage(action, false)) going(action);
        },
      })),
  ];
  const found = all.filter(({ label }) => matching(label, typed));
  if (reference === undefined) return found;
  const there = `T-${reference}`;
  const go = () => void navigate({ to: '/tickets/$reference', params: { reference: there } });
  return [{ label: words.goTo(there), run: go }, ...found];
}
