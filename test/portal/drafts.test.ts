import { keepDraft, readDraft, takeServersDrafts, type Draft } from '../../portal/drafts/drafts';
import { draftsOfServer, keepOnServer } from '../../portal/drafts/server-drafts';
import { described } from '../../portal/pages/drafts/described';

jest.mock('../../portal/drafts/server-drafts');

/** The server has taken the draft that was kept last. */
const taken = (): void => jest.mocked(keepOnServer).mock.calls.at(-1)?.[2]();

test('a draft that was sent or dropped on another device goes here too; one that never reached the server stays', async () => {
  keepDraft('T-1.message', { message: 'Sent from the phone.' });
  taken();
  keepDraft('T-2.message', { message: 'Typed without a line.' });
  const elsewhere: Draft = { values: { message: 'From the phone.' }, savedAt: Date.now() };
  jest.mocked(draftsOfServer).mockResolvedValue(new Map([['T-3.message', elsewhere]]));
  await takeServersDrafts();
  expect(readDraft('T-1.message')).toBeUndefined();
  expect(readDraft('T-2.message')?.values).toEqual({ message: 'Typed without a line.' });
  expect(readDraft('T-3.message')?.values).toEqual({ message: 'From the phone.' });
});

test('what was typed after the server has taken a draft is not taken for what it has', async () => {
  keepDraft('T-4.message', { message: 'One' });
  const tookOne = jest.mocked(keepOnServer).mock.calls.at(-1)?.[2];
  jest.spyOn(Date, 'now').mockReturnValueOnce(Date.now() + 1);
  keepDraft('T-4.message', { message: 'One, two' });
  tookOne?.();
  jest.mocked(draftsOfServer).mockResolvedValue(new Map());
  await takeServersDrafts();
  expect(readDraft('T-4.message')?.values).toEqual({ message: 'One, two' });
});

test('a draft says what it is of, in the language of whoever reads it and without codes', () => {
  const place = { address: '/tickets/T-1', title: 'The gate does not open', act: 'Send to dupont' };
  const values = { message: 'Still nothing.', category: 'provider-incident' };
  expect(described({ name: 'T-1.message', savedAt: 0, values, place }, 'fr')).toEqual({
    ...{ ...place, act: 'Écrire un message', text: 'Still nothing.' },
  });
  expect(described({ name: 'T-1.message', savedAt: 0, values: {} }, 'en')).toMatchObject({ title: 'T-1' });
  const filled = { ...place, address: '/new?step=check', title: 'Ouvrir un ticket' };
  expect(described({ name: 'new-ticket', savedAt: 0, values: {}, place: filled }, 'en')).toMatchObject({
    ...{ title: 'Open a ticket', address: '/new?step=check' },
  });
});
