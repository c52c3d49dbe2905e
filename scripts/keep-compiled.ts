/**
 * For `node --import`, which loads it before the script: what V8 has compiled is kept for the next process,
 * and for those that this one starts. What is damaged or of another Node is compiled anew.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

const folder = (process.env['NODE_COMPILE_CACHE'] ??= join(
  import.meta.dirname,
  '../.cache/compiled',
));
enableCompileCache(folder);
