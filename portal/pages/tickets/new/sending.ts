import { useNavigate } from '@tanstack/react-router';
import { keepDraftFiles, readDraftFiles } from '../../../drafts/draft-files';
import { announce } from '../../../shell/live-region';
import { useLanguage } from '../../../shell/preferences';
import { useMe } from '../../../shell/session';
import { newWords } from '../../../wording/new-ticket';
import { sent } from '../files';
import { NEW_TICKET, openFilled, type Filling } from './filling';

/** Above any limit of the API: what is too large is refused by it, in its own words. */
const ANY_SIZE = Number.MAX_SAFE_INTEGER;

interface Opened {
  readonly reference: string;
  /** The names of files that were not taken, each with why. */
  readonly left: readonly string[];
}

/** What sends the filling and then its files, and leads to the page that says what happens next. */
export function useSending(): {
  readonly send: (filling: Filling, key: string) => Promise<Opened>;
  readonly done: (opened: Opened) => void;
} {
  const language = useLanguage();
  const ours = useMe().role !== 'client';
  const navigate = useNavigate();
  return {
    send: async (filling, key) => {
      const { reference } = await openFilled(filling, { key, ours, language });
      const left: string[] = [];
      for (const file of await readDraftFiles(NEW_TICKET)) {
        const fault = await sent(reference, file, { internal: false, mostBytes: ANY_SIZE, language });
        if (fault !== undefined) left.push(`${file.name} : ${fault}`);
      }
      // The ticket is open: what was not taken is told, and can be added there.
      await keepDraftFiles(NEW_TICKET, []);
      return { reference, left };
    },
    done: ({ reference, left }) => {
      announce(newWords[language].doneTitle(reference));
      leftOver.set(reference, left);
      void navigate({ to: '/new', search: { step: 'done', reference } });
    },
  };
}

/** The files that a ticket of this page load did not take. */
export const leftOver = new Map<string, readonly string[]>();
