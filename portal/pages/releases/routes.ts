import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../shell/root-route';
import { rolloutSearchSchema } from './rollout-search';
import { windowSearchSchema, workSearchSchema } from './work-search';

const parent = { getParentRoute: () => rootRoute };

const versions = createRoute({
  ...parent,
  path: '/releases',
  component: lazyRouteComponent(() => import('./versions-page'), 'VersionsPage'),
});

const version = createRoute({
  ...parent,
  path: '/releases/$product/$version',
  validateSearch: rolloutSearchSchema,
  component: lazyRouteComponent(() => import('./version-page'), 'VersionPage'),
});

const upgrade = createRoute({
  ...parent,
  path: '/releases/$product/$version/$client',
  component: lazyRouteComponent(() => import('./upgrade-page'), 'UpgradePage'),
});

const works = createRoute({
  ...parent,
  path: '/planned-work',
  validateSearch: workSearchSchema,
  component: lazyRouteComponent(() => import('./works-page'), 'WorksPage'),
});

const newWork = createRoute({
  ...parent,
  path: '/planned-work/new',
  component: lazyRouteComponent(() => import('./new-work-page'), 'NewWorkPage'),
});

const work = createRoute({
  ...parent,
  path: '/planned-work/$reference',
  component: lazyRouteComponent(() => import('./work-page'), 'WorkPage'),
});

const windows = createRoute({
  ...parent,
  path: '/windows',
  validateSearch: windowSearchSchema,
  component: lazyRouteComponent(() => import('./windows-page'), 'WindowsPage'),
});

const lanes = createRoute({
  ...parent,
  path: '/calendar',
  component: lazyRouteComponent(() => import('./lanes-page'), 'LanesPage'),
});

export const releaseRoutes = [versions, version, upgrade, works, newWork, work, windows, lanes] as const;
