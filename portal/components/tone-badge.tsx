import type { ReactNode } from 'react';
import type { Shape, Tone } from '../wording/states';
import { ShapeMark } from './shape';

/** A state in a word, with its shape and its tone. Never a button (patterns 1.3). */
export function ToneBadge({
  shape,
  tone,
  dashed = false,
  children,
}: {
  readonly shape: Shape;
  readonly tone: Tone;
  /** What stands still has a dashed border. */
  readonly dashed?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className="tone" data-tone={tone} data-dashed={dashed || undefined}>
      <ShapeMark shape={shape} />
      {children}
    </span>
  );
}
