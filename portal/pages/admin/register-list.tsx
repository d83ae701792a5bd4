import { Button, Group, TextInput } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { MoreButton, Rows } from '../../components/rows';
import { Answered, Empty } from '../../components/states';
import { Instant } from '../../components/instant';
import { useRefreshedPages } from '../../refreshing';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { formatDate } from '../../time/format';
import { adminWords } from '../../wording/admin';
import { registerFieldWords } from '../../wording/admin-fields';
import { registerValueWords } from '../../wording/admin-values';
import { said } from '../../wording/wording';
import { AdminSections } from './admin-sections';
import { registerNamed, registers, type RegisterName } from './registers';

const route = getRouteApi('/registers/$register');

type Entry = Readonly<Record<string, unknown>>;

/** The entries of a register, in the order of their keys. */
export function RegisterList() {
  const { register } = route.useParams();
  const name = registerNamed(register) ?? 'clients';
  return <List key={name} name={name} />;
}

function List({ name }: { readonly name: RegisterName }) {
  const language = useLanguage();
  const words = adminWords[language];
  const me = useMe();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { ids, filters, key, columns, writers } = registers[name];
  usePageTitle(words.registers[name]);
  const asked = Object.fromEntries(
    filters.flatMap((one): [string, string][] => (search[one] === undefined ? [] : [[one, search[one]]])),
  );
  // Which list it is is only known here; all are paged alike.
  const entries = useRefreshedPages(ids.list as 'listClients', { query: { limit: '50', ...asked } });
  const set = (filter: 'client' | 'product', value: string): void =>
    void navigate({
      to: '/registers/$register',
      params: { register: name },
      search: { ...search, [filter]: value === '' ? undefined : value },
      replace: true,
    });
  const shown = [...key, ...columns];
  const label = (field: string): string => said(registerFieldWords[language], field).replace(/[,(].*/, '');
  return (
    <>
      <AdminSections />
      <Group justify="space-between" mb="sm">
        <h1>{words.registers[name]}</h1>
        {writers.includes(me.role) && (
          <Button component={Link} to={`/registers/${name}/new`}>
            {words.news[name]}
          </Button>
        )}
      </Group>
      {filters.length > 0 && (
        <Group mb="md" gap="sm" role="search" className="no-print">
          {filters.map((filter) => (
            <TextInput
              key={filter}
              label={label(filter)}
              placeholder={words.texts.all}
              value={search[filter] ?? ''}
              onChange={({ target }) => set(filter, target.value.trim().toLowerCase())}
            />
          ))}
        </Group>
      )}
      <Answered of={entries}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={words.texts.none} />
          ) : (
            <>
              <Rows caption={words.registers[name]} columns={shown.map(label)}>
                {items.map((entry) => (
                  <Row key={placeOf(name, entry)} name={name} entry={entry} label={label} />
                ))}
              </Rows>
              <MoreButton of={entries}>{words.texts.more}</MoreButton>
            </>
          )
        }
      </Answered>
    </>
  );
}

function Row({
  name,
  entry,
  label,
}: {
  readonly name: RegisterName;
  readonly entry: Entry;
  readonly label: (field: string) => string;
}) {
  const { key, columns } = registers[name];
  const [first = '', ...others] = key;
  const place = placeOf(name, entry);
  return (
    <tr>
      <th scope="row">
        <Link to="/registers/$register/$place" params={{ register: name, place }} className="row-link">
          <Value of={entry[first]} />
        </Link>
      </th>
      {[...others, ...columns].map((field) => (
        <td key={field} data-label={label(field)}>
          <Value of={entry[field]} />
        </td>
      ))}
    </tr>
  );
}

/** The key of an entry as it stands in an address. */
export function placeOf(name: RegisterName, entry: Entry): string {
  return registers[name].key.map((field) => encodeURIComponent(String(entry[field]))).join('/');
}

function Value({ of }: { readonly of: unknown }) {
  const language = useLanguage();
  if (of === null || of === undefined) return <span className="quiet">–</span>;
  if (Array.isArray(of)) return <>{of.join(', ')}</>;
  const text = typeof of === 'string' || typeof of === 'number' ? String(of) : '';
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return <Instant at={text} zone={null} />;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return <>{formatDate(text, language)}</>;
  return <>{said(registerValueWords[language], text)}</>;
}
