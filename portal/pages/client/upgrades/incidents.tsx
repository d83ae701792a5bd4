import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call, newKey } from '../../../api/call';
import { ProblemBox } from '../../../components/states';
import { useTaken } from '../../../refreshing';
import { useWords } from '../../../shell/preferences';
import { upgradeWords } from '../../../wording/upgrades';
import type { Upgrade } from './upgrade-state';

/** The incidents that hold a version, or have held it. */
export function Incidents({ upgrade }: { readonly upgrade: Upgrade }) {
  const words = useWords(upgradeWords);
  const taken = useTaken();
  const [problem, setProblem] = useState<unknown>();
  const { client, product, version } = upgrade;
  const params = { client, product, version };
  const withdraw = (ticket: string): void => {
    setProblem(undefined);
    call('withdrawUpgradeIncident', { params, headers: { 'idempotency-key': newKey() }, body: { ticket } }).then(
      (answered) => taken('readUpgrade', { params }, answered),
      setProblem,
    );
  };
  if (upgrade.incidents.length === 0) return null;
  return (
    <section className="card" aria-labelledby="incidents-title">
      <h2 id="incidents-title">{words.incidents}</h2>
      {problem !== undefined && <ProblemBox error={problem} />}
      <ul>
        {upgrade.incidents.map(({ ticket, open, origin }) => (
          <li key={ticket}>
            {ticket !== null && (
              <Link to="/tickets/$reference" params={{ reference: ticket }}>
                {ticket}
              </Link>
            )}{' '}
            – {open ? words.openIncident : words.released}
            {origin === 'provider' && ` (${words.byProvider})`}{' '}
            {open && origin === 'client' && ticket !== null && (
              <Button variant="subtle" size="compact-sm" onClick={() => withdraw(ticket)}>
                {words.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
