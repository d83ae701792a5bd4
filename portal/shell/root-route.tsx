import { createRootRoute } from '@tanstack/react-router';
import { ErrorPage, NoPage } from './error-page';
import { Shell } from './shell';
import { sections } from '../sections';

/** The route that all pages lie under: every area adds its own to it (`portal/pages/<area>/routes.ts`). */
export const rootRoute = createRootRoute({
  component: () => <Shell sections={sections} />,
  notFoundComponent: NoPage,
  errorComponent: ErrorPage,
});
