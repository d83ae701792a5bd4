import { Counter, Gauge, Histogram, type Registry } from '../settings/metrics';
import type { AuditTrail } from './audit-trail';
import type { ReadinessCheck } from './readiness';
import type { AnsweredRequest } from './requests';

/** Methods that are told apart; any other word a caller may think of counts as `other`. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Counts the requests of the API by operation, method and status. */
export function countRequests(registry: Registry): (answered: AnsweredRequest) => void {
  const labelNames = ['operation', 'method', 'status'] as const;
  const registers = [registry];
  const requests = new Counter({
    name: 'cadran_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers,
  });
  const durations = new Histogram({
    name: 'cadran_http_request_duration_seconds',
    help: 'From the arrival of a request to the end of its answer',
    labelNames,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  });
  return ({ operation, method, status, seconds }) => {
    const labels = { operation, method: methods.includes(method) ? method : 'other', status };
    requests.inc(labels);
    durations.observe(labels, seconds);
  };
}

/** Gauges that are asked for when Prometheus asks. */
export function gaugeApi(registry: Registry, audit: AuditTrail, readiness: ReadinessCheck): void {
  const registers = [registry];
  new Gauge({
    name: 'cadran_audit_waiting',
    help: 'Entries of the audit that wait for the store',
    registers,
    collect() {
      this.set(audit.waiting);
    },
  });
  new Gauge({
    name: 'cadran_dependency_up',
    help: 'Whether what the API needs answers: 1 or 0',
    labelNames: ['dependency'],
    registers,
    async collect() {
      const { store, temporal, issuer } = await readiness.read();
      for (const [dependency, up] of Object.entries({ store, temporal, issuer })) this.set({ dependency }, up ? 1 : 0);
    },
  });
  new Gauge({
    name: 'cadran_workers_polling',
    help: 'Workers that poll a task queue; absent while Temporal cannot tell',
    labelNames: ['queue', 'tasks'],
    registers,
    async collect() {
      this.reset();
      const { workers } = await readiness.read();
      for (const [queue, { workflow, activity }] of Object.entries(workers ?? {})) {
        this.set({ queue, tasks: 'workflow' }, workflow);
        this.set({ queue, tasks: 'activity' }, activity);
      }
    },
  });
}
