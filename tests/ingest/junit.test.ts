import { describe, expect, test } from 'vitest';
import { reportedIn } from './reported-in.ts';

const read = (xml: string) => reportedIn(xml, 'report.xml');

const suite = (inside: string, attributes = 'name="s"') =>
  read(`<testsuite ${attributes}>${inside}</testsuite>`);

describe('what a test case says of itself', () => {
  test('each word of status and result has its meaning, in whatever case', async () => {
    const said = {
      pass: 'run completed passed pass success successful ok executed PASSED',
      skipped: 'notrun suppressed skipped skip disabled ignored Disabled',
      fail: 'failed fail failure FAILED',
      error: 'error errored',
    };
    for (const [outcome, words] of Object.entries(said)) {
      for (const word of words.split(' ')) {
        for (const attribute of ['status', 'result']) {
          const { outcomes, rules, codes, cases } = await suite(
            `<testcase name="a" ${attribute}=" ${word} "/>`,
          );
          expect([word, ...outcomes, ...rules]).toEqual([word, outcome, 'junit-status']);
          expect(codes).toEqual([]);
          expect(cases[0]?.rawStatus).toBe(word);
        }
      }
    }
  });

  test.each(Object.getOwnPropertyNames(Object.prototype))(
    'a word that every object has is not understood, and no pass: %s',
    async (word) => {
      const { outcomes, rules, codes } = await suite(`<testcase name="a" status="${word}"/>`);
      expect([outcomes, rules, codes]).toEqual([['error'], ['not-understood'], ['unknown-status']]);
    },
  );

  test('the worse of status and result counts, and an element more than a pass', async () => {
    const { outcomes } = await suite(
      '<testcase name="a" status="run" result="failed"/>' +
        '<testcase name="b" status="run" result="completed"/>' +
        '<testcase name="c" status="run"><skipped/></testcase>' +
        '<testcase name="d" status="passed"><failure/></testcase>' +
        '<testcase name="e" status="skipped" result="odd"/>',
    );
    expect(outcomes).toEqual(['fail', 'pass', 'skipped', 'fail', 'error']);
  });

  test.each(['skipped', 'disabled', 'ignored'])('<%s> is a test left out', async (element) => {
    const { outcomes, rules, cases } = await suite(
      `<testcase name="a"><${element} type="why" message="no such card"/></testcase>`,
    );
    expect([outcomes, rules]).toEqual([['skipped'], ['junit-skipped']]);
    expect(cases[0]).toMatchObject({ rawStatus: `${element} why`, reason: 'no such card' });
  });

  test('an expected failure of which no reason is told has none', async () => {
    const { cases } = await suite(
      '<testcase name="a"><skipped type="pytest.xfail" message=""/></testcase>' +
        '<testcase name="b"><skipped type="XFAIL" message="known"/></testcase>',
    );
    expect(cases.map(({ mapped }) => mapped.expected)).toEqual([
      { outcome: 'fail', why: undefined },
      { outcome: 'fail', why: 'known' },
    ]);
  });

  test('a failure that nobody expected outweighs one that was', async () => {
    const { cases } = await suite(
      '<testcase name="a"><skipped type="XFAIL" message="known"/><failure message="new"/></testcase>',
    );
    expect(cases[0]?.mapped).toMatchObject({ outcome: 'fail', rule: 'junit-failure' });
    expect(cases[0]?.mapped.expected).toBeUndefined();
    expect(cases[0]?.reason).toBe('new');
  });

  test('without a name it is called by its number, and the record says so', async () => {
    const { names, codes } = await suite('<testcase name="a"/><testcase/><testcase name="  "/>');
    expect(names).toEqual(['a', 'test case 2', 'test case 3']);
    expect(codes).toEqual(['no-name', 'no-name']);
  });

  test('its class is its group, else its suite; not what its name says already', async () => {
    const groups = async (inside: string, attributes?: string) =>
      (await suite(inside, attributes)).cases.map(({ group }) => group);
    expect(await groups('<testcase name="a" classname="C"/><testcase name="a"/>')).toEqual([
      ['C'],
      ['s'],
    ]);
    expect(await groups('<testcase name="s"/><testcase name="C" classname="C"/>')).toEqual([
      [],
      [],
    ]);
    expect(await groups('<testcase name="a" classname=" "/>')).toEqual([['s']]);
    expect(await groups('<testcase name="a"/>', 'name=" "')).toEqual([[]]);
    expect(await groups('<testcase name="a"/>', 'name="pytest"')).toEqual([[]]);
  });
});

