/** The words of everything that can be wrong with the shards of a site, and with the processes that make them. */
export const SHARD_WORDS = {
  'shard-not-found': (_: object) => [
    'There is no shard here, nor in a folder right below.',
    'Make shards with npm run build -- --shard 1/3, and so on, and name the folders that hold them.',
  ],
  'shard-unreadable': (_: object) => [
    'This does not say which shard it is of what: it is damaged, or of another version of Faultline.',
    'Make this shard again.',
  ],
  'shard-made-otherwise': (_: object) => [
    'This shard was made by other source, libraries or Node, or for another address (SITE, BASE) than here.',
    'Make all shards and merge them from one commit, with the same SITE and BASE.',
  ],
  'shard-of-other-content': (_: object) => [
    'This shard was made of other content than is here.',
    'Make all shards and merge them from the same content.',
  ],
  'shard-of-other-count': (a: { shard: string; count: number }) => [
    `This is the shard ${a.shard}, beside shards of a site in ${a.count}.`,
    'Divide the site in the same way for all shards, or merge only those that belong together.',
  ],
  'shard-twice': (a: { shard: string; before: string }) => [
    `The shard ${a.shard} is there twice: it is in ${a.before} too.`,
    'Name each shard once.',
  ],
  'shard-missing': (a: { shard: string }) => [
    `The shard ${a.shard} is not there.`,
    'Make it, or look why the job that makes it failed, and merge again.',
  ],
  'shard-file-missing': (_: object) => [
    'This file of the shard is gone: it was not copied whole.',
    'Copy the shard again, or make it again.',
  ],
  'shard-file-changed': (_: object) => [
    'This file of the shard is not as it was made.',
    'Copy the shard again, or make it again.',
  ],
  'shard-file-unknown': (_: object) => [
    'The shard does not know this file.',
    'Remove it, or make the shard again.',
  ],
  'shards-differ': (_: object) => [
    'This file is in several shards, and not the same in all of them.',
    'Make all shards again, from one commit.',
  ],
  'shards-not-whole': (a: { files: number; planned: number }) => [
    `The shards hold ${a.files} pages and files that go with them, and not the ${a.planned} that were to be made.`,
    'Make all shards again; if that does not help, it is a fault of Faultline.',
  ],
  'worker-ended': (a: { worker: string; signal: string }) => [
    `The process that made the part ${a.worker} of the pages was ended by ${a.signal}.`,
    'If nobody ended it, memory ran out: build with fewer processes, --workers 1 at the least.',
  ],
} as const satisfies Record<string, (args: never) => readonly [string, string]>;
