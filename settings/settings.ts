import { z } from 'zod';
import { usualNoticeMinutes } from '../domain/maintenance/unplanned';
import { ReplyAddresses } from './reply-address';
import { storeAddressFault } from './store-address';
import { temporalConnection } from './temporal';

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(0).max(1_000_000);
const flag = z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] });
const httpAddress = z.url({ protocol: /^https?$/, error: 'an address such as https://cadran.example' });

/** What the API and the worker both need. Temporal's own variables are read by its own library; its address is looked at here. */
const shared = {
  MONGODB_URI: z
    .string({ error: 'an address such as mongodb://127.0.0.1:27017/cadran' })
    .superRefine((address, issues) => {
      const message = storeAddressFault(address);
      if (message !== undefined) issues.addIssue({ code: 'custom', message });
    }),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d{1,5}$/, 'a host and a port such as 127.0.0.1:7233')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Where the API, or the worker's health, listens. */
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: httpAddress.optional(),
  /** Prometheus metrics are on a port of their own, so that they never come out with the API; none without it. */
  METRICS_PORT: port.optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  NODE_ENV: z.string().optional(),
  /** The domain at which clients answer mails, and what those addresses are signed with: both or none. */
  MAIL_REPLY_DOMAIN: z
    .string()
    .regex(/^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i, 'a domain such as reply.cadran.example')
    .max(200)
    .optional(),
  MAIL_REPLY_SECRET: z.string().min(32, 'at least 32 characters that nobody can guess').optional(),
};

interface ReplySettings {
  readonly MAIL_REPLY_DOMAIN?: string | undefined;
  readonly MAIL_REPLY_SECRET?: string | undefined;
}

/** The addresses to which clients answer; `undefined` where they can't. */
export function replyAddressesOf({
  MAIL_REPLY_DOMAIN: domain,
  MAIL_REPLY_SECRET: secret,
}: ReplySettings): ReplyAddresses | undefined {
  return domain === undefined || secret === undefined ? undefined : new ReplyAddresses(domain, secret);
}

/** One of both alone would let clients answer to where nobody listens. */
function bothOrNone(settings: unknown, issues: z.core.$RefinementCtx): void {
  const given = { ...(settings as Readonly<Record<string, unknown>>) };
  const names = ['MAIL_REPLY_DOMAIN', 'MAIL_REPLY_SECRET'];
  const missing = names.filter((name) => given[name] === undefined);
  if (missing.length === 1)
    issues.addIssue({ code: 'custom', path: missing, message: `${names.join(' and ')} go together` });
  if (missing.length > 0 && given['MAIL_INTAKE_PORT'] !== undefined)
    issues.addIssue({ code: 'custom', path: ['MAIL_INTAKE_PORT'], message: `it needs ${names.join(' and ')}` });
}

