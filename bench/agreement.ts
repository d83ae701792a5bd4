import { instantAfter, type Timetable } from '../domain/calendar/timetable';
import { minuteMs, type Case } from './cases';
import type { MinuteWalk } from './minute-walk';
import type { Peer } from './peers';

/** What became of the cases that a peer was asked. */
export interface PeerAgreement {
  /** Share of the cases to which it gave an answer at all. */
  readonly answered: number;
  /** Share of its answers that are the very instant of the minute walk. */
  readonly same: number;
  /** The first case of another answer, in words. */
  readonly firstOther: string | undefined;
  /** The first case without an answer, in words. */
  readonly firstFailure: string | undefined;
  /** What it can answer: it is timed on these. */
  readonly answerable: readonly Case[];
}

/** Share of the cases in which Cadran gives the very instant of the minute walk. */
export function shareRight(cases: readonly Case[], timetable: Timetable, walk: MinuteWalk): number {
  return share(
    cases,
    ({ startMs, minutes }) => instantAfter(timetable, startMs, minutes * minuteMs) === walk.after(startMs, minutes),
  );
}

export function share<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  return items.filter(holds).length / items.length;
}

export function agreementOf(peer: Peer, cases: readonly Case[], walk: MinuteWalk): PeerAgreement {
  const answerable: Case[] = [];
  let same = 0;
  let firstOther: string | undefined;
  let firstFailure: string | undefined;
  for (const one of cases) {
    const question = `${iso(one.startMs)} + ${one.minutes} min`;
    try {
      const answered = peer.answer(one);
      const right = walk.after(one.startMs, one.minutes);
      answerable.push(one);
      if (answered === right) same += 1;
      else firstOther ??= `${question}: ${iso(answered)}, not ${iso(right)}`;
    } catch (error) {
      firstFailure ??= `${question}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return {
    answered: answerable.length / cases.length,
    same: answerable.length === 0 ? 0 : same / answerable.length,
    firstOther,
    firstFailure,
    answerable,
  };
}

function iso(atMs: number): string {
  return Number.isFinite(atMs) ? new Date(atMs).toISOString() : String(atMs);
}
