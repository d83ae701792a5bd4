import path from 'node:path';
import { Router } from 'express';

/** All files that the page needs; the package has others, which ask for addresses elsewhere. */
const files = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>Cadran API</title>
    <link rel="stylesheet" href="./swagger-ui.css" />
    <link rel="icon" type="image/png" href="./favicon-32x32.png" />
  </head>
  <body>
    <div id="docs"></div>
    <script src="./swagger-ui-bundle.js"></script>
    <script src="./docs.js"></script>
  </body>
</html>
`;

/** No validator of elsewhere, no token kept in the browser. */
const script = `SwaggerUIBundle({
  url: '../v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  requestSnippetsEnabled: false,
});
`;

/** The pages on which people read the API's document and try it, from files of this machine alone. */
export function docsPage(): Router {
  const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'));
  const router = Router({ strict: true });
  router.get('/docs', (_request, response) => response.redirect(308, 'docs/'));
  router.get('/docs/', (_request, response) => void response.type('html').send(page));
  router.get('/docs/docs.js', (_request, response) => void response.type('js').send(script));
  for (const file of files)
    router.get(`/docs/${file}`, (_request, response) =>
      response.sendFile(path.join(folder, file), { maxAge: '1 day' }),
    );
  return router;
}
