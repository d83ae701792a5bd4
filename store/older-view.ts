/**
 * Which view may be replaced by one after an event of a number, recorded at an instant: a worker that was killed in the middle of a task
 * may have left a view of what never was, and what was decided anew was recorded later.
 */
export function isOlder(recordedAt: string, sequence: number) {
  return {
    $or: [{ recordedAt: { $lt: recordedAt } }, { recordedAt: { $eq: recordedAt }, sequence: { $lt: sequence } }],
  };
}
