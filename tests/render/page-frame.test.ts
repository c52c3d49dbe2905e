import { expect, test } from 'vitest';
import { frameFaults, Namesakes, pageFrame } from '../../src/render/page-frame.ts';

const GOOD = [
  '<!doctype html><html lang="en-GB"><head><title>One</title>',
  '<meta name="description" content="It is."></head>',
  '<body><header><nav aria-label="Main"></nav></header>',
  '<main><h1>One</h1><article><header></header><footer></footer></article>',
  '<svg><title>A drawing</title></svg></main>',
  '<footer><nav aria-label="More"></nav></footer></body></html>',
].join('');

const faultsOf = (html: string) => frameFaults(pageFrame(html));

test('a page that has everything once', () => {
  expect(faultsOf(GOOD)).toEqual([]);
  expect(pageFrame(GOOD).titles).toEqual(['One']);
});

test.each([
  [' lang="en-GB"', '', '<html> has no lang'],
  ['<title>One</title>', '', 'there is no <title>'],
  ['<title>One</title>', '<title> </title>', '<title> is empty'],
  ['<title>One</title>', '<title>a</title><title>b</title>', 'there are 2 <title>'],
  ['<meta name="description" content="It is.">', '', 'there is no <meta name="description">'],
  ['content="It is."', 'content=""', 'the description is empty'],
  ['<h1>One</h1>', '', 'there is no <h1>'],
  ['<h1>One</h1>', '<h1>One</h1><h1>Two</h1>', 'there are 2 <h1>'],
  ['<main>', '<main></main><main>', 'there are 2 <main>'],
  ['<header><nav', '<div><nav', 'there is no <header>'],
  ['<footer><nav', '<footer></footer><footer><nav', 'there are 2 <footer>'],
  ['aria-label="More"', '', 'one <nav> of several has no aria-label'],
  ['aria-label="More"', 'aria-label="Main"', 'two <nav> are called "Main"'],
])('with %j as %j', (was, is, fault) => {
  expect(faultsOf(GOOD.replace(was, is))).toEqual([fault]);
});

test('pages are called and described otherwise than all others', () => {
  const namesakes = new Namesakes();
  const frame = pageFrame(GOOD);
  const other = pageFrame(GOOD.replace('It is.', 'It is not.'));
  expect(namesakes.add('a/index.html', frame)).toEqual([]);
  expect(namesakes.add('b/index.html', other)).toEqual(['has the title of a/index.html: One']);
  expect(namesakes.add('v/one/a/index.html', frame)).toEqual([
    'has the title of a/index.html: One',
    'has the description of a/index.html: It is.',
  ]);
});
