/** Licences (SPDX) under which a package may come with the project. A choice between several needs one of these. */
export const LICENCES: Readonly<Record<string, string>> = {
  MIT: '',
  ISC: '',
  'Apache-2.0': '',
  'BSD-2-Clause': '',
  'BSD-3-Clause': '',
  '0BSD': '',
  'BlueOak-1.0.0': '',
  'CC0-1.0': '',
  Unlicense: '',
  'Python-2.0': '',
  'OFL-1.1': 'fonts: may be served with a site, not sold by themselves',
  'CC-BY-3.0': 'lists of data that name their source',
  'CC-BY-4.0': 'lists of data that name their source',
  'MPL-2.0': 'used as it is: only a change of its own files would have to be published',
  'LGPL-3.0-or-later':
    'a library of Sharp, loaded at build time on some systems, never part of a site',
  'EPL-2.0': 'the layout of Mermaid, at build time, never part of a site',
};

/**
 * Packages that ask to run a script when they are installed, and why it is not needed. `.npmrc` lets none run;
 * one that is new has to be looked at all the same, as others may install without that file.
 */
export const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild: 'only makes its command start faster',
};
