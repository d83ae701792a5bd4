const ofVersion = /^(.+)@(\d+)(?:\.(\d+))?$/;

/** Hours by the name that a ticket knows them by: those of its first contract version as the contract calls them. */
export interface HoursName {
  readonly hours: string;
  /** The contract version of an amendment (annex §6). */
  readonly version?: number | undefined;
  /** From 2 on where the same version was compiled anew, as the calendar had changed. */
  readonly edition?: number | undefined;
}

/** `office@3` for the hours of version 3 of a contract, `office@3.2` when it comes a second time. A contract names no hours so. */
export function amendedHoursName({ hours, version, edition }: Required<HoursName>): string {
  return `${hours}@${version}${edition === 1 ? '' : `.${edition}`}`;
}

/** What a name of hours says. */
export function readHoursName(name: string): HoursName {
  const [, hours = name, version, edition] = ofVersion.exec(name) ?? [];
  if (version === undefined) return { hours };
  return { hours, version: Number(version), edition: Number(edition ?? 1) };
}
