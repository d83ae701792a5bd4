import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

const hidden = '[hidden]';

/** Secrets wherever they stand in a line: JWTs, API tokens, what follows Bearer or Basic, the password of an address. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g, hidden],
  [/\bcadran_[0-9a-f]{16}_[\w-]+/g, hidden],
  [/\b(Bearer|Basic) +[\w.~+/=-]+/gi, `$1 ${hidden}`],
  [/(\/\/[^\s/:@"\\]*):[^\s/@"\\]+@/g, `$1:${hidden}@`],
];

/** The text without secrets. */
export function withoutSecrets(text: string): string {
  return secrets.reduce((left, [secret, shown]) => left.replace(secret, shown), text);
}

const secretFields = ['password', 'token', 'secret', 'authorization', 'cookie', 'set-cookie', 'taskToken'];

/**
 * The log of a process, JSON lines on standard output. No bodies; fields that hold a secret are left out by name, and whatever
 * looks like one by its look, in messages of errors too.
 */
export function createLog(name: string, level: string, destination?: DestinationStream): Logger {
  const field = (one: string): string => (one.includes('-') ? `["${one}"]` : one);
  const under = (one: string): string => (one.includes('-') ? `*["${one}"]` : `*.${one}`);
  return pino(
    {
      name,
      level,
      serializers: { error: errorInWords },
      redact: {
        paths: [...secretFields.flatMap((one) => [field(one), under(one)]), 'req.headers', 'body', '*.body'],
        censor: hidden,
      },
      hooks: { streamWrite: withoutSecrets },
    },
    destination ?? pino.destination({ sync: true }),
  );
}

/** An error as the log has it: what errors carry besides (requests, metadata, claims of tokens) is left out. */
function errorInWords(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && ['string', 'number'].includes(typeof error.code) ? { code: error.code } : {};
  return {
    type: error.name,
    message: error.message,
    ...code,
    stack: error.stack,
    ...(error.cause !== undefined && depth < 3 ? { cause: errorInWords(error.cause, depth + 1) } : {}),
  };
}
