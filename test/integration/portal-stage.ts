import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { ownService } from '../../local/own-processes';
import { choosePort } from '../../local/ports';
import type { Service } from '../../local/service';
import { SigningIn } from '../local/signing-in';
import { RunningCadran } from './running-cadran';

const arguments_ = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** Where Debian's browser is; undefined where the machine has none. */
export const browserPath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim())
  .find((found) => found !== '');

/** Journeys need a browser. Without one they are skipped and say so, but where one is required: there they fail. */
export const describeWithBrowser =
  browserPath !== undefined || process.env['BROWSER_REQUIRED'] === 'true' ? describe : withoutBrowser;

function withoutBrowser(name: string, _tests: () => void): void {
  process.stderr.write(`${name}: skipped, this machine has no Chromium (apt-get install chromium)\n`);
  describe.skip(name, () => test('needs a browser', () => undefined));
}

/** What axe calls serious or critical on a page as it is drawn: each rule with the elements that it found; of all rules unless told. */
export async function faultsByAxe(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate<boolean>('"axe" in window')))
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const asked = JSON.stringify({ resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) });
  return page.evaluate<string[]>(`axe.run(document, ${asked}).then(({ violations }) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary).join(', ')))`);
}

/** Goes to addresses one after the other: all that axe finds serious in light colours, and of the colours in dark ones. */
export async function faultsOfPages(page: Page, addresses: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const address of addresses) {
    await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    const found = [...(await faultsByAxe(page))];
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await faultsByAxe(page, ['color-contrast'])));
    await page.emulateMedia({ colorScheme: 'light' });
    faults.push(...found.map((fault) => `${address} ${fault}`));
  }
  return faults;
}

/** Counts from now on what is clicked in a page, as a person would have to: a choice in a list is two. @returns the count until then */
export async function clicksIn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(`(() => {
    const isCounting = 'clicked' in window;
    window.clicked = 0;
    if (isCounting) return;
    addEventListener('pointerdown', () => (window.clicked += 1), true);
    addEventListener('change', ({ target }) => { if (target.tagName === 'SELECT') window.clicked += 2; }, true);
  })()`);
  return () => page.evaluate<number>('window.clicked');
}

export interface Reader {
  readonly language?: 'fr' | 'en';
  /** In CSS pixels; a desk unless told. */
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  /** Where the reader sits (IANA); Paris unless told. */
  readonly zone?: string;
}

/** A whole Cadran with the embedded issuer, and a browser before it. One start serves all journeys. */
export class PortalStage {
  private constructor(
    private readonly cadran: RunningCadran,
    private readonly services: readonly Service[],
    private readonly browser: Browser,
    private readonly signingIn: SigningIn,
    /** The portal's address, with a slash at its end. */
    readonly address: string,
  ) {}

  static async start(): Promise<PortalStage> {
    const [cadran, browser, issuerPort, port] = await Promise.all([
      RunningCadran.start({ deployer: true }),
      chromium.launch({ executablePath: browserPath ?? 'chromium', args: arguments_ }),
      choosePort('issuer', undefined),
      choosePort('portal', undefined),
    ]);
    const dataFolder = cadran.dataFolder;
    const environment = {
      ...cadran.stack.environment,
      OIDC_ISSUER: `http://127.0.0.1:${issuerPort}`,
      OIDC_AUDIENCE: 'cadran',
      ISSUER_PORT: String(issuerPort),
      CADRAN_DATA: dataFolder,
      HOST: '127.0.0.1',
      PORT: String(port),
      RATE_LIMIT_PER_MINUTE: '0',
      RATE_LIMIT_FAILED_PER_MINUTE: '0',
    };
    const quiet = (): void => undefined;
    const issuer = ownService('issuer', environment.OIDC_ISSUER, { dataFolder, environment }, quiet);
    const api = ownService('api', `http://127.0.0.1:${port}`, { dataFolder, environment }, quiet);
    await Promise.all([issuer.start(), api.start()]);
    const address = `http://127.0.0.1:${port}/`;
    return new PortalStage(cadran, [api, issuer], browser, new SigningIn(issuer.address, address), address);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    for (const service of this.services) await service.stop();
    await this.cadran.stop();
  }

  /** A browser of somebody's own, with nothing kept in it. */
  context({
    language = 'fr',
    width = 1440,
    scheme = 'light',
    zone = 'Europe/Paris',
  }: Reader = {}): Promise<BrowserContext> {
    return this.browser.newContext({
      viewport: { width, height: 900 },
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      colorScheme: scheme,
      timezoneId: zone,
      reducedMotion: 'reduce',
    });
  }

  /** A page of the portal with somebody signed in, at an address such as `/tickets`. */
  async signedIn(email: string, address: string, reader: Reader | BrowserContext = {}): Promise<Page> {
    const context = 'newPage' in reader ? reader : await this.context(reader);
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${this.address}#${address}`);
    await page.click('#sign-in');
    await page.click(`button[value="${email}"]`);
    await page.waitForSelector('nav .section', { state: 'attached' });
    return page;
  }

  /** A call of the API as one of the sample users. @throws for an answer that is none of the good ones */
  async call(
    email: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Record<string, unknown>> {
    const { access_token: token } = await this.signingIn.tokens(email);
    const response = await fetch(new URL(path, this.address), {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answered = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answered}`);
    return JSON.parse(answered) as Record<string, unknown>;
  }
}
