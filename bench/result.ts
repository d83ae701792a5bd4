import type { PeerAgreement } from './agreement';
import type { Speed } from './measure';

/** The last line of the bench; speeds are results for each second of processor time of one core, medians of the rounds. */
export interface Result {
  /** Deadlines a second, the timetable being at hand; on the very cases that the peers get. */
  readonly perSecond: number;
  /** The fastest peer, even where it does not always give the right instant. */
  readonly bestPeer: string;
  readonly bestPeerPerSecond: number;
  readonly ratio: number;
  /** The same against the fastest of those peers that gave the right instant in every case; null when there is none. */
  readonly rightPeer: { readonly name: string; readonly perSecond: number; readonly ratio: number } | null;
  /** Deadlines a second over so many different cases that none is met twice in a pass. */
  readonly manyCasesPerSecond: number;
  /** Deadlines a second, each with its own 60 days compiled first; and with the holidays of the country worked out as well. */
  readonly coldPerSecond: number;
  readonly coldWithHolidaysPerSecond: number;
  readonly explanationsPerSecond: number;
  readonly readingsPerSecond: number;
  /** What a timetable of one year keeps on the heap, and what it is as JSON. */
  readonly bytesPerTimetable: number;
  readonly jsonBytesPerTimetable: number;
  /** Shares of the answers that are the instant of the minute walk; for a peer also the share of cases that it answered. */
  readonly agreement: {
    readonly cadran: Readonly<Record<string, number>>;
    readonly peers: Readonly<Record<string, { readonly answered: number; readonly same: number }>>;
  };
  readonly peersPerSecond: Readonly<Record<string, number>>;
  readonly cases: number;
  readonly rounds: number;
  readonly node: string;
}

interface TimedPeer {
  readonly name: string;
  readonly agreement: PeerAgreement;
}

export function resultOf({
  agreement,
  peers,
  speeds,
  bytes,
  cases,
  rounds,
}: {
  readonly agreement: Readonly<Record<string, number>>;
  readonly peers: readonly TimedPeer[];
  readonly speeds: ReadonlyMap<string, Speed>;
  readonly bytes: { readonly heap: number; readonly json: number };
  readonly cases: number;
  readonly rounds: number;
}): Result {
  const perSecond = (name: string): number => Math.round(speeds.get(name)?.median ?? NaN);
  const warm = perSecond('warm');
  const ratioTo = (name: string): number => Math.round(warm / (speeds.get(name)?.median ?? NaN));
  const fastestFirst = [...peers].sort((a, b) => perSecond(b.name) - perSecond(a.name));
  const best = fastestFirst[0]?.name ?? '';
  const right = fastestFirst.find(({ agreement: { answered, same } }) => answered === 1 && same === 1)?.name;
  return {
    perSecond: warm,
    bestPeer: best,
    bestPeerPerSecond: perSecond(best),
    ratio: ratioTo(best),
    rightPeer: right === undefined ? null : { name: right, perSecond: perSecond(right), ratio: ratioTo(right) },
    manyCasesPerSecond: perSecond('warm, many cases'),
    coldPerSecond: perSecond('cold'),
    coldWithHolidaysPerSecond: perSecond('cold, with holidays'),
    explanationsPerSecond: perSecond('explanations'),
    readingsPerSecond: perSecond('readings'),
    bytesPerTimetable: bytes.heap,
    jsonBytesPerTimetable: bytes.json,
    agreement: {
      cadran: agreement,
      peers: Object.fromEntries(
        peers.map(({ name, agreement: { answered, same } }) => [name, { answered, same: rounded(same) }]),
      ),
    },
    peersPerSecond: Object.fromEntries(peers.map(({ name }) => [name, perSecond(name)])),
    cases,
    rounds,
    node: process.versions.node,
  };
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;

/** The figures for people, with the first case of each peer that went wrong. */
export function tableOf(
  { agreement, bytesPerTimetable, jsonBytesPerTimetable, cases }: Result,
  speeds: ReadonlyMap<string, Speed>,
  peers: readonly TimedPeer[],
): string {
  const column = (figure: number): string => Math.round(figure).toLocaleString('en').padStart(14);
  const rows = [...speeds].map(
    ([name, { median, slowest, fastest }]) => `${name.padEnd(24)}${column(median)}${column(slowest)}${column(fastest)}`,
  );
  const told = peers.flatMap(({ name, agreement: { answered, same, firstOther, firstFailure } }) => [
    `${name}: answers ${percent(answered)} of the cases, ${percent(same)} of the answers right`,
    ...(firstOther === undefined ? [] : [`  other: ${firstOther}`]),
    ...(firstFailure === undefined ? [] : [`  none:  ${firstFailure}`]),
  ]);
  const shares = Object.entries(agreement.cadran).map(([what, share]) => `${what} ${percent(share)}`);
  return [
    `${'a second'.padEnd(24)}${['median', 'slowest', 'fastest'].map((word) => word.padStart(14)).join('')}`,
    ...rows,
    `Cadran: right in ${shares.join(', ')} of ${cases} cases and more`,
    ...told,
    `A timetable of one year: ${bytesPerTimetable} bytes on the heap, ${jsonBytesPerTimetable} as JSON`,
  ].join('\n');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
