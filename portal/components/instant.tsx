import { useLanguage } from '../shell/preferences';
import { formatInstant, type InstantStyle } from '../time/format';
import { readersZone } from '../time/zones';
import { ownTime } from './own-time';

export interface InstantProps {
  /** ISO, UTC. */
  readonly at: string;
  /** IANA; the reader's where nothing else is known. */
  readonly zone: string | null;
  readonly style?: InstantStyle;
  /** Whether the reader's own time follows where it differs; for what a contract counts (patterns 4.1). */
  readonly own?: boolean;
}

/** An instant as a contract counts it: by the clock of the contract's zone, and by the reader's own where that differs. */
export function Instant({ at, zone, style, own = false }: InstantProps) {
  const language = useLanguage();
  return (
    <time dateTime={at}>
      {formatInstant(at, zone ?? readersZone(), language, style)}
      {own && zone !== null && ownTime(at, zone, readersZone(), language)}
    </time>
  );
}
