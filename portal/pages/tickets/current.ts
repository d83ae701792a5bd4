import { useEffect } from 'react';
import { useRefreshed } from '../../refreshing';
import { useServerNow } from '../../time/ticker';
import type { Ticket } from './ticket-state';

/**
 * A ticket of a list as it is now. A list shows each as it was at its last event; once one of its clocks has changed by the
 * passing of time alone, as at the opening of the support hours, it is asked for by itself.
 */
export function useCurrent(listed: Ticket): Ticket {
  const nowMs = useServerNow('minute');
  const isOld = ({ clocks }: Ticket): boolean =>
    clocks.some(({ changesAt, verdict }) => verdict === null && changesAt !== null && Date.parse(changesAt) <= nowMs);
  const old = isOld(listed);
  const { data, refetch } = useRefreshed(
    'readTicket',
    { params: { reference: listed.reference } },
    { enabled: old, once: true },
  );
  const shown = old && data && data.reference === listed.reference && data.sequence >= listed.sequence ? data : listed;
  const stillOld = shown !== listed && isOld(shown);
  useEffect(() => {
    if (stillOld) void refetch();
  }, [stillOld, nowMs, refetch]);
  return shown;
}
