import { join } from 'node:path';
import { httpAnswers, smtpAnswers } from './probes';
import { builtProgram } from './project-root';
import { Service } from './service';
import type { Tell } from './waiting';

/** What the mail sink is started with. */
export interface MailPlan {
  readonly dataFolder: string;
  readonly logFolder: string;
  readonly smtpPort: number;
  readonly httpPort: number;
}

/** The mail sink (mail-sink.ts) as a process of its own, so that it can be stopped alone. */
export function mailService(plan: MailPlan, tell: Tell): Service {
  const address = `smtp://127.0.0.1:${plan.smtpPort}`;
  const greets = smtpAnswers(address);
  const readsBack = httpAnswers(`http://127.0.0.1:${plan.httpPort}/health`);
  const probe = async (): Promise<void> => {
    await greets();
    await readsBack();
  };
  const env = {
    MAIL_FOLDER: join(plan.dataFolder, 'mail'),
    SMTP_PORT: String(plan.smtpPort),
    MAIL_HTTP_PORT: String(plan.httpPort),
  };
  const args = [builtProgram('local/mail-sink')];
  const logFile = join(plan.logFolder, 'mail.log');
  return new Service({ name: 'mail', command: process.execPath, args, env, logFile }, address, probe, tell);
}
