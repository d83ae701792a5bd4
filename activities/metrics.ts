import type { OperationKind } from '../domain/deployer/operation';
import type { FanOutOutcome } from '../domain/fan-out';
import { toEpochMs } from '../domain/time/instant';
import { Counter, Histogram, type Registry } from '../settings/metrics';
import type { DeployerOutcome, MaintenanceActivities, RecordedEvent } from './ports';
import type { CalendarOutcome } from './upgrade/upgrade';

/** From a hundredth of a second to a day: outages are among what is measured. */
const delays = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 14_400, 86_400];

/** Counts what is published of tickets; an event that is published twice, because an answer was lost, counts twice. */
export function countPublished(registry: Registry): (events: readonly RecordedEvent[], atMs: number) => void {
  const registers = [registry];
  const lag = new Histogram({
    name: 'cadran_outbox_lag_seconds',
    help: 'From the recording of an event to its being in the store',
    buckets: delays,
    registers,
  });
  const lateness = new Histogram({
    name: 'cadran_breach_lateness_seconds',
    help: 'From the instant of a breach, or of a step after it, to its being recorded; long for what was entered later than it happened',
    buckets: delays,
    registers,
  });
  const notices = new Counter({
    name: 'cadran_notices_total',
    help: 'What became of notices: accepted or refused by the mail server or webhook, or dropped because it was no longer true',
    labelNames: ['outcome', 'template'],
    registers,
  });
  return (events, atMs) => {
    // What came from another helpdesk was breached before Cadran knew of it.
    const isHistory = events.some(({ event }) => event.type === 'opened' && event.data.opening.imported !== undefined);
    for (const { event, recordedAt } of events) {
      const recordedMs = toEpochMs(recordedAt);
      lag.observe(Math.max(0, atMs - recordedMs) / 1000);
      if ((event.type === 'breached' || event.type === 'escalation-reached') && !isHistory)
        lateness.observe(Math.max(0, recordedMs - toEpochMs(event.at)) / 1000);
      if (event.type === 'notice-sent') notices.inc({ outcome: event.data.outcome, template: event.data.template });
      if (event.type === 'notice-dropped') notices.inc({ outcome: 'dropped', template: event.data.template });
    }
  };
}

/** Counts what became of the commands of fan-outs, by what they are for. */
export function countFanOuts(registry: Registry): (kind: string, outcome: FanOutOutcome['outcome']) => void {
  const given = new Counter({
    name: 'cadran_fan_out_commands_total',
    help: 'Commands given by fan-outs: applied, refused by the ticket, or waiting because it could not answer',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  return (kind, outcome) => given.inc({ kind, outcome });
}

/** Counts what became of what deployers were asked for. */
export function countOperations(
  registry: Registry,
): (kind: OperationKind, outcome: DeployerOutcome['outcome']) => void {
  const ended = new Counter({
    name: 'cadran_deployer_operations_total',
    help: 'What deployers were asked for: done, failed, unknown how it ended, or no deployer to ask',
    labelNames: ['kind', 'outcome'],
    registers: [registry],
  });
  return (kind, outcome) => ended.inc({ kind, outcome });
}

/** Counts how the questions of upgrades to the registers ended: one that fails again and again holds its client's upgrade up. */
export function countCalendars(registry: Registry): (outcome: CalendarOutcome) => void {
  const asked = new Counter({
    name: 'cadran_upgrade_calendars_total',
    help: 'Questions of upgrades to the registers: loaded, failed, or of a client without a contract',
    labelNames: ['outcome'],
    registers: [registry],
  });
  return (outcome) => asked.inc({ outcome });
}

/** Counts what is published of maintenances; an event that is published twice, because an answer was lost, counts twice. */
export function countMaintenances(
  registry: Registry,
): (events: Parameters<MaintenanceActivities['publishMaintenance']>[0]['events']) => void {
  const registers = [registry];
  const notices = new Counter({
    name: 'cadran_maintenance_notices_total',
    help: 'What became of the notices of maintenances: accepted or refused by the mail server, or dropped as no longer true',
    labelNames: ['outcome', 'template'],
    registers,
  });
  const unreachable = new Counter({
    name: 'cadran_unreachable_contacts_total',
    help: 'Contacts of clients whom a notice has not reached while there was time: refused by the mail server, or unanswered',
    labelNames: ['template', 'why'],
    registers,
  });
  const overruns = new Counter({
    name: 'cadran_maintenance_overruns_total',
    help: 'Maintenances that went on past the end of their windows',
    registers,
  });
  return (events) => {
    for (const { event } of events) {
      if (event.type === 'notice-sent') notices.inc({ outcome: event.data.outcome, template: event.data.template });
      if (event.type === 'notice-dropped') notices.inc({ outcome: 'dropped', template: event.data.template });
      if (event.type === 'contact-unreachable') unreachable.inc({ template: event.data.template, why: event.data.why });
      if (event.type === 'overran') overruns.inc();
    }
  };
}
