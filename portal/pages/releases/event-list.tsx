import { Instant } from '../../components/instant';
import { useWords } from '../../shell/preferences';
import { terms } from '../../wording/terms';
import { said } from '../../wording/wording';

interface Happened {
  readonly sequence: number;
  readonly type: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly role: string };
  readonly data: Readonly<Record<string, unknown>>;
}

const quoted = ['reason', 'detail', 'how', 'agreement', 'evidence', 'ticket', 'reference', 'recipient'] as const;

const minor: readonly string[] = ['calendar-asked', 'calendar-loaded', 'test-asked', 'owed-done', 'promotion-told'];

/** What happened to an upgrade or a maintenance, latest first. */
export function EventList({
  events,
  words,
  zone,
}: {
  readonly events: readonly Happened[];
  readonly words: Readonly<Record<string, string>>;
  readonly zone: string | null;
}) {
  const named = useWords(terms);
  return (
    <ol className="timeline" reversed>
      {events
        // Notices have a table of their own.
        .filter(({ type }) => !type.startsWith('notice-') || type === 'notice-missed' || type === 'notice-recorded')
        .toSorted((a, b) => b.sequence - a.sequence)
        .map(({ sequence, type, at, by, data }) => {
          // What was owed ends with a word for machines.
          const shown = type === 'owed-done' ? [] : quoted;
          const texts = shown.flatMap((name) =>
            typeof data[name] === 'string' && data[name] !== '' ? [data[name]] : [],
          );
          return (
            <li key={sequence} className={minor.includes(type) ? 'minor' : undefined}>
              <p>
                <strong>{said(words, type)}</strong>
                {texts.length > 0 && ` – ${texts.join(' – ')}`}
              </p>
              <p className="quiet small">
                <Instant at={at} zone={zone} /> · {by.role === 'cadran' ? named['by.cadran'] : by.id}
              </p>
            </li>
          );
        })}
    </ol>
  );
}
