import { Rows } from '../../components/rows';
import { useLanguage } from '../../shell/preferences';
import { formatDuration } from '../../time/duration';
import { formatNumber, formatRate } from '../../time/format';
import { statementWords } from '../../wording/statement';
import { terms } from '../../wording/terms';
import type { Ticket } from '../tickets/ticket-state';
import { totalsOf, type Sums } from './figures';

/** How many times were met and missed, by priority and in all. */
export function StatementTotals({ tickets, madeMs }: { readonly tickets: readonly Ticket[]; readonly madeMs: number }) {
  const language = useLanguage();
  const words = statementWords[language];
  const { priority, count, withoutCommitment, clocks, held } = words;
  const columns = [priority, count, withoutCommitment, clocks.intervention, clocks.resolution, held];
  return (
    <section>
      <h3>{words.totals}</h3>
      <Rows caption={words.totals} columns={columns}>
        {totalsOf(tickets, madeMs).map((line) => (
          <tr key={line.priority} data-total={line.priority}>
            <th scope="row">{line.priority === 'all' ? words.all : terms[language][`priority.${line.priority}`]}</th>
            <td data-label={count}>{formatNumber(line.tickets, language)}</td>
            <td data-label={withoutCommitment}>{formatNumber(line.withoutCommitment, language)}</td>
            {(['intervention', 'resolution'] as const).map((name) => (
              <td key={name} data-label={clocks[name]}>
                <Counts of={line.clocks[name]} />
              </td>
            ))}
            <td data-label={held}>{formatDuration(line.heldMs, language)}</td>
          </tr>
        ))}
      </Rows>
      <p className="quiet small">{words.undecidedHint}</p>
    </section>
  );
}

function Counts({ of: { met, missed, undecided } }: { readonly of: Sums }) {
  const language = useLanguage();
  const words = statementWords[language];
  const count = (of: number): string => formatNumber(of, language);
  return (
    <>
      <span className="statement-line">
        {met + missed === 0 ? words.noRate : words.rate(formatRate(met, met + missed, language))}
      </span>
      <span className="statement-line small">{words.counts(count(met), count(missed), count(undecided))}</span>
    </>
  );
}
