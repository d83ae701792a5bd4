import { Button, Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce } from '../../shell/live-region';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { supportWords } from '../../wording/support';
import type { Ticket } from '../tickets/ticket-state';
import { bulkActions, giveAll, planned, type BulkAction, type BulkFields, type Outcome, type Planned } from './bulk';
import { levels } from './queue-search';
import type { Selection } from './selection';

/** What can be done with the chosen tickets: first shown for each, then sent, then told for each (patterns 9.6). */
export function BulkBar({
  tickets,
  selection,
}: {
  readonly tickets: readonly Ticket[];
  readonly selection: Selection;
}) {
  const words = useWords(supportWords);
  const [action, setAction] = useState<BulkAction>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const chosen = tickets.filter(({ reference }) => selection.chosen.has(reference));
  if (chosen.length === 0 && outcomes.length === 0) return null;
  return (
    <section className="card bulk" aria-label={words.bulkTitle}>
      {chosen.length > 0 && (
        <Group gap="sm">
          <strong role="status">{words.chosen(chosen.length)}</strong>
          {bulkActions.map((one) => (
            <Button
              key={one}
              size="compact-md"
              variant={one === action ? 'light' : 'default'}
              aria-expanded={one === action}
              onClick={() => {
                setOutcomes([]);
                setAction(one === action ? undefined : one);
              }}
            >
              {words.bulk[one]}
            </Button>
          ))}
          <Button size="compact-md" variant="subtle" onClick={() => selection.set([])}>
            {words.drop}
          </Button>
        </Group>
      )}
      {action && chosen.length > 0 && (
        <BulkForm
          key={action}
          action={action}
          tickets={chosen}
          cancel={() => setAction(undefined)}
          done={(told) => {
            setOutcomes(told);
            setAction(undefined);
            const done = told.flatMap(({ reference, refused }) => (refused === undefined ? [reference] : []));
            selection.set([...selection.chosen].filter((one) => !done.includes(one)));
          }}
        />
      )}
      <Outcomes outcomes={outcomes} />
    </section>
  );
}

function BulkForm({
  action,
  tickets,
  cancel,
  done,
}: {
  readonly action: BulkAction;
  readonly tickets: readonly Ticket[];
  readonly cancel: () => void;
  readonly done: (outcomes: readonly Outcome[]) => void;
}) {
  const words = useWords(supportWords);
  const language = useLanguage();
  const me = useMe();
  const client = useQueryClient();
  const [fields, setFields] = useState<BulkFields>({ person: '', team: '', level: 'N2', text: '' });
  const [busy, setBusy] = useState(false);
  const plans = planned(action, fields, tickets, me);
  const fitting = plans.filter(({ fits }) => fits);
  const send = async (): Promise<void> => {
    setBusy(true);
    const outcomes: Outcome[] = [];
    await giveAll(fitting, language, (outcome) => outcomes.push(outcome));
    void client.invalidateQueries();
    announce(words.doneCount(outcomes.filter(({ refused }) => refused === undefined).length));
    done(outcomes);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && fitting.length > 0) void send();
      }}
    >
      <Fields action={action} fields={fields} set={(changed) => setFields({ ...fields, ...changed })} />
      <p>{words.preview(fitting.length, plans.length)}</p>
      <ul className="plans">
        {plans.map((plan) => (
          <Plan key={plan.ticket.reference} plan={plan} />
        ))}
      </ul>
      <Group>
        <Button type="submit" loading={busy} disabled={fitting.length === 0}>
          {words.run(fitting.length)}
        </Button>
        <Button variant="default" onClick={cancel}>
          {words.cancel}
        </Button>
      </Group>
    </form>
  );
}

function Fields({
  action,
  fields,
  set,
}: {
  readonly action: BulkAction;
  readonly fields: BulkFields;
  readonly set: (changed: Partial<BulkFields>) => void;
}) {
  const words = useWords(supportWords);
  const { email } = useMe();
  if (action === 'acknowledge') return null;
  if (action === 'assign')
    return (
      <Group align="end" mt="sm">
        <TextInput
          label={words.person}
          type="email"
          value={fields.person}
          onChange={({ target }) => set({ person: target.value })}
        />
        {email !== null && (
          <Button variant="default" onClick={() => set({ person: email })}>
            {words.toMe}
          </Button>
        )}
        <TextInput label={words.team} value={fields.team} onChange={({ target }) => set({ team: target.value })} />
      </Group>
    );
  return (
    <>
      <NativeSelect
        mt="sm"
        label={words.level}
        value={fields.level}
        data={[...levels]}
        onChange={({ target }) => set({ level: target.value as BulkFields['level'] })}
      />
      <Textarea label={words.levelText} value={fields.text} onChange={({ target }) => set({ text: target.value })} />
    </>
  );
}

function Plan({ plan: { ticket, command, fits } }: { readonly plan: Planned }) {
  const words = useWords(supportWords);
  return (
    <li data-fits={fits}>
      <strong>{ticket.reference}</strong> {ticket.title} :{' '}
      {fits ? words.becomes[command] : <span className="quiet">{words.unfit}</span>}
    </li>
  );
}

function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  const words = useWords(supportWords);
  const refused = outcomes.filter((one) => one.refused !== undefined);
  if (outcomes.length === 0) return null;
  return (
    <div role="status">
      <p>{words.doneCount(outcomes.length - refused.length)}</p>
      {refused.length > 0 && (
        <>
          <p>{words.refusedCount(refused.length)}</p>
          <ul>
            {refused.map(({ reference, refused: why }) => (
              <li key={reference}>
                <strong>{reference}</strong> : {why}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
