import './keys.css';
import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../shell/preferences';
import { keyWords } from '../wording/keys';

/** A dialog of the browser's own: it keeps the focus, Escape closes it, and the focus goes back to where it was. */
export function Dialog({
  title,
  close,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const words = useWords(keyWords);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('input')?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} className="dialog" aria-label={title} onClose={close}>
      <div className="dialog-head">
        <h2>{title}</h2>
        <Button variant="default" size="compact-md" onClick={() => dialog.current?.close()}>
          {words.close}
        </Button>
      </div>
      {children}
    </dialog>
  );
}
