import { Alert, Button, Skeleton, Stack } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { inWords } from '../api/words';
import { useLanguage, useWords } from '../shell/preferences';
import { shellWords } from '../wording/shell';

/** Below this nothing is shown: what comes at once needs no sign of waiting (patterns 7.1). */
const NOTHING_MS = 300;
const SLOW_MS = 10_000;

/** What stands in place of what is on its way: nothing at first, then its shape, then a sentence and a button. */
export function Loading({ lines = 3, retry }: { readonly lines?: number; readonly retry?: () => void }) {
  const words = useWords(shellWords);
  const [stage, setStage] = useState<'nothing' | 'shape' | 'slow'>('nothing');
  useEffect(() => {
    const timers = [setTimeout(() => setStage('shape'), NOTHING_MS), setTimeout(() => setStage('slow'), SLOW_MS)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 'nothing') return <div aria-busy="true" />;
  return (
    <Stack aria-busy="true">
      <span role="status" className={stage === 'slow' ? undefined : 'unseen'}>
        {stage === 'slow' ? words.slow : words.loading}
      </span>
      {stage === 'slow' && retry && (
        <Button variant="default" onClick={retry} style={{ alignSelf: 'start' }}>
          {words.retry}
        </Button>
      )}
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={44} animate={false} />
      ))}
    </Stack>
  );
}

/** Nothing is there: why, and what can be done. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="card panel">
      <p>{title}</p>
      {children}
    </div>
  );
}

/** What went wrong, what is safe, and how to try again. */
export function ProblemBox({ error, retry }: { readonly error: unknown; readonly retry?: (() => void) | undefined }) {
  const words = useWords(shellWords);
  const { title, detail, clause, request } = inWords(error, useLanguage());
  return (
    <Alert role="alert" color="red" variant="outline" title={title} className="problem">
      {detail && <p>{clause ? `${detail} (${clause})` : detail}</p>}
      {request && <p className="small">{words.quote(request)}</p>}
      {retry && (
        <Button variant="default" onClick={retry}>
          {words.retry}
        </Button>
      )}
    </Alert>
  );
}

interface Asked<Answer> {
  readonly data: Answer | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Something that is asked for: on its way, gone wrong, or there. Once there it stays, whatever happens to the next try. */
export function Answered<Answer>({
  of,
  lines,
  children,
}: {
  readonly of: Asked<Answer>;
  readonly lines?: number;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const again = (): void => void of.refetch();
  if (of.data !== undefined) return children(of.data);
  if (of.error) return <ProblemBox error={of.error} retry={again} />;
  return <Loading {...(lines === undefined ? {} : { lines })} retry={again} />;
}
