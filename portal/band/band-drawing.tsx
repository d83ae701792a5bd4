import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLanguage, useWords } from '../shell/preferences';
import { formatDuration } from '../time/duration';
import { bandWords } from '../wording/band';
import type { Axis } from './axis';
import { BandPatterns, patternOf } from './band-patterns';
import { linesOf, marksOf } from './marks';
import type { ExplainedClock, Piece } from './pieces';
import { PieceCard, pieceLabel } from './piece-card';

const LINE_PX = 34;
const HEIGHT_PX = 36;
/** Two pixels of air where the target is passed (patterns §5). */
const GAP_PX = 2;

interface DrawingProps {
  readonly clock: ExplainedClock;
  readonly pieces: readonly Piece[];
  readonly axis: Axis;
  readonly zone: string;
  /** In pixels. */
  readonly width: number;
  /** Folds or unfolds the break that begins at an instant, epoch milliseconds. */
  readonly toggle: (fromMs: number) => void;
}

/** The line of one clock: arrow keys move from piece to piece, Enter keeps its card open, Escape closes it. */
export function BandDrawing({ clock, pieces, axis, zone, width, toggle }: DrawingProps) {
  const language = useLanguage();
  const words = useWords(bandWords);
  const id = useId();
  const [pinned, setPinned] = useState<number>();
  const [current, setCurrent] = useState(0);
  const items = useRef<(SVGGElement | null)[]>([]);
  const marks = marksOf(clock, pieces, { axis, zone, language });
  const lines = linesOf(marks, width);
  const top = (Math.max(...lines) + 1) * LINE_PX + 6;
  const breaks = axis.stretches.filter(({ kind, fromMs, toMs }) => kind === 'break' && within(pieces, fromMs, toMs));
  const shown = pinned === undefined ? undefined : pieces[pinned];

  const pressed = (event: KeyboardEvent, index: number): void => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: pieces.length - 1 }[event.key];
    if (to !== undefined && pieces[to]) {
      event.preventDefault();
      setCurrent(to);
      items.current[to]?.focus();
    }
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setPinned(index);
    }
    if (event.key === 'Escape') setPinned(undefined);
  };

  return (
    <>
      <svg className="band-drawing" width={width} height={top + HEIGHT_PX + 4} role="group" aria-label={words.title}>
        <BandPatterns id={id} />
        {marks.map((mark, index) => (
          <Flag key={`${mark.kind}${mark.ms}`} mark={mark} line={lines[index] ?? 0} width={width} top={top} />
        ))}
        {pieces.map((piece, index) => {
          const x = axis.at(piece.fromMs) * width;
          const gap = piece.fill === 'late' && pieces[index - 1]?.fill === 'counted' ? GAP_PX : 0;
          const size = {
            x: x + gap,
            width: Math.max(1, axis.at(piece.toMs) * width - x - gap),
            y: top,
            height: HEIGHT_PX,
          };
          return (
            <g
              key={piece.fromMs}
              ref={(element) => {
                items.current[index] = element;
              }}
              role="button"
              tabIndex={index === current ? 0 : -1}
              aria-pressed={pinned === index}
              aria-label={pieceLabel(piece, zone, language)}
              onKeyDown={(event) => pressed(event, index)}
              onFocus={() => setCurrent(index)}
              onClick={() => setPinned(pinned === index ? undefined : index)}
              className="band-piece"
            >
              <rect {...size} className={`fill-${piece.fill}`} />
              <rect {...size} {...patternOf(piece.fill, id)} />
            </g>
          );
        })}
        {breaks.map(({ fromMs, left, width: part }) => (
          <path key={fromMs} className="band-break" d={zigzag((left + part / 2) * width, top)} />
        ))}
      </svg>
      {axis.stretches
        .filter((stretch) => stretch.kind === 'break' && breaks.includes(stretch))
        .map(({ fromMs, toMs }) => (
          <button key={fromMs} type="button" className="band-fold small no-print" onClick={() => toggle(fromMs)}>
            {words.open} {formatDuration(toMs - fromMs, language)}
          </button>
        ))}
      {shown && <PieceCard piece={shown} zone={zone} close={() => setPinned(undefined)} />}
    </>
  );
}

function Flag({
  mark,
  line,
  width,
  top,
}: {
  readonly mark: ReturnType<typeof marksOf>[number];
  readonly line: number;
  readonly width: number;
  readonly top: number;
}) {
  const x = mark.at * width;
  const toLeft = x > width * 0.75;
  const y = line * LINE_PX;
  return (
    <g className="band-flag" data-kind={mark.kind} aria-hidden="true">
      <line x1={x} x2={x} y1={y + 2} y2={top + HEIGHT_PX + 4} />
      <text x={toLeft ? x - 5 : x + 5} y={y + 12} textAnchor={toLeft ? 'end' : 'start'}>
        {mark.text}
      </text>
      <text x={toLeft ? x - 5 : x + 5} y={y + 26} textAnchor={toLeft ? 'end' : 'start'} className="band-when">
        {mark.when}
      </text>
      {mark.kind === 'due' && <path d={`M${x} ${top + 8} l8 10 -8 10 -8 -10z`} />}
      {mark.kind === 'due-if-resumed' && <circle cx={x} cy={top + 18} r={8} />}
    </g>
  );
}

function within(pieces: readonly Piece[], fromMs: number, toMs: number): boolean {
  const [first] = pieces;
  const last = pieces.at(-1);
  return first !== undefined && last !== undefined && first.fromMs <= fromMs && last.toMs >= toMs;
}

function zigzag(x: number, top: number): string {
  return `M${x - 3} ${top} l6 ${HEIGHT_PX / 4} -6 ${HEIGHT_PX / 4} 6 ${HEIGHT_PX / 4} -6 ${HEIGHT_PX / 4}`;
}
