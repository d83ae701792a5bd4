/**
 * The server's clock as this page knows it. Whatever the server calls "now" was now at the latest when it arrived, so the
 * greatest difference heard of is the nearest one. The reader's own clock decides nothing: one that is wrong shows the same.
 */
let aheadMs = Number.NEGATIVE_INFINITY;

/** Hears an instant that the server has just called now. */
export function heardNow(instant: string | null): void {
  const ms = instant === null ? Number.NaN : Date.parse(instant);
  if (Number.isFinite(ms)) aheadMs = Math.max(aheadMs, ms - performance.now());
}

/** Epoch milliseconds by the server's clock; by the reader's before anything was heard. */
export function serverNow(): number {
  return Number.isFinite(aheadMs) ? performance.now() + aheadMs : Date.now();
}
