import { useRefreshedPages } from '../../../refreshing';
import { useLanguage, useWords } from '../../../shell/preferences';
import { maintenanceWords } from '../../../wording/maintenance';

/** The public status pages of the client's environments, where they have one (patterns 13.5). */
export function StatusPages({ client }: { readonly client: string }) {
  const words = useWords(maintenanceWords);
  const language = useLanguage();
  const { data: environments = [] } = useRefreshedPages(
    'listEnvironments',
    { query: { client, limit: 200 } },
    { once: true },
  );
  const named = environments.flatMap(({ code, statusName }) =>
    statusName === undefined ? [] : [{ code, statusName }],
  );
  if (named.length === 0) return null;
  return (
    <section className="card" aria-labelledby="status-title">
      <h2 id="status-title">{words.statusPages}</h2>
      <p>{words.statusLead}</p>
      <ul>
        {named.map(({ code, statusName }) => (
          <li key={code}>
            <a href={`status/${statusName}?lang=${language}`}>{code}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
