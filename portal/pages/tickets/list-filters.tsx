import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changedFilters, Choice } from '../../components/choice';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { listWords } from '../../wording/ticket-list';
import { stateWords } from '../../wording/states';
import { terms } from '../../wording/terms';
import { referenceIn } from './reference';
import { listSearchSchema, priorities, statuses, type ListSearch } from './list-search';

type Search = (typed: string) => void;

/** What narrows the list, and the way straight to one ticket. Each choice changes the address, and that the list. */
export function ListFilters({ search }: { readonly search: ListSearch }) {
  const words = useWords(listWords);
  const states = useWords(stateWords);
  const named = useWords(terms);
  const { role } = useMe();
  const navigate = useNavigate();
  const set = (changed: Readonly<Record<string, string>>): void => {
    void navigate({ to: '/tickets', search: listSearchSchema.parse(changedFilters(search, changed)), replace: true });
  };
  return (
    <Group mb="md" align="end" gap="sm" role="search" className="no-print">
      <SearchBox words={search.words} search={(typed) => set({ words: typed })} />
      <Choice
        label={words.state}
        any={words.anyStatus}
        value={search.status}
        of={statuses.map((value) => ({ value, label: (role === 'client' ? states.turn : states.ticket)[value] }))}
        set={(status) => set({ status })}
      />
      <Choice
        label={words.priority}
        any={words.anyPriority}
        value={search.priority}
        of={priorities.map((value) => ({ value, label: named[`priority.${value}`] }))}
        set={(priority) => set({ priority })}
      />
      <NativeSelect
        aria-label={words.sort}
        value={search.sort ?? '-openedAt'}
        onChange={({ target }) => set({ sort: target.value === '-openedAt' ? '' : target.value })}
        data={[
          { value: '-openedAt', label: words.newest },
          { value: 'openedAt', label: words.oldest },
        ]}
      />
    </Group>
  );
}

/** What is typed counts once it is sent; a reference leads straight to its ticket. */
function SearchBox({ words: asked = '', search }: { readonly words?: string | undefined; readonly search: Search }) {
  const words = useWords(listWords);
  const navigate = useNavigate();
  const [typed, setTyped] = useState(asked);
  const [before, setBefore] = useState(asked);
  if (before !== asked) {
    setBefore(asked);
    setTyped(asked);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const reference = referenceIn(typed);
        if (reference === undefined) search(typed.trim());
        else void navigate({ to: '/tickets/$reference', params: { reference } });
      }}
    >
      <Group gap="xs">
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={200}
          onChange={({ target }) => {
            setTyped(target.value);
            if (target.value === '') search('');
          }}
        />
        <Button type="submit" variant="default">
          {words.go}
        </Button>
      </Group>
    </form>
  );
}
