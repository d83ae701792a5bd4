import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call, callTagged, type AnswerOf } from '../../api/call';
import { LongTextField } from '../../forms/fields';
import { useWords } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { CommandPanel } from '../releases/command-panel';

/** Puts the open tickets of a client under this version of its contract; the API refuses one that is not in force. */
export function OpenTickets({ params }: { readonly params: { readonly client: string; readonly version: string } }) {
  const words = useWords(adminWords);
  const { texts } = words;
  const [begun, setBegun] = useState<AnswerOf<'applyAmendment'>>();
  return (
    <section className="actions no-print">
      <CommandPanel<AnswerOf<'applyAmendment'>>
        name={`contract.${params.client}.${params.version}.apply`}
        label={texts.apply}
        lead={<p>{texts.effects}</p>}
        defaults={{ reason: '' }}
        send={async ({ reason = '' }, key) => {
          const { tag } = await callTagged('previewAmendment', { params, query: { limit: '1' } });
          return await call('applyAmendment', {
            params,
            headers: { 'if-match': tag ?? '', 'idempotency-key': key },
            body: { reason },
          });
        }}
        done={setBegun}
      >
        <LongTextField name="reason" label={texts.reason} rows={2} maximum={2000} />
      </CommandPanel>
      {begun && (
        <p role="status">
          <Link to="/fan-outs">{words.applied(begun.total)}</Link>
        </p>
      )}
    </section>
  );
}
