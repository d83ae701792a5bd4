import { useEffect } from 'react';
import { call, type AnswerOf } from '../api/call';
import { hearPreferences, preferencesSent, takePreferences, unsentPreferences } from './preferences';

/** Has the choices of whoever is signed in follow them: takes those of their other machines, and gives this one's to the server. */
export function useServersPreferences(person: string | undefined): void {
  useEffect(() => {
    if (person === undefined) return;
    let there: AnswerOf<'readPreferences'> | undefined;
    let sending = Promise.resolve();
    const send = async (): Promise<void> => {
      const unsent = unsentPreferences();
      // Before it is known what is there, sending would take away the rest.
      if (there === undefined || Object.keys(unsent).length === 0) return;
      there = await call('keepPreferences', { body: { ...there, ...unsent } });
      preferencesSent(unsent);
    };
    // Where the server is away the choice stays on this machine, and is sent with the next one.
    const sendSoon = (): void => {
      sending = sending.then(send).catch(() => undefined);
    };
    let isOver = false;
    call('readPreferences').then(
      (chosen) => {
        if (isOver) return;
        there = chosen;
        takePreferences(chosen);
        sendSoon();
      },
      () => undefined,
    );
    const stop = hearPreferences(sendSoon);
    return () => {
      isOver = true;
      stop();
    };
  }, [person]);
}
