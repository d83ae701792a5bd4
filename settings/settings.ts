import { z } from 'zod';

const port = z.coerce.number().int().min(0).max(65_535);

/** What the API and the worker both need. Temporal's own variables (TEMPORAL_ADDRESS, ...) are read by its own library. */
const shared = {
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'an address such as mongodb://127.0.0.1:27017/cadran'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
};

export const workerSettingsSchema = z.object({
  ...shared,
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'an address such as smtp://127.0.0.1:1025'),
  /** Where accepted mails can be asked for by Message-ID, if the mail server can tell (Mailpit, the embedded sink). */
  MAIL_LOOKUP_URL: z.url().optional(),
  MAIL_FROM: z.string().min(3).default('Cadran <support@cadran.example>'),
  PUBLIC_URL: z.url().optional(),
  WORKER_HEALTH_PORT: port.optional(),
  /** A pre-built bundle is required in production; elsewhere a missing one is built at start. */
  NODE_ENV: z.string().optional(),
});
export type WorkerSettings = z.infer<typeof workerSettingsSchema>;

export const apiSettingsSchema = z.object({
  ...shared,
  PORT: port.default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  OIDC_ISSUER: z.url(),
  /** Where the issuer's keys are; by default `jwks` below the issuer's address. */
  OIDC_JWKS_URL: z.url().optional(),
  OIDC_AUDIENCE: z.string().min(1).default('cadran'),
  NODE_ENV: z.string().optional(),
});
export type ApiSettings = z.infer<typeof apiSettingsSchema>;

/** The settings of a process from its environment; throws one error that lists everything that is wrong with them. */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<Schema> {
  const parsed = schema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`These settings of the environment are wrong:\n${faults.join('\n')}`);
}
