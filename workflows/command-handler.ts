import { ApplicationFailure, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { UpdateDefinition } from '@temporalio/common';
import { refusal, type Refusal } from '../domain/refusal';
import type { Shell } from './shell';

/** How a command of an aggregate is taken: what its Update is given becomes a command, and the answer is the aggregate after it. */
export interface CommandTaking<Request, Command, Answer> {
  readonly shell: Pick<Shell<never, Command, never, never>, 'give' | 'whyNot' | 'wasGiven' | 'isReused' | 'remember'>;
  /** Parses; throws a ZodError, which a validator turns into a refusal. */
  readonly toCommand: (request: Request) => Command;
  readonly answer: () => Answer;
  /** What people call the aggregate. */
  readonly name: () => string;
  /** What is refused besides, in the validator alone: it changes nothing that was decided. */
  readonly refusesToo?: (command: Command) => Refusal | undefined;
}

/** An Update: decided in the validator, whose refusal leaves nothing behind, and again in the handler's one synchronous stretch. */
export function bindCommand<Request, Command, Answer>(
  update: UpdateDefinition<Answer, [Request]>,
  taking: CommandTaking<Request, Command, Answer>,
): void {
  const { shell, toCommand, answer } = taking;
  setHandler(
    update,
    (request: Request) => {
      const id = currentUpdateInfo()?.id;
      if (shell.wasGiven(id)) return answer();
      const refusedBy = shell.give(toCommand(request));
      if (refusedBy) throw refused(refusedBy);
      shell.remember(id);
      return answer();
    },
    { validator: (request: Request) => validate(taking, request) },
  );
}

/** Throws why a command is refused, if it is; one that was given before is not. */
export function validate<Request, Command, Answer>(
  { shell, toCommand, name, refusesToo }: CommandTaking<Request, Command, Answer>,
  request: Request,
): void {
  const command = toCommand(request);
  const id = currentUpdateInfo()?.id;
  if (shell.wasGiven(id)) return;
  if (shell.isReused(id)) throw refused(refusal('key-reused', { reference: name() }).refusal);
  const refusedBy = shell.whyNot(command) ?? refusesToo?.(command);
  if (refusedBy) throw refused(refusedBy);
}

/** A refusal as an Update's answer: anything but an `ApplicationFailure` would stick the run. */
export function refused({ code, clause, params }: Refusal): ApplicationFailure {
  return ApplicationFailure.nonRetryable(code, 'Refusal', { code, clause, params });
}
