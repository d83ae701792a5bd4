import { useEffect } from 'react';
import type { ClockAnswer } from '../../domain/ticket/schema';
import { useConnection } from '../shell/connection';
import { useLanguage } from '../shell/preferences';
import { formatDuration, formatHours, formatSeconds } from '../time/duration';
import { standingAt, type Standing } from '../time/countdown';
import { formatTimeOfDay } from '../time/format';
import { useServerNow } from '../time/ticker';
import { clockWords } from '../wording/clocks';
import { clockLooks, stateWords } from '../wording/states';
import type { Language } from '../wording/wording';
import { sentenceOf } from './clock-sentence';
import { ToneBadge } from './tone-badge';

/** In the last minutes of a clock that is open on the page, seconds are shown (patterns 2.4). */
const LAST_MS = 5 * 60_000;

/** Where a clock stands by now, for whoever draws it. Asks for the next answer where the server said that something changes. */
export function useStanding(clock: ClockAnswer, outdated?: () => void): Standing {
  const short = clock.running && Math.abs(clock.targetMs - clock.countedMs) < 2 * LAST_MS;
  const standing = standingAt(clock, useServerNow(short ? 'second' : 'minute'));
  const { outdated: isOutdated } = standing;
  useEffect(() => {
    if (isOutdated) outdated?.();
  }, [isOutdated, outdated]);
  return standing;
}

/** One clock in a line of a list: its word and the figure. */
export function ClockFigure({ clock }: { readonly clock: ClockAnswer }) {
  const language = useLanguage();
  const { shape, leftMs } = useStanding(clock);
  const { shape: mark, tone } = clockLooks[shape];
  const still = !clock.running;
  return (
    <ToneBadge shape={mark} tone={tone} dashed={still}>
      {stateWords[language].clock[shape]}{' '}
      {clock.verdict === null && clock.state !== 'stopped' && (
        <span className="figure">
          {leftMs < 0 ? '+ ' : ''}
          {formatDuration(leftMs, language)}
        </span>
      )}
    </ToneBadge>
  );
}

/** A clock in whole: what is left in support hours, when it is due by the contract's clock, and what happens next. */
export function Countdown({
  clock,
  zone,
  outdated,
}: {
  readonly clock: ClockAnswer;
  readonly zone: string;
  readonly outdated?: () => void;
}) {
  const language = useLanguage();
  const standing = useStanding(clock, outdated);
  const { shape: mark, tone } = clockLooks[standing.shape];
  const words = clockWords[language];
  const name = words.names[clock.clock];
  const text = sentenceOf(clock, standing, { zone, language });
  const { stale, reachedAt } = useConnection();
  return (
    <section className="clock" data-tone={tone} data-still={!clock.running || undefined}>
      <h3>
        {name.plain} <span className="quiet small">({clock.clause})</span>
      </h3>
      <ToneBadge shape={mark} tone={tone} dashed={!clock.running}>
        {stateWords[language].clock[standing.shape]}
      </ToneBadge>
      <p className="clock-figure" role="timer" aria-live="off" aria-label={`${name.plain} : ${text}`}>
        {figureOf(clock, standing, language)}
      </p>
      {stale && <p className="small">{words.lastValue(formatTimeOfDay(reachedAt, language))}</p>}
      <p className="clock-text">{text}</p>
      <meter min={0} max={clock.targetMs} value={Math.min(standing.countedMs, clock.targetMs)} aria-label={words.used}>
        {words.usedOf(formatDuration(standing.countedMs, language), formatHours(clock.targetMs, language))}
      </meter>
      <p className="quiet small">
        {words.usedOf(formatDuration(standing.countedMs, language), formatHours(clock.targetMs, language))}
      </p>
    </section>
  );
}

function figureOf(clock: ClockAnswer, { leftMs, countedMs }: Standing, language: Language): string {
  if (clock.verdict !== null || clock.state === 'stopped') return formatDuration(countedMs, language);
  const figure = clock.running && Math.abs(leftMs) < LAST_MS ? formatSeconds(leftMs) : formatDuration(leftMs, language);
  return leftMs < 0 ? `+ ${figure}` : figure;
}
