import { usePreferences, useWords } from '../shell/preferences';
import { keyWords } from '../wording/keys';
import { Dialog } from './dialog';
import { bindings, type KeyPlace } from './keymap';

const places: readonly KeyPlace[] = ['everywhere', 'list', 'ticket'];

/** The list of keys, by where they count. */
export function KeyList({ close }: { readonly close: () => void }) {
  const words = useWords(keyWords);
  const { keys: preferred } = usePreferences();
  return (
    <Dialog title={words.title} close={close}>
      {preferred === 'off' && <p>{words.off}</p>}
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
            {bindings
              .filter((one) => one.place === place)
              .map(({ action, keys }) => (
                <tr key={action}>
                  <th scope="row">
                    {keys.map((key, index) => (
                      <span key={key}>
                        {index > 0 && ` ${words.then} `}
                        <kbd>{key}</kbd>
                      </span>
                    ))}
                  </th>
                  <td>{words.actions[action]}</td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </Dialog>
  );
}
