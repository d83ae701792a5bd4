import './support.css';
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import type { AnswerOf } from '../../api/call';
import { useRefreshed } from '../../refreshing';
import { announce } from '../../shell/live-region';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { supportWords } from '../../wording/support';
import type { Language } from '../../wording/wording';

type Present = AnswerOf<'tellPresence'>['others'][number];
type Doing = Present['doing'];

/** Between two signs that somebody is there, ms: three of them fit into the time after which they count as gone. */
const SIGN_MS = 10_000;
/** Who has typed nothing for so long only reads, ms. */
const WRITING_MS = 60_000;

const nobody: readonly Present[] = [];
const Others = createContext<readonly Present[]>(nobody);

/**
 * Tells colleagues of support that the reader is at a ticket, or writes for it, and hears who else is (patterns 8.3). A page that is
 * not looked at gives no sign. It guards nothing: what does is how much of the conversation was read (`guard.ts`).
 */
export function Presence({ reference, children }: { readonly reference: string; readonly children: ReactNode }) {
  const { role } = useMe();
  const doing = useDoing();
  const { data, isError } = useRefreshed(
    'tellPresence',
    { params: { reference }, body: { doing } },
    { enabled: role === 'support' || role === 'admin', everyMs: SIGN_MS },
  );
  // Whom nothing was heard of since may have gone.
  const others = isError ? nobody : (data?.others ?? nobody);
  useWritersTold(others);
  return <Others value={others}>{children}</Others>;
}

/** Who else is at the ticket: stands where one begins to read, and where one sends. */
export function OthersHere() {
  const words = useWords(supportWords);
  const language = useLanguage();
  const others = use(Others);
  return (['writes', 'reads'] as const).map((doing) => {
    const those = others.filter((one) => one.doing === doing);
    if (those.length === 0) return null;
    return (
      <p key={doing} className="present" data-doing={doing}>
        {those.map(({ id, name }) => (
          <span key={id} className="initials" aria-hidden>
            {initialsOf(name)}
          </span>
        ))}
        {words[doing](namesOf(those, language), those.length)}
      </p>
    );
  });
}

/** Who is at a ticket of a list, on its row. */
export function PresentOnRow({ present }: { readonly present: readonly Present[] }) {
  const words = useWords(supportWords);
  return present.map(({ id, name, doing }) => (
    <span key={id} className="small present" data-doing={doing}>
      {doing === 'writes' ? words.rowWrites(name) : words.rowReads(name)}
    </span>
  ));
}

/** Who else is at which ticket. */
export function usePresentAt(): (reference: string) => readonly Present[] {
  const { data, isError } = useRefreshed('listPresent', undefined, { everyMs: SIGN_MS });
  return (reference) => (isError ? [] : (data?.items ?? [])).filter((one) => one.reference === reference);
}

/** Whether the reader has typed something into a form of the ticket a moment ago. */
function useDoing(): Doing {
  const [doing, setDoing] = useState<Doing>('reads');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const typed = ({ target }: Event): void => {
      if (!(target instanceof Element) || !target.closest('[data-action]')) return;
      setDoing('writes');
      clearTimeout(timer);
      timer = setTimeout(() => setDoing('reads'), WRITING_MS);
    };
    document.addEventListener('input', typed);
    return () => {
      document.removeEventListener('input', typed);
      clearTimeout(timer);
    };
  }, []);
  return doing;
}

/** Tells who listens that somebody has begun to write. */
function useWritersTold(others: readonly Present[]): void {
  const words = useWords(supportWords);
  const before = useRef<readonly string[]>([]);
  useEffect(() => {
    const writers = others.filter(({ doing }) => doing === 'writes');
    for (const { id, name } of writers) if (!before.current.includes(id)) announce(words.writes(name, 1));
    before.current = writers.map(({ id }) => id);
  }, [others, words]);
}

function namesOf(those: readonly Present[], language: Language): string {
  return new Intl.ListFormat(language).format(those.map(({ name }) => name));
}

function initialsOf(name: string): string {
  const parts = name.split(/[\s.@-]+/).filter((part) => part !== '');
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined]
    .map((part) => part?.charAt(0).toUpperCase() ?? '')
    .join('');
}
