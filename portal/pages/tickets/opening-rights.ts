import type { Me } from '../../shell/session';

/** Whether somebody may open tickets. The API decides by itself: this only spares people what it would refuse. */
export function mayOpen({ actions }: Pick<Me, 'actions'>): boolean {
  return actions.some(({ action }) => action === 'ticket.open');
}
