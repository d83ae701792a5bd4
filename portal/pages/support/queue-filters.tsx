import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changedFilters, Choice } from '../../components/choice';
import { useRefreshedPages } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { supportWords } from '../../wording/support';
import { terms } from '../../wording/terms';
import { listWords } from '../../wording/ticket-list';
import { priorities } from '../tickets/list-search';
import { clocks, isNarrowed, levels, queueSearchSchema, type QueueSearch } from './queue-search';

/** What narrows the queue; filters add up, and each stands in the address. */
export function QueueFilters({ search }: { readonly search: QueueSearch }) {
  const words = useWords(supportWords);
  const lists = useWords(listWords);
  const named = useWords(terms);
  const navigate = useNavigate();
  const clients = useRefreshedPages('listClients', { query: { limit: 200 } }, { once: true });
  const set = (changed: Readonly<Record<string, string>>): void => {
    void navigate({ to: '/queue', search: queueSearchSchema.parse(changedFilters(search, changed)), replace: true });
  };
  return (
    <Group mb="md" align="center" gap="sm" role="search" className="no-print queue-filters">
      <Choice
        label={words.level}
        any={words.anyLevel}
        value={search.level}
        of={levels.map((value) => ({ value, label: value }))}
        set={(level) => set({ level })}
      />
      <TeamBox key={search.team ?? ''} team={search.team ?? ''} set={(team) => set({ team })} />
      <Choice
        label={words.clock}
        any={words.anyClock}
        value={search.clock}
        of={clocks.map((value) => ({ value, label: words.clocks[value] }))}
        set={(clock) => set({ clock })}
      />
      <Choice
        label={lists.priority}
        any={lists.anyPriority}
        value={search.priority}
        of={priorities.map((value) => ({ value, label: named[`priority.${value}`] }))}
        set={(priority) => set({ priority })}
      />
      <Choice
        label={lists.client}
        any={words.anyClient}
        value={search.client}
        of={(clients.data ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        set={(client) => set({ client })}
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
