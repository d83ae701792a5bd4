import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AuditSpool } from '../../api/audit-spool';
import { AuditTrail } from '../../api/audit-trail';
import { createLog } from '../../settings/log';

const folder = mkdtempSync(path.join(tmpdir(), 'cadran-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = createLog('test', 'silent');
const entry = {
  actor: 'claire@dupont.example',
  role: 'client',
  client: 'dupont',
  token: null,
  operation: 'openTicket',
  path: '/v1/tickets',
  from: '127.0.0.1',
  requestId: 'r',
  status: 201,
  changed: null,
  created: '/v1/tickets/T-0123456789',
};

test('what a process leaves while the store is away, the next one has', () => {
  const killed = new AuditTrail(log, () => 1_000, new AuditSpool(folder, 3000));
  killed.add(entry);
  killed.add({ ...entry, operation: 'confirmTicket', status: 409, created: null });
  expect(killed.waiting).toBe(2);
  const left = new AuditSpool(folder, 3000).read();
  expect(left.map(({ operation, status, created }) => [operation, status, created])).toEqual([
    ['openTicket', 201, '/v1/tickets/T-0123456789'],
    ['confirmTicket', 409, null],
  ]);
  const next = new AuditTrail(log, () => 2_000, new AuditSpool(folder, 3000));
  expect(next.waiting).toBe(2);
  next.add(entry);
  expect(new AuditSpool(folder, 3000).read()).toHaveLength(3);
});

test('a line that was cut short is left out, another port’s file is another’s, and what is done with is gone', () => {
  const [name = ''] = readdirSync(folder);
  appendFileSync(path.join(folder, name), '{"id":"cut');
  const spool = new AuditSpool(folder, 3000);
  expect(spool.read()).toHaveLength(3);
  expect(new AuditSpool(folder, 3001).read()).toEqual([]);
  spool.clear();
  expect(spool.read()).toEqual([]);
});
