import { clicksIn, faultsOfPages, type PortalStage } from './portal-stage';

const oliver = 'oliver@harbour.example';
const rita = 'release@support.example';
const ada = 'admin@support.example';

/** What release managers and administrators do in a browser, once version 2026.4 is with the clients; and how many clicks it takes. */
export function releaseJourneys(stageOf: () => PortalStage): void {
  test('a pause shows its notices in both languages before it is said, and axe finds nothing serious', async () => {
    const page = await stageOf().signedIn(rita, '/releases/wms/2026.4');
    await page.locator('tr[data-client=harbour]').waitFor();
    await page.click('[data-action=pause] summary');
    await page.fill('[data-action=pause] textarea', 'Étiquettes vides.');
    const notice = page.locator('[data-notice=paused]').first();
    await notice.locator('summary').click();
    await notice.locator('section[lang=fr]').getByText('Étiquettes vides.').waitFor();
    await notice.locator('section[lang=en]').getByText('Your test window is lengthened').waitFor();
    const addresses = ['/releases', '/releases/wms/2026.4', '/releases/wms/2026.4/harbour', '/planned-work'];
    const calendars = ['/planned-work/new', '/windows', '/calendar', '/maintenance?view=month', '/accessibility'];
    expect(await faultsOfPages(page, [...addresses, ...calendars])).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('a client accepts a version in three clicks', async () => {
    const page = await stageOf().signedIn(oliver, '/upgrades/harbour:wms@2026.4', { language: 'en' });
    const accept = page.locator('details.action').first();
    await accept.locator('summary').waitFor();
    const clicks = await clicksIn(page);
    await accept.locator('summary').click();
    await accept.locator('input[type=checkbox]').click();
    await accept.locator('button[type=submit]').click();
    await accept.locator('input[type=checkbox]').waitFor({ state: 'detached' });
    expect(await clicks()).toBe(3);
    await page.context().close();
  }, 60_000);

  test('a contract shows its deadlines while its sections fold, and axe finds nothing serious in the administration', async () => {
    const page = await stageOf().signedIn(ada, '/registers/contracts/dupont%2F1', { language: 'en', width: 390 });
    await page.locator('[data-section=targets][open]').waitFor();
    expect(await page.locator('[data-section=maintenance]').getAttribute('open')).toBeNull();
    await page.locator('[data-preview] tbody tr').first().waitFor();
    await page.locator('[data-section=maintenance] summary').first().scrollIntoViewIfNeeded();
    expect(await page.locator('[data-preview] h2').evaluate(inSight)).toBe(true);
    const addresses = [
      '/registers/contracts/dupont%2F1',
      '/registers/users',
      '/registers/users/new',
      '/tokens',
      '/audit',
    ];
    expect(await faultsOfPages(page, [...addresses, '/fan-outs'])).toEqual([]);
    await page.context().close();
  }, 90_000);
}

/** Whether an element is within what the window shows. */
function inSight(element: unknown): boolean {
  const { top, bottom } = (
    element as { getBoundingClientRect(): { top: number; bottom: number } }
  ).getBoundingClientRect();
  return top >= 0 && bottom <= (globalThis as unknown as { innerHeight: number }).innerHeight;
}
