import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { sections } from '../sections';
import { session, type Role } from '../shell/session';
import type { KeyAction } from './keymap';
import { rememberedFilters, takeNext } from '../pages/support/take-next';

/** Goes where a key leads. @returns whether there is such a place for the one who is signed in */
export function useGoing(): (action: KeyAction | 'back') => boolean {
  const navigate = useNavigate();
  return useCallback(
    (action) => {
      const me = session.me();
      const support = me?.role === 'support' || me?.role === 'admin';
      switch (action) {
        case 'back':
          void navigate(support ? { to: '/queue', search: rememberedFilters() } : { to: '/tickets' });
          return true;
        case 'queue':
          void navigate(support ? { to: '/queue' } : { to: '/tickets' });
          return true;
        case 'mine':
          if (support) void navigate({ to: '/queue', search: { mine: 'yes' } });
          return support;
        case 'escalations':
          if (support) void navigate({ to: '/queue', search: { escalated: 'yes' } });
          return support;
        case 'new':
          void navigate({ to: '/new' });
          return true;
        case 'take-next':
          if (support) void takeNext(navigate);
          return support;
        case 'rollouts':
          return toSection('/releases', me?.role);
        case 'calendar':
          return toSection('/maintenance', me?.role);
        default:
          return false;
      }
    },
    [navigate],
  );
}

/** Goes to a place of the header, where there is one for that role. */
function toSection(place: string, role: Role | undefined): boolean {
  const there = sections.some(({ to, roles }) => to === place && role !== undefined && roles.includes(role));
  if (there) location.hash = place;
  return there;
}
