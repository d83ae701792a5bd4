import type { Wording } from '../wording/wording';
import type { Role } from './session';

/** A place of the header, for the roles that have something to do there. */
export interface Section {
  /** The address after `#`. */
  readonly to: string;
  readonly label: Wording<string>;
  readonly roles: readonly Role[];
}
