import { spawnSync } from 'node:child_process';
import { builtProgram } from '../../local/project-root';

/** Runs the built program of `npm run due` to its end, on a machine whose zone is none of the tests'. */
export function due(args: string[], input = ''): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [builtProgram('simulation/due'), ...args], {
    encoding: 'utf8',
    input,
    env: { ...process.env, TZ: 'Asia/Tokyo' },
  });
}
