import { adminSections } from './pages/admin/sections';
import { clientSections } from './pages/client/sections';
import { releaseSections } from './pages/releases/sections';
import { statementSections } from './pages/statement/sections';
import { supportSections } from './pages/support/sections';
import { ticketSections } from './pages/tickets/sections';

/** The header's places, in order. */
export const sections = [
  ...supportSections,
  ...ticketSections,
  ...statementSections,
  ...clientSections,
  ...releaseSections,
  ...adminSections,
] as const;
