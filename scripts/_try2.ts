import { launchBrowser } from './browser.ts';
import { serve } from './static-server.ts';
const server = await serve('/tmp/anchors-large', '/');
const browser = await launchBrowser();
for (const js of [true, false]) for (const width of [1280, 390]) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: js });
  const page = await context.newPage();
  const t = Date.now();
  const id = 'test-ops-conv2d-channels-last-float16-groups-4711';
  await page.goto(server.home + 'runs/large-run/#' + id);
  const ms = Date.now() - t;
  const r = page.locator('#' + id);
  console.log(js, width, 'load', ms, 'visible', await r.isVisible(), (await r.boundingBox())?.y, js ? await page.evaluate(() => [document.documentElement.scrollWidth - document.documentElement.clientWidth, document.querySelectorAll('.anchor').length, document.querySelector(':target')?.id]) : '');
  if (!js) await page.screenshot({ path: `/tmp/anchors-large-${width}.png` });
  if (!js) { await page.goto(server.home + 'runs/large-run/'); await page.screenshot({ path: `/tmp/anchors-large-top-${width}.png` }); await page.goto(server.home + 'runs/large-run/results/2/'); await page.screenshot({ path: `/tmp/anchors-large-2-${width}.png` });
   await page.goto(server.home + 'runs/large-run/#_results'); await page.locator('.further').last().scrollIntoViewIfNeeded(); await page.screenshot({ path: `/tmp/anchors-large-f-${width}.png` }); }
  await context.close();
}
await browser.close(); await server.close();
