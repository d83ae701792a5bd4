import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { listSearchSchema } from './list-search';
import { newSearchSchema } from './new/new-search';

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => redirect({ to: '/tickets', replace: true, throw: true }),
});

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tickets',
  validateSearch: listSearchSchema,
  component: lazyRouteComponent(() => import('./list-page'), 'ListPage'),
});

const one = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tickets/$reference',
  component: lazyRouteComponent(() => import('./ticket-page'), 'TicketPage'),
});

const opening = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new',
  validateSearch: newSearchSchema,
  component: lazyRouteComponent(() => import('./new/new-page'), 'NewPage'),
});

export const ticketRoutes = [home, list, one, opening] as const;
