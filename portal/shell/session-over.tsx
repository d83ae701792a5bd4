import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { ProblemBox } from '../components/states';
import { shellWords, signInWords } from '../wording/shell';
import { useWords } from './preferences';
import { session, useSession } from './session';
import { signInAside } from './sign-in';

/** Over the page whose session has ended: nothing on it is lost (patterns 6.8). */
export function SessionOver() {
  const words = useWords(signInWords);
  const { signOut } = useWords(shellWords);
  const [problem, setProblem] = useState<unknown>();
  const { phase } = useSession();
  const again = (): void => {
    setProblem(undefined);
    signInAside().catch(setProblem);
  };
  return (
    <Modal
      opened={phase === 'over'}
      onClose={() => undefined}
      withCloseButton={false}
      title={words.over}
      transitionProps={{ duration: 0 }}
    >
      <p>{words.overHint}</p>
      {problem !== undefined && <ProblemBox error={problem} />}
      <Group mt="md">
        <Button id="sign-in-again" onClick={again}>
          {words.again}
        </Button>
        <Button variant="default" onClick={() => session.ended()}>
          {signOut}
        </Button>
      </Group>
    </Modal>
  );
}
