import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRefreshedPages } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { supportWords } from '../../wording/support';
import { terms } from '../../wording/terms';
import { listWords } from '../../wording/ticket-list';
import { isNarrowed, queueSearchSchema, type QueueSearch } from './queue-search';

const levels = ['N1', 'N2', 'N3'] as const;
const priorities = ['P1', 'P2', 'P3', 'P4'] as const;
const clocks = ['late', 'running', 'stopped', 'none'] as const;

/** What narrows the queue; filters add up, and each stands in the address. */
export function QueueFilters({ search }: { readonly search: QueueSearch }) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const named = useWords(terms);
  const navigate = useNavigate();
  const clients = useRefreshedPages('listClients', { query: { limit: 200 } }, { once: true });
  const set = (changed: Readonly<Record<string, string>>): void => {
    const given = Object.entries({ ...search, ...changed }).filter(([, value]) => value !== '');
    void navigate({ to: '/queue', search: queueSearchSchema.parse(Object.fromEntries(given)), replace: true });
  };
  return (
    <Group mb="md" align="center" gap="sm" role="search" className="no-print queue-filters">
      <NativeSelect
        aria-label={words.level}
        value={search.level ?? ''}
        onChange={({ target }) => set({ level: target.value })}
        data={[{ value: '', label: words.anyLevel }, ...levels.map((value) => ({ value, label: value }))]}
      />
      <TeamBox key={search.team ?? ''} team={search.team ?? ''} set={(team) => set({ team })} />
      <NativeSelect
        aria-label={words.clock}
        value={search.clock ?? ''}
        onChange={({ target }) => set({ clock: target.value })}
        data={[{ value: '', label: words.anyClock }, ...clocks.map((value) => ({ value, label: words.clocks[value] }))]}
      />
      <NativeSelect
        aria-label={lists.priority}
        value={search.priority ?? ''}
        onChange={({ target }) => set({ priority: target.value })}
        data={[
          { value: '', label: lists.anyPriority },
          ...priorities.map((value) => ({ value, label: named[`priority.${value}`] })),
        ]}
      />
      <NativeSelect
        aria-label={lists.client}
        value={search.client ?? ''}
        onChange={({ target }) => set({ client: target.value })}
        data={[
          { value: '', label: words.anyClient },
          ...(clients.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      {(['mine', 'escalated'] as const).map((name) => (
        <Checkbox
          key={name}
          label={words[name]}
          checked={search[name] === 'yes'}
          onChange={({ target }) => set({ [name]: target.checked ? 'yes' : '' })}
        />
      ))}
      <Checkbox
        label={words.dense}
        checked={search.density === 'dense'}
        onChange={({ target }) => set({ density: target.checked ? 'dense' : '' })}
        className="desk-only"
      />
      {isNarrowed(search) && (
        <Button variant="subtle" onClick={() => void navigate({ to: '/queue', search: {} })}>
          {lists.clear}
        </Button>
      )}
    </Group>
  );
}

/** A team is typed; it narrows the list once it is done, not at each letter. */
function TeamBox({ team, set }: { readonly team: string; readonly set: (team: string) => void }) {
  const words = useWords(supportWords);
  const [typed, setTyped] = useState(team);
  const done = (): void => {
    if (typed.trim() !== team) set(typed.trim());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        done();
      }}
    >
      <TextInput
        aria-label={words.team}
        placeholder={words.teamHint}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={done}
        w="10rem"
      />
    </form>
  );
}
