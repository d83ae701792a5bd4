import '@mantine/core/styles.css';
import './shell/tokens.css';
import './shell/shell.css';
import './components/components.css';
import './band/band.css';
import { createTheme, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './refreshing';
import { router } from './router';
import { currentPreferences } from './shell/preferences';
import { schemeManager } from './shell/scheme';
import { arrival, finishSignIn, handBack } from './shell/sign-in';

const theme = createTheme({
  primaryColor: 'blue',
  respectReducedMotion: true,
  focusRing: 'never',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif',
});

const arrived = arrival();
if (arrived === 'aside') handBack();
else draw();

function draw(): void {
  document.documentElement.lang = currentPreferences().language;
  if (arrived === 'return') void finishSignIn();
  const root = document.getElementById('root');
  if (!root) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={schemeManager}
        // Its variables stand in its style file and in tokens.css: nothing is written into the page at run time.
        withCssVariables={false}
        withGlobalClasses={false}
        deduplicateInlineStyles
      >
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
