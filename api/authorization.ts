import { roleSchema, type Role } from '../domain/registers/registers';
import { rolloutCommandNames, rolloutRules, type RolloutCommandName } from '../domain/rollout/commands';
import { upgradeCommandNames, upgradeRules, type UpgradeCommandName } from '../domain/upgrade/commands';
import { commandRules, ticketCommandNames, type TicketCommandName } from '../domain/ticket/commands';

/** Whose things a role may do an action to: its own company's, or everybody's. A role without one may not. */
export type Scope = 'own' | 'all';
type Grants = Partial<Record<Role, Scope>>;

const everyone: Grants = { client: 'own', support: 'all', 'release-manager': 'all', monitor: 'all', admin: 'all' };
const people: Grants = { client: 'own', support: 'all', 'release-manager': 'all', admin: 'all' };
const provider: Grants = { support: 'all', 'release-manager': 'all', admin: 'all' };
const releases: Grants = { 'release-manager': 'all', admin: 'all' };
const administration: Grants = { admin: 'all' };

/** Who may do what to whose things (design §8). What is not here nobody may. */
const granted = {
  'self.read': everyone,
  'drafts.own': people,
  'preferences.own': people,
  'ticket.open': { client: 'own', support: 'all', admin: 'all' },
  'ticket.read': people,
  'queue.read': { support: 'all', admin: 'all' },
  'queue.take': { support: 'all', admin: 'all' },
  'presence.share': { support: 'all', admin: 'all' },
  'clients.read': people,
  'clients.write': administration,
  'contracts.read': people,
  'contracts.write': administration,
  'amendments.preview': { support: 'all', admin: 'all' },
  'amendments.apply': administration,
  'fan-outs.read': provider,
  'environments.read': people,
  'environments.write': releases,
  'products.read': people,
  'products.write': releases,
  'versions.read': people,
  'versions.write': releases,
  'freezes.read': provider,
  'freezes.write': releases,
  'windows.read': people,
  'forecast.read': people,
  'maintenance.read': people,
  'maintenance.write': releases,
  'maintenance.waive': { client: 'own', admin: 'all' },
  'feeds.read': people,
  'feeds.write': { client: 'own', 'release-manager': 'all', admin: 'all' },
  'invoices.read': { client: 'own', support: 'all', admin: 'all' },
  'invoices.write': administration,
  'anomalies.read': provider,
  'anomalies.write': { support: 'all', admin: 'all' },
  'billing.read': { client: 'own', support: 'all', admin: 'all' },
  'rollouts.read': provider,
  'rollouts.write': releases,
  'notices.preview': releases,
  'upgrades.read': people,
  'upgrades.events': provider,
  'users.read': provider,
  'users.write': administration,
  'imports.read': administration,
  'imports.write': administration,
  'tokens.manage': administration,
  'audit.read': administration,
} as const satisfies Record<string, Grants>;

export type Action =
  | keyof typeof granted
  | `ticket.${TicketCommandName}`
  | `rollout.${RolloutCommandName}`
  | `upgrade.${UpgradeCommandName}`;

/** A client does it to what is its own, everybody else to all. */
function grantsOf({ roles: those }: { readonly roles: readonly string[] }): Grants {
  const roles = roleSchema.options.filter((role) => those.includes(role));
  return Object.fromEntries(roles.map((role) => [role, role === 'client' ? 'own' : 'all']));
}

/** The whole table, the commands of tickets with the roles that their decider names. */
export const permissions: ReadonlyMap<string, Grants> = new Map<string, Grants>([
  ...Object.entries(granted),
  ...ticketCommandNames.map((name): [string, Grants] => [`ticket.${name}`, grantsOf(commandRules[name])]),
  ...rolloutCommandNames.map((name): [string, Grants] => [`rollout.${name}`, grantsOf(rolloutRules[name])]),
  ...upgradeCommandNames.map((name): [string, Grants] => [`upgrade.${name}`, grantsOf(upgradeRules[name])]),
]);

/** The names of all actions, for the scopes of API tokens. */
export const actions = [...permissions.keys()].sort();

/** Whose things a caller may do this to; `undefined`: nobody's. A token for machines does no more than its own actions. */
export function scopeOf(
  caller: { readonly role: Role; readonly actions: readonly string[] | null },
  action: Action,
): Scope | undefined {
  if (caller.actions && !caller.actions.includes(action)) return undefined;
  return permissions.get(action)?.[caller.role];
}
