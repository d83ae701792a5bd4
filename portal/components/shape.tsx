import type { Shape } from '../wording/states';

/** Shapes in a square of 16, drawn in the colour of the text. Decorative: the word beside each says the same. */
const drawn: Readonly<Record<Shape, string>> = {
  disc: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z',
  circle: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zm0 1.8a4.2 4.2 0 1 1 0 8.4 4.2 4.2 0 0 1 0-8.4z',
  triangle: 'M8 1.5 15 14H1z',
  octagon: 'M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z',
  bars: 'M3 2h3.5v12H3zM9.5 2H13v12H9.5z',
  moon: 'M11 1.8A6.5 6.5 0 1 0 14.4 11 5.6 5.6 0 0 1 11 1.8z',
  tick: 'M1.5 8.5 3.4 6.6 6.5 9.7 12.8 3 14.6 4.8 6.5 13.3z',
  cross: 'M3.4 1.8 8 6.4l4.6-4.6 1.6 1.6L9.6 8l4.6 4.6-1.6 1.6L8 9.6l-4.6 4.6-1.6-1.6L6.4 8 1.8 3.4z',
  dash: 'M2 6.8h12v2.4H2z',
  envelope: 'M1 3h14v10H1zm1.8 1.6L8 8.4l5.2-3.8zM2.5 6v5.5h11V6L8 10z',
  hand: 'M4 7V3a1 1 0 0 1 2 0v4h.5V2a1 1 0 0 1 2 0v5H9V3a1 1 0 0 1 2 0v5l1.5-1.4a1 1 0 0 1 1.5 1.3L10.5 14h-4A3.5 3.5 0 0 1 3 10.500V7z',
  tag: 'M1.5 2H8l6.500 6.500-6 6L1.5 8zM4.500 4a1.200 1.200 0 1 0 0 2.400A1.200 1.200 0 0 0 4.500 4z',
  gear: 'M7 1h2l.4 1.900 1.300.6 1.600-1 1.400 1.400-1 1.600.6 1.300 1.700.4v2l-1.900.4-.6 1.300 1 1.600-1.400 1.400-1.600-1-1.300.6L9 15H7l-.4-1.900-1.300-.6-1.600 1-1.400-1.400 1-1.600-.6-1.300L1 9V7l1.900-.4.6-1.300-1-1.600 1.400-1.400 1.600 1 1.300-.6zm1 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  person: 'M8 1.500a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2.500 14.500C2.500 10.800 5 9 8 9s5.500 1.800 5.500 5.500z',
  document: 'M3 1h6.500L13 4.500V15H3zm2 5v1.500h6V6zm0 3v1.500h6V9z',
  box: 'M1.500 2.500h13V6h-13zM2.500 7h11v6.500h-11zM6 8.500V10h4V8.500z',
  stop: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zM4 7h8v2H4z',
  join: 'M1.500 2.500h2.600l3 4.500h3.400V4.500L14.500 8l-4 3.500V9H7.100l-3 4.500H1.500v-2h1.500L5.300 8 3 4.500H1.500z',
};

/** A shape before a word, such as the disc of a clock that runs. */
export function ShapeMark({ shape }: { readonly shape: Shape }) {
  return (
    <svg className="shape" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true" focusable="false">
      <path d={drawn[shape]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}
