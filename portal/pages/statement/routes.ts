import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { statementSearchSchema } from './statement-search';

const statement = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statement',
  validateSearch: statementSearchSchema,
  component: lazyRouteComponent(() => import('./statement-page'), 'StatementPage'),
});

export const statementRoutes = [statement] as const;
