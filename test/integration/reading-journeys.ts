import type { Page } from 'playwright-core';
import { clicksIn, faultsByAxe, type PortalStage } from './portal-stage';

const claire = 'claire@dupont.example';
const paul = 'paul@presse.example';
const nadia = 'n1@support.example';

/** How pages are read: what counts on them, in which colours, on which paper, and what is told before money is spent. */
export function readingJourneys(stageOf: () => PortalStage): void {
  const opened = async (by: string, title: string): Promise<string> => {
    const body = { environment: 'prod', title, description: 'Since nine this morning.', priority: 'P2' };
    return String((await stageOf().call(by, 'POST', '/v1/tickets', body))['reference']);
  };

  test('patterns 2.5: frozen counters change nothing on the page for three minutes, and it prints the same twice', async () => {
    const reference = await opened(paul, 'The stacker is full');
    const context = await stageOf().context({ width: 390 });
    await context.clock.install();
    let waiting = 0;
    context.on('request', () => (waiting += 1));
    context.on('requestfinished', () => (waiting -= 1));
    context.on('requestfailed', () => (waiting -= 1));
    const page = await stageOf().signedIn(paul, `/tickets/${reference}`, context);
    await page.getByRole('timer').first().waitFor();
    const live = await changesIn(page);
    await page.clock.runFor(2_000);
    expect(await live()).not.toEqual([]);
    await page.locator('.who').click();
    await page.getByRole('menuitemradio', { name: 'Figés' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    // What was told before is taken away after five seconds.
    await page.clock.runFor(10_000);
    while (waiting > 0) await page.waitForTimeout(50);
    const frozen = await changesIn(page);
    await page.clock.runFor(180_000);
    expect(await frozen()).toEqual([]);
    // Patterns 14.3.
    const [first, second] = [await printed(page), await printed(page)];
    expect(first.pages).toBeGreaterThan(0);
    expect(second).toEqual(first);
    // Patterns 15.3: another language may take a third more room.
    await page.evaluate(lengthened);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    await context.close();
  }, 60_000);

  test('patterns 5.2: in the colours of the machine shape, border, pattern and focus are left', async () => {
    const reference = await opened(paul, 'The guillotine is blunt');
    const page = await stageOf().signedIn(nadia, `/tickets/${reference}`, { language: 'en' });
    await page.emulateMedia({ forcedColors: 'active' });
    const late = page.locator('.clock[data-tone=late] .tone').first();
    await late.waitFor();
    const style = (of: string, name: string): Promise<string> => page.locator(of).first().evaluate(styleOf, name);
    expect(await late.evaluate(styleOf, 'border-top-style')).toBe('double');
    expect(await style('.clock[data-tone=late] .tone', 'color')).toBe(await style('body', 'color'));
    expect(await style('.fill-late', 'fill')).not.toBe(await style('body', 'background-color'));
    expect(await style('.band-stroke', 'stroke')).toBe(await style('body', 'color'));
    await page.keyboard.press('Tab');
    const focus = await page.locator(':focus').evaluate(styleOf, 'outline');
    expect(focus).toMatch(/solid 3px/);
    expect(await faultsByAxe(page, ['color-contrast'])).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('patterns 9.3: back from a ticket, filters, rows and focus are those that were left', async () => {
    const title = 'The gate stays open';
    await opened(claire, title);
    const page = await stageOf().signedIn(claire, '/tickets?priority=P2', { language: 'en' });
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.goBack();
    await page.locator('.row-link:focus').getByText(title).waitFor();
    expect(new URL(page.url()).hash).toBe('#/tickets?priority=P2');
    await page.context().close();
  }, 60_000);

  test('patterns 14: the statement of a month tells of each ticket when it was due and reached, and prints the same twice', async () => {
    const reference = await opened(claire, 'The weighbridge shows nothing');
    const told = (path: string, body: object) =>
      stageOf().call(nadia, 'POST', `/v1/tickets/${reference}/${path}`, body);
    await told('acknowledge', {});
    await told('qualify', { category: 'provider-incident', priority: 'P2' });
    await told('resolve', { kind: 'fix', answer: 'It was switched on.' });
    const page = await stageOf().signedIn(claire, '/tickets', { width: 390 });
    await page.locator(`[data-row="${reference}"]`).getByText('À vous : confirmer').waitFor();
    await page.locator('.sections-menu summary').click();
    const clicks = await clicksIn(page);
    await page.getByRole('link', { name: 'Relevé' }).last().click();
    const row = page.locator(`.statement [data-row="${reference}"]`);
    for (const name of ['intervention', 'resolution'])
      await row.locator(`[data-clock=${name}]`).getByText('Tenu').waitFor();
    await row
      .getByText(/^Échéance.: /)
      .nth(1)
      .waitFor();
    await row.getByText(/^Pris en compte.: /).waitFor();
    await row.getByText(/^Résolu.: /).waitFor();
    await page
      .locator('[data-total=all]')
      .getByText(/% tenus$/)
      .first()
      .waitFor();
    await page.getByText(/^version 1, en vigueur depuis le/).waitFor();
    expect(await clicks()).toBe(1);
    expect(await faultsByAxe(page)).toEqual([]);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(390);
    const [first, second] = [await printed(page), await printed(page)];
    expect(first.pages).toBeGreaterThan(0);
    expect(second).toEqual(first);
    await page.context().close();
  }, 60_000);

  test('patterns 6.10: a quotation is read with amount, last day and consequences before it is accepted or refused', async () => {
    const page = await stageOf().signedIn(claire, '/tickets', { width: 390 });
    const quoted = async (title: string): Promise<void> => {
      const of = `/v1/tickets/${await opened(claire, title)}`;
      const support = (path: string, body: object) => stageOf().call(nadia, 'POST', `${of}/${path}`, body);
      await support('acknowledge', {});
      await page.evaluate(`location.hash = "${of.replace('/v1', '')}"`);
      await page.getByRole('heading', { name: title }).waitFor();
      // It can be quoted once its contract is known, which gives it its clocks.
      await page.locator('.clock').first().waitFor();
      await support('qualify', { category: 'additional-request', priority: 'P4' });
      const offer = { amount: '1250.50', currency: 'EUR', validUntil: '2099-12-31' };
      await support('quote', { ...offer, description: 'Une étiquette en grec.' });
    };
    await quoted('Une étiquette en grec');
    const box = page.locator('section.box');
    await box.getByText('Devis 1 : 1 250,50 €').waitFor();
    await box.getByText('jeudi 31 décembre 2099').waitFor();
    const accepting = page.locator('[data-action=accept-quotation]');
    await accepting.locator('button[type=submit]').click();
    const summary = accepting.getByRole('alert');
    await summary.getByText(/^Cochez .* 1.250,50.€ soient facturés/).waitFor();
    expect(await summary.locator('li').count()).toBe(2);
    expect(await faultsByAxe(page)).toEqual([]);
    const clicks = await clicksIn(page);
    for (const tick of await accepting.locator('input[type=checkbox]').all()) await tick.check();
    await accepting.locator('button[type=submit]').click();
    await box.getByText('Accepté. Il est facturé une fois la demande résolue et close.').waitFor();
    expect(await clicks()).toBe(3);
    await page.click('#language-en');
    await quoted('A label in Greek');
    const refusing = page.locator('[data-action=refuse-quotation]');
    await refusing.locator('summary').click();
    await refusing.getByText('Nothing is billed.').waitFor();
    await refusing.getByText(/Thursday 31 December 2099/).waitFor();
    await refusing.locator('textarea').fill('Too dear.');
    await refusing.locator('button[type=submit]').click();
    await box.getByText('Refused.').waitFor();
    await box.getByText('Too dear.').waitFor();
    await page.context().close();
  }, 60_000);
}

/** Watches from now on what changes in the document. @returns what did until then */
async function changesIn(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(`(() => {
    window.changed = [];
    window.watching?.disconnect();
    window.watching = new MutationObserver((all) =>
      window.changed.push(...all.map(({ type, target }) => type + ' ' + (target.outerHTML ?? target.data).slice(0, 200))));
    window.watching.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  })()`);
  return () => page.evaluate<string[]>('window.changed');
}

/** What is printed of a page, without when it was printed: how many sheets, and their contents. */
async function printed(page: Page): Promise<{ readonly pages: number; readonly contents: string }> {
  const file = (await page.pdf({ format: 'A4' })).toString('latin1');
  const contents = file.replace(/\/(CreationDate|ModDate) \([^)]*\)/g, '');
  return { pages: contents.match(/\/Type \/Page\b/g)?.length ?? 0, contents };
}

/** Makes every text a third longer. */
const lengthened = `(() => {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data += texts.currentNode.data.slice(0, Math.ceil(texts.currentNode.data.length * 0.3));
})()`;

function styleOf(element: unknown, name: string): string {
  const { getComputedStyle } = globalThis as unknown as {
    getComputedStyle: (of: unknown) => { getPropertyValue(name: string): string };
  };
  return getComputedStyle(element).getPropertyValue(name);
}
