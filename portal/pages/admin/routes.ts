import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { auditSearchSchema, newEntrySearchSchema, registerSearchSchema } from './register-search';

const parent = { getParentRoute: () => rootRoute };

const register = createRoute({
  ...parent,
  path: '/registers/$register',
  validateSearch: registerSearchSchema,
  component: lazyRouteComponent(() => import('./register-list'), 'RegisterList'),
});

const newEntry = createRoute({
  ...parent,
  path: '/registers/$register/new',
  validateSearch: newEntrySearchSchema,
  component: lazyRouteComponent(() => import('./entry-page'), 'NewEntryPage'),
});

const entry = createRoute({
  ...parent,
  path: '/registers/$register/$place',
  component: lazyRouteComponent(() => import('./entry-page'), 'EntryPage'),
});

const tokens = createRoute({
  ...parent,
  path: '/tokens',
  component: lazyRouteComponent(() => import('./tokens-page'), 'TokensPage'),
});

const audit = createRoute({
  ...parent,
  path: '/audit',
  validateSearch: auditSearchSchema,
  component: lazyRouteComponent(() => import('./audit-page'), 'AuditPage'),
});

const fanOuts = createRoute({
  ...parent,
  path: '/fan-outs',
  component: lazyRouteComponent(() => import('./fan-outs-page'), 'FanOutsPage'),
});

export const adminRoutes = [register, newEntry, entry, tokens, audit, fanOuts] as const;
