import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';

const statement = createRoute({
  getParentRoute: () => rootRoute,
  path: '/accessibility',
  component: lazyRouteComponent(() => import('./accessibility-page'), 'AccessibilityPage'),
});

export const accessibilityRoutes = [statement] as const;
