import type { CommandFigures } from './api-commands';
import type { OpeningFigures } from './api-openings';
import type { PageFigures } from './api-pages';

interface Goal {
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly ratio: number;
  readonly met: boolean;
}

/** What the last line of the bench says. */
export interface ApiResult {
  readonly openings: OpeningFigures;
  readonly commands: Readonly<Record<string, CommandFigures>>;
  readonly pages: Readonly<Record<string, PageFigures>>;
  /** The ratio of each is its worst one. */
  readonly goals: { readonly openings: Goal; readonly commands: Goal; readonly pages: Goal };
  readonly rounds: number;
  readonly seconds: number;
  readonly node: string;
}

const wanted = { openings: 0.8, commands: 1.5, pages: 1.5 };

export function goalsOf({ openings, commands, pages }: Omit<ApiResult, 'goals' | 'node'>): ApiResult['goals'] {
  const worst = (figures: Readonly<Record<string, { readonly ratio: number }>>): number =>
    Math.max(...Object.values(figures).map(({ ratio }) => ratio));
  const atMost = (limit: number, ratio: number): Goal => ({ atMost: limit, ratio, met: ratio <= limit });
  const { ratio } = openings;
  return {
    openings: { atLeast: wanted.openings, ratio, met: ratio >= wanted.openings },
    commands: atMost(wanted.commands, worst(commands)),
    pages: atMost(wanted.pages, worst(pages)),
  };
}

/** The figures for people. */
export function apiTable({ openings, commands, pages, goals }: ApiResult): string {
  const column = (text: string | number): string => String(text).padStart(12);
  const row = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(30) + cells.map(column).join('');
  const sizes = Object.keys(Object.values(pages)[0]?.p50Ms ?? {});
  const verdict = (name: string, { ratio, atLeast, atMost, met }: Goal): string =>
    `${name}: ${ratio}, goal ${atLeast === undefined ? `at most ${atMost ?? ''}` : `at least ${atLeast}`}: ${met ? 'met' : 'missed'}`;
  return [
    row('tickets accepted a second', ['API', 'bare start', 'ratio']),
    row(`${openings.atOnce} at once`, [openings.perSecond, openings.barePerSecond, openings.ratio]),
    row('a command, ms', ['API p50', 'API p95', 'Update p50', 'Update p95', 'ratio']),
    ...Object.entries(commands).map(([name, one]) =>
      row(name, [one.p50Ms, one.p95Ms, one.bareP50Ms, one.bareP95Ms, one.ratio]),
    ),
    row('a page of 50, p50, ms', [...sizes, 'ratio']),
    ...Object.entries(pages).map(([name, { p50Ms, ratio }]) =>
      row(name, [...sizes.map((size) => p50Ms[size] ?? ''), ratio]),
    ),
    verdict('Openings, API to bare start', goals.openings),
    verdict('Commands, API to bare Update', goals.commands),
    verdict('Pages, largest store to smallest', goals.pages),
  ].join('\n');
}
