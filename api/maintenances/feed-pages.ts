import { Router, type RequestHandler, type Response } from 'express';
import { maintenanceAtomFeed, maintenanceCalendarFeed } from '../../domain/maintenance/feed';
import { toInstant } from '../../domain/time/instant';
import { maintenancesStarting } from '../../store/maintenances';
import { Problem } from '../problem';
import { answeringAs } from '../requests';
import { fromStore } from '../store-access';
import { feedOfSecret } from './feeds';

const dayMs = 24 * 3_600_000;
/** As far ahead as windows are planned. */
const aheadMs = 2000 * dayMs;
const mostEntries = 500;
/** What readers ask again after, seconds. */
const freshSeconds = 300;

/** The feeds themselves: whoever has the address reads them, and no token is looked at. `now`: epoch milliseconds. */
export function feedPages(now: () => number, limit: RequestHandler): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/feeds/:secret/maintenances.atom', answeringAs('feed'), limit, async (request, response) => {
    const { feed, found } = await read(String(request.params['secret']), now());
    answer(response, 'application/atom+xml; charset=utf-8', maintenanceAtomFeed(found, feed));
  });
  router.get('/feeds/:secret/maintenances.ics', answeringAs('feed'), limit, async (request, response) => {
    const { feed, found } = await read(String(request.params['secret']), now());
    answer(response, 'text/calendar; charset=utf-8', maintenanceCalendarFeed(found, feed));
  });
  return router;
}

async function read(secret: string, nowMs: number) {
  return await fromStore(async () => {
    const feed = await feedOfSecret(secret);
    if (!feed) throw new Problem(404, 'not-found');
    const span = { from: toInstant(nowMs - 90 * dayMs), until: toInstant(nowMs + aheadMs) };
    return { feed, found: await maintenancesStarting({ client: feed.client }, span, mostEntries) };
  });
}

function answer(response: Response, type: string, body: string): void {
  // The address is a secret: it is sent on to nobody, and found by nobody who searches.
  response.set({
    'Cache-Control': `private, max-age=${freshSeconds}`,
    'Referrer-Policy': 'no-referrer',
    'X-Robots-Tag': 'noindex',
  });
  response.type(type).send(body);
}
