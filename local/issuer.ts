/** The embedded OpenID Connect issuer with the sample users, as a process of its own. For one machine, never in production. */
import { issuerSettings, startIssuer } from './issuer-server';

async function main(): Promise<void> {
  const settings = issuerSettings(process.env);
  const { server, keys } = await startIssuer(settings);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      server.close(() => process.exit(0));
      server.closeAllConnections();
    });
  }
  // The control of the keys' rotation: `kill -USR2`. One after the other, as each moves files.
  let rotated = Promise.resolve();
  process.on('SIGUSR2', () => {
    rotated = rotated
      .then(() => keys.rotate())
      .then(() => console.log(`signs with the key ${keys.current.kid}`))
      .catch((error: unknown) => console.error(error));
  });
  console.log(`listens on 127.0.0.1:${settings.ISSUER_PORT} as ${settings.OIDC_ISSUER}`);
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
