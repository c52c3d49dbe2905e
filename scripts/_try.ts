import { launchBrowser } from './browser.ts';
import { serve } from './static-server.ts';
const server = await serve('/tmp/anchors-site', '/');
const browser = await launchBrowser();
const shot = async (path: string, opts: any, act: (p: any) => Promise<void>, file: string) => {
  const context = await browser.newContext({ viewport: { width: opts.width, height: 900 }, colorScheme: opts.scheme ?? 'light', hasTouch: opts.touch ?? false, isMobile: opts.touch ?? false, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  page.on('console', (m: any) => console.log('console', m.text()));
  page.on('pageerror', (m: any) => console.log('error', m.message));
  await page.goto(server.home + path);
  await act(page);
  await page.screenshot({ path: `/tmp/anchors-${file}.png` });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  console.log(file, 'overflow', over, 'anchors', await page.locator('.anchor').count());
  await context.close();
};
const open = (sel: string, copy?: string) => async (p: any) => {
  const b = p.locator(sel).first();
  await b.scrollIntoViewIfNeeded();
  await b.focus();
  await p.keyboard.press('Enter');
  await p.locator('.anchor-menu:popover-open').waitFor();
  await p.waitForTimeout(400);
  if (copy) { for (const x of await p.locator(`.anchor-menu button:text-is("Copy as Markdown")`).all()) { await x.click(); await p.waitForTimeout(100); console.log(await p.evaluate(() => navigator.clipboard.readText())); } console.log('live', await p.textContent('[data-live]')); }
};
await shot('runs/2025-11-06-rdna1-mtype-nc/', { width: 1280 }, open('#conv2d-minimal .anchor', 'y'), 'run');
await shot('runs/2025-11-06-rdna1-mtype-nc/', { width: 1280, scheme: 'dark' }, open('[id="_setting.noretry"] .anchor', 'y'), 'run-dark');
await shot('runs/2025-11-06-rdna1-mtype-nc/', { width: 390, touch: true }, open('#conv2d-cache-disabled .anchor', 'y'), 'run-390');
await shot('findings/cc-request-causes-crash/', { width: 1280 }, open('.evidence .anchor', 'y'), 'finding');
await shot('v/2025-11-06/findings/cc-request-causes-crash/', { width: 1280 }, open('h1 .anchor', 'y'), 'finding-old');
await shot('memory-types/', { width: 390, touch: true }, open('#cc .anchor', 'y'), 'mt-390');
await shot('settings/mtype-local/', { width: 1280 }, open('tr[id^=said] .anchor', 'y'), 'setting');
await shot('settings/mtype-local/', { width: 390, touch: true }, open('tr[id^=said] .anchor', 'y'), 'setting-390');
await shot('findings/', { width: 390, touch: true }, open('.findings li .anchor', 'y'), 'findings-390');
await shot('stack/', { width: 1280 }, open('#hip .statements .anchor', 'y'), 'stack');
await shot('sources/', { width: 1280 }, open('tr .anchor', 'y'), 'sources');
await shot('v/2025-11-06/stack/', { width: 1280 }, open('#hip .statements .anchor', 'y'), 'stack-old');
await browser.close(); await server.close();
