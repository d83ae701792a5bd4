import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AnswerOf } from '../../api/call';
import { Empty } from '../../components/states';
import { saveCsv } from '../../csv';
import { useRefreshed } from '../../refreshing';
import { useLanguage } from '../../shell/preferences';
import { dayOf } from '../../time/days';
import { formatDate, formatInstant, formatNumber } from '../../time/format';
import { serverNow } from '../../time/server-clock';
import { statementWords } from '../../wording/statement';
import type { Ticket } from '../tickets/ticket-state';
import { statementCsv } from './statement-csv';
import { StatementTickets } from './statement-tickets';
import { StatementTotals } from './statement-totals';

export type Client = AnswerOf<'readClient'>;

/** More tickets of a month than these are not put on one statement. */
export const MOST = 5_000;

/** The sheet: whose it is, of what and of when, the sums, and each ticket with both its clocks. */
export function StatementSheet({
  client,
  month,
  span: { from, until },
  tickets,
  cut,
}: {
  readonly client: Client;
  readonly month: string;
  /** The month as instants, the first one of it and the first one after it. */
  readonly span: { readonly from: string; readonly until: string };
  readonly tickets: readonly Ticket[];
  /** There are more tickets than are asked for. */
  readonly cut: boolean;
}) {
  const language = useLanguage();
  const words = statementWords[language];
  const [madeMs] = useState(serverNow);
  const { zone } = client;
  const at = (instant: string | number): string => formatInstant(instant, zone, language, { long: true });
  return (
    <article className="statement">
      <dl className="facts">
        <div>
          <dt>{words.month}</dt>
          <dd>{words.span(at(from), at(until))}</dd>
        </div>
        <div>
          <dt>{words.contract}</dt>
          <dd>
            <Contracts client={client.code} from={dayOf(from, zone)} until={dayOf(until, zone)} />
          </dd>
        </div>
        <div>
          <dt>{words.made}</dt>
          <dd>{at(madeMs)}</dd>
        </div>
      </dl>
      <p className="quiet">{words.lead}</p>
      {cut && <p className="box">{words.tooMany(formatNumber(MOST, language))}</p>}
      {tickets.length === 0 ? (
        <Empty title={words.none}>
          <p className="quiet">{words.noneHint}</p>
        </Empty>
      ) : (
        <>
          <StatementTotals tickets={tickets} madeMs={madeMs} />
          <StatementTickets tickets={tickets} madeMs={madeMs} zone={zone} />
          <Button
            variant="subtle"
            className="no-print"
            onClick={() => saveCsv(`${client.code}-${month}`, statementCsv(tickets, { nowMs: madeMs, zone, language }))}
          >
            {words.csv}
          </Button>
        </>
      )}
    </article>
  );
}

/** The versions of the contract that were in force on a day of the month (annex §6); its days are those of the contract. */
function Contracts({
  client,
  from,
  until,
}: {
  readonly client: string;
  readonly from: string;
  readonly until: string;
}) {
  const language = useLanguage();
  const words = statementWords[language];
  const contracts = useRefreshed('listContracts', { query: { client, limit: 200 } }, { once: true });
  if (!contracts.data) return null;
  const ordered = contracts.data.items.toSorted((a, b) => a.version - b.version);
  const inForce = ordered.filter(({ effectiveFrom, effectiveUntil }, index) => {
    const next = ordered[index + 1]?.effectiveFrom;
    const isOver = (effectiveUntil !== null && effectiveUntil < from) || (next !== undefined && next <= from);
    return effectiveFrom < until && !isOver;
  });
  const said = inForce.map(({ version, effectiveFrom }) =>
    words.contractOf(String(version), formatDate(effectiveFrom, language)),
  );
  return <>{said.length === 0 ? words.noContract : said.join(' ; ')}</>;
}
