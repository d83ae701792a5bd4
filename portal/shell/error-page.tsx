import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ProblemBox } from '../components/states';
import { shellWords } from '../wording/shell';
import { usePageTitle } from './page-title';
import { useWords } from './preferences';

/** A page that broke while it was drawn: the rest stands, and what was typed is kept. */
export function ErrorPage({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const words = useWords(shellWords);
  usePageTitle(words.failed);
  return (
    <div className="column">
      <h1>{words.failed}</h1>
      <ProblemBox error={error} />
      <p>{words.safe}</p>
      <Button onClick={reset}>{words.retry}</Button>
    </div>
  );
}

/** An address without a page: the same for what does not exist and for what is another company's (patterns 7.3). */
export function NoPage() {
  const words = useWords(shellWords);
  usePageTitle(words.noPage);
  return (
    <div className="column">
      <h1>{words.noPage}</h1>
      <p>{words.noPageHint}</p>
      <Link to="/">{words.toList}</Link>
    </div>
  );
}
