import { csvOf, csvSeconds, csvText } from '../../csv';
import { formatWithOffset } from '../../time/format';
import { standingAt } from '../../time/countdown';
import { stateWords } from '../../wording/states';
import { statementWords } from '../../wording/statement';
import { terms } from '../../wording/terms';
import type { Language } from '../../wording/wording';
import { ticketStateOf, type Ticket } from '../tickets/ticket-state';
import { clockOf, dueOf } from './figures';

const names = ['intervention', 'resolution'] as const;

/** The tickets of a statement as CSV: instants with their offset, exact seconds, and the clause that each clock stands on. */
export function statementCsv(
  tickets: readonly Ticket[],
  { nowMs, zone, language }: { readonly nowMs: number; readonly zone: string; readonly language: Language },
): string {
  const words = statementWords[language];
  const { reference, environment, category, state, due, reachedAt, verdict, used, target, clause } = words.columns;
  const ofClock = names.flatMap((name) =>
    [due, reachedAt, verdict, used, target, clause].map((column) => `${words.abbreviations[name]} ${column}`),
  );
  const head = [reference, words.ticket, environment, category, words.priority, state, words.opened, ...ofClock];
  const lines = tickets.map((ticket) => {
    const at = (instant: string | null = null): string =>
      instant === null ? '' : formatWithOffset(instant, ticket.zone ?? zone);
    const texts = [
      ...[ticket.reference, ticket.title, ticket.environment],
      ticket.category === null ? '' : terms[language][`category.${ticket.category}`],
      ...[ticket.priority, stateWords[language].ticket[ticketStateOf(ticket)]],
    ];
    const clocks = names.flatMap((name) => {
      const clock = clockOf(ticket, name);
      if (!clock) return ['', '', csvText(words.withoutCommitment), '', '', csvText(ticket.admission?.clause ?? '')];
      const { shape, countedMs } = standingAt(clock, nowMs);
      return [
        ...[at(dueOf(clock)), at(clock.stoppedAt), csvText(stateWords[language].clock[shape])],
        ...[csvSeconds(countedMs), csvSeconds(clock.targetMs), csvText(clock.clause)],
      ];
    });
    const heldMs = clockOf(ticket, 'resolution')?.heldMs;
    return [...texts.map(csvText), at(ticket.openedAt), ...clocks, heldMs === undefined ? '' : csvSeconds(heldMs)];
  });
  return csvOf([...head, `${words.held} (s)`], lines);
}
