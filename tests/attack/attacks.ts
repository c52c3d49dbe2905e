/**
 * Text that would do something if any place of the site took it for more than text. Each attempt calls
 * `pwned`, which no page defines: what runs is seen as an error, or by a browser that does define it.
 */
const MARKUP = [
  `"'><script>pwned(1)</script>`,
  `<img src=x onerror=pwned(2)>`,
  `<svg/onload=pwned(3)>`,
  `</title></style></textarea></script></template><!--`,
  `<iframe srcdoc="<script>pwned(4)</script>">`,
  '`${pwned(5)}{{pwned(6)}}',
].join('');

/** Characters that hide or turn round what stands beside them, as escapes. */
export const UNSEEN =
  '\u202e\u2066\u2069\u200b\u200d\u2060\ufeff\u00ad\u061c\u{e0041}\u0007\u001b]8;;x\u0085\u2028';

/** Any of those. */
export const HIDDEN =
  /[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

const LINKS = '[l](javascript:pwned(7)) ![i](data:image/svg+xml,x) <javascript:pwned(8)> @team #1';

/** One line; `name` tells where it was put. */
export const attackLine = (name: string): string => `§${name}§ ${MARKUP}${UNSEEN} ${LINKS}.`;

/** Several lines. */
export const attackText = (name: string): string =>
  [
    attackLine(name),
    ']]></script><script>pwned(9)</script>',
    '~~~\n```html\n<script>pwned(10)</script>\n```',
    '| a | b |\n|---|---|\n| <img src=x onerror=pwned(11)> | `</code><script>pwned(12)</script>` |',
    '# heading {#constructor}',
    '--></pre><style>*{display:none}</style>',
  ].join('\n');

/** Markdown that tries to be live HTML or to lead astray: the check of content refuses it. */
export const attackMarkdown = (name: string): string =>
  [
    attackLine(name),
    '<script>pwned(13)</script>\n\n<p onclick="pwned(14)" style="position:fixed;inset:0">over all</p>',
    '[a](javascript:pwned(15)) [b](JaVaScRiPt:pwned(16)) [c](&#106;avascript:pwned(17)) [d](data:text/html;base64,PHNjcmlwdD4=)',
    '[e]\n\n[e]: javascript:pwned(18) "t"\n\n<vbscript:pwned(19)> [f](//evil.example/x) [g](http://evil.example/) [h](file:///etc/passwd)',
    '![h](https://evil.example/pixel.png) ![k](data:image/svg+xml;base64,PHN2Zz4=)',
    '<details open ontoggle=pwned(20)><summary>s</summary></details> <math><mtext></mtext></math>',
    '<form action="https://evil.example/"><button formaction="javascript:pwned(21)">b</button></form>',
    '```"><script>pwned(22)</script>\ncode\n```',
    '```html\n</code></pre><script>pwned(23)</script>\n```',
    '[^1]\n\n[^1]: note <img src=x onerror=pwned(24)>',
    '- [ ] task <b onmouseover=pwned(25)>b</b>',
    '| a |\n|---|\n| <img src=x onerror=pwned(26)> [x](javascript:pwned(27)) |',
  ].join('\n\n');

/** An address that the schemas take, and that means more to whom it is not escaped for. */
export const attackUrl = (name: string): string =>
  `https://example.org/${name}/javascript:pwned(28)//&lt;img&#x20;onerror=pwned(29)&gt;%22onmouseover=pwned(30)?a=b&c=[d](e)`;

/** The same attempts as far as the check lets them through: as text, code, titles and diagrams. */
export const acceptedMarkdown = (name: string): string =>
  [
    attackLine(name).replaceAll(/[<[\]!&`]/g, String.raw`\$&`),
    '&lt;script>pwned(40)&lt;/script> &#60;img src=x onerror=pwned(41)&#62;',
    '`</code><script>pwned(42)</script>` ``<!--`` `]]>`',
    String.raw`[t\<img src=x onerror=pwned(43)\>](https://example.org/?javascript:pwned(44)%22onmouseover=pwned(45) "t\" onmouseover=pwned(46) x=\"")`,
    '```"><script>pwned(47)</script>\n</code></pre><script>pwned(48)</script>\n```',
    '```html\n</code></pre><script>pwned(49)</script><!--\n```',
    '| a `<i>` |\n|---|\n| `<img src=x onerror=pwned(51)>` &lt;svg/onload=pwned(52)> |',
  ].join('\n\n');

/** A diagram whose every label is an attack. */
export const ATTACK_DIAGRAM = [
  'flowchart LR',
  '  accTitle: <script>pwned(60)</script> "><img src=x onerror=pwned(61)>',
  '  accDescr: </desc></svg><script>pwned(62)</script>',
  '  a["<img src=x onerror=pwned(63)> #lt;script#gt;pwned(64)#lt;/script#gt;"]',
  '  b["`**</text><script>pwned(65)</script>**`"]',
  '  constructor["javascript:pwned(66)"]',
  '  a -->|"<svg/onload=pwned(67)>"| b --> constructor',
  '  click a "https://example.org/?javascript:pwned(68)"',
].join('\n');
