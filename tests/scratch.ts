import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that all test files share and that lives as long as they run. */
    scratch: string;
  }
}

/** Makes the folder that test files share, and gives back what removes it. */
export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-tests-'));
  project.provide('scratch', folder);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
