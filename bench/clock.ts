import { parseArgs } from 'node:util';
import { createProgress } from '../local/progress.cjs';
import { agreementOf } from './agreement';
import { compileOffice, yearMs } from './cases';
import { race } from './measure';
import { heapBytesOf } from './memory';
import { MinuteWalk } from './minute-walk';
import { over, Own } from './own';
import { setUpPeers } from './peers';
import { resultOf, tableOf, type Result } from './result';

/**
 * How much is measured. `shared` cases are asked of Cadran and of the peers, `many` of Cadran alone; `slow` and `slowest` ones with
 * a timetable of their own, without and with its holidays. A full run takes some 20 seconds of processor time.
 */
const sizes = {
  full: { shared: 500, many: 100_000, slow: 200, slowest: 30, timetables: 200, rounds: 5, roundMs: 150 },
  quick: { shared: 30, many: 2000, slow: 5, slowest: 2, timetables: 20, rounds: 1, roundMs: 10 },
};

/** Checks, times and weighs Cadran's clock, and times the peers on the same cases: everything for people on standard error. */
function bench(size: (typeof sizes)['full']): Result {
  const progress = createProgress();
  const own = new Own({ seed: 2026, ...size });
  const checking = progress.begin(`Answers to ${size.shared} cases held against a minute walk`);
  const walk = new MinuteWalk();
  const agreement = own.agreement(walk);
  const peers = setUpPeers().map((peer) => ({ ...peer, agreement: agreementOf(peer, own.cases, walk) }));
  checking.done();

  const contestants = [
    ...own.contestants(),
    ...peers.map((peer) => over(peer.name, peer.agreement.answerable, (one) => peer.answer(one))),
  ];
  const racing = progress.begin(`${size.rounds} rounds on one core`);
  const speeds = race(contestants, { ...size, heard: racing.detail });
  racing.done();

  const compileYear = () => compileOffice(yearMs.fromMs, yearMs.toMs);
  const bytes = { heap: heapBytesOf(compileYear, size.timetables), json: JSON.stringify(compileYear()).length };
  const result = resultOf({ agreement, peers, speeds, bytes, cases: size.shared, rounds: size.rounds });
  progress.say(tableOf(result, speeds, peers));
  return result;
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const result = bench(values.quick ? sizes.quick : sizes.full);
console.log(JSON.stringify(result));
if (Object.values(result.agreement.cadran).some((share) => share < 1)) {
  console.error("Cadran's answers are not those of the minute walk: its figures are worth nothing.");
  process.exitCode = 1;
}
