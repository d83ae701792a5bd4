import type { AnswerOf, BodyOf } from '../../api/call';
import { instantsOfWall } from '../../time/wall-clock';
import { causeOf, isCause } from './typed-cause';
import { typedBoth } from './typed-texts';

type Version = Pick<AnswerOf<'readVersion'>, 'kind' | 'reasons'>;
type Typed = Readonly<Record<string, string>>;
type Unplanned = NonNullable<BodyOf<'publishRollout'>['unplanned']>;
type WouldBe = BodyOf<'previewNotices'>;

/** Whether a version may be announced at once, without a test window: security or a critical incident alone (annex §10). */
export function mayBeUnplanned({ kind, reasons }: Version): boolean {
  return kind !== 'version' && reasons.some((reason) => reason === 'security' || reason === 'anomaly');
}

/** What the API is asked for, of what was typed by the wall clock of a zone. */
export function publicationOf({ when, waves, share, everyHours, ...typed }: Typed, zone: string) {
  if (when === 'unplanned') return { waves: null, unplanned: unplannedOf(typed, zone) };
  return { waves: waves === 'share' ? { share: Number(share), everyHours: Number(everyHours) } : null };
}

function unplannedOf(typed: Typed, zone: string): Unplanned {
  const { fr = '', en = '', startsAt = '', minutes } = typed;
  const [start = startsAt] = instantsOfWall(startsAt, zone);
  return {
    ...causeOf(typed),
    why: { fr, en },
    startsAt: start,
    minutes: Number(minutes),
  };
}

/** Not before it is known when an unplanned one begins. */
export function previewed(
  version: { readonly product: string; readonly version: string },
  typed: Typed,
  zone: string,
): WouldBe | undefined {
  if (typed['when'] !== 'unplanned') return { act: 'publish', ...version, unplanned: null };
  const unplanned = { ...unplannedOf(typed, zone), why: typedBoth(typed) };
  const isTyped = isCause(typed) && (typed['startsAt'] ?? '') !== '' && Number(typed['minutes']) > 0;
  return isTyped ? { act: 'publish', ...version, unplanned } : undefined;
}
