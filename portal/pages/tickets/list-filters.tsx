import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { listWords } from '../../wording/ticket-list';
import { stateWords } from '../../wording/states';
import { terms } from '../../wording/terms';
import { listSearchSchema, type ListSearch } from './list-search';

const statuses = [
  ...(['new', 'acknowledged', 'qualified', 'in-progress'] as const),
  ...(['waiting-client', 'resolved', 'closed', 'rejected'] as const),
];
const priorities = ['P1', 'P2', 'P3', 'P4'] as const;

/** What narrows the list, and the way straight to one ticket. Each choice changes the address, and that the list. */
export function ListFilters({ search }: { readonly search: ListSearch }) {
  const words = useWords(listWords);
  const states = useWords(stateWords);
  const named = useWords(terms);
  const { role } = useMe();
  const navigate = useNavigate();
  const set = (changed: Readonly<Record<string, string>>): void => {
    const given = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== '');
    void navigate({ to: '/tickets', search: listSearchSchema.parse(Object.fromEntries(given)), replace: true });
  };
  return (
    <Group mb="md" align="end" gap="sm" role="search" className="no-print">
      <ReferenceBox />
      <NativeSelect
        aria-label={words.state}
        value={search.status ?? ''}
        onChange={({ target }) => set({ status: target.value })}
        data={[
          { value: '', label: words.anyStatus },
          ...statuses.map((value) => ({ value, label: (role === 'client' ? states.turn : states.ticket)[value] })),
        ]}
      />
      <NativeSelect
        aria-label={words.priority}
        value={search.priority ?? ''}
        onChange={({ target }) => set({ priority: target.value })}
        data={[
          { value: '', label: words.anyPriority },
          ...priorities.map((value) => ({ value, label: named[`priority.${value}`] })),
        ]}
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
