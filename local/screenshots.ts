/**
 * `npm run screenshots`: pictures of the portal's main pages for docs/portal.md, from the sample data of a running `npm start`.
 * CADRAN_URL names another portal; a name after the command takes the pictures of that page alone.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { PROJECT_ROOT } from './project-root';
import { runningAddress } from './sample-token';

const claire = 'claire@dupont.example';
const nadia = 'n1@support.example';
const rita = 'release@support.example';
const ada = 'admin@support.example';
const manager = 'manager@support.example';
const PRINTER = '/tickets/{ticket:Nothing leaves printer 4}';

interface Shot {
  readonly name: string;
  readonly as: string;
  /** The address after `#`; `{ticket:TITLE}` stands for the reference of the sample ticket of that title. */
  readonly address: string;
  readonly scheme?: 'dark';
  /** A colleague who writes on that ticket meanwhile. */
  readonly beside?: { readonly as: string; readonly address: string };
  /** What is done before the picture is taken. */
  readonly before?: (page: Page) => Promise<unknown>;
}

const shots: readonly Shot[] = [
  { name: 'tickets', as: claire, address: '/tickets' },
  { name: 'ticket', as: claire, address: '/tickets/{ticket:The list of gates is wrong}' },
  {
    ...{ name: 'band', as: claire, address: '/tickets/{ticket:The scanner does not start}', scheme: 'dark' },
    before: (page) => page.locator('.band').scrollIntoViewIfNeeded(),
  },
  {
    ...{ name: 'new-ticket', as: claire, address: '/new' },
    before: async (page) => {
      await page.click('input[name=place][value="dupont/prod"]');
      await page.click('input[name=impact][value=P2]');
      await page.locator('aside li').first().waitFor();
    },
  },
  { name: 'upgrade', as: claire, address: '/upgrades/dupont:wms@2026.4' },
  { name: 'refusal', as: claire, address: '/upgrades/dupont:wms@2026.4/refuse' },
  {
    ...{ name: 'month', as: 'amel@atlas.example', address: '/maintenance?view=month' },
    before: async (page) => {
      await page.getByRole('link', { name: 'Mois suivant' }).click();
      await page.locator('.month-item:visible, .narrow-only .card:visible').first().click();
    },
  },
  { name: 'queue', as: nadia, address: '/queue', beside: { as: manager, address: PRINTER } },
  { name: 'work', as: nadia, address: PRINTER, scheme: 'dark', beside: { as: manager, address: PRINTER } },
  {
    ...{ name: 'drafts', as: claire, address: '/tickets/{ticket:The list of gates is wrong}' },
    before: async (page) => {
      await page.click('[data-action=message] summary');
      await page.fill('[data-action=message] textarea', 'Toujours la même liste au quai 4.');
      await page.evaluate('location.hash = "/drafts"');
      await page.locator('.drafts summary').first().click();
    },
  },
  { name: 'statement', as: manager, address: '/statement?client=dupont' },
  { name: 'matrix', as: rita, address: '/releases/wms/2026.4' },
  {
    ...{ name: 'notices', as: rita, address: '/releases/wms/2026.4' },
    before: async (page) => {
      await page.click('[data-action=pause] summary');
      await page.click('[data-notice] summary');
      await page.locator('[data-action=pause]').scrollIntoViewIfNeeded();
    },
  },
  { name: 'part', as: rita, address: '/releases/wms/2026.4/dupont' },
  { name: 'works', as: rita, address: '/planned-work' },
  { name: 'lanes', as: rita, address: '/calendar' },
  { name: 'contract', as: ada, address: '/registers/contracts/dupont%2F1' },
  { name: 'audit', as: ada, address: '/audit' },
  { name: 'tokens', as: ada, address: '/tokens' },
];

const widths = { desk: 1440, phone: 390 } as const;
const folder = join(PROJECT_ROOT, 'docs', 'portal');

async function main(wanted: string | undefined): Promise<void> {
  const origin = process.env['CADRAN_URL'] ?? (await runningAddress('api')) ?? 'http://127.0.0.1:3000';
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  });
  try {
    for (const shot of shots.filter(({ name }) => wanted === undefined || name === wanted))
      for (const [device, width] of Object.entries(widths)) await take(browser, origin, shot, device, width);
  } finally {
    await browser.close();
  }
}

async function take(browser: Browser, origin: string, shot: Shot, device: string, width: number): Promise<void> {
  const beside = shot.beside && (await opened(browser, origin, shot.beside, widths.desk));
  await beside?.click('[data-action=note] summary');
  await beside?.fill('[data-action=note] textarea', '…');
  const page = await opened(browser, origin, shot, width);
  await pause(500);
  await shot.before?.(page);
  await pause(700);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 70 });
  const file = join(folder, `${shot.name}-${device}.webp`);
  writeFileSync(file, Buffer.from(data, 'base64'));
  console.log(file);
  await beside?.fill('[data-action=note] textarea', '');
  await beside?.context().close();
  await page.context().close();
}

/** A page of the portal with somebody signed in, at an address. */
async function opened(
  browser: Browser,
  origin: string,
  { as, address, scheme }: Pick<Shot, 'as' | 'address' | 'scheme'>,
  width: number,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: width === widths.phone ? 844 : 900 },
    colorScheme: scheme ?? 'light',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(origin);
  await page.click('#sign-in');
  await page.click(`button[value="${as}"]`);
  await page.waitForSelector('nav .section', { state: 'attached' });
  await page.evaluate(`location.hash = "/tickets"`);
  await page.evaluate(`location.hash = ${JSON.stringify(await addressOf(page, address))}`);
  await page.locator('main h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  return page;
}

/** References are made anew with each set of sample data: a ticket is found by its title in the list. */
async function addressOf(page: Page, address: string): Promise<string> {
  const title = /\{ticket:([^}]*)\}/.exec(address)?.[1];
  if (title === undefined) return address;
  const hash = await page.getByRole('link', { name: title, exact: true }).first().getAttribute('href');
  return (hash ?? '').replace(/^.*#/, '');
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
