import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/ingest/index.ts';

const found = (text: string) => recognise(new TextEncoder().encode(text));

test.each([
  ['<testsuites/>', 'junit'],
  ['\ufeff \n<?xml version="1.0"?><!-- a --><!DOCTYPE x><x:testsuite xmlns:x="y"/>', 'junit'],
  ['npm notice\n<testsuite name="x">', 'junit'],
  ['TAP version 14\n', 'tap'],
  ['1..3\n', 'tap'],
  ['ok 1 - a\nnot ok 2\n', 'tap'],
  ['hello\nTAP version 13\n1..1\nok 1\n', 'tap'],
  ['KTAP version 1\n1..1\n', 'ktap'],
  ['[    1.0] TAP version 14\n', 'ktap'],
  ['TAP version 13\n1..1\n# selftests: x: y\n# TAP version 13\n', 'ktap'],
  ['{"results": {"tests": []}}', 'ctrf'],
  ['{"reportFormat": "CTRF"', 'ctrf'],
  ['{"version": {"major": 4, "minor": 0}, "builds": []}', 'kcidb'],
  ['{"tests": [{"id": "a:1", "origin": "a", "path": "boot"}]}', 'kcidb'],
  ['{"created": 1, "duration": 1, "exitcode": 0, "summary": {}}', 'pytest-json-report'],
  ['{"tests": [{"nodeid": "a"}]}', 'pytest-json-report'],
  ['{"schema": "faultline.run/7"}', 'native'],
  ['{"title": "x", ', 'native'],
])('%j is %s', (text, format) => {
  expect(found(text)).toEqual({ format });
});

describe('what is none of them is called by its name', () => {
  test.each([
    ['', 'an empty file'],
    [' \n', 'nothing but space'],
    ['\0\0\0\0', 'binary data'],
    ['<suites/>', 'XML with the root <suites>'],
    ['<?xml version="1.0"', 'XML that breaks before its first element'],
    ['<test-run/>', 'an NUnit 3 report'],
    ['[{"a": 1}]', 'a JSON list'],
    ['{}', 'an empty JSON object'],
    [
      '{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}',
      'a JSON object with "a", "b", "c", "d", "e" and others',
    ],
    ['{"schema": "other"}', 'a JSON object whose "schema" is not that of a run'],
    ['===== test session starts =====\n', 'what pytest prints; use --junitxml'],
    ['[==========] Running 1 test\n', 'what googletest prints; use --gtest_output=xml'],
    ['all is ok 1 here\n', 'text that begins with "all is ok 1 here"'],
  ])('%j', (text, looksLike) => {
    expect(found(text)).toEqual({ looksLike });
  });
});
