import { cellsOf, steps, type Cell, type Maintenance, type Promotion, type Step, type Upgrade } from './matrix';

/** Where a client's version stands among those of its product; `unknown` where the product does not list it. */
export type Rank = 'N' | 'N-1' | 'N-2' | 'unsupported' | 'unknown';

/** The rank of a version, the latest one being N (annex §2: the latest and the two before it are supported). */
export function rankOf(version: string | null, versions: readonly string[]): Rank {
  const place = version === null ? -1 : versions.indexOf(version);
  if (place < 0) return 'unknown';
  return (['N', 'N-1', 'N-2'] as const)[versions.length - 1 - place] ?? 'unsupported';
}

/** What the counts above the matrix count, and filter by (patterns 12.4). */
export const matrixFilters = [
  'needs-you',
  'testing',
  'blocked',
  'notice-late',
  'no-window',
  'planned',
  'done',
] as const;
export type MatrixFilter = (typeof matrixFilters)[number];

/** One client's row. */
export interface MatrixRow {
  readonly upgrade: Upgrade;
  readonly maintenance: Promotion | undefined;
  readonly cells: Readonly<Record<Step, Cell>>;
  readonly filters: readonly MatrixFilter[];
}

/** The rows as the release manager needs them: what waits for a person first, then by the planned date (patterns 12.1). */
export function matrixRows(
  upgrades: readonly Upgrade[],
  maintenances: readonly Maintenance[],
  now: string,
): readonly MatrixRow[] {
  const known = new Map(maintenances.map((one) => [one.reference, one]));
  return upgrades
    .map((upgrade) => rowOf(upgrade, known.get(upgrade.maintenance?.reference ?? ''), now))
    .toSorted((a, b) => order(a) - order(b) || dateOf(a) - dateOf(b) || (a.upgrade.client < b.upgrade.client ? -1 : 1));
}

function rowOf(upgrade: Upgrade, maintenance: Promotion | undefined, now: string): MatrixRow {
  const cells = cellsOf(upgrade, maintenance, now);
  return { upgrade, maintenance, cells, filters: filtersOf(upgrade, cells) };
}

function filtersOf({ status }: Upgrade, cells: MatrixRow['cells']): MatrixFilter[] {
  const words = steps.map((step) => cells[step].word);
  const has = (word: Cell['word']): boolean => words.includes(word);
  const needsYou = (['install-failed', 'unreachable', 'notice-late', 'no-window', 'incident'] as const).some(has);
  return [
    ...(needsYou ? (['needs-you'] as const) : []),
    ...(status === 'testing' ? (['testing'] as const) : []),
    ...(has('incident') || status === 'paused' ? (['blocked'] as const) : []),
    ...(has('notice-late') ? (['notice-late'] as const) : []),
    ...(has('no-window') ? (['no-window'] as const) : []),
    ...(status === 'planned' || status === 'promoting' ? (['planned'] as const) : []),
    ...(status === 'promoted' ? (['done'] as const) : []),
  ];
}

function order({ filters, upgrade: { status } }: MatrixRow): number {
  if (filters.includes('needs-you')) return 0;
  return ['promoted', 'refused', 'stopped', 'superseded'].includes(status) ? 2 : 1;
}

function dateOf({ upgrade }: MatrixRow): number {
  const at = upgrade.dates.planned.at;
  return at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at);
}

/** How many rows each filter would show. */
export function countsOf(rows: readonly MatrixRow[]): Readonly<Record<MatrixFilter, number>> {
  const count = (filter: MatrixFilter): number => rows.filter(({ filters }) => filters.includes(filter)).length;
  return Object.fromEntries(matrixFilters.map((filter) => [filter, count(filter)])) as Record<MatrixFilter, number>;
}

/** The step at which a client is, for the lists of a narrow page: the first that is not done. */
export function stepOf({ cells }: MatrixRow): Step {
  return steps.find((step) => !['done', 'none'].includes(cells[step].shape)) ?? 'checked';
}
