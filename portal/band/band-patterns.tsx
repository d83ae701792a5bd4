import type { Fill } from './pieces';

/** Patterns over the fills: in greyscale and on paper they tell what colour tells elsewhere (patterns 3.2). */
export function BandPatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <pattern id={`${id}-late`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="3" height="8" className="pattern-hatch" />
      </pattern>
      <pattern id={`${id}-waiting`} width="8" height="6" patternUnits="userSpaceOnUse">
        <rect y="2" width="8" height="1.5" className="pattern-stroke" />
      </pattern>
      <pattern id={`${id}-downtime`} width="7" height="7" patternUnits="userSpaceOnUse">
        <circle cx="3.5" cy="3.5" r="1.3" className="pattern-stroke" />
      </pattern>
      <pattern id={`${id}-dropped`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
        <rect width="1.5" height="8" className="pattern-stroke" />
      </pattern>
    </defs>
  );
}

/** The pattern of a fill; the plain stroke where it has none. */
export function patternOf(fill: Fill, id: string): { readonly fill: string; readonly className: string } {
  const plain = fill === 'counted' || fill === 'closed';
  return { fill: plain ? 'none' : `url(#${id}-${fill})`, className: 'band-stroke' };
}
