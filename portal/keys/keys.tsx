import { useNavigate, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { announce } from '../shell/live-region';
import { currentPreferences, useWords } from '../shell/preferences';
import { keyWords } from '../wording/keys';
import { actOnPage } from './acting';
import { keyAction, type Before, type KeyAction } from './keymap';
import { neighbourOf } from './last-list';
import { useGoing } from './going';

const KeyList = lazy(() => import('./key-list').then(({ KeyList: component }) => ({ default: component })));
const Palette = lazy(() => import('./palette').then(({ Palette: component }) => ({ default: component })));

const TWICE_MS = 1_500;

/** Listens to the keys of the whole page (patterns §10), and shows their list and the palette. */
export function Keys() {
  const [shown, setShown] = useState<'help' | 'palette'>();
  const words = useWords(keyWords);
  const navigate = useNavigate();
  const going = useGoing();
  const reference = useRouterState({
    select: ({ location }) => /^\/tickets\/(T-\w+)$/.exec(location.pathname)?.[1],
  });
  const before = useRef<Before>(undefined);
  const copiedAt = useRef(0);
  useEffect(() => {
    const step = (by: 1 | -1): boolean => {
      const to = reference === undefined ? undefined : neighbourOf(reference, by);
      if (to !== undefined) void navigate({ to: '/tickets/$reference', params: { reference: to } });
      return to !== undefined;
    };
    const copy = (): boolean => {
      if (reference === undefined) return false;
      const title = Date.now() - copiedAt.current < TWICE_MS ? ` ${document.querySelector('h1')?.textContent}` : '';
      copiedAt.current = Date.now();
      void navigator.clipboard.writeText(reference + title).then(() => announce(words.copied(reference + title)));
      return true;
    };
    const act = (action: KeyAction, shift: boolean): boolean => {
      if (action === 'help' || action === 'palette') {
        setShown(action);
        return true;
      }
      if (action === 'next-ticket') return step(1);
      if (action === 'previous-ticket') return step(-1);
      if (action === 'copy') return copy();
      if (actOnPage(action, shift)) return true;
      if (action === 'search') {
        setShown('palette');
        return true;
      }
      if (action === 'leave' && reference !== undefined && !isOpen()) return going('back');
      return going(action);
    };
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const { keys, remapped } = currentPreferences();
      const where = { typing: isTyping(event.target) || isOpen(), singleKeys: keys === 'on', remapped };
      const { key, shiftKey: shift, altKey: alt, ctrlKey, metaKey } = event;
      const told = keyAction({ key, shift, alt, ctrl: ctrlKey || metaKey }, where, before.current, Date.now());
      before.current = told.before;
      if (told.action !== undefined && act(told.action, shift)) event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [going, navigate, reference, words]);
  const close = (): void => setShown(undefined);
  return (
    <Suspense>
      {shown === 'help' && <KeyList close={close} />}
      {shown === 'palette' && <Palette close={close} />}
    </Suspense>
  );
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isOpen(): boolean {
  return document.querySelector('dialog[open], [role="dialog"], [role="menu"]') !== null;
}
