import { Button } from '@mantine/core';
import { useState } from 'react';
import { call, type AnswerOf } from '../../../api/call';
import { ProblemBox } from '../../../components/states';
import { DraftForm } from '../../../forms/draft-form';
import { TextField } from '../../../forms/fields';
import { useRefreshed } from '../../../refreshing';
import { useLanguage, useWords } from '../../../shell/preferences';
import { maintenanceWords } from '../../../wording/maintenance';

/** Addresses under which calendars and readers follow the maintenances (patterns 13.3). */
export function Subscription({ client }: { readonly client: string }) {
  const words = useWords(maintenanceWords);
  const language = useLanguage();
  const feeds = useRefreshed('listFeeds', { params: { client } }, { once: true });
  const [made, setMade] = useState<AnswerOf<'createFeed'>>();
  const [problem, setProblem] = useState<unknown>();
  const again = (): void => void feeds.refetch();
  const revoke = (id: string): void => {
    setProblem(undefined);
    call('revokeFeed', { params: { id } }).then(again, setProblem);
  };
  return (
    <section className="card" aria-labelledby="subscribe-title">
      <h2 id="subscribe-title">{words.subscribe}</h2>
      <p>{words.subscribeLead}</p>
      {made && (
        <dl className="facts box">
          {(['calendar', 'atom'] as const).map((kind) => (
            <div key={kind}>
              <dt>{words[kind]}</dt>
              <dd>
                <a href={addressOf(made[kind])}>{addressOf(made[kind])}</a>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <DraftForm
        name="feed"
        defaults={{ name: '' }}
        send={({ name }) => call('createFeed', { body: { language, name } })}
        done={(answered) => {
          setMade(answered);
          again();
        }}
        submit={words.create}
      >
        <TextField name="name" label={words.feedName} maximum={100} />
      </DraftForm>
      {problem !== undefined && <ProblemBox error={problem} />}
      {feeds.data && feeds.data.items.length > 0 && (
        <>
          <h3>{words.feeds}</h3>
          <ul>
            {feeds.data.items.map(({ id, name }) => (
              <li key={id}>
                {name}{' '}
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => revoke(id)}
                  aria-label={`${words.revoke} ${name}`}
                >
                  {words.revoke}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Paths are told below the API's address, which is the portal's own. */
function addressOf(path: string): string {
  return new URL(path.replace(/^\//, ''), new URL('.', location.href)).href;
}