export const workerSettingsSchema = z
  .object({
    ...shared,
    SMTP_URL: z.string().regex(/^smtps?:\/\//, 'an address such as smtp://127.0.0.1:1025'),
    /** Where accepted mails can be asked for by Message-ID (`/messages?messageId=`), if the mail server can tell, as the embedded one. */
    MAIL_LOOKUP_URL: httpAddress.optional(),
    MAIL_FROM: z.string().min(3).default('Cadran <support@cadran.example>'),
    /** Signs what webhooks of contracts are called with; without it none is called. */
    WEBHOOK_SECRET: z.string().min(32, 'at least 32 characters, for instance from openssl rand -hex 32').optional(),
    /** Whether webhooks may be on this machine and its network, for trials. */
    WEBHOOK_ALLOW_PRIVATE: flag.default(false),
    /** Signs what deployers are asked for; without it none is asked. Another than WEBHOOK_SECRET: who has it can install. */
    DEPLOYER_SECRET: z.string().min(32, 'at least 32 characters, for instance from openssl rand -hex 32').optional(),
    /** Whether deployers and environments may be on this machine and its network, as they mostly are. */
    DEPLOYER_ALLOW_PRIVATE: flag.default(false),
    WORKER_HEALTH_PORT: port.optional(),
  })
  .superRefine(bothOrNone, { when: () => true });
export type WorkerSettings = z.infer<typeof workerSettingsSchema>;

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text;

export const apiSettingsSchema = z
  .object({
    ...shared,
    PORT: port.default(3000),
    OIDC_ISSUER: httpAddress,
    /** Where the issuer's keys are; by default `jwks` below the issuer's address. */
    OIDC_JWKS_URL: httpAddress.optional(),
    OIDC_AUDIENCE: z.string().min(1).default('cadran'),
    /** As the portal calls itself at the issuer: its `client_id`, of a public client with PKCE. */
    OIDC_PORTAL_CLIENT: z.string().min(1).default('cadran-portal'),
    /** Whom clients call for critical incidents (annex §3), as the portal shows it. */
    SUPPORT_PHONE: z.string().trim().min(3).max(40).optional(),
    OIDC_ROLE_CLAIM: z.string().min(1).default('role'),
    OIDC_CLIENT_CLAIM: z.string().min(1).default('client'),
    /** In production an issuer on this machine or without TLS is a mistake, unless this says that it is meant. */
    ALLOW_INSECURE_ISSUER: flag.default(false),
    /** Requests of one caller in a minute, and failed sign-ins of one address; 0: no limit. */
    RATE_LIMIT_PER_MINUTE: count.default(600),
    RATE_LIMIT_FAILED_PER_MINUTE: count.default(60),
    /** Other sites whose pages may call the API, comma separated. */
    CORS_ORIGINS: z
      .string()
      .default('')
      .transform((text) => text.split(',').map((one) => one.trim()))
      .transform((all) => all.filter((one) => one !== ''))
      .refine((all) => all.every(isOrigin), 'origins such as https://tools.example, comma separated, without a path'),
    /** How many proxies stand before the API, or their addresses, comma separated; none is trusted by default. */
    TRUST_PROXY: z
      .string()
      .regex(
        /^(off|\d|(loopback|linklocal|uniquelocal|[\da-fA-F.:/]{3,})(, *(loopback|linklocal|uniquelocal|[\da-fA-F.:/]{3,}))*)$/,
        'off, a number of proxies, or their addresses',
      )
      .default('off')
      .transform((text): false | number | string => (text === 'off' ? false : /^\d$/.test(text) ? Number(text) : text)),
    /** Where the entries of the audit wait that the store has not taken yet; without it they wait in memory and in the log. */
    AUDIT_FOLDER: z.string().min(1).optional(),
    /** So long an unplanned maintenance is announced before it begins: time to refuse it or put it off (annex §10). */
    UNPLANNED_NOTICE_MINUTES: z.coerce.number().int().min(0).max(1440).default(usualNoticeMinutes),
    /** Whether contracts may name webhooks: the workers have WEBHOOK_SECRET, or what is saved would call nobody. */
    ALLOW_WEBHOOKS: flag.default(false),
    /** Of one attachment, in megabytes of 1024 kB, and attachments of one ticket. */
    ATTACHMENT_MEGABYTES: z.coerce.number().int().min(1).max(100).default(10),
    ATTACHMENTS_PER_TICKET: z.coerce.number().int().min(1).max(500).default(50),
    /** Where answers by mail are delivered, by your own mail server; none without it. */
    MAIL_INTAKE_PORT: port.optional(),
    MAIL_INTAKE_HOST: z.string().default('127.0.0.1'),
    /** How often breaches that nobody was told of are looked for. */
    WATCH_SECONDS: z.coerce.number().int().min(1).max(3600).default(60),
  })
  .superRefine(
    (settings, issues) => {
      for (const name of insecureIssuers(settings))
        issues.addIssue({
          code: 'custom',
          path: [name],
          message:
            'in production the issuer is another machine, by https (ALLOW_INSECURE_ISSUER=true if this is meant)',
        });
    },
    // Told with all other faults, not after them.
    { when: () => true },
  )
  .superRefine(bothOrNone, { when: () => true });
export type ApiSettings = z.infer<typeof apiSettingsSchema>;

const thisMachine = /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1?\])$/;

/** The embedded issuer, whose users have passwords that everybody knows, must never sign for a production by mistake. */
function insecureIssuers(settings: unknown): string[] {
  const given = { ...(settings as Readonly<Record<string, unknown>>) };
  if (given['NODE_ENV'] !== 'production' || given['ALLOW_INSECURE_ISSUER'] === true) return [];
  return ['OIDC_ISSUER', 'OIDC_JWKS_URL'].filter((name) => {
    const address = given[name];
    if (typeof address !== 'string' || !URL.canParse(address)) return false;
    const { protocol, hostname } = new URL(address);
    return protocol !== 'https:' || thisMachine.test(hostname);
  });
}

/** What is wrong with the environment, in words for a person. */
export class SettingsError extends Error {}

/**
 * The settings of a process from its environment, where an empty variable is none. Those of Temporal are looked at too.
 * @throws {@link SettingsError}: one that lists everything that is wrong
 */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv = process.env,
): z.infer<Schema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${wordsOf(issue, given)}`);
  try {
    temporalConnection(environment);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new SettingsError(
    `These settings of the environment are wrong:\n${faults.map((one) => `  ${one}`).join('\n')}`,
  );
}

function wordsOf({ path, message }: z.core.$ZodIssue, given: Readonly<Record<string, unknown>>): string {
  return given[String(path[0])] === undefined ? `it is missing (${message})` : message;
}
