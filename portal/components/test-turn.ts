import type { AnswerOf } from '../api/call';
import { formatInstant } from '../time/format';
import { testTurnWords } from '../wording/test-turn';
import type { Language } from '../wording/wording';

/** Why a version waits for its turn in the test environment, and until when; `undefined`: it does not. */
export function testTurn(
  { test: { waiting }, zone }: Pick<AnswerOf<'readUpgrade'>, 'test' | 'zone'>,
  language: Language,
): string | undefined {
  if (!waiting) return undefined;
  const words = testTurnWords[language];
  const at = (instant: string): string => formatInstant(instant, zone ?? 'UTC', language, { long: true, year: false });
  const { version, maintenance, until, againAt } = waiting;
  if (version === null) return words.maintenance(maintenance ?? '', at(againAt));
  return until === null ? words.versionPlainly(version, at(againAt)) : words.version(version, at(until));
}
