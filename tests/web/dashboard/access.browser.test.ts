import type { Browser } from 'playwright-core';
import { Role } from '../../../src/access/role';
import { openBrowser, withBrowser } from '../../support/browser';
import { startTestService, type TestService } from '../../support/service';
import { tokenKey, visit } from '../visit';
import { settled, tokenOf } from './dashboard';

const refused = expect.stringMatching(/status of 401/);

withBrowser('who may see the dashboard', () => {
  let browser: Browser;
  let service: TestService;
  let open: TestService;
  beforeAll(async () => {
    [browser, service, open] = await Promise.all([
      openBrowser(),
      startTestService(),
      startTestService({ settings: { DASHBOARD_PUBLIC: 'true' } }),
    ]);
  });
  afterAll(() => Promise.all([browser.close(), service.stop(), open.stop()]));

  it('asks for a token, and says how to get one', async () => {
    await visit({ browser, service }, {}, async (page) => {
      await page.goto('/dashboard/graph');
      await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
      expect(await page.locator('main').innerText()).toContain('reelgraph -- token create --role editor');
      expect(await page.getByRole('alert').count()).toBe(0);
      await page.getByRole('button', { name: 'Sign in' }).click();
      expect(await page.getByRole('alert').innerText()).toBe('Enter a token.');
      await page.getByLabel('Token').fill('kein Schlüssel');
      await page.keyboard.press('Enter');
      expect(await page.getByRole('alert').innerText()).toMatch(/^This is no token/);
    });
  });

  it.each<[string, () => Promise<string>]>([
    ['one that never was', async () => 'rg_nobody'],
    [
      'one that has expired',
      () => tokenOf(service, { role: Role.EDITOR, expiresAt: new Date(Date.now() - 1_000) }),
    ],
  ])('says in a sentence that a token is not valid: %s', async (_, tokenFor) => {
    await visit({ browser, service }, { expected: [refused] }, async (page) => {
      await page.goto('/dashboard');
      await page.getByLabel('Token').fill(await tokenFor());
      await page.keyboard.press('Enter');
      await page
        .getByRole('alert')
        .getByText(/^This token is not valid, or not any more/)
        .waitFor();
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
      expect(await page.getByLabel('Token').inputValue()).toBe('');
    });
  });

  it('asks anew when a token is revoked while it is used', async () => {
    const token = await tokenOf(service, { role: Role.ANALYST });
    await visit(
      { browser, service },
      { expected: expect.arrayContaining([refused]) as never },
      async (page) => {
        await page.goto('/dashboard');
        await page.getByLabel('Token').fill(token);
        await page.keyboard.press('Enter');
        await settled(page);
        await service.store.sql.query('UPDATE access_token SET revoked_at = now()');
        await page.getByRole('link', { name: 'Coverage' }).click();
        await page
          .getByRole('alert')
          .getByText(/^This token is not valid/)
          .waitFor();
      },
    );
  });

  it('keeps a token for the tab only, out of every address, until one signs out', async () => {
    const token = await tokenOf(service, { role: Role.ANALYST });
    const asked: string[] = [];
    await visit({ browser, service }, {}, async (page) => {
      page.on('request', (request) => asked.push(request.url()));
      await page.goto('/dashboard');
      await page.getByLabel('Token').fill(`Bearer ${token}`);
      await page.keyboard.press('Enter');
      await settled(page);
      expect(await page.evaluate((key) => sessionStorage.getItem(key), tokenKey)).toBe(token);
      expect(await page.evaluate(() => localStorage.length + document.cookie.length)).toBe(0);
      expect(await page.content()).not.toContain(token);
      await page.reload();
      await settled(page);
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor();
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    });
    expect(asked.filter((address) => address.includes(token))).toEqual([]);
  });

  it('has no figures in the page itself', async () => {
    const response = await fetch(`${service.url}/dashboard/articles/pig`);
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(await response.text()).not.toContain('Pig');
    expect((await fetch(`${service.url}/dashboard/nope`)).status).toBe(404);
  });

  it('is open to everybody where that is set, and then offers to act after a token only', async () => {
    await visit({ browser, service: open }, {}, async (page) => {
      await page.goto('/dashboard/articles/pig');
      await settled(page);
      expect(await page.getByRole('button', { name: /pin|hide/i }).count()).toBe(0);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByLabel('Token').fill(await tokenOf(open, { role: Role.EDITOR }));
      await page.keyboard.press('Enter');
      await settled(page);
      await page.getByRole('button', { name: 'Pin here' }).waitFor();
      expect(page.url()).toBe(`${open.url}/dashboard/articles/pig`);
    });
  });

  it('shows everybody what is public also where a token is not valid any more, and says so', async () => {
    await visit({ browser, service: open }, { expected: [refused] }, async (page) => {
      await page.goto('/dashboard');
      await settled(page);
      await page.evaluate((key) => sessionStorage.setItem(key, 'rg_gone'), tokenKey);
      await page.reload();
      await page
        .getByRole('alert')
        .getByText(/^This token is not valid.*You see what everybody sees\.$/)
        .waitFor();
      await settled(page);
    });
  });

  it('says what it needs where no script runs', async () => {
    await visit({ browser, service }, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/dashboard');
      expect(await page.locator('body').innerText()).toMatch(/needs JavaScript/);
    });
  });
});
