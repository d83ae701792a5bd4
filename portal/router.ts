import { createHashHistory, createRouter } from '@tanstack/react-router';
import { accessibilityRoutes } from './pages/accessibility/routes';
import { adminRoutes } from './pages/admin/routes';
import { clientRoutes } from './pages/client/routes';
import { draftRoutes } from './pages/drafts/routes';
import { releaseRoutes } from './pages/releases/routes';
import { statementRoutes } from './pages/statement/routes';
import { supportRoutes } from './pages/support/routes';
import { ticketRoutes } from './pages/tickets/routes';
import { rootRoute } from './shell/root-route';

/**
 * All pages. Their addresses stand after `#`: mails that were sent long ago still lead to them, and the page holds at any path
 * of any server.
 */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...ticketRoutes,
    ...statementRoutes,
    ...clientRoutes,
    ...supportRoutes,
    ...releaseRoutes,
    ...adminRoutes,
    ...draftRoutes,
    ...accessibilityRoutes,
  ]),
  history: createHashHistory(),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
