import { Link } from '@tanstack/react-router';
import { useWatch } from 'react-hook-form';
import { useAnswers } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { useSettled } from '../../time/settled';
import { similarWords } from '../../wording/similar';
import { stateWords } from '../../wording/states';
import { ticketStateOf, type Ticket } from './ticket-state';
import { mostShared, wordsToCompare } from './similar-words';
import type { Filling } from './new/filling';

/** How long somebody has to pause in a title before it is compared, ms. */
const PAUSE_MS = 600;
/** Of each word, so many tickets are looked at, and of them so many are shown. */
const LOOKED_AT = 20;
const SHOWN = 4;

/** Tickets of a company with the words of a title, the most alike first. @param client for the provider's people, who see all */
export function useSimilarTickets(title: string, client: string | undefined): readonly Ticket[] {
  const ours = useMe().role !== 'client';
  const words = ours && client === undefined ? [] : wordsToCompare(title);
  const lists = useAnswers(
    'listTickets',
    words.map((word) => ({ query: { words: word, limit: LOOKED_AT, ...(ours ? { client } : {}) } })),
  );
  return mostShared(
    lists.map((list) => list?.items ?? []),
    SHOWN,
  );
}

/** While a title is typed: what the company has reported already. It suggests, and is never in the way (patterns 6.12). */
export function SimilarWhileTyping() {
  const words = useWords(similarWords);
  const [title, place] = useWatch<Filling, ['title', 'place']>({ name: ['title', 'place'] });
  const client = place.split('/')[0];
  const found = useSimilarTickets(useSettled(title, PAUSE_MS), client === '' ? undefined : client);
  return (
    <div role="status">
      {found.length > 0 && (
        <div className="card panel form-field">
          <p>{words.reported}</p>
          <SimilarList tickets={found} />
          <p className="quiet small">{words.kept}</p>
        </div>
      )}
    </div>
  );
}

/** Where such tickets stand, each with its link. */
export function SimilarList({ tickets }: { readonly tickets: readonly Ticket[] }) {
  const states = useWords(stateWords);
  const { role } = useMe();
  return (
    <ul>
      {tickets.map((one) => (
        <li key={one.reference}>
          <Link to="/tickets/$reference" params={{ reference: one.reference }}>
            {one.title}
          </Link>{' '}
          <span className="quiet small">
            {one.reference} · {(role === 'client' ? states.turn : states.ticket)[ticketStateOf(one)]}
          </span>
        </li>
      ))}
    </ul>
  );
}
