import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call, type AnswerOf } from '../../api/call';
import { Problem } from '../../api/problem';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { useTyped } from '../../forms/typed';
import { useLanguage } from '../../shell/preferences';
import { formatInstant } from '../../time/format';
import { adminWords } from '../../wording/admin';
import { registerFieldWords } from '../../wording/admin-fields';
import { said } from '../../wording/wording';

type Preview = AnswerOf<'previewContract'>;

/** What the contract that is being typed would give: deadlines of tickets that might be opened, by the rules of tickets. */
export function ContractPreview() {
  const language = useLanguage();
  const { texts, colon } = adminWords[language];
  const contract = useTyped();
  const [withTickets, setWithTickets] = useState(false);
  const preview = useQuery({
    queryKey: ['previewContract', contract, withTickets],
    queryFn: () => call('previewContract', { body: { contract: contract as never, withTickets } }),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const faults = preview.error instanceof Problem ? preview.error.errors : [];
  return (
    <section className="card" aria-labelledby="preview-title" data-preview="">
      <h2 id="preview-title">{texts.preview}</h2>
      {preview.data && <Line preview={preview.data} />}
      <p className="quiet">{texts.previewLead}</p>
      {preview.error ? (
        <>
          <p>{faults.length > 0 ? texts.previewFaults : preview.error.message}</p>
          <ul>
            {faults.slice(0, 8).map(({ field, message }) => (
              <li key={field + message}>
                {field
                  .replace(/^contract\./, '')
                  .split('.')
                  .map((part) => said(registerFieldWords[language], part))
                  .join(' › ')}
                {colon}
                {message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        preview.data && (
          <>
            <Examples preview={preview.data} />
            {withTickets ? (
              <Effects preview={preview.data} />
            ) : (
              <Button variant="default" onClick={() => setWithTickets(true)}>
                {texts.showEffects}
              </Button>
            )}
          </>
        )
      )}
    </section>
  );
}

/** The one that says most, in a sentence: it stays in sight where the page is narrow. */
function Line({ preview: { examples, zone } }: { readonly preview: Preview }) {
  const language = useLanguage();
  const { texts, would } = adminWords[language];
  const one = examples.find(({ priority }) => priority === 'P2');
  if (!one) return null;
  const at = (instant: string | null): string =>
    instant === null ? texts.noDue : formatInstant(instant, zone, language, { year: false, zoneName: false });
  return <p>{would(one.priority, at(one.openedAt), at(one.interventionDueAt), at(one.resolutionDueAt))}</p>;
}

function Examples({ preview: { examples, zone } }: { readonly preview: Preview }) {
  const { texts } = adminWords[useLanguage()];
  const due = (at: string | null) => (at === null ? texts.noDue : <Instant at={at} zone={zone} />);
  return (
    <Rows caption={texts.preview} columns={['', texts.openedAt, texts.interventionDue, texts.resolutionDue]}>
      {examples.map(({ priority, openedAt, interventionDueAt, resolutionDueAt }) => (
        <tr key={`${priority} ${openedAt}`}>
          <th scope="row">{priority}</th>
          <td data-label={texts.openedAt}>
            <Instant at={openedAt} zone={zone} />
          </td>
          <td data-label={texts.interventionDue}>{due(interventionDueAt)}</td>
          <td data-label={texts.resolutionDue}>{due(resolutionDueAt)}</td>
        </tr>
      ))}
    </Rows>
  );
}

function Effects({ preview: { effects, more, zone } }: { readonly preview: Preview }) {
  const language = useLanguage();
  const { texts, colon } = adminWords[language];
  if (effects === null) return null;
  const changing = effects.filter(({ changes }) => changes);
  const dueOf = (
    clocks: Preview['examples'] extends unknown ? NonNullable<Preview['effects']>[number]['before'] : never,
  ) =>
    clocks
      .map(({ dueAt }) => (dueAt === null ? '–' : formatInstant(dueAt, zone, language, { year: false })))
      .join(' ; ');
  return (
    <>
      <h3>{texts.effects}</h3>
      {more && <p className="quiet">{texts.more20}</p>}
      {changing.length === 0 && <p>{texts.noEffect}</p>}
      <ul>
        {changing.map(({ reference, title, priority, before, after }) => (
          <li key={reference}>
            {reference} ({priority}) {title} – {texts.before}
            {colon}
            {dueOf(before)} – {texts.after}
            {colon}
            {dueOf(after)}
          </li>
        ))}
      </ul>
    </>
  );
}
