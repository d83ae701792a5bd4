import { NativeSelect } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Instant } from '../../components/instant';
import { Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import type { AnswerOf } from '../../api/call';
import { useRefreshed } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { formatDate } from '../../time/format';
import { cityOf } from '../../time/zones';
import { windowWords } from '../../wording/release-windows';
import { workWords } from '../../wording/releases-work';
import { ReleaseSections } from './release-sections';

const route = getRouteApi('/windows');

/** A client's windows of the coming year by the wall clock of its zone, what was left out and why, and what the year brings. */
export function WindowsPage() {
  const words = useWords(workWords);
  const said = useWords(windowWords);
  const { client } = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(said.windowsTitle);
  const clients = useRefreshed('listClients', { query: { limit: '200' } }, { once: true });
  const chosen = client ?? clients.data?.items[0]?.code;
  return (
    <>
      <ReleaseSections />
      <h1>{said.windowsTitle}</h1>
      <NativeSelect
        label={words.client}
        mb="md"
        maw="24rem"
        value={chosen ?? ''}
        onChange={({ target }) => void navigate({ to: '/windows', search: { client: target.value }, replace: true })}
        data={(clients.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
      />
      {chosen === undefined ? (
        <Empty title={said.chooseClient} />
      ) : (
        <div className="sides">
          <Windows client={chosen} />
          <Forecast client={chosen} />
        </div>
      )}
    </>
  );
}

function Windows({ client }: { readonly client: string }) {
  const language = useLanguage();
  const words = workWords[language];
  const said = windowWords[language];
  const windows = useRefreshed('readWindows', { params: { client } });
  return (
    <Answered of={windows}>
      {({ windows: all, skipped, zone, contractVersion }) => (
        <section>
          <p>{said.windowsLead(cityOf(zone, language), contractVersion)}</p>
          {all.length === 0 && <Empty title={said.noWindows} />}
          <Rows caption={said.windowsTitle} columns={[words.start, words.end, words.noticeBy, words.rule]}>
            {all.map(({ start, end, noticeBy, rule }) => (
              <tr key={start}>
                <th scope="row">
                  <Instant at={start} zone={zone} own />
                </th>
                <td data-label={words.end}>
                  <Instant at={end} zone={zone} style={{ year: false, zoneName: false }} />
                </td>
                <td data-label={words.noticeBy}>
                  <Instant at={noticeBy} zone={zone} style={{ year: false, zoneName: false }} />
                </td>
                <td data-label={words.rule}>{rule}</td>
              </tr>
            ))}
          </Rows>
          {skipped.length > 0 && (
            <>
              <h2>{said.skipped}</h2>
              <ul>
                {skipped.map(({ start, why, because, rule }) => (
                  <li key={`${start} ${rule}`}>
                    <Instant at={start} zone={zone} /> – {said.because[why]}
                    {because !== null && `${said.colon}${because}`}
                  </li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </Answered>
  );
}

function Forecast({ client }: { readonly client: string }) {
  const said = useWords(windowWords);
  const forecast = useRefreshed('readForecast', { params: { client } });
  return (
    <section>
      <h2>{said.forecast}</h2>
      <Answered of={forecast}>
        {({ products }) => products.map((one) => <ProductForecast key={one.product} of={one} />)}
      </Answered>
    </section>
  );
}

function ProductForecast({ of }: { readonly of: AnswerOf<'readForecast'>['products'][number] }) {
  const language = useLanguage();
  const said = windowWords[language];
  const { product, zone, upgrades, environments } = of;
  return (
    <div className="card">
      <h3>{product}</h3>
      <ul>
        {environments.map(({ environment, version, supported, lost }) => (
          <li key={environment}>
            {environment}
            {said.colon}
            {version} – {supported ? said.supported : said.unsupported}
            {lost !== null && ` ; ${said.supportLost(formatDate(lost.on, language), lost.by)}`}
          </li>
        ))}
        {upgrades.map(({ version, testWindowEnds, window }) => (
          <li key={version}>
            {version}
            {said.colon}
            {said.testEnds} <Instant at={testWindowEnds} zone={zone} style={{ year: false }} />
            {window !== null && (
              <>
                {' '}
                – {said.wouldEnter} <Instant at={window.start} zone={zone} />
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
