import type { Client } from '@temporalio/client';
import { MaintenanceClient } from '../../clients/maintenance';

test('what was asked for tells a repetition from another command, and not what was computed of it meanwhile', async () => {
  const ids: string[] = [];
  const executeUpdate = (_update: unknown, { updateId }: { updateId: string }) => {
    ids.push(updateId);
    return Promise.resolve({});
  };
  const temporal = {
    workflow: { getHandle: () => ({ executeUpdate }) },
    withDeadline: (_at: number, work: () => Promise<unknown>) => work(),
  };
  const maintenances = new MaintenanceClient(temporal as unknown as Client);
  const actor = { id: 'ruth', role: 'release-manager' } as const;
  const move = (startsAt: string, earliest: string | null) =>
    maintenances.command('M-7K3QX9ABCD', 'move', { actor, data: { startsAt, earliest } }, 'ruth/move/1', { startsAt });
  await move('2030-01-07', null);
  await move('2030-01-07', '2030-02-04');
  await move('2030-02-04', null);
  const [first, again, other] = ids;
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
