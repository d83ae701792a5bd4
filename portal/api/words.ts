import { shellWords, signInWords } from '../wording/shell';
import type { Language } from '../wording/wording';
import { SignInError } from '../shell/pkce';
import { Offline, Problem } from './problem';

export interface ProblemInWords {
  readonly title: string;
  readonly detail: string | undefined;
  readonly clause: string | undefined;
  /** The number to quote when asking for help; only where a person of the provider has something to look for. */
  readonly request: string | undefined;
}

/** What went wrong, in the reader's language. What a rule of the annex refuses is told as the API words it. */
export function inWords(error: unknown, language: Language): ProblemInWords {
  const words = shellWords[language];
  const told = (title: string) => ({ title, detail: undefined, clause: undefined, request: undefined });
  if (error instanceof SignInError) return told(signInWords[language].problems[error.reason]);
  if (error instanceof Offline) return told(words.noAnswer);
  if (!(error instanceof Problem)) return told(words.unforeseen);
  const { message, detail, clause, request, status } = error;
  return {
    title: message === '' ? words.wrongAnswer(status) : message,
    detail,
    clause,
    request: status >= 500 ? request : undefined,
  };
}
