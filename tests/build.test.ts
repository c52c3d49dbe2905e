import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentCopy, SITE, temporaryFolder } from './content-copy.ts';
import { script } from './warm/script.ts';

function build(content: string, out: string, env: Record<string, string> = {}) {
  return script('build', ['--out', out], { env: { FAULTLINE_CONTENT: content, ...env } });
}

function unescaped(html: string): string {
  return html
    .replaceAll('&#x3C;', '<')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&#38;', '&');
}

describe('a site built from a small content folder', () => {
  test('has its pages, its records and its evidence, below a sub-path', () => {
    const out = join(temporaryFolder(), 'site');
    const built = build(SITE, out, { SITE: 'https://example.org', BASE: '/sub/' });
    expect(built.stderr).toBe('');
    expect(built.stdout).toMatch(
      /^\d+ pages in .* built in [\d.]+ s\. To look at them: npm run preview$/m,
    );

    const page = readFileSync(join(out, 'runs/first-run/index.html'), 'utf8');
    expect(page).toContain('<link rel="canonical" href="https://example.org/sub/runs/first-run/">');
    expect(page).toContain('<meta http-equiv="content-security-policy"');
    expect(page).toContain('href="/sub/findings/conv-hangs/"');
    expect(page).toContain('Of 2 planned probes, 1 hung and 1 passed.');
    expect(page).toContain('id="conv-3x3"');
    expect(page).not.toMatch(/<[^>]+ style=|<script>|<style/);

    const record = readFileSync(join(out, 'runs/first-run/index.json'), 'utf8');
    expect(record).toBe(readFileSync(join(SITE, 'runs/2025/first-run.json'), 'utf8'));
    const [evidence] = readdirSync(join(SITE, 'evidence'));
    expect(readFileSync(join(out, 'evidence', evidence ?? ''))).toEqual(
      readFileSync(join(SITE, 'evidence', evidence ?? '')),
    );
    const missing = readFileSync(join(out, '404.html'), 'utf8');
    expect(missing).toContain('<meta name="robots" content="noindex">');
    expect(missing).not.toContain('canonical');
    expect(readFileSync(join(out, 'feed.xml'), 'utf8')).toContain(
      '<id>https://example.org/sub/</id>',
    );

    expect(page).toContain(
      '<link rel="alternate" type="text/markdown" href="/sub/runs/first-run/index.md">',
    );
    const report = readFileSync(join(out, 'runs/first-run/index.md'), 'utf8');
    const copied = /<pre[^>]*><code>(## [\s\S]*?)<\/code>/.exec(page)?.[1] ?? '';
    expect(unescaped(copied)).toBe(report);
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(JSON.parse(data)).toMatchObject({
      '@type': 'Dataset',
      url: 'https://example.org/sub/runs/first-run/',
    });
    const where = ['--dir', out, '--base', '/sub/', '--site', 'https://example.org'];
    const links = script('links', where);
    expect(links.stdout).toMatch(/links checked, 0 problems/);
    expect(links.status).toBe(0);
  });
});

describe('a diagram in Markdown', () => {
  const text =
    'flowchart TB\n  accTitle: Two boxes\n  accDescr: One leads to two.\n  a["one"] --> b["two"]\n  click a "finding:conv-hangs"';
  const contentWith = (diagram: string) => {
    const content = contentCopy();
    mkdirSync(join(content, 'prose'));
    const head = '---\nid: about\ntitle: About\nsummary: This.\n---\n';
    const fence = `\`\`\`mermaid\n${diagram}\n\`\`\`\n`;
    writeFileSync(join(content, 'prose/about.md'), `${head}Look:\n\n${fence}\n${fence}`);
    return content;
  };
  const out = () => join(temporaryFolder(), 'site');

  test('is drawn, named and described, its ids its own, and drawn from what was kept', () => {
    const [first, second, content, cache] = [out(), out(), contentWith(text), temporaryFolder()];
    expect(build(content, first, { FAULTLINE_CACHE: cache }).stderr).toBe('');
    const page = readFileSync(join(first, 'about/index.html'), 'utf8');
    expect(
      page.match(/<figure class="diagram"><figcaption>Two boxes<\/figcaption><svg /g),
    ).toHaveLength(2);
    expect(page).toMatch(
      /<title id="drawn-[0-9a-f]{8}-title">Two boxes<\/title><desc id="drawn-[0-9a-f]{8}-desc">/,
    );
    expect(page).toMatch(/<title id="drawn-[0-9a-f]{8}-2-title">/);
    expect(page.match(/<a href="\/findings\/conv-hangs\/"><g [^>]*data-node="a"/g)).toHaveLength(2);
    expect(page).not.toMatch(/<[^>]+ style=|<style/);
    const browserless = { FAULTLINE_CACHE: cache, CHROME_PATH: '/nonexistent/chrome' };
    expect(build(content, second, browserless).stderr).toBe('');
    expect(readFileSync(join(second, 'about/index.html'), 'utf8')).toBe(page);
  });

  test('is its text where no browser can be started, and the build says so once', () => {
    const [site, content] = [out(), contentWith(text)];
    const env = { FAULTLINE_CACHE: temporaryFolder(), CHROME_PATH: '/nonexistent/chrome' };
    const { status, stderr } = build(content, site, env);
    expect(status).toBe(0);
    expect(stderr.match(/\[no-browser\]/g)).toHaveLength(1);
    const page = readFileSync(join(site, 'about/index.html'), 'utf8');
    expect(page).toContain('b["two"]\n  click a "finding:conv-hangs"</code></pre>');
    expect(page).not.toContain('class="drawing');
  });

  test('with a mistake stops the build', () => {
    const site = out();
    const { status, stderr } = build(contentWith(`${text}\n  b -->`), site);
    expect(status).toBe(1);
    expect(stderr).toContain('content/prose/about.md:14  [syntax]');
    expect(stderr).toContain('This is not valid Mermaid: it ends too early.');
    expect(stderr).toContain(`${site}/ was not touched.`);
  });
});

test('a run with three mistakes gives three problems, exit 1, and the old site stays', () => {
  const content = contentCopy();
  const file = join(content, 'runs/2025/first-run.json');
  const text = readFileSync(file, 'utf8')
    .replace('"outcome": "pass"', '"outcome": "passed"')
    .replace('"probe": "conv"', '"prob": "conv"')
    .replace('"installed": "6.14"', '"installed": 6.14');
  writeFileSync(file, text);
  const out = join(temporaryFolder(), 'site');
  mkdirSync(join(out, '_astro'), { recursive: true });
  writeFileSync(join(out, 'index.html'), 'the last good site');

  const { status, stderr } = build(content, out);
  expect(status).toBe(1);
  expect(stderr.match(/first-run\.json:\d+ {2}\[/g)).toHaveLength(3);
  expect(stderr).toContain(`3 problems; ${out}/ was not touched.`);
  expect(stderr).not.toContain('    at ');
  expect(readdirSync(out)).toEqual(['_astro', 'index.html']);
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('the last good site');
});
