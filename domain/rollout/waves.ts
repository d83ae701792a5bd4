import { toEpochMs } from '../time/instant';
import type { RolloutState, Waves } from './schema';

const hour = 3600 * 1000;

/** How many clients a wave has, of so many. */
export function waveSize({ clients, share }: Waves, all: number): number {
  return clients ?? Math.ceil((all * (share ?? 100)) / 100);
}

/** The wave that is due next: how many are to have an upgrade then, and when the one after it is due. */
export function nextWave(
  { opening, clients, wanted, nextWaveMs }: RolloutState,
  nowMs: number,
): { wanted: number; nextWaveMs: number | null } {
  const all = clients?.length ?? 0;
  const { waves, startedAt } = opening;
  if (!waves) return { wanted: all, nextWaveMs: null };
  const next = Math.min(all, wanted + waveSize(waves, all));
  const dueMs = nextWaveMs ?? Math.max(nowMs, toEpochMs(startedAt));
  return { wanted: next, nextWaveMs: next < all ? dueMs + waves.everyHours * hour : null };
}
