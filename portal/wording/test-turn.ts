import { wording } from './wording';

/** Why a version is not installed for test yet, for clients and release managers: somebody else has the test environment (annex §10). */
export const testTurnWords = wording(
  {
    version: (version: string, until: string) =>
      `L’environnement de test est pris par la version ${version}, en test jusqu’au ${until}. Celle-ci y sera installée ensuite, et son mois de test commencera alors.`,
    versionPlainly: (version: string, again: string) =>
      `L’environnement de test est pris par la version ${version}. Celle-ci y sera installée ensuite, et son mois de test commencera alors. Prochain essai : ${again}.`,
    maintenance: (reference: string, again: string) =>
      `L’intervention ${reference} est en cours dans l’environnement de test. Celle-ci y sera installée ensuite. Prochain essai : ${again}.`,
  },
  {
    version: (version: string, until: string) =>
      `The test environment is taken by version ${version}, which is tested until ${until}. This one is installed there afterwards, and its month to test begins then.`,
    versionPlainly: (version: string, again: string) =>
      `The test environment is taken by version ${version}. This one is installed there afterwards, and its month to test begins then. Tried again: ${again}.`,
    maintenance: (reference: string, again: string) =>
      `Maintenance ${reference} is under way in the test environment. This version is installed there afterwards. Tried again: ${again}.`,
  },
);
