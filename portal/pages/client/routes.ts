import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { maintenanceSearchSchema } from './maintenance/maintenance-search';

const upgrades = createRoute({
  getParentRoute: () => rootRoute,
  path: '/upgrades',
  component: lazyRouteComponent(() => import('./upgrades/list-page'), 'UpgradesPage'),
});

/** As mails name an upgrade: `dupont:wms@2026.5`. */
const upgrade = createRoute({
  getParentRoute: () => rootRoute,
  path: '/upgrades/$upgrade',
  component: lazyRouteComponent(() => import('./upgrades/upgrade-page'), 'UpgradePage'),
});

const refusing = createRoute({
  getParentRoute: () => rootRoute,
  path: '/upgrades/$upgrade/refuse',
  component: lazyRouteComponent(() => import('./upgrades/refuse-page'), 'RefusePage'),
});

const maintenance = createRoute({
  getParentRoute: () => rootRoute,
  path: '/maintenance',
  validateSearch: maintenanceSearchSchema,
  component: lazyRouteComponent(() => import('./maintenance/maintenance-page'), 'MaintenancePage'),
});

export const clientRoutes = [upgrades, upgrade, refusing, maintenance] as const;
