import type { ApiClient, ApiRoutes } from '../api/client-types.js';

export interface ApiClientPlan {
  /** Where the API answers; empty for the page's own. */
  readonly origin: string;
  /** What `/portal/operations.json` answers. */
  readonly routes: ApiRoutes;
  /** Headers of every request, asked for each time: a token may have changed. */
  readonly headers?: () => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>;
  /** What sends; the platform's own unless given. */
  readonly fetch?: typeof fetch;
}

/** The API's client. What does not reach the API throws as `fetch` does; every answer comes back as data. */
export function createApiClient(plan: ApiClientPlan): ApiClient;
