import { z } from 'zod';
import { refusal } from '../domain/refusal';
import { codeSchema, roleSchema } from '../domain/registers/registers';
import { instantSchema, toEpochMs, toInstant } from '../domain/time/instant';
import { readEntry } from '../store/registers';
import { addToken, listTokens, revokeToken, type ApiToken } from '../store/tokens';
import { actions } from './authorization';
import { forgetMachine, mayCarry, newSecret } from './machines';
import { operation } from './operation';
import { paging, timeCursorAt, timeOrderOf, timePlaceOf } from './paging';
import { nothing } from './parameters';
import { Problem, refused } from './problem';
import { fromStore } from './store-access';

const yearMs = 366 * 24 * 3_600_000;

const tokenIdSchema = z.string().regex(/^[0-9a-f]{16}$/, 'the id of a token: 16 hexadecimal digits');

const newTokenSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine((name) => /^\P{C}*$/u.test(name), 'characters that cannot be seen are refused')
      .describe('What the token is for.'),
    role: roleSchema,
    client: codeSchema.nullable().default(null).describe('The company that a token of the role client acts for.'),
    actions: z
      .array(z.enum(actions as [string, ...string[]]))
      .min(1)
      .max(actions.length)
      .describe('What it may do, of what its role may; never `tokens.manage`.'),
    expiresAt: instantSchema.describe('At most a year ahead.'),
  })
  .superRefine(({ role, client, actions: asked }, issues) => {
    const fault = (path: string, message: string): void =>
      issues.addIssue({ code: 'custom', path: [path], message, input: undefined });
    if (role === 'client' && client === null) fault('client', 'a token of the role client names its company');
    if (role !== 'client' && client !== null) fault('client', `the role ${role} is for all companies`);
    const beyond = asked.filter((action) => !mayCarry(role, action));
    if (beyond.length > 0)
      fault('actions', `no token of the role ${role} can carry ${[...new Set(beyond)].join(', ')}`);
  })
  .meta({ id: 'NewApiToken' });

const tokenSchema = z
  .strictObject({
    id: tokenIdSchema,
    name: z.string(),
    role: roleSchema,
    client: z.string().nullable(),
    actions: z.array(z.string()),
    createdAt: instantSchema,
    createdBy: z.string(),
    expiresAt: instantSchema,
    /** To the minute. */
    lastUsedAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
    revokedBy: z.string().nullable(),
  })
  .meta({ id: 'ApiToken' });

const createdTokenSchema = z
  .strictObject({ token: tokenSchema, secret: z.string().describe('Told this once, and kept nowhere.') })
  .meta({ id: 'CreatedApiToken' });

const tokenPageSchema = z
  .strictObject({ items: z.array(tokenSchema), next: z.string().nullable() })
  .meta({ id: 'ApiTokenPage' });

/** The example's end is reckoned from this process's clock, so that it can be run whenever it is read. */
const monthMs = 30 * 24 * 3_600_000;

/** API tokens for machines. `now` is the clock of this process, epoch milliseconds. */
export function tokenOperations(now: () => number) {
  const expiresAt = toInstant(Math.ceil(now() / monthMs) * monthMs + monthMs);
  return [
    operation({
      id: 'createApiToken',
      method: 'post',
      path: '/v1/tokens',
      action: 'tokens.manage',
      tag: 'Administration',
      summary: 'Make an API token for a machine',
      description: [
        'A token does what it names of its role, for its company where its role is client, until it expires or is revoked.',
        'A token of the role admin is possible, action by action; none can make or revoke tokens: that is for people.',
      ].join(' '),
      params: nothing,
      query: nothing,
      headers: nothing,
      body: newTokenSchema,
      answer: createdTokenSchema,
      answers: {
        201: { description: 'Made; the secret is told this once.', headers: { Location: 'What it is called here.' } },
      },
      problems: [422],
      examples: [
        {
          summary: 'Monitoring that opens tickets for a company',
          as: 'admin',
          body: {
            name: 'Monitoring of the stores',
            role: 'client',
            client: 'dupont',
            actions: ['ticket.open', 'ticket.read'],
            expiresAt,
          },
        },
      ],
      async handle({ caller, body }) {
        const atMs = now();
        checkEnd(toEpochMs(body.expiresAt), atMs);
        const { client } = body;
        if (client !== null && !(await fromStore(() => readEntry('clients', client))))
          throw refused(refusal('client-unknown', { client }));
        const { id, secret, hash } = newSecret();
        const token: ApiToken = {
          id,
          hash,
          name: body.name,
          role: body.role,
          client,
          actions: [...new Set(body.actions)].sort(),
          createdAt: toInstant(atMs),
          createdBy: caller.sub,
          expiresAt: body.expiresAt,
          lastUsedAt: null,
          revokedAt: null,
          revokedBy: null,
        };
        await fromStore(() => addToken(token));
        return { status: 201, headers: { Location: `/v1/tokens/${token.id}` }, body: { token: shown(token), secret } };
      },
    }),
    operation({
      id: 'listApiTokens',
      method: 'get',
      path: '/v1/tokens',
      action: 'tokens.manage',
      tag: 'Administration',
      summary: 'List API tokens, newest first unless told',
      description: 'Those that have expired or were revoked too; never a secret. `lastUsedAt` is kept to the minute.',
      params: nothing,
      query: z.strictObject(paging(['-createdAt', 'createdAt'])),
      headers: nothing,
      body: null,
      answer: tokenPageSchema,
      answers: { 200: { description: 'A page; `next` is null on the last one.' } },
      problems: [422],
      examples: [{ summary: 'All', as: 'admin' }],
      async handle({ query: { sort, limit, after } }) {
        const list = { operation: 'listApiTokens', filter: {}, sort };
        const page = { order: timeOrderOf(sort), limit, after: timePlaceOf(list, after) };
        const { items, next } = await fromStore(() => listTokens(page));
        return { body: { items: items.map(shown), next: timeCursorAt(list, next) } };
      },
    }),
    operation({
      id: 'revokeApiToken',
      method: 'delete',
      path: '/v1/tokens/{id}',
      action: 'tokens.manage',
      tag: 'Administration',
      summary: 'Revoke an API token for good',
      description: 'It is refused at once by the process that answers, and within two seconds by all others.',
      params: z.strictObject({ id: tokenIdSchema }),
      query: nothing,
      headers: nothing,
      body: null,
      answer: z.null(),
      answers: { 204: { description: 'Revoked, now or before.' } },
      problems: [404],
      examples: [{ summary: 'One that is not needed any more', as: 'admin', given: ['createApiToken'] }],
      async handle({ caller, params: { id } }) {
        const known = await fromStore(() => revokeToken(id, toInstant(now()), caller.sub));
        forgetMachine(id);
        if (!known) throw new Problem(404, 'not-found');
        return { status: 204, body: null };
      },
    }),
  ] as const;
}

function checkEnd(endMs: number, nowMs: number): void {
  const message = endMs <= nowMs ? 'an instant to come' : endMs > nowMs + yearMs ? 'at most a year ahead' : undefined;
  if (message !== undefined) throw new Problem(422, 'invalid-request', { errors: [{ field: 'expiresAt', message }] });
}

function shown({ hash: _hash, actions: given, ...token }: ApiToken): z.infer<typeof tokenSchema> {
  return { ...token, actions: [...given] };
}
