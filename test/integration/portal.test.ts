import { clicksIn, describeWithBrowser, faultsByAxe, PortalStage } from './portal-stage';
import { readingJourneys } from './reading-journeys';
import { releaseJourneys } from './release-journeys';
import { supportJourneys } from './support-journeys';

const claire = 'claire@dupont.example';
const oliver = 'oliver@harbour.example';
const nadia = 'n1@support.example';
const rita = 'release@support.example';

describeWithBrowser('the portal in a browser', () => {
  let stage: PortalStage;
  beforeAll(async () => (stage = await PortalStage.start()), 120_000);
  afterAll(() => stage.stop(), 60_000);

  /** Opens a ticket by the API. @returns its reference */
  const opened = async (title: string, priority = 'P2'): Promise<string> => {
    const body = { environment: 'prod', title, description: 'Since nine this morning.', priority };
    return String((await stage.call(claire, 'POST', '/v1/tickets', body))['reference']);
  };

  test('a client opens a ticket, support asks, the client answers, support resolves, the client confirms', async () => {
    const client = await stage.signedIn(claire, '/new');
    const opening = await clicksIn(client);
    await client.click('input[name=place][value="dupont/prod"]');
    await client.click('input[name=impact][value=P2]');
    await client.getByText('Couvert par votre contrat').waitFor();
    await client.getByText(/Pris en compte avant/).waitFor();
    await client.click('form button[type=submit]');
    await client.fill('input[name=title]', 'L’écran des stocks est vide');
    await client.fill('textarea[name=observed]', 'Depuis neuf heures.');
    await client.setInputFiles('#new-files', {
      name: 'journal.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('ok'),
    });
    await client.getByText('journal.txt (2 o)').waitFor();
    await client.click('form button[type=submit]');
    await client.getByText('Étape 3 sur 3').waitFor();
    await client.click('form button[type=submit]');
    await client.getByText('Nous le prenons en compte avant').waitFor();
    expect(await opening()).toBe(5);
    const reference = new URLSearchParams(new URL(client.url()).hash.split('?')[1]).get('reference') ?? '';
    await client.getByRole('link', { name: 'Voir le ticket' }).click();
    await client.getByRole('button', { name: 'journal.txt' }).waitFor();
    await client.getByText('Reçu, chez nous').waitFor();

    const support = await stage.signedIn(nadia, `/tickets/${reference}`, { language: 'en' });
    const done = async (name: string): Promise<void> => {
      const form = support.locator(`[data-action=${name}]`);
      await form.locator('button[type=submit]').click();
      await form.locator('button[data-loading]').waitFor({ state: 'detached' });
    };
    await done('acknowledge');
    await support.click('[data-action=qualify] summary');
    await support.selectOption('[data-action=qualify] select[name=category]', 'provider-incident');
    await done('qualify');
    await support.click('[data-action=ask] summary');
    await support.fill('[data-action=ask] textarea', 'Sur quel site ?');
    await done('ask');
    await client.getByText('À vous : répondre').waitFor();
    const answering = await clicksIn(client);
    await client.fill('[data-action=answer] textarea', 'Au quai 4.');
    await client.click('[data-action=answer] button[type=submit]');
    await client.getByText('Chez nous, en cours').waitFor();
    expect(await answering()).toBe(1);
    await support.getByText('Au quai 4.').first().waitFor();
    await support.click('[data-action=resolve] summary');
    await support.fill('[data-action=resolve] textarea', 'Le service a été relancé.');
    await done('resolve');
    await client.getByText('À vous : confirmer').waitFor();
    const confirming = await clicksIn(client);
    await client.click('[data-action=confirm] button[type=submit]');
    await client
      .locator('#sentence')
      .getByText(/Clos .* Lecture seule/)
      .waitFor();
    expect(await confirming()).toBe(1);
    await client.context().close();
    await support.context().close();
  }, 90_000);

  test('a critical incident is sent from the list in two clicks, and what was reported already is suggested meanwhile', async () => {
    const before = 'Les étiquettes sortent vides';
    await opened(before, 'P3');
    const client = await stage.signedIn(claire, '/tickets');
    await client.getByText(before).waitFor();
    const clicks = await clicksIn(client);
    await client.getByRole('link', { name: 'Tout est arrêté (P1)' }).click();
    await client.fill('input[name=title]', 'Plus aucune étiquette ne sort au quai 2');
    await client.getByText('Déjà signalé chez vous ?').waitFor();
    await client.getByRole('link', { name: before }).waitFor();
    expect(await faultsByAxe(client)).toEqual([]);
    await client.fill('textarea[name=observed]', 'Depuis neuf heures.');
    await client.fill('input[name=callBack]', '01 02 03 04 05');
    await client.click('form button[type=submit]');
    await client.getByText('Nous le prenons en compte avant').waitFor();
    expect(await clicks()).toBe(2);
    const reference = new URLSearchParams(new URL(client.url()).hash.split('?')[1]).get('reference') ?? '';
    const sent = await stage.call(claire, 'GET', `/v1/tickets/${reference}`);
    expect(sent).toMatchObject({ priority: 'P1', environment: 'prod' });
    await client.context().close();
  }, 60_000);

  test('a version is tested, an incident holds it, and its refusal is read, signed and kept', async () => {
    await stage.call(rita, 'POST', '/v1/rollouts', { product: 'wms', version: '2026.4' });
    const page = await stage.signedIn(claire, '/upgrades');
    await page.getByText('À tester').waitFor();
    await page.getByRole('link', { name: 'wms 2026.4' }).click();
    await page.getByText('première fenêtre après votre mois de test').waitFor();
    await page.getByText('Signaler un incident').first().click();
    await page.fill('input[name=title]', 'Étiquettes vides');
    await page.fill('textarea[name=description]', 'Toutes.');
    await page.getByRole('button', { name: 'Signaler un incident' }).click();
    await page
      .locator('.sentence')
      .getByText(/Bloquée par votre incident T-/)
      .waitFor();
    const refusing = await clicksIn(page);
    await page.getByRole('link', { name: 'Refuser ou reporter' }).click();
    await page.getByText('Refus de la version 2026.4').waitFor();
    for (const tick of await page.locator('input[type=checkbox]').all()) await tick.check();
    await page.fill('input[name=signedBy]', 'Claire Dupont');
    await page.getByRole('button', { name: 'Signer le refus' }).click();
    await page.getByText('Refus signé').waitFor();
    expect(await refusing()).toBe(5);
    await page.getByText(/Signé par Claire Dupont/).waitFor();
    await page.context().close();
  }, 90_000);

  test('a veto holds a client in the matrix until it is taken back', async () => {
    const of = '/v1/upgrades/harbour/wms/2026.4';
    const body = { environment: 'prod', title: 'Labels are empty', description: 'All of them.', priority: 'P2' };
    const ticket = String((await stage.call(oliver, 'POST', '/v1/tickets', body))['reference']);
    await stage.call(oliver, 'POST', `${of}/report-incident`, { ticket });
    const page = await stage.signedIn(rita, '/releases/wms/2026.4');
    const cell = page.locator('tr[data-client=harbour] td[data-step=tested]');
    await cell.getByText('bloquée').waitFor();
    expect(await cell.getByRole('link', { name: ticket }).getAttribute('href')).toContain(`/tickets/${ticket}`);
    const seeing = await clicksIn(page);
    await page.getByRole('button', { name: /Attendent une action/ }).click();
    expect(await seeing()).toBe(1);
    await page.locator('tr[data-client=dupont]').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Harbour Ltd' }).click();
    await page.click('[data-action=withdraw-incident] summary');
    await page.fill('[data-action=withdraw-incident] textarea', 'Call with Oliver.');
    await page.click('[data-action=withdraw-incident] button[type=submit]');
    await page.locator('.step-line').getByText('jusqu’au').waitFor();
    await page.evaluate('location.hash = "/releases/wms/2026.4"');
    await cell.getByText('jusqu’au').waitFor();
    await page.context().close();
  }, 60_000);

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious on the pages of a client, %s',
    async (scheme) => {
      const reference = await opened('The screen is grey');
      const page = await stage.signedIn(claire, '/tickets', { language: scheme === 'light' ? 'fr' : 'en', scheme });
      const upgrade = '/upgrades/dupont:wms@2026.4';
      // Each with what it alone shows, once it has what it asked for.
      const shown: readonly (readonly [address: string, there: string])[] = [
        ['/tickets', 'main table.rows'],
        [`/tickets/${reference}`, 'main .band-legend'],
        ['/new', 'input[name=place]'],
        ['/new?step=describe', 'textarea[name=observed]'],
        ['/new?step=check', 'main dl.facts'],
        ['/new?step=urgent', 'input[name=callBack]'],
        ['/upgrades', 'main table.rows'],
        [upgrade, 'main .sentence'],
        [`${upgrade}/refuse`, 'input[name=signedBy]'],
        ['/statement', 'main .statement [data-total=all]'],
        ['/maintenance', 'main [role=group] button[aria-pressed=true]'],
        ['/nowhere', 'main > .column > h1'],
        ['/drafts', 'main ul.drafts'],
        ['/tickets/T-ZZZZZZZZZZ', 'main .problem'],
      ];
      for (const [address, there] of shown) {
        await page.evaluate(`location.hash = ${JSON.stringify(address)}`);
        await page.locator(there).first().waitFor({ state: 'attached' });
        // What is there is the same in either: dark colours are looked at for what depends on them.
        const faults = await faultsByAxe(page, scheme === 'light' ? undefined : ['color-contrast']);
        expect({ address, faults }).toEqual({ address, faults: [] });
      }
      await page.context().close();
    },
    90_000,
  );

  test('what is wrong stands at the top and at its field, and nothing that was typed is lost by a reload', async () => {
    const page = await stage.signedIn(claire, '/new?step=describe', { language: 'en', width: 390 });
    await page.fill('textarea[name=observed]', 'It flickers.');
    await page.click('form button[type=submit]');
    const summary = page.getByRole('alert');
    await summary.getByText('There is a problem').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    await summary.getByRole('link', { name: 'Fill in “Title”' }).click();
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('title');
    await page.fill('input[name=title]', 'The screen flickers');
    await page.reload();
    await page.click('#sign-in');
    await page.click(`button[value="${claire}"]`);
    expect(await page.inputValue('input[name=title]')).toBe('The screen flickers');
    expect(await page.inputValue('textarea[name=observed]')).toBe('It flickers.');
    await page.context().close();
  }, 60_000);

  test('a session that ends, a line that breaks and a tab that is killed lose nothing of what was typed', async () => {
    const reference = await opened('The scale shows nothing');
    const context = await stage.context();
    const page = await stage.signedIn(claire, `/tickets/${reference}`, context);
    const box = '[data-action=message] textarea';
    await page.click('[data-action=message] summary');
    await page.fill(box, 'Toujours rien.');
    await page.getByText(/Brouillon enregistré/).waitFor();

    // The server no longer knows the session: the page waits, and sends once after signing in again in a window of its own.
    let refusals = 0;
    await page.route('**/message', (route) =>
      (refusals += 1) === 1 ? route.fulfill({ status: 401, json: { title: 'over' } }) : route.continue(),
    );
    await page.click('[data-action=message] button[type=submit]');
    const opening = context.waitForEvent('page');
    await page.click('#sign-in-again');
    const popup = await opening;
    await popup.click(`button[value="${claire}"]`);
    await page.locator('.timeline').getByText('Toujours rien.').waitFor();
    expect(refusals).toBe(2);

    await page.fill(box, 'Écrit hors ligne.');
    await context.setOffline(true);
    await page.click('[data-action=message] button[type=submit]');
    await page.getByText(/Le serveur ne répond pas/).waitFor();
    expect(await page.inputValue(box)).toBe('Écrit hors ligne.');
    await context.setOffline(false);
    await page.click('[data-action=message] button[type=submit]');
    await page.locator('.timeline').getByText('Écrit hors ligne.').waitFor();

    await page.fill(box, 'Sur une autre machine.');
    // A draft that was sent before is removed meanwhile: that is no sign of this one.
    await page.waitForResponse(
      (response) => response.url().includes('/v1/drafts/') && response.request().method() === 'PUT' && response.ok(),
    );
    await context.close();
    const elsewhere = await stage.signedIn(claire, `/tickets/${reference}`);
    await elsewhere.click('[data-action=message] summary');
    expect(await elsewhere.inputValue(box)).toBe('Sur une autre machine.');

    // Found again from anywhere, dropped, brought back, and gone on with.
    await elsewhere.evaluate('location.hash = "/maintenance"');
    await elsewhere.getByRole('link', { name: /^Brouillons \(\d+\)$/ }).click();
    const row = elsewhere.locator('.drafts li').filter({ hasText: 'The scale shows nothing' });
    await row.getByRole('button', { name: /^Jeter/ }).click();
    await row.waitFor({ state: 'detached' });
    await elsewhere.getByRole('button', { name: 'Annuler' }).click();
    expect(await faultsByAxe(elsewhere)).toEqual([]);
    await row.getByRole('link').click();
    await elsewhere.locator(`${box}:focus`).waitFor();
    expect(await elsewhere.inputValue(box)).toBe('Sur une autre machine.');
    await elsewhere.context().close();
  }, 60_000);

  test('the state of the list is its address, and nothing overflows on a phone', async () => {
    await opened('The gate does not open', 'P3');
    const page = await stage.signedIn(claire, '/tickets?priority=P3', { language: 'en', width: 320 });
    await page.getByText('The gate does not open').waitFor();
    await page.selectOption('select[aria-label="Priority"]', 'P1');
    await page.getByText('The gate does not open').waitFor({ state: 'detached' });
    expect(new URL(page.url()).hash).toBe('#/tickets?priority=P1');
    const [whole, shown] = ['scrollWidth', 'clientWidth'].map((name) =>
      page.evaluate<number>(`document.documentElement.${name}`),
    );
    expect(await whole).toBe(await shown);
    await page.context().close();
  }, 60_000);

  readingJourneys(() => stage);
  releaseJourneys(() => stage);
  supportJourneys(() => stage);
});
