import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changedFilters, Choice } from '../../components/choice';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { listWords } from '../../wording/ticket-list';
import { stateWords } from '../../wording/states';
import { terms } from '../../wording/terms';
import { listSearchSchema, priorities, statuses, type ListSearch } from './list-search';

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
      <ReferenceBox />
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

function ReferenceBox() {
  const words = useWords(listWords);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const reference = typed.trim().toUpperCase();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reference !== '') void navigate({ to: '/tickets/$reference', params: { reference } });
      }}
    >
      <Group gap="xs">
        <TextInput
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" variant="default">
          {words.go}
        </Button>
      </Group>
    </form>
  );
}
