import { z } from 'zod';
import { addressSchema } from '../../domain/address';
import { codeSchema, userSchema, type User } from '../../domain/registers/registers';
import { ofKnownClient, type Fault } from './faults';
import { examplesOf, registerOf, registerPaging } from './register';

const sample = {
  email: 'luc@dupont.example',
  name: 'Luc Dupont',
  role: 'client',
  client: 'dupont',
  language: 'fr',
};

/** People, whom the issuer knows too. `now` is the clock of this process, epoch milliseconds. */
export function userOperations(now: () => number) {
  return registerOf(
    {
      name: 'users',
      ids: { create: 'createUser', read: 'readUser', change: 'changeUser', list: 'listUsers' },
      actions: { read: 'users.read', write: 'users.write' },
      words: { one: 'a user', all: 'users', clause: 'annex §3' },
      key: z.strictObject({ email: addressSchema }),
      query: z.strictObject({ client: codeSchema.optional(), ...registerPaging }),
      body: userSchema,
      answer: userSchema,
      company: 'client',
      faults: userFaults,
      examples: examplesOf(
        { id: 'createUser', as: 'admin', summary: 'A user of a client', body: sample },
        { params: { email: 'luc@dupont.example' }, summary: 'In English', body: { language: 'en' } },
        { as: 'support', summary: 'A user', params: { email: 'claire@dupont.example' } },
        { as: 'support', summary: 'Users of one client', query: { client: 'dupont' } },
      ),
    },
    now,
  );
}

/** A user of the role client sees the things of one company, so it has one. */
async function userFaults({ role, client }: User): Promise<Fault[]> {
  if (client !== null) return await ofKnownClient({ client });
  return role === 'client' ? [{ field: 'client', rule: 'company-missing' }] : [];
}
