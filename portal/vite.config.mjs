import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const place = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The page as files that the API process serves. Relative addresses, so that it holds behind any proxy and path. */
export default defineConfig({
  root: place('.'),
  base: './',
  clearScreen: false,
  build: {
    outDir: place('../dist/portal'),
    emptyOutDir: true,
    target: 'es2023',
    // No data: addresses of fonts and pictures, which the content security policy would have to allow.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The budget is measured by test/portal/budget.test.ts.
    chunkSizeWarningLimit: 2_000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Mantine's files say that they are for the browser: all of this is.
      onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
    },
  },
});
