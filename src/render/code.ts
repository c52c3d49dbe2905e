import type { Element, ElementContent, Text } from 'hast';
import {
  createCssVariablesTheme,
  createHighlighterCoreSync,
  type HighlighterCore,
} from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import bash from 'shiki/langs/bash.mjs';
import c from 'shiki/langs/c.mjs';
import ini from 'shiki/langs/ini.mjs';
import json from 'shiki/langs/json.mjs';
import python from 'shiki/langs/python.mjs';
import yaml from 'shiki/langs/yaml.mjs';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { keeping } from './kept.ts';

const THEME = 'faultline';
const PREFIX = '--tok-';
const TOKEN = new RegExp(`var\\(${PREFIX}token-([a-z-]+)\\)`);

let highlighter: HighlighterCore | undefined;

function loaded(): HighlighterCore {
  highlighter ??= createHighlighterCoreSync({
    themes: [createCssVariablesTheme({ name: THEME, variablePrefix: PREFIX, fontStyle: false })],
    langs: [bash, c, ini, json, python, yaml],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  return highlighter;
}

/**
 * Code as the children of a `<code>` element: spans with the classes of `styles/code.css`.
 * A language that is not known is shown as plain text.
 */
export function highlight(text: string, language: string): ElementContent[] {
  const shiki = loaded();
  const known = shiki.getLoadedLanguages().includes(language);
  const root = shiki.codeToHast(text, {
    lang: known ? language : 'text',
    theme: THEME,
    // By default a line that takes half a second stays plain from there on: on a busy machine, any.
    tokenizeTimeLimit: 0,
  });
  let children: ElementContent[] = [];
  visit(root, 'element', (node: Element) => {
    if (node.tagName === 'code') children = node.children.flatMap(unwrapLine);
  });
  return children;
}

const kept = keeping<string>();

/** The same as HTML. */
export function highlightToHtml(text: string, language: string): string {
  return kept(`${language}\n${text}`, () =>
    toHtml({ type: 'root', children: highlight(text, language) }),
  );
}

function unwrapLine(node: ElementContent): ElementContent[] {
  return node.type === 'element' ? node.children.map(tokenWithClass) : [node];
}

/** Shiki writes `style="color:var(--tok-token-string)"`; a strict content policy wants a class. */
function tokenWithClass(node: ElementContent): ElementContent {
  if (node.type !== 'element') return node;
  const { style } = node.properties;
  const token = typeof style === 'string' ? TOKEN.exec(style)?.[1] : undefined;
  const only = node.children[0] as Text | undefined;
  if (token === undefined) return only ?? { type: 'text', value: '' };
  return { ...node, properties: { className: [`tok-${token}`] } };
}
