import type { MantineColorSchemeManager } from '@mantine/core';
import { currentPreferences, hearPreferences, prefer } from './preferences';

let stop = (): void => undefined;

/** Colours are a preference like the others: what the components keep of them is kept with those. */
export const schemeManager: MantineColorSchemeManager = {
  get: () => currentPreferences().scheme,
  set: (scheme) => {
    if (scheme !== currentPreferences().scheme) prefer({ scheme });
  },
  subscribe: (update) => {
    stop = hearPreferences(() => update(currentPreferences().scheme));
  },
  unsubscribe: () => stop(),
  clear: () => prefer({ scheme: 'auto' }),
};
