import { useRefreshed } from '../../refreshing';
import { useWords } from '../../shell/preferences';
import { similarWords } from '../../wording/similar';
import { isSimilar, wordsToCompare } from '../tickets/similar-words';
import { SimilarList, useSimilarTickets } from '../tickets/similar';
import type { Ticket } from '../tickets/ticket-state';

/** Of a product so many anomalies are compared, and of them so many are shown. */
const COMPARED = 200;
const SHOWN = 3;

/** What is like a ticket: tickets of the same client, and the anomalies known of the same product. */
export function SimilarSide({ ticket }: { readonly ticket: Ticket }) {
  const words = useWords(similarWords);
  const found = useSimilarTickets(ticket.title, ticket.client);
  const tickets = found.filter(({ reference }) => reference !== ticket.reference);
  const anomalies = useAnomaliesLike(ticket);
  if (tickets.length === 0 && anomalies.length === 0) return null;
  return (
    <section className="card" id="similar">
      <h2>{words.title}</h2>
      {tickets.length > 0 && <SimilarList tickets={tickets} />}
      {anomalies.length > 0 && (
        <>
          <h3>{words.anomalies}</h3>
          <ul>
            {anomalies.map(({ reference, title, state }) => (
              <li key={reference}>
                {title}{' '}
                <span className="quiet small">
                  {reference} · {words.anomalyStates[state]}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Nothing for a ticket whose anomaly is known. */
function useAnomaliesLike({ client, environment: code, title, anomaly }: Ticket) {
  const enabled = !anomaly;
  const place = useRefreshed('readEnvironment', { params: { client, code } }, { enabled, once: true });
  const product = place.data?.product;
  const { data } = useRefreshed(
    'listAnomalies',
    { query: { product, limit: COMPARED } },
    { enabled: enabled && product !== undefined, once: true },
  );
  const words = wordsToCompare(title);
  return (data?.items ?? []).filter((one) => isSimilar(one.title, words)).slice(0, SHOWN);
}
