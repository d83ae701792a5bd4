import { Button, Group } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useRefreshed } from '../refreshing';
import { useLanguage, useWords } from '../shell/preferences';
import { cityOf } from '../time/zones';
import { bandWords } from '../wording/band';
import { clockWords } from '../wording/clocks';
import { axisOf } from './axis';
import { BandDrawing } from './band-drawing';
import { BandTable } from './band-table';
import { Legend } from './legend';
import { piecesOf } from './pieces';
import { bandSentence, bandSum } from './rows';

/** Under this width each band has less room: it is drawn all the same, and never scrolls (patterns 3.8). */
const NARROWEST_PX = 240;

/** Why the clocks of a ticket stand where they stand: a line for each on one axis of time, and the same as a table. */
export function Band({ reference, sequence }: { readonly reference: string; readonly sequence: number }) {
  const words = useWords(bandWords);
  const language = useLanguage();
  const { ref, width } = useElementSize();
  const [opened, setOpened] = useState<readonly number[]>([]);
  const [asTable, setAsTable] = useState(() => kept());
  // A new event is a new explanation: the number of the last one makes it another question.
  const { data } = useRefreshed('explainTicket', { params: { reference }, query: {} });
  if (!data || data.clocks.length === 0) return null;
  const { zone } = data;
  const clocks = data.clocks.map((clock) => ({ clock, pieces: piecesOf(clock) }));
  const told = clocks.filter(({ pieces }) => pieces.length > 0);
  if (told.length === 0) return null;
  const dues = told.flatMap(({ clock }) => (clock.stopped === null ? [clock.dueAt ?? clock.dueIfResumedNow] : []));
  const dueMs = Math.max(...dues.flatMap((due) => (due === null ? [] : [Date.parse(due)])));
  const axis = axisOf(
    told.map(({ pieces }) => pieces),
    { dueMs: Number.isFinite(dueMs) ? dueMs : undefined, opened },
  );
  const show = (table: boolean): void => {
    setAsTable(table);
    keep(table);
  };
  return (
    <section className="band card" aria-labelledby="band-title" data-sequence={sequence}>
      <Group justify="space-between" mb="xs">
        <h2 id="band-title">{words.title}</h2>
        <Button variant="default" size="compact-md" className="no-print" onClick={() => show(!asTable)}>
          {asTable ? words.band : words.table}
        </Button>
      </Group>
      <div ref={ref}>
        {told.map(({ clock, pieces }) => (
          <div key={clock.clock} className="band-clock">
            <Group justify="space-between" gap="xs">
              <h3>{clockWords[language].names[clock.clock].plain}</h3>
              <span className="figure">{bandSum(clock, language)}</span>
            </Group>
            <p>{bandSentence(pieces, language)}</p>
            {asTable ? (
              <BandTable clock={clock} pieces={pieces} zone={zone} reference={reference} />
            ) : (
              <BandDrawing
                clock={clock}
                pieces={pieces}
                axis={axis}
                zone={zone}
                width={Math.max(NARROWEST_PX, width)}
                toggle={(fromMs) =>
                  setOpened((before) =>
                    before.includes(fromMs) ? before.filter((one) => one !== fromMs) : [...before, fromMs],
                  )
                }
              />
            )}
          </div>
        ))}
      </div>
      {!asTable && <Legend fills={told.flatMap(({ pieces }) => pieces.map(({ fill }) => fill))} />}
      <p className="quiet small">
        {data.contractVersion !== null && words.contract(String(data.contractVersion), cityOf(zone, language))}
      </p>
    </section>
  );
}

const KEPT = 'cadran.band-as-table';

function kept(): boolean {
  try {
    return localStorage.getItem(KEPT) === 'true';
  } catch {
    return false;
  }
}

function keep(asTable: boolean): void {
  try {
    localStorage.setItem(KEPT, String(asTable));
  } catch {
    // Without storage the choice holds for this page.
  }
}
