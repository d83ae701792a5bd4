import type { User } from '../domain/registers/registers';

/** A user of the embedded stack, with the password that the embedded issuer takes. */
export interface SampleUser extends User {
  readonly password: string;
}

/** Printed by `npm start` and refused in production with the issuer that takes it: it protects nothing. */
const PASSWORD = 'cadran';

const sample = (
  email: string,
  name: string,
  role: User['role'],
  client: string | null,
  language: User['language'],
): SampleUser => ({ email, name, role, client, language, password: PASSWORD });

/** One user for each client and each role, so that every page and refusal can be seen. */
export const sampleUsers: readonly SampleUser[] = [
  sample('claire@dupont.example', 'Claire Dupont', 'client', 'dupont', 'fr'),
  sample('oliver@harbour.example', 'Oliver Harbour', 'client', 'harbour', 'en'),
  sample('amel@atlas.example', 'Amel Atlas', 'client', 'atlas', 'fr'),
  sample('paul@presse.example', 'Paul Pressé', 'client', 'presse', 'fr'),
  sample('n1@support.example', 'Nadia Level One', 'support', null, 'fr'),
  sample('manager@support.example', 'Marc Support Manager', 'support', null, 'fr'),
  sample('release@support.example', 'Rita Release Manager', 'release-manager', null, 'en'),
  sample('admin@support.example', 'Ada Administrator', 'admin', null, 'en'),
];
