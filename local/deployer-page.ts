import { escapeHtml } from '../domain/html';
import type { DeployerOperations } from './deployer-operations';
import type { SampleService, SampleServices } from './sample-services';

const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1f; background: #fff; }
table { border-collapse: collapse; width: 100%; display: block; overflow-x: auto; }
th, td { text-align: left; padding: .3rem .8rem .3rem 0; border-top: 1px solid #d5d5dd; vertical-align: top; }
.quiet { color: #55555f; font-size: .875rem; }
@media (prefers-color-scheme: dark) { body { color: #ececf1; background: #17171a; } .quiet { color: #b0b0bb; } a { color: #9ecbff; } }`;

function page(title: string, body: string, language = 'en'): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${body}
</body>
</html>`;
}

/** The page of the release that serves. */
export function servicePage(service: SampleService, content: string): string {
  return page(content, `<p class="quiet">${escapeHtml(`${service.client}, ${service.environment}`)}</p>`);
}

/** What users find while the service is closed: that it is not available, why, and until when (annex §10). */
export function closedPage({ fr, en, until }: NonNullable<SampleService['maintenance']>): string {
  const instant = until === null ? '' : `<p>→ ${escapeHtml(until)}</p>`;
  return page(
    'Service indisponible · Service not available',
    `<p lang="fr">${escapeHtml(fr)}</p>\n<p lang="en">${escapeHtml(en)}</p>\n${instant}`,
    'fr',
  );
}

const shown = 100;

/** What the deployer has done, for a person who tries it. */
export function deployerPage(services: SampleServices, operations: DeployerOperations): string {
  const environments = services.list().map((service) => {
    const { client, environment, version, maintenance, broken } = service;
    const address = `/services/${client}/${environment}`;
    const state = maintenance ? `closed: ${maintenance.en}` : broken ? 'does not work' : 'open';
    return row([`<a href="${address}">${client}/${environment}</a>`, escapeHtml(version ?? ''), escapeHtml(state)]);
  });
  const done = operations.list().slice(-shown).reverse();
  const rows = done.map(({ operation, state, reason }) => {
    const { id, kind, client, environment } = operation;
    const version = 'version' in operation ? operation.version : '';
    const cells = [id, kind, `${client}/${environment}`, version, reason === null ? state : `${state}: ${reason}`];
    return row(cells.map(escapeHtml));
  });
  return page(
    'Reference deployer',
    `<p class="quiet">Installs versions of a sample service on this machine. To have the next deployment fail: POST /failures with JSON
<code>{"client":"dupont","environment":"prod","what":"deploy"}</code>; <code>what</code> may also be another kind of operation,
<code>lost-answer</code> or <code>broken-release</code>.</p>
<h2>Environments</h2>
<table><tr><th>environment</th><th>version</th><th>state</th></tr>
${environments.join('\n')}</table>
<h2>Operations</h2>
<table><tr><th>id</th><th>kind</th><th>environment</th><th>version</th><th>state</th></tr>
${rows.join('\n')}</table>`,
  );
}

const row = (cells: readonly string[]): string => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
