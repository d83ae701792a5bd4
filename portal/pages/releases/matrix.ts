import type { AnswerOf } from '../../api/call';
import type { Shape, Tone } from '../../wording/states';

export type Upgrade = AnswerOf<'readUpgrade'>;
export type Maintenance = AnswerOf<'readMaintenance'>;

/** The way of a version to one client, in order (patterns 12.1). */
export const steps = ['notified', 'tested', 'ended', 'window', 'notice', 'reminder', 'production', 'checked'] as const;
export type Step = (typeof steps)[number];

/** Five shapes: a cell is told apart without colour (patterns 12.2). */
export type CellShape = 'done' | 'running' | 'waiting' | 'blocked' | 'none';

export const cellLooks: Readonly<Record<CellShape, { readonly shape: Shape; readonly tone: Tone }>> = {
  done: { shape: 'tick', tone: 'plain' },
  running: { shape: 'disc', tone: 'running' },
  waiting: { shape: 'circle', tone: 'plain' },
  blocked: { shape: 'octagon', tone: 'late' },
  none: { shape: 'dash', tone: 'plain' },
};

export const cellWords = [
  ...([
    'done',
    'until',
    'due',
    'none',
    'under-way',
    'preparing',
    'turn',
    'accepted',
    'refused',
    'stopped',
    'superseded',
  ] as const),
  ...(['install-failed', 'unreachable', 'incident', 'paused', 'notice-late', 'no-window', 'checking'] as const),
];
export type CellWord = (typeof cellWords)[number];

/** One step of one client: its shape, the word beside it, and when. */
export interface Cell {
  readonly shape: CellShape;
  readonly word: CellWord;
  /** An instant of the API, shown by the clock of the client's contract. */
  readonly at: string | null;
  /** The incident that holds it: where its cause leads to. */
  readonly ticket?: string | undefined;
}

const none: Cell = { shape: 'none', word: 'none', at: null };
const done = (at: string | null, word: CellWord = 'done'): Cell => ({ shape: 'done', word, at });
const waiting = (at: string | null): Cell => ({ shape: 'waiting', word: 'due', at });
const blocked = (word: CellWord, ticket?: string | null): Cell => ({
  ...{ shape: 'blocked', word, at: null },
  ...(ticket ? { ticket } : {}),
});

/** What is known of the maintenance that promotes it: who was told, and how far the work is. */
export type Promotion = Pick<Maintenance, 'announcedAt' | 'ledger' | 'phase' | 'startedAt' | 'endedAt' | 'status'>;

/** The cells of one client, in the order of the steps. `now` is the server's clock, ISO. */
export function cellsOf(upgrade: Upgrade, promotion: Promotion | undefined, now: string): Readonly<Record<Step, Cell>> {
  const held = heldBy(upgrade);
  return {
    notified: notified(upgrade),
    tested: held ?? tested(upgrade),
    ended: held ? none : ended(upgrade),
    ...(held ? { window: none, notice: none, reminder: none } : windows(upgrade, promotion, now)),
    ...(held ? { production: none, checked: none } : production(upgrade, promotion)),
  };
}

/** What holds the whole upgrade, unless nothing does. */
function heldBy({ status, incidents }: Upgrade): Cell | undefined {
  switch (status) {
    case 'blocked':
      return blocked('incident', incidents.find(({ open }) => open)?.ticket);
    case 'paused':
    case 'refused':
    case 'stopped':
    case 'superseded':
      return blocked(status);
    case 'test-failed':
      return blocked('install-failed');
    default:
      return undefined;
  }
}

function notified({ status, test, testWindow, startedAt }: Upgrade): Cell {
  if (status === 'unreachable') return blocked('unreachable');
  if (testWindow) return done(testWindow.notifiedAt);
  // Another version is tested there, or somebody is at work: it is installed, and told, afterwards.
  if (test.waiting) return { shape: 'waiting', word: 'turn', at: test.waiting.until };
  if (status === 'preparing') return { shape: 'running', word: 'preparing', at: startedAt };
  return status === 'test-failed' ? none : done(startedAt);
}

function tested({ status, testWindow, accepted, promotedAt }: Upgrade): Cell {
  if (accepted) return done(accepted.at, 'accepted');
  if (status === 'preparing' || status === 'unreachable') return waiting(null);
  if (!testWindow) return none;
  if (testWindow.endedAt !== null || promotedAt !== null) return done(testWindow.endedAt);
  return { shape: 'running', word: 'until', at: testWindow.endsAt };
}

function ended({ status, testWindow, accepted, promotedAt }: Upgrade): Cell {
  if (accepted) return done(accepted.at);
  if (!testWindow) return status === 'preparing' || status === 'unreachable' ? waiting(null) : none;
  return testWindow.endedAt === null && promotedAt === null ? waiting(testWindow.endsAt) : done(testWindow.endedAt);
}

function windows(
  { status, window, promotedAt, maintenance }: Upgrade,
  promotion: Promotion | undefined,
  now: string,
): Record<'window' | 'notice' | 'reminder', Cell> {
  if (promotedAt !== null) return { window: done(null), notice: done(announced(promotion)), reminder: done(null) };
  if (!window) {
    const unknown = status === 'waiting' ? blocked('no-window') : waiting(null);
    return { window: unknown, notice: waiting(null), reminder: waiting(null) };
  }
  const isAnnounced = maintenance !== null && maintenance.reference !== null;
  const reminded = promotion?.ledger.find(({ template, state }) => template === 'reminder' && state === 'accepted');
  return {
    window: isAnnounced ? done(window.startsAt) : waiting(window.startsAt),
    notice: isAnnounced ? told(promotion, window.noticeBy, now) : waiting(window.noticeBy),
    reminder: reminded ? done(reminded.at) : status === 'promoting' ? done(null) : waiting(window.remindAt),
  };
}

/** The notice of a window that is announced: it counts once somebody of the client has it. */
function told(promotion: Promotion | undefined, noticeBy: string, now: string): Cell {
  if (promotion === undefined) return done(null);
  if (promotion.announcedAt !== null) return done(promotion.announcedAt);
  return now > noticeBy ? blocked('notice-late') : waiting(noticeBy);
}

function announced(promotion: Promotion | undefined): string | null {
  return promotion?.announcedAt ?? null;
}

function production(
  { status, window, promotedAt }: Upgrade,
  promotion: Promotion | undefined,
): Record<'production' | 'checked', Cell> {
  if (promotedAt !== null) return { production: done(promotedAt), checked: done(promotion?.endedAt ?? promotedAt) };
  if (status !== 'promoting') return { production: waiting(window?.startsAt ?? null), checked: waiting(null) };
  const started = promotion?.startedAt ?? null;
  if (promotion && ['checking', 'leaving', 'confirming'].includes(promotion.phase))
    return { production: done(started), checked: { shape: 'running', word: 'checking', at: null } };
  return { production: { shape: 'running', word: 'under-way', at: started }, checked: waiting(null) };
}
