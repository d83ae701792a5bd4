import type { OpenAPIRegistry, RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { deployerOperationSchema, healthSchema, operationStateSchema } from '../domain/deployer/operation';
import { noticeCallSchema } from '../domain/ticket/notice-call';

const signedBy = (secret: string, content: string): string =>
  `\`Cadran-Signature\` is \`sha256=\` and, in hexadecimal, HMAC-SHA256 under \`${secret}\` of the timestamp, a point and ${content}.`;

const signedHeaders = {
  'Cadran-Timestamp': z.string().meta({ description: 'Seconds since 1970 at the call: refuse what is minutes older.' }),
  'Cadran-Signature': z.string().regex(/^sha256=[0-9a-f]{64}$/),
};
const keyHeader = (description: string) => ({ 'Idempotency-Key': z.string().meta({ description }) });

const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
const later = { description: 'Not now: it is asked again later, as after 408, 425, 429 and any 5xx.' };
const refused = { description: 'Refused for good, as by any other 4xx and by a redirection.' };

/** What Cadran calls in programs of others: `webhooks` of the API's document. */
const webhooks: readonly RouteConfig[] = [
  {
    operationId: 'deployerOperation',
    method: 'post',
    path: 'deployerOperation',
    tags: ['Called by Cadran'],
    summary: 'A deployer is asked for an operation',
    description: [
      'Sent to `{deployer}/operations` of an environment (annex §10): to install a version or go back to one, to close the',
      'environment for maintenance or open it. A deployer does an operation of an id once, however often it is asked, and answers',
      'how it stands. It keeps what it was asked for longer than its own life.',
      signedBy('DEPLOYER_SECRET', 'the raw body'),
    ].join(' '),
    security: [],
    request: {
      headers: z.object({ ...signedHeaders, ...keyHeader('The id of the operation.') }),
      body: {
        required: true,
        content: {
          'application/json': {
            schema: deployerOperationSchema,
            examples: {
              deploy: {
                summary: 'A promotion',
                value: {
                  ...{ kind: 'deploy', id: 'maintenance:M-0123456789:deploy:prod:0', client: 'dupont' },
                  ...{ environment: 'prod', product: 'wms', version: '2026.4', from: '2026.3' },
                  reason: { fr: 'Passage à la version 2026.4', en: 'Promotion to version 2026.4' },
                },
              },
              enter: {
                summary: 'Maintenance mode',
                value: {
                  ...{ kind: 'enter-maintenance', id: 'maintenance:M-0123456789:enter:prod:0', client: 'dupont' },
                  ...{ environment: 'prod', until: '2026-12-07T21:00:00.000Z' },
                  reason: { fr: 'Passage à la version 2026.4', en: 'Promotion to version 2026.4' },
                },
              },
            },
          },
        },
      },
    },
    responses: {
      200: { description: 'How it stands: it was asked for before.', ...json(operationStateSchema) },
      202: { description: 'It was taken, and stands so.', ...json(operationStateSchema) },
      401: { description: 'The signature or the timestamp is wrong.' },
      409: { description: 'The id was used for another operation.' },
      422: refused,
      503: later,
    },
  },
  {
    operationId: 'deployerOperationState',
    method: 'get',
    path: 'deployerOperationState',
    tags: ['Called by Cadran'],
    summary: 'A deployer is asked how an operation stands',
    description: [
      'Sent to `{deployer}/operations/{id}`: before an operation is asked for, and then every few seconds until it has ended. It is',
      'asked for only after a 404, so that nothing is done twice.',
      signedBy('DEPLOYER_SECRET', 'the id'),
    ].join(' '),
    security: [],
    request: { headers: z.object(signedHeaders) },
    responses: {
      200: { description: 'How it stands.', ...json(operationStateSchema) },
      404: { description: 'It was never asked for.' },
      503: later,
    },
  },
  {
    operationId: 'environmentHealth',
    method: 'get',
    path: 'environmentHealth',
    tags: ['Called by Cadran'],
    summary: 'An environment is asked whether it works',
    description:
      'Sent, unsigned, to the `healthCheck` of an environment before users are told that it is operational again (annex §10). It answers during maintenance too; after an update `version` has to be the one that was installed.',
    security: [],
    responses: {
      200: { description: 'It works if `ok` is true and no check is not.', ...json(healthSchema) },
      404: { description: 'Taken for an environment that does not work, as is any other status.' },
      503: { description: 'It does not work.', ...json(healthSchema) },
    },
  },
  {
    operationId: 'ticketNotice',
    method: 'post',
    path: 'ticketNotice',
    tags: ['Called by Cadran'],
    summary: 'A program is told of a threshold, a breach or a step after it',
    description: [
      'Sent to the webhooks that a contract names in its escalation (annex §7).',
      signedBy('WEBHOOK_SECRET', 'the raw body'),
    ].join(' '),
    security: [],
    request: {
      headers: z.object({
        ...signedHeaders,
        ...keyHeader('The same for each attempt of one notice, whose body tells its lateness anew.'),
      }),
      body: { required: true, ...json(noticeCallSchema) },
    },
    responses: { 204: { description: 'Taken, as by any 2xx.' }, 422: refused, 503: later },
  },
];

/** Adds what Cadran calls to the document of what it answers. */
export function registerWebhooks(registry: OpenAPIRegistry): void {
  for (const webhook of webhooks) registry.registerWebhook(webhook);
}
