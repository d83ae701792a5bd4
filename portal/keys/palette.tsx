import { TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useId, useState, type KeyboardEvent } from 'react';
import { referenceIn } from '../pages/tickets/reference';
import { useRefreshed } from '../refreshing';
import { useLanguage, usePreferences, useWords } from '../shell/preferences';
import { useMe } from '../shell/session';
import { sections } from '../sections';
import { useSettled } from '../time/settled';
import { keyWords } from '../wording/keys';
import { listWords } from '../wording/ticket-list';
import { actOnPage, formsOnPage, isForm, openForm } from './acting';
import { Dialog } from './dialog';
import { useGoing } from './going';
import { bindingsWith, type KeyAction } from './keymap';
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

/** Tickets are looked for from so many letters on, once somebody has paused (ms), and so many are shown. */
const LEAST = 3;
const PAUSE_MS = 300;
const MOST = 8;

/** Where one can go and what one can do, found by a word, and the tickets in which it stands; a reference leads to its ticket. */
export function Palette({ close }: { readonly close: () => void }) {
  const words = useWords(keyWords);
  const lists = useWords(listWords);
  const { role } = useMe();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const asked = useSettled(typed.trim(), PAUSE_MS);
  const choices = [...useChoices(typed), ...useTicketsWith(asked)];
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
      {asked.length >= LEAST && <p className="quiet small">{lists.searchedIn(asked, role !== 'client')}</p>}
    </Dialog>
  );
}

/** The tickets in which the words stand, the newest first. */
function useTicketsWith(asked: string): readonly Choice[] {
  const navigate = useNavigate();
  const enabled = asked.length >= LEAST && referenceIn(asked) === undefined;
  const query = { words: asked.slice(0, 200), limit: MOST };
  const { data } = useRefreshed('listTickets', { query }, { enabled, once: true });
  if (!enabled) return [];
  return (data?.items ?? []).map(({ reference, title }) => ({
    label: `${reference} · ${title}`,
    run: () => void navigate({ to: '/tickets/$reference', params: { reference } }),
  }));
}

function useChoices(typed: string): readonly Choice[] {
  const words = useWords(keyWords);
  const language = useLanguage();
  const navigate = useNavigate();
  const going = useGoing();
  const { role } = useMe();
  const { remapped } = usePreferences();
  const forms = formsOnPage();
  const onTicket = (action: KeyAction): boolean => forms.length > 0 && !isForm(action);
  const there = referenceIn(typed);
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
    ...bindingsWith(remapped)
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
  if (there === undefined) return found;
  const go = () => void navigate({ to: '/tickets/$reference', params: { reference: there } });
  return [{ label: words.goTo(there), run: go }, ...found];
}
