import { model, Schema } from 'mongoose';
import type { MaintenanceAnswer } from '../domain/maintenance/answer';
import { standingStatuses } from '../domain/maintenance/overlap';
import { toEpochMs, toInstant } from '../domain/time/instant';
import { replaceOlderView } from './older-view';
import { inTimeOrder, type TimePaging, type TimePlace, type TimeRange } from './time-order';

/** The view of a maintenance: its answer, and what lists, feeds and pages look for. */
export interface StoredMaintenance {
  _id: string;
  client: string;
  status: string;
  kind: string;
  openedAt: string;
  /** When its window begins and ends, as it is now. */
  startsAt: string;
  endsAt: string;
  /** `CLIENT/CODE` of each. */
  environments: string[];
  sequence: number;
  /** When the last event that it shows was recorded. */
  recordedAt: string;
  answer: unknown;
}

const maintenances = model<StoredMaintenance>(
  'maintenances',
  new Schema<StoredMaintenance>(
    {
      _id: String,
      client: String,
      status: String,
      kind: String,
      openedAt: String,
      startsAt: String,
      endsAt: String,
      environments: [String],
      sequence: Number,
      recordedAt: String,
      answer: Schema.Types.Mixed,
    },
    { versionKey: false, minimize: false },
  )
    .index({ openedAt: -1, _id: -1 })
    .index({ client: 1, openedAt: -1, _id: -1 })
    .index({ client: 1, startsAt: 1 })
    .index({ environments: 1, startsAt: 1 }),
  'maintenances',
);

/** Replaces the view of a maintenance unless the stored one is newer. */
export async function writeMaintenance(answer: MaintenanceAnswer, recordedAt: string): Promise<void> {
  const { reference, client, status, kind, openedAt, sequence, window } = answer;
  const { startsAt, endsAt } = window;
  const environments = answer.environments.map((code) => `${client}/${code}`);
  const known = { client, status, kind, openedAt, startsAt, endsAt, environments };
  await replaceOlderView(maintenances, { _id: reference, ...known, sequence, recordedAt, answer });
}

export async function readMaintenance(reference: string): Promise<MaintenanceAnswer | null> {
  const found = await maintenances.findOne({ _id: { $eq: reference } }).lean();
  return found ? (found.answer as MaintenanceAnswer) : null;
}

export interface MaintenanceFilter {
  readonly client?: string | undefined;
  readonly status?: string | undefined;
  readonly kind?: string | undefined;
}

/** Maintenances in the order of their opening; `next` is the place of the last of this page, where there are more. */
export async function listMaintenances(
  filter: MaintenanceFilter,
  paging: TimePaging,
): Promise<{ items: MaintenanceAnswer[]; next: TimePlace | null }> {
  const { found, more } = await inTimeOrder({}, paging, (range, limit) =>
    maintenancesIn(filter, range, paging.order, limit),
  );
  const items = found.map(({ answer }) => answer as MaintenanceAnswer);
  const last = items.at(-1);
  return { items, next: more && last ? { at: last.openedAt, id: last.reference } : null };
}

async function maintenancesIn(
  filter: MaintenanceFilter,
  { at, id }: TimeRange,
  order: TimePaging['order'],
  limit: number,
): Promise<Pick<StoredMaintenance, 'answer'>[]> {
  const wanted = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  const direction = order === 'newest-first' ? -1 : 1;
  return await maintenances
    .find({ ...wanted, openedAt: at, ...(id === undefined ? {} : { _id: id }) })
    .sort({ openedAt: direction, _id: direction })
    .limit(limit)
    .lean();
}

/**
 * The maintenances of a client, or of one of its environments (`CLIENT/CODE`), whose windows begin in `[from, until)`, in the order
 * of their beginnings, at most `limit`.
 */
export async function maintenancesStarting(
  of: { readonly client: string } | { readonly environment: string },
  { from, until }: { readonly from: string; readonly until: string },
  limit: number,
): Promise<MaintenanceAnswer[]> {
  const whose = 'client' in of ? { client: of.client } : { environments: of.environment };
  const found = await maintenances
    .find({ ...whose, startsAt: { $gte: from, $lt: until } })
    .sort({ startsAt: 1 })
    .limit(limit)
    .lean();
  return found.map(({ answer }) => answer as MaintenanceAnswer);
}

/** No maintenance lasts longer, milliseconds: a week, and some. */
const longestMs = 8 * 24 * 3_600_000;

/** A client's maintenances that stand or go on, and whose windows meet `[from, until)`, in the order of their beginnings. */
export async function maintenancesMeeting(
  client: string,
  { from, until }: { readonly from: string; readonly until: string },
): Promise<MaintenanceAnswer[]> {
  const began = toInstant(toEpochMs(from) - longestMs);
  const found = await maintenances
    .find({ client, startsAt: { $gt: began, $lt: until }, endsAt: { $gt: from }, status: { $in: standingStatuses } })
    .sort({ startsAt: 1 })
    .lean();
  return found.map(({ answer }) => answer as MaintenanceAnswer);
}

/** The unplanned maintenances of an environment (`CLIENT/CODE`), in the order of their beginnings: few in its life. */
export async function unplannedMaintenancesOf(environment: string): Promise<MaintenanceAnswer[]> {
  const found = await maintenances
    .find({ environments: environment, kind: 'unplanned' }, { answer: 1 })
    .sort({ startsAt: 1 })
    .lean();
  return found.map(({ answer }) => answer as MaintenanceAnswer);
}
