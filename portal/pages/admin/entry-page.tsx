import { Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { call, callTagged } from '../../api/call';
import { Answered } from '../../components/states';
import { announce } from '../../shell/live-region';
import { usePageTitle } from '../../shell/page-title';
import { useLanguage, useWords } from '../../shell/preferences';
import { useMe } from '../../shell/session';
import { adminWords } from '../../wording/admin';
import { formWords } from '../../wording/forms';
import { AdminSections } from './admin-sections';
import { ContractPreview } from './contract-preview';
import { useBodySchema } from './document';
import { EntryForm, newEntry, type Entry } from './entry-form';
import { OpenTickets } from './open-tickets';
import { placeOf } from './register-list';
import { registerNamed, registers, type RegisterName } from './registers';

const newRoute = getRouteApi('/registers/$register/new');
const oneRoute = getRouteApi('/registers/$register/$place');

/** A new entry of a register; prepared from another one where the address says so. */
export function NewEntryPage() {
  const { register } = newRoute.useParams();
  const { of } = newRoute.useSearch();
  const name = registerNamed(register) ?? 'clients';
  const words = useWords(adminWords);
  usePageTitle(words.news[name]);
  const navigate = useNavigate();
  const body = useBodySchema(registers[name].ids.create);
  const origin = useEntry(name, of ?? '');
  const isReady = of === undefined || origin.data !== undefined;
  const opened = useRefreshedEntries();
  return (
    <Frame name={name}>
      <h1>{words.news[name]}</h1>
      <Answered of={isReady ? body : { ...body, data: undefined, error: origin.error }}>
        {(schema) => (
          <EntryForm
            name={`register.${name}.new.${of ?? ''}`}
            body={schema}
            entry={{ ...newEntry(schema), ...nextOf(name, origin.data?.entry) }}
            send={(entry) => call(registers[name].ids.create as 'createClient', { body: entry as never })}
            done={(answer) => {
              opened();
              void navigate({
                to: '/registers/$register/$place',
                params: { register: name, place: placeOf(name, answer as Entry) },
              });
            }}
          >
            {name === 'contracts' ? <ContractPreview /> : undefined}
          </EntryForm>
        )}
      </Answered>
    </Frame>
  );
}

/** One entry of a register, to be read or changed as a whole. */
export function EntryPage() {
  const { register, place } = oneRoute.useParams();
  const name = registerNamed(register) ?? 'clients';
  return <One key={`${name} ${place}`} name={name} place={place} />;
}

function One({ name, place }: { readonly name: RegisterName; readonly place: string }) {
  const language = useLanguage();
  const { texts } = adminWords[language];
  const me = useMe();
  const { ids, key, writers } = registers[name];
  const title = place.split('/').map(decodeURIComponent).join(' · ');
  usePageTitle(title);
  const body = useBodySchema(ids.change);
  const found = useEntry(name, place);
  const changed = useRefreshedEntries();
  const mayWrite = writers.includes(me.role);
  const isContract = name === 'contracts';
  return (
    <Frame name={name}>
      <Group justify="space-between">
        <h1>{title}</h1>
        {isContract && mayWrite && (
          <Link to="/registers/$register/new" params={{ register: 'contracts' }} search={{ of: place }}>
            {texts.copy}
          </Link>
        )}
      </Group>
      {!mayWrite && <p className="quiet">{texts.readOnly}</p>}
      {isContract && mayWrite && <p className="quiet">{texts.inForce}</p>}
      <Answered of={found}>
        {({ entry, tag }) => (
          <Answered of={body}>
            {(schema) => (
              <EntryForm
                key={tag}
                name={`register.${name}.${place}.${tag}`}
                body={schema}
                entry={entry}
                fixed={mayWrite ? key : Object.keys(schema.schema.properties ?? entry)}
                send={(next) =>
                  call(ids.change as 'changeClient', {
                    params: paramsOf(name, place) as never,
                    headers: { 'if-match': tag },
                    body: next as never,
                  })
                }
                done={() => {
                  announce(formWords[language].done);
                  changed();
                }}
              >
                {isContract && mayWrite ? <ContractPreview /> : undefined}
              </EntryForm>
            )}
          </Answered>
        )}
      </Answered>
      {isContract && mayWrite && <OpenTickets params={paramsOf(name, place) as { client: string; version: string }} />}
    </Frame>
  );
}

function Frame({ name, children }: { readonly name: RegisterName; readonly children: React.ReactNode }) {
  const words = useWords(adminWords);
  return (
    <>
      <AdminSections />
      <p className="no-print">
        <Link to="/registers/$register" params={{ register: name }}>
          ← {words.registers[name]}
        </Link>
      </p>
      {children}
    </>
  );
}

/** An entry with its revision. It is not asked for again by itself: that would change a form under the hands of its reader. */
function useEntry(name: RegisterName, place: string) {
  return useQuery({
    queryKey: ['entry', name, place],
    enabled: place !== '',
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const id = registers[name].ids.read as 'readClient';
      const { body, tag } = await callTagged(id, { params: paramsOf(name, place) as never });
      return { entry: body, tag: tag ?? '' };
    },
  });
}

function useRefreshedEntries(): () => void {
  const client = useQueryClient();
  return () => void client.invalidateQueries();
}

function paramsOf(name: RegisterName, place: string): Readonly<Record<string, string>> {
  const parts = place.split('/').map(decodeURIComponent);
  return Object.fromEntries(registers[name].key.map((field, index) => [field, parts[index] ?? '']));
}

/** The entry that follows one: of a contract its next version. */
function nextOf(name: RegisterName, entry: Entry | undefined): Entry {
  if (!entry) return {};
  if (name !== 'contracts') return entry;
  return { ...entry, version: Number(entry['version']) + 1, effectiveUntil: null };
}
