import { Instant } from '../../components/instant';
import { MoreButton, Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { useRefreshed, useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../shell/preferences';
import { adminWords } from '../../wording/admin';
import { AdminSections } from './admin-sections';

/** Commands to many tickets, and how each gets on. */
export function FanOutsPage() {
  const { texts } = useWords(adminWords);
  usePageTitle(texts.fanOuts);
  const all = useRefreshedPages('listFanOuts', { query: { limit: '20' } });
  return (
    <>
      <AdminSections />
      <h1>{texts.fanOuts}</h1>
      <Answered of={all}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={texts.none} />
          ) : (
            <>
              <Rows caption={texts.fanOuts} columns={[texts.kind, texts.who, texts.requested, texts.progress]}>
                {items.map(({ id, kind, by, requestedAt, startedAt, total }) => (
                  <tr key={id}>
                    <th scope="row">
                      {kind} <span className="quiet small row-reference">{id}</span>
                    </th>
                    <td data-label={texts.who}>{by}</td>
                    <td data-label={texts.requested}>
                      <Instant at={requestedAt} zone={null} />
                    </td>
                    <td data-label={texts.progress}>
                      {startedAt === null ? texts.begins : <Progress id={id} total={total} />}
                    </td>
                  </tr>
                ))}
              </Rows>
              <MoreButton of={all}>{texts.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Progress({ id, total }: { readonly id: string; readonly total: number }) {
  const { texts } = useWords(adminWords);
  const read = useRefreshed('readFanOut', { params: { id } });
  if (!read.data) return <>– / {total}</>;
  const { done, refused } = read.data;
  return (
    <>
      <meter min={0} max={Math.max(1, total)} value={done} aria-label={texts.progress} /> {done} / {total}
      {refused.length > 0 && ` – ${refused.length} ${texts.refused}`}
    </>
  );
}
