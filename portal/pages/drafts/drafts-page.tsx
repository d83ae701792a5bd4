import './drafts.css';
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Instant } from '../../components/instant';
import { Empty } from '../../components/states';
import { keepDraftFiles, readDraftFiles } from '../../drafts/draft-files';
import { bringBack, dropDraft, useDrafts, type NamedDraft } from '../../drafts/drafts';
import { openWhenThere } from '../../keys/acting';
import { announce } from '../../shell/live-region';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { draftWords } from '../../wording/drafts';
import { described } from './described';

/** A draft that was dropped here, with its files: it comes back as it was. */
interface Dropped extends NamedDraft {
  readonly files: readonly File[];
}

/** What somebody has typed and not sent, wherever it was (patterns 6.7): where to go on, and how to be rid of it. */
export function DraftsPage() {
  const words = useWords(draftWords);
  const drafts = useDrafts();
  const [dropped, setDropped] = useState<readonly Dropped[]>([]);
  usePageTitle(words.title);
  const drop = async (draft: NamedDraft): Promise<void> => {
    const files = await readDraftFiles(draft.name);
    dropDraft(draft.name);
    await keepDraftFiles(draft.name, []);
    setDropped((before) => [...before, { ...draft, files }]);
    announce(words.dropped);
  };
  const undo = async ({ files, ...draft }: Dropped): Promise<void> => {
    await keepDraftFiles(draft.name, files);
    bringBack(draft.name, draft);
    setDropped((before) => before.filter(({ name }) => name !== draft.name));
    announce(words.back);
  };
  const gone = dropped.filter(({ name }) => !drafts.some((one) => one.name === name));
  const rows = [...drafts, ...gone].toSorted((one, other) => other.savedAt - one.savedAt);
  return (
    <div className="column">
      <h1>{words.title}</h1>
      <p className="quiet">{words.lead}</p>
      {rows.length === 0 && <Empty title={words.none} />}
      <ul className="drafts">
        {rows.map((draft) => (
          <li key={draft.name} className="card">
            {'files' in draft ? (
              <Gone undo={() => void undo(draft as Dropped)} />
            ) : (
              <Kept draft={draft} drop={() => void drop(draft)} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Kept({ draft, drop }: { readonly draft: NamedDraft; readonly drop: () => void }) {
  const words = useWords(draftWords);
  const { title = words.unnamed, act, address, text } = described(draft, useLanguage());
  const open = (): void => openWhenThere(draft.name.split('.').at(-1) ?? '');
  return (
    <>
      <div className="draft-head">
        <div>
          <h2>
            {address === undefined ? (
              title
            ) : (
              <a href={`#${address}`} onClick={open}>
                {title}
              </a>
            )}
          </h2>
          <p className="quiet small">
            {act !== '' && `${act} · `}
            {words.saved} <Instant at={new Date(draft.savedAt).toISOString()} zone={null} style={{ year: false }} />
          </p>
        </div>
        <Button variant="default" onClick={drop} aria-label={words.dropOf(title)}>
          {words.drop}
        </Button>
      </div>
      {text !== '' && (
        <details>
          <summary>{words.text}</summary>
          <p className="typed">{text}</p>
        </details>
      )}
    </>
  );
}

function Gone({ undo }: { readonly undo: () => void }) {
  const words = useWords(draftWords);
  const button = useRef<HTMLButtonElement>(null);
  // The button that dropped it is gone, and would take the focus with it.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="draft-head">
      <p>{words.dropped}</p>
      <Button ref={button} onClick={undo}>
        {words.undo}
      </Button>
    </div>
  );
}
