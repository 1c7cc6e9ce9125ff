import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { desk, phone } from './visit';

/** What somebody could not read or reach of the page at hand, on a phone and a desk, by day and by night. */
export async function barriersOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const viewport of [phone, desk]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // In this page alone, which holds no frames of others: half the time of opening one more for the answer.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      // By night nothing changes but colours.
      if (colorScheme === 'dark') axe.withRules('color-contrast');
      const { violations } = await axe.analyze();
      for (const { id, nodes } of violations)
        found.push(`${viewport.width} ${colorScheme} ${id}: ${nodes.length} × ${nodes[0]?.html}`);
    }
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) found.push(`${excess} px wider than ${viewport.width}`);
  }
  return found;
}
