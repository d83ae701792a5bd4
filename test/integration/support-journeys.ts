import type { Page } from 'playwright-core';
import { faultsByAxe, faultsOfPages, type PortalStage } from './portal-stage';

const paul = 'paul@presse.example';
const nadia = 'n1@support.example';
const manager = 'manager@support.example';

/** What support does in a browser, on the stage of the portal's other journeys. */
export function supportJourneys(stageOf: () => PortalStage): void {
  /** A ticket of the client whose times are seconds, so that they are exceeded while one looks. */
  const opened = async (title: string): Promise<string> => {
    const body = { environment: 'prod', title, description: 'Since nine this morning.', priority: 'P2' };
    return String((await stageOf().call(paul, 'POST', '/v1/tickets', body))['reference']);
  };

  /** Sends the form that has the focus, with the keyboard, and waits until it is done. */
  const sent = async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+Enter');
    await page.locator('#actions-title:focus').waitFor();
  };

  /** Opens a form by the palette. */
  const palette = async (page: Page, words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.locator('dialog input').pressSequentially(words);
    await page.keyboard.press('Enter');
    await page.locator('details[data-action] :focus').waitFor();
  };

  test('axe finds nothing serious on the pages of support', async () => {
    const page = await stageOf().signedIn(nadia, '/queue');
    expect(await faultsOfPages(page, ['/queue', `/tickets/${await opened('The press stands still')}`])).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('support takes a late ticket through N3 with the keyboard alone, and the client confirms', async () => {
    const title = 'The bindery has no jobs';
    const reference = await opened(title);
    const page = await stageOf().signedIn(nadia, '/tickets');
    const keys = page.keyboard;
    // The keys are loaded after the page.
    for (let number = 0; number < 50 && !page.url().endsWith('#/queue'); number += 1) {
      await keys.press('g');
      await keys.press('q');
      await page.waitForTimeout(100);
    }
    const row = page.locator(`[data-row="${reference}"]`);
    await row.getByText('Dépassé').waitFor();
    await row.getByText('Escalade à prendre').waitFor();
    const focused = (): Promise<string> =>
      page.evaluate<string>('document.activeElement.closest("[data-row]")?.dataset.row ?? ""');
    for (let number = 0; number < 30 && (await focused()) !== reference; number += 1) await keys.press('j');
    expect(await focused()).toBe(reference);
    await keys.press('Enter');
    await page.getByRole('heading', { name: title }).waitFor();
    await palette(page, 'prendre charge');
    await sent(page);
    await palette(page, 'qualifier');
    await keys.press('ArrowDown');
    await sent(page);
    await keys.press('l');
    await keys.press('Tab');
    await keys.type('No job reaches the bindery.');
    await sent(page);
    await page.getByText('No job reaches the bindery.').first().waitFor();
    await keys.press('l');
    for (const text of ['Send a job.', 'It arrives.', 'It does not.', 'prod, 2026.4']) {
      await keys.press('Tab');
      await keys.type(text);
    }
    await sent(page);
    await page.getByText('It does not.').first().waitFor();
    await keys.press('r');
    await keys.type('The queue is being restar');
    await sent(page);
    // Sent too early: what stands first among the actions brings it back into its box.
    await page.locator('.withdrawing button').waitFor();
    await keys.press('Tab');
    await keys.press('Enter');
    await page.locator('[data-action=message] textarea:focus').waitFor();
    await page.locator('.timeline').getByText('Message retiré avant son envoi').waitFor();
    await keys.press('End');
    await keys.type('ted.');
    await sent(page);
    await page.locator('.timeline').getByText('The queue is being restarted.').waitFor();
    await keys.press('Control+k');
    await keys.type('bind RESTART');
    await page.locator('dialog').getByText(title).waitFor();
    await keys.press('Escape');
    await palette(page, 'donner résolution');
    await keys.press('Tab');
    await keys.type('The queue runs again.');
    await sent(page);
    const client = await stageOf().signedIn(paul, `/tickets/${reference}`, { language: 'en', width: 390 });
    await client.click('[data-action=confirm] button[type=submit]');
    await client
      .locator('#sentence')
      .getByText(/Closed .* Read only/)
      .waitFor();
    await client.context().close();
    await page.context().close();
  }, 90_000);

  test('of two who answer at once the second is shown the answer of the first, and loses no text', async () => {
    const reference = await opened('The press stands still');
    const pages = await Promise.all([
      stageOf().signedIn(nadia, `/tickets/${reference}`, { language: 'en' }),
      stageOf().signedIn(manager, `/tickets/${reference}`, { language: 'en' }),
    ]);
    const [first, second] = pages;
    for (const page of pages) {
      await page.locator('#actions-title').waitFor();
      await page.click('[data-action=message] summary');
      await page.locator('[data-action=message] textarea').pressSequentially(page === first ? 'One.' : 'Two.');
    }
    // Told before one types, at the head of the page, and before one sends, above the button.
    for (const place of ['.ticket-head', '[data-action=message]'])
      await second.locator(`${place} .present`).getByText('is writing on this ticket.').waitFor();
    await first.click('[data-action=message] button[type=submit]');
    await first.locator('.timeline').getByText('One.').waitFor();
    await second.click('[data-action=message] button[type=submit]');
    const newer = second.locator('.newer');
    await newer.getByText('One.').waitFor();
    expect(await second.inputValue('[data-action=message] textarea')).toBe('Two.');
    await newer.getByRole('button', { name: 'Send anyway' }).click();
    await second.locator('.timeline').getByText('Two.').waitFor();
    await newer.waitFor({ state: 'detached' });
    await Promise.all(pages.map((page) => page.context().close()));
  }, 60_000);

  test('a key that was changed on one machine is so on another, and can be put back', async () => {
    const list = async (): Promise<Page> => {
      const page = await stageOf().signedIn(manager, '/tickets', { language: 'en' });
      await page.locator('main h1').waitFor();
      // The keys are loaded after the page.
      for (let number = 0; number < 50 && !(await page.locator('dialog[open]').count()); number += 1) {
        await page.keyboard.press('?');
        await page.waitForTimeout(100);
      }
      return page;
    };
    const one = await list();
    const reply = one.getByLabel('Key for: Reply to the client');
    await reply.press('i');
    await one.getByText('“I” is already for: Internal note').waitFor();
    const kept = one.waitForResponse((response) => response.url().endsWith('/preferences') && response.ok());
    await reply.press('e');
    await kept;
    expect(await reply.inputValue()).toBe('E');
    expect(await faultsByAxe(one)).toEqual([]);
    await one.context().close();
    const other = await list();
    expect(await other.getByLabel('Key for: Reply to the client').inputValue()).toBe('E');
    await other.getByRole('button', { name: 'Back to the usual keys' }).click();
    expect(await other.getByLabel('Key for: Reply to the client').inputValue()).toBe('R');
    await other.context().close();
  }, 60_000);

  test('two who take the next ticket at once get different ones', async () => {
    const all = ['The folder is jammed', 'The trimmer is blunt', 'The glue is cold'];
    const opening = await Promise.all(all.map(opened));
    const take = (person: string, key?: string) =>
      stageOf().call(
        person,
        'POST',
        '/v1/queue/next',
        { person, client: 'presse' },
        key === undefined ? {} : { 'idempotency-key': key },
      );
    const taken = new Set<unknown>();
    const one = await take(nadia, 'the-morning');
    taken.add((one['ticket'] as { reference: string }).reference);
    // Sent again, as by a page that got no answer, it is the same ticket, whoever has taken one meanwhile.
    const [again] = await Promise.all([take(nadia, 'the-morning'), take(nadia, 'the-morning')]);
    expect(again['ticket']).toMatchObject({ reference: [...taken][0], assignee: { person: nadia } });
    // The list lags a little behind the tickets.
    for (let number = 0; number < 50 && taken.size < opening.length; number += 1) {
      const given = await Promise.all([take(nadia), take(manager)]);
      const references = given.flatMap(({ ticket }) => (ticket as { reference: string } | null)?.reference ?? []);
      expect(new Set(references).size).toBe(references.length);
      for (const reference of references) {
        expect(taken.has(reference)).toBe(false);
        taken.add(reference);
      }
    }
    expect(taken.size).toBeGreaterThanOrEqual(opening.length);
  }, 30_000);
}
