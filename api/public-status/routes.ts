import { Router, type Request, type RequestHandler, type Response } from 'express';
import { languageSchema, type Language } from '../../domain/languages';
import type { MaintenanceAnswer } from '../../domain/maintenance/answer';
import { publicStatus, type PublicStatus } from '../../domain/maintenance/public-status';
import { codeSchema, type Environment } from '../../domain/registers/registers';
import { toInstant } from '../../domain/time/instant';
import { languageOf } from '../mount';
import { asProblem, Problem } from '../problem';
import { answeringAs } from '../requests';
import { fromStore } from '../store-access';
import { noStatusPage, statusPage, statusPolicy } from './page';

/** Where statuses are read from: the register and the views of maintenances. */
export interface StatusSources {
  /** The environments of a public name: one, unless somebody has been careless. */
  environmentsOf(statusName: string): Promise<Environment[]>;
  /** The client's zone, for an environment that has none of its own. */
  zoneOf(client: string): Promise<string | undefined>;
  /** Maintenances of `CLIENT/CODE` whose windows begin in the span, in that order. */
  maintenancesOf(
    environment: string,
    span: { from: string; until: string },
    limit: number,
  ): Promise<MaintenanceAnswer[]>;
}

const dayMs = 86_400_000;
/** How far back and ahead maintenances are looked for, days, and how many of them. */
const looked = { back: 60, ahead: 400, most: 200 };
/** How long browsers and proxies may keep an answer, seconds. */
const keptSeconds = 10;

/**
 * The public status of environments (annex §10): nobody signs in, and each address may ask so often. `/status/{name}.json` for
 * programs of any site, `/status/{name}` for people.
 */
export function publicStatusPages(sources: StatusSources, now: () => number, limit: RequestHandler): Router {
  const router = Router({ caseSensitive: true, strict: true });
  router.get('/status/:name.json', answeringAs('public-status'), limit, async (request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
    const { status } = await fromStore(() => statusOf(request, sources, now()));
    response.set('Cache-Control', `public, max-age=${keptSeconds}`).json(status);
  });
  router.get('/status/:name', answeringAs('public-status'), limit, async (request, response) => {
    const language = languageSchema.safeParse(request.query['lang']).data ?? languageOf(request);
    await page(response, language, () => fromStore(() => statusOf(request, sources, now())));
  });
  return router;
}

interface Found {
  readonly status: PublicStatus;
  readonly zone: string;
}

async function statusOf(request: Request, sources: StatusSources, nowMs: number): Promise<Found> {
  const name = codeSchema.safeParse(request.params['name']).data;
  const [environment, another] = name === undefined ? [] : await sources.environmentsOf(name);
  // Of two that share a name, the status of one would be taken for that of the other.
  if (name === undefined || !environment || another) throw new Problem(404, 'not-found');
  const span = { from: toInstant(nowMs - looked.back * dayMs), until: toInstant(nowMs + looked.ahead * dayMs) };
  const key = `${environment.client}/${environment.code}`;
  const maintenances = await sources.maintenancesOf(key, span, looked.most);
  const zone = environment.zone ?? (await sources.zoneOf(environment.client)) ?? 'UTC';
  return { status: publicStatus(name, maintenances, nowMs), zone };
}

/** Answers people in a page whatever happens: they came because something does not work. */
async function page(response: Response, language: Language, read: () => Promise<Found>): Promise<void> {
  response.set('Content-Security-Policy', statusPolicy).vary('Accept-Language').type('html');
  try {
    const { status, zone } = await read();
    response.set('Cache-Control', `public, max-age=${keptSeconds}`).send(statusPage(status, { language, zone }));
  } catch (error) {
    const { status, more } = asProblem(error);
    if (status !== 404 && status !== 503) throw error;
    response.set({ 'Cache-Control': 'no-store', ...more.headers }).status(status);
    response.send(noStatusPage(language, status === 404 ? 'unknown' : 'away'));
  }
}
