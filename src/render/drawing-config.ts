import font from '@fontsource-variable/inter/package.json' with { type: 'json' };
import mermaid from 'mermaid/package.json' with { type: 'json' };
import { THEME_VARIABLES } from './drawing-theme.ts';

/** To be raised when `drawing-page.ts` or `svg-cleaning.ts` give other bytes for the same text. */
const OWN_VERSION = 1;

/** The id that Mermaid builds its own from. */
export const RENDER_ID = 'drawn';

/** What Mermaid is told. The text of a diagram cannot change what `secure` lists. */
export const MERMAID_CONFIG = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  logLevel: 'fatal',
  htmlLabels: false,
  deterministicIds: true,
  deterministicIDSeed: 'faultline',
  handDrawnSeed: 1,
  look: 'classic',
  theme: 'base',
  themeVariables: { ...THEME_VARIABLES, fontSize: '15px' },
  fontFamily: 'Inter Variable, sans-serif',
  flowchart: {
    htmlLabels: false,
    wrappingWidth: 200,
    padding: 11,
    nodeSpacing: 32,
    rankSpacing: 40,
  },
  class: { htmlLabels: false },
  secure: ['secure', 'securityLevel', 'theme', 'themeVariables', 'themeCSS', 'htmlLabels', 'look'],
} as const;

/** Everything that a drawing depends on besides its text. */
export const DRAWING_BASIS = JSON.stringify([
  OWN_VERSION,
  mermaid.version,
  font.version,
  MERMAID_CONFIG,
]);
