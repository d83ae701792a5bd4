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
    only(
      'activities',
      ['domain', 'store', 'settings', 'clients'],
      'Side effects. A fan-out gives commands, and the facade alone can: with an id, repeated where the server asks for it.',
    ),
    only(
      'worker',
      ['domain', 'workflows', 'activities', 'store', 'settings', 'clients'],
      'Hosts workflows and activities, and makes the facade that activities give commands by.',
    ),
    only('api', ['domain', 'clients', 'store', 'settings'], 'The edge.'),
    {
      name: 'portal-imports',
      comment:
        'The page speaks to the API by its client and takes types, which are not counted: nothing else of the project runs in a browser.',
      severity: 'error',
      from: { path: '^portal/' },
      to: {
        path: '^(domain|workflows|activities|worker|clients|store|settings|api|simulation|local|test|bench)/',
        pathNot: '^api/api-client',
      },
    },
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
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.cjs', '.mjs', '.js'] },
  },
};
