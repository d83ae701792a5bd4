import { useState } from 'react';
import { call, type AnswerOf } from '../../api/call';
import { Instant } from '../../components/instant';
import { MoreButton, Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { ToneBadge } from '../../components/tone-badge';
import { useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { useServerNow } from '../../time/ticker';
import { adminWords } from '../../wording/admin';
import { AdminSections } from './admin-sections';
import { CommandPanel } from '../releases/command-panel';
import { useBodySchema } from './document';
import { EntryForm, newEntry } from './entry-form';

type Token = AnswerOf<'listApiTokens'>['items'][number];
type Created = AnswerOf<'createApiToken'>;

/** API tokens for machines: made, with the secret shown once, and revoked. */
export function TokensPage() {
  const { texts } = useWords(adminWords);
  usePageTitle(texts.tokens);
  const tokens = useRefreshedPages('listApiTokens', { query: { limit: '50' } });
  const [created, setCreated] = useState<Created>();
  const body = useBodySchema('createApiToken');
  return (
    <>
      <AdminSections />
      <h1>{texts.tokens}</h1>
      {created && (
        <section className="card" role="status">
          <h2>{created.token.name}</h2>
          <p>{texts.secret}</p>
          <code className="secret">{created.secret}</code>
        </section>
      )}
      <details className="card action" data-action="create">
        <summary>{texts.newToken}</summary>
        <Answered of={body}>
          {(schema) => (
            <EntryForm
              name="token.new"
              body={schema}
              entry={newEntry(schema)}
              send={(entry) => call('createApiToken', { body: entry as never })}
              done={(answer) => {
                setCreated(answer as Created);
                void tokens.refetch();
              }}
            />
          )}
        </Answered>
      </details>
      <Answered of={tokens}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={texts.noTokens} />
          ) : (
            <>
              <Rows
                caption={texts.tokens}
                columns={[texts.tokenName, texts.role, texts.created, texts.used, texts.expires, texts.state]}
              >
                {items.map((token) => (
                  <Row key={token.id} token={token} refetch={() => void tokens.refetch()} />
                ))}
              </Rows>
              <MoreButton of={tokens}>{texts.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Row({ token, refetch }: { readonly token: Token; readonly refetch: () => void }) {
  const { texts } = useWords(adminWords);
  const now = useServerNow();
  const { id, name, role, client, actions, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = token;
  const isExpired = Date.parse(expiresAt) <= now;
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="quiet small row-reference">
          {id} – {actions.join(', ')}
        </span>
      </th>
      <td data-label={texts.role}>{client === null ? role : `${role} · ${client}`}</td>
      <td data-label={texts.created}>
        <Instant at={createdAt} zone={null} style={{ weekday: false }} /> – {createdBy}
      </td>
      <td data-label={texts.used}>
        {lastUsedAt === null ? texts.never : <Instant at={lastUsedAt} zone={null} style={{ weekday: false }} />}
      </td>
      <td data-label={texts.expires}>
        <Instant at={expiresAt} zone={null} style={{ weekday: false }} />
      </td>
      <td data-label={texts.state}>
        {revokedAt !== null ? (
          <ToneBadge shape="stop" tone="stopped">
            {texts.revoked}
          </ToneBadge>
        ) : isExpired ? (
          <ToneBadge shape="dash" tone="stopped">
            {texts.expired}
          </ToneBadge>
        ) : (
          <>
            <ToneBadge shape="disc" tone="running">
              {texts.active}
            </ToneBadge>
            <CommandPanel
              name={`token.${id}.revoke`}
              label={texts.revoke}
              lead={<p>{texts.revokeLead}</p>}
              send={() => call('revokeApiToken', { params: { id } })}
              done={refetch}
            />
          </>
        )}
      </td>
    </tr>
  );
}
