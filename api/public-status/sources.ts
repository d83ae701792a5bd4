import { maintenancesStarting } from '../../store/maintenances';
import { pageOfEntries, readEntry } from '../../store/registers';
import type { StatusSources } from './routes';

/** The register of environments and the views of maintenances, in the store. */
export const storedStatuses: StatusSources = {
  environmentsOf: async (statusName) => (await pageOfEntries('environments', { statusName }, { limit: 2 })).items,
  zoneOf: async (client) => (await readEntry('clients', client))?.zone,
  maintenancesOf: (environment, span, limit) => maintenancesStarting({ environment }, span, limit),
};
