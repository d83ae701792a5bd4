import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;
type HistoryEvent = NonNullable<History['events']>[number];

/** What each kind of event belongs to. */
const causes = {
  start: ['workflowExecutionStarted', 'workflowExecutionCompleted', 'workflowExecutionContinuedAsNew'],
  tasks: ['workflowTaskScheduled', 'workflowTaskStarted', 'workflowTaskCompleted', 'workflowTaskTimedOut'],
  commands: ['workflowExecutionUpdateAccepted', 'workflowExecutionUpdateCompleted'],
  firstTries: ['markerRecorded'],
  activities: ['activityTaskScheduled', 'activityTaskStarted', 'activityTaskCompleted', 'activityTaskFailed'],
  timers: ['timerStarted', 'timerFired', 'timerCanceled'],
  attributes: ['upsertWorkflowSearchAttributes'],
} as const;
export type Cause = keyof typeof causes;

export interface CountedHistory {
  readonly events: number;
  readonly byCause: Readonly<Record<Cause, number>>;
  /** What Temporal Cloud would bill, in all and by cause. */
  readonly actions: number;
  readonly actionsByCause: Readonly<Record<Exclude<Cause, 'tasks'>, number>>;
}

/**
 * Counts the events of a history and the actions that Temporal Cloud bills: a start, each command, each activity attempt, all first
 * tries (local activities) of one workflow task together, each timer that is started, each change of search attributes.
 */
export function countHistory({ events }: History): CountedHistory {
  const all = events ?? [];
  const count = (kinds: readonly string[]): number => all.filter((event) => kinds.includes(kindOf(event))).length;
  const byCause = Object.fromEntries(Object.entries(causes).map(([cause, kinds]) => [cause, count(kinds)])) as Record<
    Cause,
    number
  >;
  const counted = Object.values(byCause).reduce((sum, one) => sum + one, 0);
  if (counted !== all.length) throw new Error(`events of an unknown kind: ${all.length - counted}`);
  const tasksWithFirstTries = new Set(
    all.flatMap((event) => event.markerRecordedEventAttributes?.workflowTaskCompletedEventId?.toString() ?? []),
  );
  const actionsByCause = {
    start: 1,
    commands: count(['workflowExecutionUpdateAccepted']),
    firstTries: tasksWithFirstTries.size,
    activities: count(['activityTaskStarted']),
    timers: count(['timerStarted']),
    attributes: byCause.attributes,
  };
  const actions = Object.values(actionsByCause).reduce((sum, one) => sum + one, 0);
  return { events: all.length, byCause, actions, actionsByCause };
}

/** `timerStarted` of an event that has `timerStartedEventAttributes`. */
function kindOf(event: HistoryEvent): string {
  const held = Object.entries(event).find(([name, value]) => name.endsWith('EventAttributes') && value);
  return held?.[0].slice(0, -'EventAttributes'.length) ?? '';
}

interface Goal {
  readonly atMost: number;
  readonly measured: number;
  readonly met: boolean;
}

/** What the last line of the bench says. */
export interface HistoryResult extends CountedHistory {
  readonly commands: number;
  readonly goals: { readonly events: Goal; readonly actions: Goal };
  readonly node: string;
}

export function goalsOf({ events, actions }: CountedHistory): HistoryResult['goals'] {
  const atMost = (limit: number, measured: number): Goal => ({ atMost: limit, measured, met: measured <= limit });
  return { events: atMost(85, events), actions: atMost(25, actions) };
}

/** The figures for people. */
export function historyTable({ byCause, actionsByCause, events, actions, goals }: HistoryResult): string {
  const row = (name: string, ...cells: readonly (string | number)[]): string =>
    name.padEnd(14) + cells.map((cell) => String(cell).padStart(8)).join('');
  const verdict = (name: string, { atMost, met }: Goal): string =>
    `${name}: goal at most ${atMost}: ${met ? 'met' : 'missed'}`;
  return [
    row('', 'events', 'actions'),
    ...Object.entries(byCause).map(([cause, count]) =>
      row(cause, count, cause === 'tasks' ? '' : actionsByCause[cause as Exclude<Cause, 'tasks'>]),
    ),
    row('in all', events, actions),
    verdict('events', goals.events),
    verdict('actions', goals.actions),
  ].join('\n');
}
