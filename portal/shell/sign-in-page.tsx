import { Button } from '@mantine/core';
import { useState } from 'react';
import { Loading, ProblemBox } from '../components/states';
import { signInWords } from '../wording/shell';
import { usePageTitle } from './page-title';
import { useWords } from './preferences';
import { useSession } from './session';
import { signIn } from './sign-in';

/** For whoever is not signed in, and for those who are just coming back from the issuer. */
export function SignInPage() {
  const words = useWords(signInWords);
  const known = useSession();
  const [leaving, setLeaving] = useState(false);
  const [problem, setProblem] = useState<unknown>('problem' in known ? known.problem : undefined);
  usePageTitle(words.title);
  const leave = (): void => {
    setLeaving(true);
    setProblem(undefined);
    signIn().catch((error: unknown) => {
      setProblem(error);
      setLeaving(false);
    });
  };
  if (known.phase === 'arriving') return <Loading />;
  return (
    <div className="card column">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {problem !== undefined && <ProblemBox error={problem} />}
      <Button id="sign-in" loading={leaving} onClick={leave} mt="md">
        {words.submit}
      </Button>
    </div>
  );
}
