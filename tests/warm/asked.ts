/** A script that a test wants to have run. */
export interface Asked {
  /** Where it lies. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How it ended, as `spawnSync` tells it. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a host answers. */
export interface Answer extends Ended {
  /** Its memory since, in bytes. */
  readonly memory: number;
}
