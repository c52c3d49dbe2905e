import { describe, expect, test } from 'vitest';
import { redactText } from './redact-text.ts';

describe('is taken out', () => {
  test.each([
    ['/home/alice/src/x.py', '/home/(user-1)/src/x.py'],
    ['file:///home/alice/x', 'file:///home/(user-1)/x'],
    ['/var/home/alice:/Users/bob', '/var/home/(user-1):/Users/(user-2)'],
    ['at C:\\Users\\alice\\x', 'at C:\\Users\\(user-1)\\x'],
    ['at C:\\Users\\Alice Doe\\x', 'at C:\\Users\\(user-1)\\x'],
    ['at c:/users/alice', 'at c:/users/(user-1)'],
    ['/home/müller/x', '/home/(user-1)/x'],
    ['/home/alice and alice, pytest-of-alice', '/home/(user-1) and (user-1), pytest-of-(user-1)'],
    ['USER=alice LOGNAME=bob', 'USER=(user-1) LOGNAME=(user-2)'],
    ['{"user": "alice", "username":"bob"}', '{"user": "(user-1)", "username":"(user-2)"}'],
    ['<property name="username" value="alice"/>', '<property name="username" value="(user-1)"/>'],
    ['uid=1000(alice) gid=1000(alice)', 'uid=1000((user-1)) gid=1000((user-1))'],
    ['session opened for user alice(uid=0)', 'session opened for user (user-1)(uid=0)'],
    ['alice@zaphod:~/src$ make', '(user-1)@(host-1):~/src$ make'],
    ['[alice@zaphod src]$ make', '[(user-1)@(host-1) src]$ make'],
    [
      'Linux version 6.14.0 (alice@zaphod) (gcc 13)',
      'Linux version 6.14.0 ((user-1)@(host-1)) (gcc 13)',
    ],
    ['Linux zaphod 6.14.0-34-generic #34', 'Linux (host-1) 6.14.0-34-generic #34'],
    ['Oct  7 15:47:47 zaphod kernel: amdgpu: x', 'Oct  7 15:47:47 (host-1) kernel: amdgpu: x'],
    [
      'nov 04 13:30:18 odys25 kernel: x\nodys25 is up',
      'nov 04 13:30:18 (host-1) kernel: x\n(host-1) is up',
    ],
    ['2025-11-06T10:00:00+0100 zaphod kernel: x', '2025-11-06T10:00:00+0100 (host-1) kernel: x'],
    [
      '2025-11-06T10:00:00.123456+01:00 zaphod sshd[12]: x',
      '2025-11-06T10:00:00.123456+01:00 (host-1) sshd[12]: x',
    ],
    ['<testsuite hostname="zaphod" tests="1">', '<testsuite hostname="(host-1)" tests="1">'],
    ['{"hostname":"zaphod.example.org"} zaphod', '{"hostname":"(host-1)"} (host-2)'],
    [' Static hostname: zaphod', ' Static hostname: (host-1)'],
    ['mail alice.b+x@mail.example.org now', 'mail (email-1) now'],
    ['<a@example.org>, <b@example.org>', '<(email-1)>, <(email-2)>'],
    ['from 192.168.178.45 port 22', 'from (ip-1) port 22'],
    ['http://10.1.2.3:8080/x', 'http://(ip-1):8080/x'],
    ['version: 192.168.178.45', 'version: (ip-1)'],
    ['addr 203.0.113.7, 203.0.113.7.', 'addr (ip-1), (ip-1).'],
    ['inet6 fe80::1c2d:3e4f%wlan0', 'inet6 (ip-1)%wlan0'],
    ['2001:db8::42 and 2001:0db8:85a3:0000:0000:8a2e:0370:7334', '(ip-1) and (ip-2)'],
    ['fd12:3456:789a:1::1/64', '(ip-1)/64'],
    ['link/ether 3c:7c:3f:1a:2b:4d brd', 'link/ether (mac-1) brd'],
    ['3C-7C-3F-1A-2B-4D', '(mac-1)'],
    ['guid 3c:7c:3f:ff:fe:1a:2b:4d', 'guid (mac-1)'],
    ['Serial Number: MX1234567', 'Serial Number: (serial-1)'],
    ['"serial_number": "MX1234567"', '"serial_number": "(serial-1)"'],
    ['<serial>MX1234567</serial>', '<serial>(serial-1)</serial>'],
    ['<property name="serial" value="MX1234567"/>', '<property name="serial" value="(serial-1)"/>'],
    ['{"name":"serial","value":"MX1234567"}', '{"name":"serial","value":"(serial-1)"}'],
    ['{"unique_id": 1801979520617338022, "a": 1}', '{"unique_id": 0, "a": 1}'],
    ['num_xcc 1\nunique_id 1801979520617338022\n', 'num_xcc 1\nunique_id (serial-1)\n'],
    ['==> device/unique_id <==\n19019b6c6dd16666\n', '==> device/unique_id <==\n(serial-1)\n'],
    ['card0/device/unique_id:19019b6c6dd16666', 'card0/device/unique_id:(serial-1)'],
    [
      '  Uuid:                    GPU-19019b6c6dd16666  ',
      '  Uuid:                    GPU-(serial-1)  ',
    ],
    ['root=UUID=d55f0c3f-88f5-4c65-a93a-285c1a30361c ro', 'root=UUID=(serial-1) ro'],
    ['usb 1-2: SerialNumber: 0123ABCD', 'usb 1-2: SerialNumber: (serial-1)'],
    ['GITHUB_TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345', 'GITHUB_TOKEN=(token-1)'],
    ['hf_abcdefghijklmnopqrstuvwxyzABCDEFGH', '(token-1)'],
    ['Authorization: Bearer abcdefghijkl.mnop', 'Authorization: Bearer (token-1)'],
    ['{"authorization": "Basic dXNlcjpwYXNzd29yZA=="}', '{"authorization": "Basic (token-1)"}'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc-_123', '(token-1)'],
    ['git clone https://bob:hunter2@example.org/x', 'git clone https://(token-1)@example.org/x'],
    ['MYSQL_PASSWORD=hunter2', 'MYSQL_PASSWORD=(token-1)'],
    ['"api_key": "0123456789abcdef"', '"api_key": "(token-1)"'],
    ['AWS key AKIAIOSFODNN7EXAMPLE', 'AWS key (token-1)'],
    [
      'a\n-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn\nNzaC\n-----END OPENSSH PRIVATE KEY-----\nb',
      'a\n(token-1)\n\n\n\nb',
    ],
  ])('%j', (text, expected) => {
    expect(redactText(text).text).toBe(expected);
  });

  test('whatever escapes it stands in', () => {
    const forms = [
      '\\/home\\/alice\\/x',
      '\\u002fhome\\u002f\\u0061lice\\u002fx',
      '&#47;home&#x2F;&#97;lice&#47;x',
      '%2Fhome%2Falice%2Fx',
      '{\\"a\\":\\"\\\\/home\\\\/alice\\\\/x\\"}',
      '&lt;a b=&quot;/home/alice&quot;&gt;',
      '&amp;#47;home&amp;#47;alice',
      '\u001b[31m/home/\u001b[0malice',
      '#x1B[31m/home/#x1B[0malice',
    ];
    for (const form of forms) {
      const { text } = redactText(form);
      expect(text, form).toContain('(user-1)');
      expect(text, form).not.toMatch(/alice|lice/);
    }
  });

  test('after a line break that is escaped', () => {
    expect(redactText('"x\\n192.168.178.45\\nOct  7 15:47:47 zaphod kernel: y"').text).toBe(
      '"x\\n(ip-1)\\nOct  7 15:47:47 (host-1) kernel: y"',
    );
  });
});

describe('tokens', () => {
  const some = (length: number) => 'aB3'.repeat(100).slice(0, length);

  test.each([
    ...['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'hf_', 'npm_'].map((start) => start + some(20)),
    ...['github_pat_', 'sk-', 'dckr_pat_', 'ya29.'].map((start) => start + some(20)),
    ...['glpat-', 'glrt-', 'pypi-', 'sk_live_', 'rk_live_'].map((start) => start + some(16)),
    ...['xoxb-', 'xoxp-'].map((start) => start + some(10)),
    'ASIAIOSFODNN7EXAMPLE',
    `AIza${some(30)}`,
    `SG.${some(16)}.${some(16)}`,
  ])('%s', (token) => {
    expect(redactText(`x ${token} y`).text).toBe('x (token-1) y');
    expect(redactText(`("${token}")`).text).toBe('("(token-1)")');
    expect(redactText(`x${token}`).text).toBe(`x${token}`);
  });

  test.each([
    ['SSH_PASSPHRASE=hunter2', 'SSH_PASSPHRASE=(token-1)'],
    ['"db-pwd": "hunter2"', '"db-pwd": "(token-1)"'],
    ['passwd: x.y/z', 'passwd: (token-1)'],
    ['PASSWORD=a~b', 'PASSWORD=(token-1)'],
    ['AWS_SECRET_ACCESS_KEY=abcd/EFG+1234', 'AWS_SECRET_ACCESS_KEY=(token-1)'],
    ['access_key_id: ABCDEFG1', 'access_key_id: (token-1)'],
    ['signing-key = "a1b2.c3d4/e5"', 'signing-key = "(token-1)"'],
    ['credentials: 1234567a', 'credentials: (token-1)'],
    ['CI_TOKEN => a1234567', 'CI_TOKEN => (token-1)'],
    ['Cookie: session=abc; b=2\nnext', 'Cookie: (token-1)\nnext'],
    ['"set-cookie": "id=abc"', '"set-cookie": "(token-1)"'],
    ['authorization=Digest abcdefghijkl', 'authorization=Digest (token-1)'],
    ['bearer abcdefghijk1', 'bearer (token-1)'],
    ['postgres://bob:hunter2@db/x', 'postgres://(token-1)@db/x'],
  ])('%j', (text, expected) => {
    expect(redactText(text).text).toBe(expected);
  });

  test.each([
    'the bearer infrastructure',
    'password=$PASSWORD password=<secret> password: ***** password=true',
    'PWD=/usr/src pwd=~/x pwd=. pwd=(none) pwd=C:\\x pwd=c:/x',
    'token=/run/1secret token=~/1secret token=.1secret token=12345678 token=abcdefgh token=abc1',
    'ghp_abc hf_abc sk-learn2 AKIA123 xoxb-1 glpat-x AIzaX SG.a.b',
    'monkey=abcdefg1 turnkey: abcdefg1',
    'https://example.org:8080/x@y',
  ])('none in %j', (text) => {
    expect(redactText(text).redactions).toEqual([]);
  });
});

describe('serial numbers', () => {
  test.each([
    ['  iSerial                 3 00E04C680001', '  iSerial                 3 (serial-1)'],
    ['/dev/disk/by-id/nvme-SSD_980_S64DNX0R1 x', '/dev/disk/by-id/(serial-1) x'],
    ['/dev/mapper/luks-d55f0c3f-88f5 ro', '/dev/mapper/luks-(serial-1) ro'],
    ['/dev/disk/by-uuid/1a2b3c4d-01', '/dev/disk/by-uuid/(serial-1)'],
    ['/dev/disk/by-partuuid/1a2b3c4d-01', '/dev/disk/by-partuuid/(serial-1)'],
    ['PARTUUID="1a2b3c4d-01"', 'PARTUUID="(serial-1)"'],
    ['asset tag: A12345', 'asset tag: (serial-1)'],
    ['Machine ID: 0123456789abcdef', 'Machine ID: (serial-1)'],
    ['product_uuid=4c4c4544-0042', 'product_uuid=(serial-1)'],
    ['S/N: 12AB34', 'S/N: (serial-1)'],
    ['GPU-d55f0c3f-88f5-4c65-a93a-285c1a30361c', 'GPU-(serial-1)'],
    ['{"unique_id" : 1801979520617338022}', '{"unique_id" : 0}'],
    ['{"unique_id": "1801979520617338022"}', '{"unique_id": "(serial-1)"}'],
    ['{"serial": 0x12ab}', '{"serial": (serial-1)}'],
  ])('%j', (text, expected) => {
    expect(redactText(text).text).toBe(expected);
  });

  test.each([
    ['Serial number: none'],
    ['iSerial                 0'],
    ['by-id/ab by-id/x'],
    ['UUID=xyz luks-open'],
    ['GPU-0 GPU-1 on node 2'],
  ])('none in %j', (text) => {
    expect(redactText(text).redactions).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['version 172.16.0.1 version 172.31.0.1 version 169.254.1.1', 3],
    ['version 172.15.0.1 version 172.32.0.1 version 8.8.8.8', 0],
    ['at 172.15.0.1, 172.32.0.1 and 1.192.168.2', 3],
    ['http://version:1.2.3.4 http://v1.2.3.4/', 0],
    ['version http://1.2.3.4', 1],
    ['00:00:00:00:00:00 and 00-00-00-00-00-00', 0],
    ['00:00:00:00:00:01, 01:00:00:00:00:00', 2],
    ['10-20-30-40-50-60 and 10-20-30-40-50-6f', 1],
    ['10:20:30:40:50:60', 1],
    ['3fff::1 fc00::1 fdff::2 febf::1 2a00::1', 5],
    ['4000::1 fb00::1 fec0::1 abc::def c::3fff:1', 0],
    ['a@example.service a@example.log a@example.org', 1],
    ['git@example.org xgit@example.org', 1],
    ['bob:x@example.org', 1],
  ])('%j: %i', (text, count) => {
    expect(redactText(text).redactions.filter(({ kind }) => kind !== 'token')).toHaveLength(count);
  });
});

describe('names that are learnt', () => {
  const learnt = (text: string) => redactText(`/home/${text}/ now ${text} here`).text;

  test.each([
    ['bob', '/home/(user-1)/ now (user-1) here'],
    ['al', '/home/(user-1)/ now al here'],
    ['1-2.3_4', '/home/(user-1)/ now 1-2.3_4 here'],
    ['1a', '/home/(user-1)/ now 1a here'],
    ['12a', '/home/(user-1)/ now (user-1) here'],
    ['Ubuntu', '/home/(user-1)/ now Ubuntu here'],
    ['b.o+b', '/home/(user-1)/ now (user-1) here'],
    ['...', '/home/.../ now ... here'],
  ])('%s', (name, expected) => {
    expect(learnt(name)).toBe(expected);
  });

  test('of a machine with its domain, and without', () => {
    expect(redactText('hostname: box7.example.org; box7 BOX7.example.org mybox7 box78').text).toBe(
      'hostname: (host-1); (host-2) (host-1) mybox7 box78',
    );
  });

  test('the longer of two that begin alike goes as a whole', () => {
    const { text } = redactText('anna-lena and anna', { users: ['anna', 'anna-lena'] });
    expect(text).toBe('(user-1) and (user-2)');
  });

  test('not from a page on the web, of either kind of address', () => {
    for (const scheme of ['http', 'https']) {
      const text = `${scheme}://example.org/a/home/overview overview`;
      expect(redactText(text).text).toMatch(/ overview$/);
    }
    expect(redactText('see https://example.org and /home/alice alice').text).toMatch(
      / \(user-1\)$/,
    );
  });

  test('a state that a record names is no machine', () => {
    const text = '{"aftermath": {"gpu": "reset", "host": "rebooted"}, "host": "zaphod"}';
    expect(redactText(text).text).toBe(text.replace('zaphod', '(host-1)'));
    expect(redactText('{"aftermath":{"host":"hung"}}').redactions).toEqual([]);
    expect(redactText('"host": "12"').redactions).toEqual([]);
    expect(redactText('"aftermath" : {} "host": "zaphod"').redactions).toHaveLength(1);
  });
});

describe('escapes', () => {
  test.each([
    ['\\x2fhome\\x2falice', '\\x2fhome\\x2f(user-1)'],
    ['\\/home\\/m\\u00fcller\\/x', '\\/home\\/(user-1)\\/x'],
    ['&#47;home&#47;m&#xfc;ller&#47;x', '&#47;home&#47;(user-1)&#47;x'],
    ['/home/al\u001b[0mice/x', '/home/(user-1)/x'],
    ['/home/al#x1B[0mice/x', '/home/(user-1)/x'],
    // What is beyond all characters, or half of one, ends a name.
    ['/home/al&#x110000;/x', '/home/(user-1)&#x110000;/x'],
    ['/home/al\\ud800/x', '/home/(user-1)\\ud800/x'],
    ['/home/al\\udfff/x', '/home/(user-1)\\udfff/x'],
    ['/home/al\\ud7ff/x', '/home/(user-1)/x'],
    ['/home/al&#xe000;ice/x', '/home/(user-1)/x'],
    ['/home/al&#x7f;&#x80;ice/x', '/home/(user-1)/x'],
  ])('%j', (text, expected) => {
    expect(redactText(text).text).toBe(expected);
  });
});

test('the same value has the same number, in whatever case, and others have others', () => {
  const { text } = redactText(
    '/home/Alice/ /home/bob/ /home/alice/ from 8.8.8.8, 1.1.1.1, 8.8.8.8',
  );
  expect(text).toBe('/home/(user-1)/ /home/(user-2)/ /home/(user-1)/ from (ip-1), (ip-2), (ip-1)');
});

test('what overlaps goes as one, and what touches as two', () => {
  expect(redactText('password=alice@example.org').text).toBe('password=(token-1)');
  expect(redactText('https://alice:a.b@c.example.org/x').text).toBe(
    'https://(token-1)@c.example.org/x',
  );
});

describe('is left alone', () => {
  test.each([
    String.raw`{"text": "import pytest\n@pytest.mark.parametrize"}`,
    'amdgpu 0000:0d:00.0: amdgpu: [gfxhub] page fault (src_id:0 ring:24 vmid:8 pasid:32770)',
    'HSA_OVERRIDE_GFX_VERSION=10.3.0',
    'gc version 10.3.0.1, rocm-core 10.3.0.1, torch==2.0.1.7, v6.16.6.2238411',
    'hip-runtime/6.2.41134.65 miopen 3.2.0.2',
    '[  629.844087] amdgpu 0000:0b:00.0: in page starting at address 0x00007f5279bab000 from client 0x1b',
    'Nov 04 13:30:18 and 12:34:56.789',
    'Memory access fault by GPU node-1 (Agent handle: 0x55724b0d00b0) on address 0x7fca1be00000.',
    'Callback: Queue 0x7f41cc300000 aborting with error : HSA_STATUS_ERROR_MEMORY_FAULT code: 0x2b',
    'initializing kernel modesetting (IP DISCOVERY 0x1002:0x1586 0x103C:0x8D1D 0xD1).',
    'MODALIAS=pci:v00001002d0000731Fsv00001DA2sd0000E409bc03sc00i00',
    'std::vector<abc::add> at::native::copy c10::hip beef::cafe',
    '127.0.0.1 and ::1 and 0.0.0.0 and 255.255.255.0',
    '2025-11-06 10:00:00 INFO module: loaded',
    '2025-11-06 10:00:00,123 test_conv passed: 3',
    'serial console, serial8250: ttyS0 at I/O 0x3f8',
    'New USB device strings: Mfr=1, Product=2, SerialNumber=3',
    'max_token=512 tokens: 1234567890 pad_token_id=50256 tokenizer=abc12345',
    'password: required; PWD=/usr/src; token: expired',
    'user    0m1.234s',
    'user@1000.service: started getty@tty1.service',
    'git@github.com:ROCm/MIOpen.git actions/checkout@v4 memcpy@GLIBC_2.2.5 react@next',
    'Uuid:                    GPU-XX',
    'Node:                    1',
    'sha256 d55f0c3f88f54c65a93a285c1a30361cd55f0c3f88f54c65a93a285c1a30361c',
    'location_id 2560 hive_id 0 simd_id_base 2147487744',
    'tests/test_conv.py::test_3x3[float16-NCHW] PASSED',
    'amdgcn-amd-amdhsa--gfx908:sramecc+:xnack-',
    'ok 1 - conv 3x3 # SKIP no GPU',
    '02:00.0 VGA compatible controller [0300]: AMD Navi 10 [1002:731f] (rev ca)',
    'https://github.com/ROCm/ROCm/issues/2527',
  ])('%j', (text) => {
    expect(redactText(text)).toEqual({ text, counts: {}, redactions: [] });
  });

  test('a name that is a word, except where the text tells it', () => {
    expect(redactText('/home/test/x test tests').text).toBe('/home/(user-1)/x test tests');
    expect(redactText('hostname="ubuntu" ubuntu 24.04').text).toBe(
      'hostname="(host-1)" ubuntu 24.04',
    );
  });

  test('the name of a page on the web, in the rest of the file', () => {
    const { text } = redactText('https://example.org/home/overview and overview');
    expect(text).toBe('https://example.org/home/(user-1) and overview');
  });

  test('what is kept on request', () => {
    const text = '/home/alice 192.168.178.45';
    expect(redactText(text, { keep: ['ip'] })).toMatchObject({
      text: '/home/(user-1) 192.168.178.45',
      counts: { 'home-path': 1 },
    });
  });
});

test('names given from outside are taken out too', () => {
  const { text } = redactText('by alice on ZAPHOD', {
    users: ['alice', 'root'],
    hosts: ['zaphod'],
  });
  expect(text).toBe('by (user-1) on (host-1)');
});

test('so are those with other letters, in either case, composed or not', () => {
  const names = { users: ['müller'], hosts: ['zoë.example.org'] };
  const texts = ['müller', 'MÜLLER', 'mu\u0308ller', 'm\\u00fcller', 'm&#252;ller'];
  for (const name of texts) expect(redactText(`by ${name}.`, names).text).toBe('by (user-1).');
  expect(redactText('on zoë or ZOË.EXAMPLE.ORG', names).text).toBe('on (host-1) or (host-2)');
  expect(redactText('müllers muller', names).text).toBe('müllers muller');
});

test('every redaction is told with its line, and counted by kind', () => {
  const { counts, redactions } = redactText('a\n/home/alice\n\nalice 192.168.178.45');
  expect(counts).toEqual({ 'home-path': 1, user: 1, ip: 1 });
  expect(redactions).toEqual([
    { kind: 'home-path', line: 2, was: 'alice', now: '(user-1)' },
    { kind: 'user', line: 4, was: 'alice', now: '(user-1)' },
    { kind: 'ip', line: 4, was: '192.168.178.45', now: '(ip-1)' },
  ]);
});
