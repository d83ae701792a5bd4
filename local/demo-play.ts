import type { RolloutAnswer } from '../domain/rollout/answer';
import { DemoCourse } from './demo-course';
import { startDemoServers } from './demo-servers';
import { readTimeline, type DemoTimeline } from './demo-timeline';

export interface PlayedDemo extends DemoTimeline {
  /** How it has ended. */
  readonly rollout: RolloutAnswer;
  readonly seconds: number;
}

/** Plays the whole demo on servers of its own, and answers what happened; `heard` is told how far it has come. */
export async function playDemo(heard: (stage: string) => void): Promise<PlayedDemo> {
  const began = performance.now();
  heard('servers');
  const servers = await startDemoServers();
  try {
    const rollout = await servers.worker.runUntil(new DemoCourse(servers, heard).play());
    const timeline = await readTimeline(servers.mails);
    return { ...timeline, rollout, seconds: (performance.now() - began) / 1000 };
  } finally {
    await servers.stop();
  }
}
