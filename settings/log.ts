import pino, { type Logger } from 'pino';

export type { Logger };

/** The log of a process, JSON lines on standard output; whatever looks like a secret is left out. */
export function createLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    serializers: { error: pino.stdSerializers.err },
    redact: {
      paths: ['req.headers.authorization', '*.password', '*.token', 'authorization', 'password', 'taskToken'],
      censor: '[hidden]',
    },
  });
}
