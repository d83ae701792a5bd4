import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { explainClocks, type ClockExplanation } from '../../domain/ticket/clocks';
import type { TicketState } from '../../domain/ticket/schema';
import { builtProgram } from '../../local/project-root';
import { bundledWorkflows } from './skipped-time';

interface OfTicket {
  state: TicketState;
  asOfMs: number;
  explained: ClockExplanation[];
}
/** Of a ticket, or of another workflow by its id. */
type Recorded = (OfTicket | { workflowId: string }) & { history: { events: Record<string, unknown>[] } };

const folder = path.join(__dirname, '..', 'histories');
const recordings = readdirSync(folder).map((name): [string, Recorded] => [
  name,
  JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Recorded,
]);

let code = '';
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  code = await bundledWorkflows();
}, 60_000);

const ofTickets = recordings.flatMap(([name, one]): [string, OfTicket][] => ('state' in one ? [[name, one]] : []));

function replay({ history, ...of }: Recorded, code: string): Promise<void> {
  return Worker.runReplayHistory(
    { workflowBundle: { code } },
    temporal.api.history.v1.History.fromObject(history),
    'state' in of ? `ticket:${of.state.opening.reference}` : of.workflowId,
  );
}

test.each(recordings)('the recorded history %s is replayed by the workflows of today', async (_, recorded) => {
  await replay(recorded, code);
});

test.each(recordings)('the recorded history %s is replayed by the bundle that production runs', async (_, recorded) => {
  await replay(recorded, readFileSync(builtProgram('workflow-bundle'), 'utf8'));
});

test.each(recordings)('a twin of %s with another order is refused', async (_, recorded) => {
  const twin = structuredClone(recorded);
  const timer = twin.history.events.find((event) => 'timerStartedEventAttributes' in event);
  if (!timer) throw new Error('the history has no timer');
  timer['eventType'] = 'EVENT_TYPE_TIMER_CANCELED';
  timer['timerCanceledEventAttributes'] = timer['timerStartedEventAttributes'];
  delete timer['timerStartedEventAttributes'];
  await expect(replay(twin, code)).rejects.toThrow();
});

test.each(ofTickets)('what was decided in %s is explained as it was then', (_, { state, asOfMs, explained }) => {
  // More may be told than was then, and nothing else of what was.
  expect(JSON.parse(JSON.stringify(explainClocks(state, asOfMs)))).toMatchObject(explained);
});
