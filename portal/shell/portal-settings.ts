import { useQuery } from '@tanstack/react-query';
import { json, reach } from '../api/reaching';

/** What this installation says of itself before anybody signs in. */
export interface PortalSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Whom clients call for critical incidents. */
  readonly supportPhone?: string;
}

let settings: PortalSettings | undefined;

export async function portalSettings(): Promise<PortalSettings> {
  settings ??= await json<PortalSettings>(await reach('portal/settings.json'));
  return settings;
}

/** The number for critical incidents; undefined where none is given. */
export function useSupportPhone(): string | undefined {
  const { data } = useQuery({ queryKey: ['portal-settings'], queryFn: portalSettings, staleTime: Infinity });
  return data?.supportPhone;
}
