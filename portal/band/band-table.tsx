import { Button } from '@mantine/core';
import { saveCsv } from '../csv';
import { useLanguage, useWords } from '../shell/preferences';
import { bandWords } from '../wording/band';
import type { ExplainedClock, Piece } from './pieces';
import { bandCsv, bandRows, bandSum } from './rows';

const columns = ['from', 'to', 'length', 'counted', 'sum', 'why', 'clause'] as const;

/** The band's data as a table, whose caption says the sum. */
export function BandTable({
  clock,
  pieces,
  zone,
  reference,
}: {
  readonly clock: ExplainedClock;
  readonly pieces: readonly Piece[];
  readonly zone: string;
  readonly reference: string;
}) {
  const language = useLanguage();
  const words = useWords(bandWords);
  const save = (): void => saveCsv(`${reference}-${clock.clock}`, bandCsv(pieces, zone, language));
  return (
    <>
      <table className="rows band-table">
        <caption className="quiet small">{bandSum(clock, language)}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {words.columns[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bandRows(pieces, zone, language).map((row, index) => (
            <tr key={index}>
              <th scope="row">{row.from}</th>
              {columns.slice(1).map((name) => (
                <td key={name} data-label={words.columns[name]}>
                  {row[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Button variant="subtle" size="compact-md" mt="xs" className="no-print" onClick={save}>
        {words.csv}
      </Button>
    </>
  );
}
