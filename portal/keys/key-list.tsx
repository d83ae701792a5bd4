import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import { prefer, usePreferences, useWords } from '../shell/preferences';
import { keyWords } from '../wording/keys';
import { Dialog } from './dialog';
import { bindingsWith, isSingle, remapFault, signOf, type Binding, type KeyPlace } from './keymap';

const places: readonly KeyPlace[] = ['everywhere', 'list', 'ticket'];

/** The list of keys, by where they count; single ones can be switched off there, or another sign chosen (WCAG 2.1.4). */
export function KeyList({ close }: { readonly close: () => void }) {
  const words = useWords(keyWords);
  const { keys, remapped } = usePreferences();
  return (
    <Dialog title={words.title} close={close}>
      <p className="quiet small">{words.lead}</p>
      <Checkbox
        label={words.singles}
        checked={keys === 'on'}
        onChange={({ currentTarget }) => prefer({ keys: currentTarget.checked ? 'on' : 'off' })}
      />
      {places.map((place) => (
        <table key={place} className="key-table">
          <caption>{words.places[place]}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{words.key}</th>
              <th scope="col">{words.does}</th>
            </tr>
          </thead>
          <tbody>
            {bindingsWith(remapped)
              .filter((one) => one.place === place)
              .map((binding) => (
                <tr key={binding.action}>
                  <th scope="row">{isSingle(binding) ? <OwnKey binding={binding} /> : <Keys binding={binding} />}</th>
                  <td>{words.actions[binding.action]}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
      {Object.keys(remapped).length > 0 && (
        <Button variant="default" onClick={() => prefer({ remapped: {} })}>
          {words.usual}
        </Button>
      )}
    </Dialog>
  );
}

function Keys({ binding: { keys } }: { readonly binding: Binding }) {
  const words = useWords(keyWords);
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && ` ${words.then} `}
      <kbd>{key}</kbd>
    </span>
  ));
}

/** A key whose sign one can type over. */
function OwnKey({ binding }: { readonly binding: Binding }) {
  const words = useWords(keyWords);
  const { remapped } = usePreferences();
  const [fault, setFault] = useState<string>();
  const { action, keys } = binding;
  const choose = (typed: string): void => {
    // Typed before or behind the sign that stands there, or over it.
    const signs = Array.from(typed.toUpperCase());
    const sign = signs.find((one) => one !== signOf(binding)) ?? signs[0];
    if (sign === undefined) return;
    const found = remapFault(action, sign, remapped);
    setFault(
      found === undefined
        ? undefined
        : typeof found === 'string'
          ? words.faults[found](sign)
          : words.taken(sign, words.actions[found.by]),
    );
    if (found === undefined) prefer({ remapped: { ...remapped, [action]: sign } });
  };
  return (
    <>
      {keys.length > 1 && (
        <>
          <kbd>{keys[0]}</kbd> {words.then}{' '}
        </>
      )}
      {keys.at(-1)?.startsWith('Shift+') === true && <kbd>{words.shift}</kbd>}
      <input
        className="key-sign"
        aria-label={words.keyFor(words.actions[action])}
        aria-invalid={fault !== undefined}
        value={signOf(binding)}
        autoComplete="off"
        onFocus={({ target }) => target.select()}
        onBlur={() => setFault(undefined)}
        onChange={({ target }) => choose(target.value)}
      />
      {fault !== undefined && (
        <span role="alert" className="small key-fault">
          {fault}
        </span>
      )}
    </>
  );
}
