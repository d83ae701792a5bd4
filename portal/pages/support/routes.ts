import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { queueSearchSchema } from './queue-search';

const queue = createRoute({
  getParentRoute: () => rootRoute,
  path: '/queue',
  validateSearch: queueSearchSchema,
  component: lazyRouteComponent(() => import('./queue-page'), 'QueuePage'),
});

export const supportRoutes = [queue] as const;