describe('how long and when', () => {
  test('a time is in seconds, with or without separators; an empty one is none', async () => {
    const { cases, codes } = await suite(
      '<testcase name="a" time="1,234.5"/><testcase name="b" time=" "/><testcase name="c"/>' +
        '<testcase name="d" time="0"/>',
    );
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([1_234_500, undefined, undefined, 0]);
    expect(codes).toEqual([]);
  });

  test('one that cannot be is told and left out', async () => {
    const { cases, codes } = await suite(
      '<testcase name="a" time="-1"/><testcase name="b" time="soon"/>',
    );
    expect(cases.map(({ durationMs }) => durationMs)).toEqual([undefined, undefined]);
    expect(codes).toEqual(['unreadable-time', 'unreadable-time']);
  });

  test('the earliest moment of the suites is when the run began', async () => {
    const { time, codes } = await read(
      '<testsuites><testsuite name="a" timestamp="2026-03-04T05:06:08Z"/>' +
        '<testsuite name="b" timestamp="2026-03-04T05:06:07Z"/>' +
        '<testsuite name="c" timestamp="2026-03-04T05:06:09Z"/>' +
        '<testsuite name="d" timestamp=" "/></testsuites>',
    );
    expect(time).toEqual({ start: '2026-03-04T05:06:07Z' });
    expect(codes).toEqual([]);
  });

  test('a moment without a zone is a local one, the first of them', async () => {
    const { time } = await read(
      '<testsuites><testsuite name="a" timestamp="2026-03-04T05:06:08"/>' +
        '<testsuite name="b" timestamp="2026-03-04T05:06:07"/></testsuites>',
    );
    expect(time).toEqual({ local: '2026-03-04T05:06:08' });
  });

  test('a test case begins when it says, where that has a zone', async () => {
    const { cases } = await suite(
      '<testcase name="a" timestamp="2026-03-04T05:06:07Z"/>' +
        '<testcase name="b" timestamp="2026-03-04T05:06:07"/><testcase name="c" timestamp="x"/>',
    );
    const starts = ['2026-03-04T05:06:07Z', undefined, undefined];
    expect(cases.map(({ start }) => start)).toEqual(starts);
  });
});

describe('properties', () => {
  test('of a suite are of the environment, of a test case its parameters; the first counts', async () => {
    const { environment, cases } = await suite(
      '<properties><property name="os" value="Linux"/><property name="os" value="other"/>' +
        '<property name="text">in it</property><property value="nameless"/>' +
        '<property name="" value="empty"/><property name="bare"/></properties>' +
        '<testcase name="a"><properties><property name="n" value="3"/></properties></testcase>' +
        '<testcase name="b"/>',
    );
    expect(environment).toEqual({ os: 'Linux', text: 'in it', bare: '' });
    expect(cases.map(({ params }) => params)).toEqual([{ n: '3' }, {}]);
  });

  test('cannot change what objects are', async () => {
    const { environment } = await suite(
      '<properties><property name="__proto__" value="x"/>' +
        '<property name="constructor" value="y"/></properties>',
    );
    expect(Object.entries(environment)).toEqual([['constructor', 'y']]);
    expect(Object.getPrototypeOf(environment)).toBe(Object.prototype);
  });

  test('are kept up to a hundred', async () => {
    const all = Array.from({ length: 120 }, (_, at) => `<property name="p${at}" value="${at}"/>`);
    const { environment } = await suite(`<properties>${all.join('')}</properties>`);
    expect(Object.keys(environment)).toHaveLength(100);
    expect(environment['p99']).toBe('99');
  });
});

