import { Button, Group } from '@mantine/core';
import { Instant } from '../../components/instant';
import { useLanguage, useWords } from '../../shell/preferences';
import { supportWords } from '../../wording/support';
import { eventSentence, quotedOf, type TicketEvent } from '../tickets/event-words';

/** What was written since the author of a reply has read the ticket; nothing was sent (patterns 8.4). */
export function NewerEntries({
  events,
  zone,
  readAgain,
  sendAnyway,
}: {
  readonly events: readonly TicketEvent[];
  readonly zone: string | null;
  readonly readAgain: () => void;
  readonly sendAnyway: () => void;
}) {
  const words = useWords(supportWords);
  const language = useLanguage();
  return (
    <section className="newer" aria-label={words.newer}>
      <strong>{words.newer}</strong>
      {events.map((event) => (
        <div key={event.sequence}>
          <p>
            {eventSentence(event, zone, language)}{' '}
            <span className="quiet small">
              <Instant at={event.at} zone={zone} /> · {event.by.id}
            </span>
          </p>
          {quotedOf(event) !== undefined && <blockquote className="typed">{quotedOf(event)}</blockquote>}
        </div>
      ))}
      <Group>
        <Button variant="default" onClick={readAgain}>
          {words.readAgain}
        </Button>
        <Button variant="default" onClick={sendAnyway}>
          {words.sendAnyway}
        </Button>
      </Group>
    </section>
  );
}
