/** The direction of imports, docs/architecture.md "Folders". A violation fails `npm run check`. */
const only = (folder, allowed, comment) => ({
  name: `${folder}-imports`,
  comment,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(domain|workflows|activities|worker|clients|store|settings|api|portal|simulation|local|test|bench)/',
    pathNot: `^(${[folder, ...allowed].join('|')})/`,
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('domain', [], 'The rules import nobody.'),
    only('workflows', ['domain'], 'Deterministic shells; activities come as types alone.'),
    only('store', ['domain', 'settings'], 'Registers and read model.'),
    only('settings', ['domain'], 'What every process reads at start.'),
    only('clients', ['domain', 'workflows', 'settings'], 'The facades of the aggregates.'),
    only('activities', ['domain', 'store', 'settings'], 'Side effects.'),
    only('worker', ['domain', 'workflows', 'activities', 'store', 'settings'], 'Hosts workflows and activities.'),
    only('api', ['domain', 'clients', 'store', 'settings'], 'The edge.'),
    {
      name: 'workflows-stay-deterministic',
      comment: 'No calendar, no holiday data, no Node in what runs in the workflow sandbox.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: {
        reachable: true,
        path: '(temporal-polyfill|date-holidays|mongoose|^node:|^domain/calendar/(compile|holidays))',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: false,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { extensions: ['.ts', '.cjs', '.mjs', '.js'] },
  },
};