describe('what stands where', () => {
  test('a prefix of names is none of their meaning', async () => {
    const { names, outcomes, title } = await read(
      '<x:testsuites xmlns:x="urn:x" name="all"><x:testsuite name="s"><x:testcase name="a">' +
        '<x:failure message="no"/></x:testcase></x:testsuite></x:testsuites>',
    );
    expect([names, outcomes, title]).toEqual([['a'], ['fail'], 'all']);
  });

  test('what looks like a test inside a test, or in a property, is none', async () => {
    const { names, planned } = await suite(
      '<properties><testcase name="x"/></properties>' +
        '<testcase name="a"><system-out><testcase name="y"/></system-out></testcase>',
    );
    expect([names, planned]).toEqual([['a'], 1]);
  });

  test('texts are kept by kind, and those without a word are not', async () => {
    const { cases } = await suite(
      '<testcase name="a"><system-out>out</system-out><system-err>err</system-err>' +
        '<failure message="short">long</failure></testcase>' +
        '<testcase name="b"><system-out> \n </system-out><failure message=""/></testcase>',
    );
    expect(cases[0]?.outputs.map(({ kind, text }) => [kind, text])).toEqual([
      ['stdout', 'out'],
      ['stderr', 'err'],
      ['message', 'short\nlong'],
    ]);
    expect(cases[1]?.outputs).toEqual([]);
    expect(cases[1]?.reason).toBeUndefined();
  });

  test('the reason is what the gravest verdict says, else the beginning of its text', async () => {
    const { cases } = await suite(
      '<testcase name="a"><skipped message="left out"/><error message="broke"/></testcase>' +
        '<testcase name="b"><failure>\n  at line 3\n</failure></testcase>' +
        '<testcase name="c"><failure message="  ">from its text</failure></testcase>' +
        '<testcase name="d"><failure message="first"/>' +
        '<failure message="HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: gone"/></testcase>',
    );
    expect(cases.map(({ reason }) => reason)).toEqual([
      'broke',
      'at line 3',
      'from its text',
      'HSA_STATUS_ERROR_MEMORY_APERTURE_VIOLATION: gone',
    ]);
    expect(cases[3]?.mapped.outcome).toBe('crash');
  });

  test('only the four elements for another try are tries', async () => {
    const { cases, codes } = await suite(
      '<testcase name="a"><failure/><rerunFailure time="0.5"/><rerunError/></testcase>' +
        '<testcase name="b"><flakyFailure/><flakyError time="2"/></testcase>' +
        '<testcase name="c"><myrerunFailure/></testcase>' +
        '<testcase name="d"><flakyErrors/></testcase>',
    );
    const told = cases.map(({ attempts }) => attempts.map(({ outcome }) => outcome));
    expect(told).toEqual([['fail', 'error'], ['fail', 'error', 'pass'], [], []]);
    expect(cases[0]?.attempts[0]).toMatchObject({ rawStatus: 'rerunFailure', durationMs: 500 });
    expect(cases.map(({ mapped }) => mapped.outcome)).toEqual(['fail', 'pass', 'error', 'error']);
    expect(codes).toEqual(['unknown-element', 'unknown-element']);
  });
});

describe('what is promised', () => {
  test('a count that does not hold is told, with the first in the words of the run', async () => {
    const { incomplete, codes, planned } = await suite(
      '<testcase name="a"/><testcase name="b" status="failed"/><testcase name="c" result="error"/>' +
        '<testcase name="d"><ignored/></testcase>',
      'name="s" tests="6" failures="1" errors="1" skipped="0" disabled="1"',
    );
    expect(codes).toEqual(['count-differs']);
    expect(incomplete).toBe('the file counts tests="6", but 4 stand there');
    expect(planned).toBe(6);
  });

  test('counts that hold are silent, and one that is not told promises nothing', async () => {
    const { incomplete, codes, planned } = await suite(
      '<testcase name="a"><failure/></testcase><testcase name="b"><error/></testcase>',
      'name="s" tests="2" failures="1" errors="1"',
    );
    expect([incomplete, codes, planned]).toEqual([undefined, [], 2]);
  });
});

describe('a file that ends too soon', () => {
  const cutOff = (inside: string) => read(`<testsuite name="s" tests="2">${inside}`);

  test('keeps a failure that was told, and no pass or skip', async () => {
    const failed = await cutOff('<testcase name="a"/><testcase name="b"><failure message="no"/>');
    expect([failed.names, failed.outcomes]).toEqual([
      ['a', 'b'],
      ['pass', 'fail'],
    ]);
    for (const inside of ['', '<skipped/>', '<system-out>x</system-out>', '<flakyError/>']) {
      const { names, codes, planned, incomplete } = await cutOff(
        `<testcase name="a"/><testcase name="b">${inside}`,
      );
      expect([inside, names, planned]).toEqual([inside, ['a'], 2]);
      expect(codes).toContain('case-cut-off');
      expect(incomplete).toBeDefined();
    }
  });

  test('counts a test that it begins among those that it promises nothing of', async () => {
    const { planned, names, codes } = await read('<testsuite name="s"><testcase name="a">');
    expect([planned, names]).toEqual([1, []]);
    expect(codes).toContain('case-cut-off');
  });

  test('keeps no failure that was expected: the end might say another thing', async () => {
    const { names } = await cutOff('<testcase name="b"><skipped type="XFAIL" message="known"/>');
    expect(names).toEqual([]);
  });
});
