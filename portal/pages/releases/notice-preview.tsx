import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, type AnswerOf, type BodyOf } from '../../api/call';
import { isRefusal } from '../../api/problem';
import { useClientNames } from '../../client-names';
import { ProblemBox } from '../../components/states';
import { useTyped } from '../../forms/typed';
import { useLanguage } from '../../shell/preferences';
import { previewWords } from '../../wording/notice-preview';
import { releaseEventWords } from '../../wording/releases-events';
import { languages } from '../../wording/wording';

/** Something that is about to be done, as the API previews its notices. */
export type WouldBe = BodyOf<'previewNotices'>;

/** The notices that sending this form would send: to whom, and what they say in both languages (patterns 12.6). */
export function NoticePreview({
  of,
}: {
  readonly of: (typed: Readonly<Record<string, string>>) => WouldBe | undefined;
}) {
  const language = useLanguage();
  const words = previewWords[language];
  const wouldBe = of(useTyped());
  const preview = useQuery({
    queryKey: ['previewNotices', wouldBe, language],
    queryFn: () => (wouldBe === undefined ? null : call('previewNotices', { body: wouldBe })),
    placeholderData: keepPreviousData,
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (wouldBe === undefined) return <p className="quiet">{words.later}</p>;
  return (
    <section className="notice-preview" aria-label={words.title} aria-busy={preview.isFetching}>
      <h3>{words.title}</h3>
      {preview.error ? (
        isRefusal(preview.error) ? (
          <ProblemBox error={preview.error} />
        ) : (
          <p className="quiet">{words.unknown}</p>
        )
      ) : (
        preview.data && <Notices preview={preview.data} />
      )}
    </section>
  );
}

function Notices({ preview: { clients, shown, notices } }: { readonly preview: AnswerOf<'previewNotices'> }) {
  const language = useLanguage();
  const words = previewWords[language];
  const named = releaseEventWords[language].templates;
  const nameOf = useClientNames();
  if (notices.length === 0) return <p>{words.none}</p>;
  return (
    <>
      <p>{words.clients(clients)}</p>
      {shown < clients && <p className="quiet">{words.first(shown)}</p>}
      {notices.map(({ client, about, template, recipients, texts }) => (
        <details key={`${about} ${template}`} className="card" data-notice={template}>
          <summary>
            {nameOf(client)} – {named[template]} – {words.recipients(recipients.length)}
          </summary>
          <ul>
            {recipients.map(({ email, language: of }) => (
              <li key={email}>
                {email} ({words.languages[of]})
              </li>
            ))}
          </ul>
          <div className="both-languages">
            {languages.map((of) => (
              <section key={of} lang={of} aria-label={words.languages[of]}>
                <p>
                  <strong>{texts[of].subject}</strong>
                </p>
                <p className="typed">{texts[of].text}</p>
              </section>
            ))}
          </div>
        </details>
      ))}
      <p className="quiet">{words.final}</p>
    </>
  );
}
