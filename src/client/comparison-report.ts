import type { ComparisonPage } from '../publish/comparison-page.ts';
import { element } from './nodes.ts';

/**
 * The text of a comparison for an issue, folded away; what writes it is loaded when it is opened.
 * @param url the page of the comparison, in full
 */
export function reportOf(page: ComparisonPage, url: string, base: string): HTMLDetailsElement {
  const code = element('code', '');
  const pre = element('pre', 'code', code);
  pre.tabIndex = 0;
  const copy = element('button', 'copy', 'Copy');
  copy.type = 'button';
  copy.dataset['copy'] = '';
  const command = element('div', 'command', pre, copy);
  const hint = element('p', 'hint', 'Markdown that GitHub and GitLab show as tables.');
  const report = element('details', 'report', element('summary', '', 'Report for an issue'), hint);
  report.addEventListener('toggle', () => {
    if (report.open && code.textContent === '') void write();
  });
  return report;

  async function write(): Promise<void> {
    try {
      const { comparisonMarkdown } = await import('../publish/markdown/comparison-markdown.ts');
      code.textContent = comparisonMarkdown(page, url, { base, origin: location.origin });
      report.append(command);
    } catch {
      hint.textContent =
        'The text could not be made. Close this and open it again to try once more.';
    }
  }
}
