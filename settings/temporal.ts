import { loadClientConnectConfig } from '@temporalio/envconfig';

/** Temporal's own variables and profiles say where it is, so that a cluster or Temporal Cloud needs no code. */
export function temporalConnection(): ReturnType<typeof loadClientConnectConfig> & { namespace: string } {
  const config = loadClientConnectConfig();
  return { ...config, namespace: config.namespace ?? 'default' };
}
