import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { languageSchema } from '../../domain/languages';
import { codeSchema } from '../../domain/registers/registers';
import { refusal } from '../../domain/refusal';
import { text } from '../../domain/text';
import { instantSchema, toInstant } from '../../domain/time/instant';
import { addFeed, listFeeds, readFeed, revokeFeed, type Feed } from '../../store/feeds';
import { readEntry } from '../../store/registers';
import { companyOf, seesCompany } from '../company';
import { operation } from '../operation';
import { nothing } from '../parameters';
import { Problem, refused } from '../problem';
import { fromStore } from '../store-access';

/** Feeds of one client that are good at a time. */
const mostFeeds = 20;

const feedIdSchema = z.string().regex(/^[0-9a-f]{32}$/, 'the id of a feed: 32 hexadecimal digits');
const feedSchema = z
  .strictObject({
    id: feedIdSchema,
    client: codeSchema,
    language: languageSchema,
    name: z.string(),
    createdAt: instantSchema,
    createdBy: z.string(),
  })
  .meta({ id: 'Feed' });

const newFeedSchema = z
  .strictObject({
    client: codeSchema.optional().describe("One's own unless told; the provider's people name it."),
    language: languageSchema.default('fr'),
    name: text(100).describe('Whose calendar or reader it is for.'),
  })
  .meta({ id: 'NewFeed' });

const shown = ({ hash: _hash, revokedAt: _revokedAt, ...feed }: Feed): z.infer<typeof feedSchema> => feed;
const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/**
 * Feeds of a client's maintenances, for calendars and readers that cannot sign in: the address is the secret, is told once, opens
 * nothing else, and can be taken back. `now` is the clock of this process, epoch milliseconds.
 */
export function feedOperations(now: () => number) {
  return [
    operation({
      id: 'createFeed',
      method: 'post',
      path: '/v1/feeds',
      action: 'feeds.write',
      tag: 'Maintenance',
      summary: "Make addresses under which a client's maintenances are read without signing in",
      description:
        'As an Atom feed and as a calendar to subscribe to. Whoever has an address can read them: it is told once, and revoked by the id.',
      params: nothing,
      query: nothing,
      headers: nothing,
      body: newFeedSchema,
      answer: z
        .strictObject({ feed: feedSchema, atom: z.string(), calendar: z.string() })
        .meta({ id: 'FeedAddresses', description: 'Paths below the address of the API.' }),
      answers: { 201: { description: 'Made; the addresses are told this once.' } },
      problems: [409, 422],
      examples: [{ summary: 'For a calendar', as: 'dupont', body: { language: 'fr', name: 'Agenda de Claire' } }],
      async handle({ caller, scope, body: { client: wanted, language, name } }) {
        const client = companyOf({ caller, scope }, wanted);
        return await fromStore(async () => {
          if (!(await readEntry('clients', client))) throw refused(refusal('client-unknown', { client }));
          if ((await listFeeds(client, mostFeeds)).length >= mostFeeds)
            throw new Problem(422, 'invalid-request', {
              errors: [
                { field: 'client', message: `at most ${mostFeeds} feeds at a time: revoke one that is not read` },
              ],
            });
          const id = randomBytes(16).toString('hex');
          const secret = `${id}_${randomBytes(32).toString('base64url')}`;
          const feed = {
            ...{ id, client, language, name, createdAt: toInstant(now()), createdBy: caller.sub },
            revokedAt: null,
          };
          await addFeed({ ...feed, hash: hashOf(secret) });
          const address = `/feeds/${secret}/maintenances`;
          const body = { feed: shown({ ...feed, hash: '' }), atom: `${address}.atom`, calendar: `${address}.ics` };
          return { status: 201, body };
        });
      },
    }),
    operation({
      id: 'listFeeds',
      method: 'get',
      path: '/v1/clients/{client}/feeds',
      action: 'feeds.read',
      tag: 'Maintenance',
      summary: 'The feeds of a client that have not been revoked; never their addresses',
      params: z.strictObject({ client: codeSchema }),
      query: nothing,
      headers: nothing,
      body: null,
      answer: z.strictObject({ items: z.array(feedSchema) }),
      answers: { 200: { description: 'All of them.' } },
      problems: [404],
      examples: [{ summary: 'Of its own', as: 'dupont', params: { client: 'dupont' } }],
      async handle({ caller, scope, params: { client } }) {
        if (!seesCompany({ caller, scope }, client)) throw new Problem(404, 'not-found');
        const found = await fromStore(() => listFeeds(client, mostFeeds));
        const items = found.map(shown);
        return { body: { items: scope === 'all' ? items : items.map((one) => ({ ...one, createdBy: '' })) } };
      },
    }),
    operation({
      id: 'revokeFeed',
      method: 'delete',
      path: '/v1/feeds/{id}',
      action: 'feeds.write',
      tag: 'Maintenance',
      summary: 'Revoke the addresses of a feed for good',
      params: z.strictObject({ id: feedIdSchema }),
      query: nothing,
      headers: nothing,
      body: null,
      answer: z.null(),
      answers: { 204: { description: 'Revoked, now or before.' } },
      problems: [404],
      examples: [{ summary: 'One that was passed on', as: 'dupont', given: ['createFeed'] }],
      async handle({ caller, scope, params: { id } }) {
        await fromStore(async () => {
          const feed = await readFeed(id);
          if (!feed || !seesCompany({ caller, scope }, feed.client)) throw new Problem(404, 'not-found');
          await revokeFeed(id, toInstant(now()));
        });
        return { status: 204, body: null };
      },
    }),
  ] as const;
}

const secretPattern = /^([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/;

/** The feed of an address's secret, `null` where it is none that is good; compared in a time that tells nothing of either. */
export async function feedOfSecret(secret: string): Promise<Feed | null> {
  const id = secretPattern.exec(secret)?.[1];
  const feed = id === undefined ? null : await readFeed(id);
  if (!feed || feed.revokedAt !== null) return null;
  return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(feed.hash)) ? feed : null;
}
