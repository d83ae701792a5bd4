import { example, type MakeCommand } from './command';

/** Taking on what the chain of a contract has told (annex §7). */
export function escalationCommands(command: MakeCommand) {
  return [
    command(
      'acknowledgeEscalation',
      'acknowledge-escalation',
      'Take on what a clock has announced: what has not left yet stays here, and after a breach no further step comes',
      [example('Both clocks', { comment: 'I am on it.' }, []), example('One clock', { clock: 'resolution' }, [])],
    ),
  ] as const;
}
