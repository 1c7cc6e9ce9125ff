import type { Browser, Page } from 'playwright-core';
import { Role } from '../../../src/access/role';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { visit } from '../visit';
import { deadEnd, makeReaders, settled, tokenOf } from './dashboard';

withBrowser('the walks through the dashboard', () => {
  let service: TestService;
  let browser: Browser;
  beforeAll(async () => {
    service = await startTestService();
    await makeReaders(service);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
  });

  const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('shows an analyst what readers do, what the graph does and what is covered, and offers nothing to act with', async () => {
    await visit({ browser, service }, {}, async (page) => {
      await page.goto('/dashboard');
      await page.getByLabel('Token').fill(await tokenOf(service, { role: Role.ANALYST }));
      await page.keyboard.press('Enter');
      await settled(page);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/what readers do/i);
      const reasons = section(page, 'Which reasons earn clicks');
      expect(await reasons.getByRole('img').getAttribute('aria-label')).toMatch(
        /^Which reasons earn clicks\. Same \w+: \d+\.\d% \(/,
      );
      await reasons.getByText('Table').click();
      expect(await reasons.getByRole('row').count()).toBeGreaterThan(2);

      for (const [name, title, card] of [
        ['Graph', /what the graph does/i, 'How full lists are'],
        ['Coverage', /what is covered/i, 'Articles by genre'],
        ['Profiles', /what relatedness weighs/i, 'Side by side'],
      ] as const) {
        await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).click();
        await settled(page);
        expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(title);
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
        await section(page, card)
          .getByText('Table')
          .or(section(page, card).getByRole('table'))
          .first()
          .waitFor();
      }
      expect(await page.getByRole('button', { name: /activate|roll back|preview/i }).count()).toBe(0);
      await page.goto(`/dashboard/articles/${deadEnd}`);
      await settled(page);
      expect(await page.getByRole('button', { name: /pin|hide|undo/i }).count()).toBe(0);
    });
  });

  it('takes an editor from a dead end to a pin that readers see, and back', async () => {
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard');
      await settled(page);
      const deadEnds = section(page, 'Dead ends');
      expect(await deadEnds.getByRole('row').count()).toBe(2);
      await deadEnds.getByRole('link', { name: /Pig/ }).click();
      await page.waitForURL(`**/dashboard/articles/${deadEnd}`);
      await settled(page);

      const field = page.getByRole('combobox', { name: 'Article', exact: true });
      await field.pressSequentially('stormy mon');
      await page.getByRole('option', { name: /Stormy Monday/ }).click();
      const pinning = section(page, 'Pin another article here');
      await pinning.getByLabel('Note for other editors').fill('Same director');
      await pinning.getByRole('button', { name: 'Pin here' }).click();
      await page
        .getByRole('status')
        .getByText(/Stormy Monday.* now stands first under .*Pig/)
        .waitFor();
      await settled(page);
      const list = section(page, 'What stands under it');
      expect(await list.getByRole('row').nth(1).innerText()).toMatch(
        /Stormy Monday[\s\S]*Pinned by an editor/,
      );
      expect(await section(page, 'Decisions of editors').getByRole('row').nth(1).innerText()).toMatch(
        /Stormy Monday[\s\S]*Pinned, place 1[\s\S]*the editor[\s\S]*Same director/,
      );

      await page.getByRole('link', { name: 'The article as readers see it' }).click();
      await page.waitForURL(`**/reviews/${deadEnd}`);
      expect(await firstRelated(page)).toMatch(/Stormy Monday/);
      await page.goBack();
      await settled(page);

      await list.getByRole('button', { name: /^Undo.*Stormy Monday/ }).click();
      await page
        .getByRole('status')
        .getByText(/neither pinned nor hidden/)
        .waitFor();
      await settled(page);
      await section(page, 'Decisions of editors')
        .getByText('None: the list is what the graph makes it.')
        .waitFor();
      await page.goto(`/reviews/${deadEnd}`);
      expect(await firstRelated(page)).not.toMatch(/Stormy Monday/);
    });
  });

  it('hides by keyboard alone what stands under an article, says so, and never loses the focus', async () => {
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/articles/vertigo');
      await settled(page);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Skip to the figures');
      await page.keyboard.press('Enter');
      const list = section(page, 'What stands under it');
      const first = await list.getByRole('row').nth(1).getByRole('rowheader').innerText();
      for (let presses = 0; !(await focused(page)).startsWith('Hide'); presses++) {
        if (presses > 40) throw new Error('there is no way to Hide by keyboard');
        await page.keyboard.press('Tab');
      }
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText(`${first} no longer shows under`).waitFor();
      await settled(page);
      expect(await focused(page)).toBe('What stands under it');
      expect(await list.getByRole('rowheader').allInnerTexts()).not.toContain(first);
      const undo = section(page, 'Decisions of editors').getByRole('button', { name: `Undo ${first}` });
      await undo.focus();
      await page.keyboard.press('Space');
      await page.getByRole('status').getByText('neither pinned nor hidden').waitFor();
      await settled(page);
      expect(await list.getByRole('rowheader').first().innerText()).toBe(first);
    });
  });

  it('pins an orphan under another article by keyboard alone, and takes it back', async () => {
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/graph');
      await settled(page);
      await section(page, 'Orphans').getByRole('link').first().focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/dashboard/articles/*');
      await settled(page);
      const orphan = await page.getByRole('heading', { level: 1 }).innerText();
      const pinning = section(page, 'Pin this under another article');
      await pinning.getByRole('combobox', { name: 'Under which article' }).focus();
      await page.keyboard.type('stormy mon');
      await page.getByRole('option', { name: /Stormy Monday/ }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Nothing leads to it');
      await page.keyboard.press('Enter');
      await page
        .getByRole('status')
        .getByText(/ now stands first under .*Stormy Monday/)
        .waitFor();
      await settled(page);
      const decisions = section(page, 'Decisions about it elsewhere');
      expect(await decisions.getByRole('row').nth(1).innerText()).toMatch(
        /Stormy Monday[\s\S]*Pinned, place 1[\s\S]*the editor[\s\S]*Nothing leads to it/,
      );
      await page.goto('/reviews/stormy-monday');
      expect(await firstRelated(page)).toContain(orphan);
      await page.goBack();
      await settled(page);

      await decisions.getByRole('button', { name: /^Undo.*Stormy Monday/ }).focus();
      await page.keyboard.press('Enter');
      await decisions.getByText('None: it stands wherever the graph puts it.').waitFor();
      expect(await focused(page)).toBe('Decisions about it elsewhere');
    });
  });

  it('activates a profile after one more question, names what changes, and rolls it back', async () => {
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/profiles');
      await settled(page);
      await page.getByRole('spinbutton', { name: 'Director' }).fill('0.3');
      await page.getByText(/Director 0\.\d+ → 0\.3\./).waitFor();
      await page.getByLabel('Name', { exact: true }).fill('auteurs');
      await page.getByLabel('Why').fill('Directors first');
      await page.getByRole('button', { name: 'Keep as a version' }).click();
      await page.getByRole('status').getByText('Kept as auteurs@1.').waitFor();
      await settled(page);

      await page.getByRole('button', { name: 'Preview auteurs@1' }).click();
      const preview = section(page, 'Preview of auteurs@1');
      await preview.getByText(/^Of \d+ lists, \d+ would have other articles/).waitFor({ timeout: 30_000 });

      await section(page, 'Profiles').getByRole('button', { name: 'Activate auteurs@1' }).click();
      const dialog = page.getByRole('dialog', { name: /Activate auteurs@1 in place of default@\d+/ });
      await dialog.waitFor();
      expect(await dialog.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/^Director .* → 0\.3$/),
      ]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await page.getByText(/^\d+ versions\. default@\d+ is active\.$/).count()).toBe(1);

      await section(page, 'Profiles').getByRole('button', { name: 'Activate auteurs@1' }).click();
      await dialog.getByRole('button', { name: 'Activate' }).click();
      await page.getByRole('status').getByText('auteurs@1 is active').waitFor();
      await page.getByText(/versions\. auteurs@1 is active\.$/).waitFor();
      await preview.waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
      await page.getByRole('button', { name: 'Roll back auteurs@1' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click();
      await page
        .getByRole('status')
        .getByText(/Rolled back: default@\d+ is active again/)
        .waitFor();
    });
  });

  it('puts a proposal aside by keyboard, which is found among the profiles from then on', async () => {
    await service.store.sql.query(
      `INSERT INTO profile (name, version, figures, proposal)
      SELECT 'clicks', 1, figures, $1::jsonb FROM profile WHERE name = 'default' ORDER BY version DESC LIMIT 1`,
      [
        JSON.stringify({
          ...{ from: '2026-10-01', to: '2026-10-28', basedOn: 'default@2', withDemo: false },
          ...{ impressions: 9000, clicks: 600, dispersion: 1, attraction: [], examination: [] },
          kinds: [
            {
              kind: 'DIRECTOR',
              ...{ worth: { value: 1.4, low: 1.2, high: 1.6 }, weightBefore: 0.1, weightAfter: 0.14 },
            },
          ],
        }),
      ],
    );
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/profiles');
      await settled(page);
      await page.getByRole('button', { name: 'Put clicks@1 aside' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('status').getByText('clicks@1 is put aside.').waitFor();
      await section(page, 'Proposed from clicks').getByText('None waits to be looked at.').waitFor();
      expect(await focused(page)).toBe('Proposed from clicks');
      const profile = section(page, 'Profiles').getByRole('row', { name: /^clicks@1/ });
      expect(await profile.innerText()).toMatch(/Proposed from clicks, put aside \d/);
      await profile.getByRole('button', { name: 'Activate clicks@1' }).waitFor();
    });
  });

  it('proposes from the clicks of days that are chosen there', async () => {
    const token = await tokenOf(service, { role: Role.EDITOR });
    await visit({ browser, service }, { token }, async (page) => {
      await page.goto('/dashboard/profiles');
      await settled(page);
      const proposals = section(page, 'Proposed from clicks');
      const days = proposals.getByRole('search', { name: 'Which clicks are counted' });
      await days.getByRole('combobox', { name: 'Period' }).selectOption('Own dates');
      await days.getByLabel('First day').fill('2026-02-27');
      await days.getByLabel('Last day').fill('2026-03-01');
      await days.getByRole('button', { name: 'Show' }).click();
      await page.waitForURL('**/dashboard/profiles?from=2026-02-27&to=2026-03-01');
      await proposals.getByRole('button', { name: 'Propose from the clicks of 27 February' }).click();
      await page
        .getByRole('status')
        .getByText('0 clicks on related articles from 2026-02-27 to 2026-03-01 are too few')
        .waitFor();
    });
  });
});

/** What stands first under an article as readers see it. */
function firstRelated(page: Page): Promise<string> {
  return page.getByRole('region', { name: 'Related articles' }).getByRole('article').first().innerText();
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '');
}
