/** Where a fact was read. */
export interface Origin {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What was read there: `KFD properties`, `rocminfo`, … */
  readonly what: string;
}

/** Which GPU of the machine a fact is about, as far as the place it comes from tells. */
export interface GpuAddress {
  /** PCI address: `0000:0d:00.0`. */
  readonly slot?: string | undefined;
  /** Node of the KFD topology. */
  readonly node?: number | undefined;
  /** The folder of its files in sysfs. */
  readonly folder?: string | undefined;
}

export type GpuKey = 'name' | 'gfx' | 'gfxReported' | 'gcVersion' | 'pciId' | 'vramBytes';

/** One thing that a file says of the machine on which a run took place. */
export type Fact = { readonly from: Origin } & (
  | {
      readonly about: 'gpu';
      readonly gpu: GpuAddress;
      readonly key: GpuKey;
      readonly value: string;
    }
  /** Two ways to say which GPU is meant. */
  | { readonly about: 'address'; readonly gpu: GpuAddress }
  | { readonly about: 'machine'; readonly key: 'os' | 'kernel' | 'cmdline'; readonly value: string }
  | {
      readonly about: 'stack';
      readonly component: string;
      readonly layer?: string | undefined;
      readonly key: 'installed' | 'loaded';
      readonly value: string;
    }
  | SettingFact
  | { readonly about: 'event'; readonly event: GpuEvent }
);

export type SettingFact = { readonly from: Origin } & {
  readonly about: 'setting';
  readonly kind: 'modparam' | 'env';
  readonly name: string;
} & (
    | { readonly field: 'requested'; readonly value: string; readonly via?: string | undefined }
    | { readonly field: 'readback'; readonly value: string }
    | { readonly field: 'effective'; readonly value: string }
    /** Known not to be set, or not to exist. */
    | { readonly field: 'unset' }
    | { readonly field: 'ignored' }
  );

/** Something that happened to a GPU, as the kernel or the runtime logged it. */
export type GpuEvent =
  | PageFault
  | {
      readonly type: 'ring-timeout';
      readonly ring: string;
      readonly program?: string | undefined;
      readonly recovered: boolean;
    }
  /** Queues of the compute driver could not be preempted. */
  | { readonly type: 'queue-timeout' }
  | { readonly type: 'reset-begun' | 'reset-succeeded' | 'reset-failed' | 'vram-lost' }
  | { readonly type: 'reset-method'; readonly method: string }
  /** The runtime ends a queue with a status: 0x29 is 41. */
  | {
      readonly type: 'queue-error';
      readonly status?: string | undefined;
      readonly code?: number | undefined;
    }
  | { readonly type: 'memory-access-fault'; readonly address: string; readonly reason: string }
  | { readonly type: 'hardware-exception'; readonly reason: string };

export interface PageFault {
  readonly type: 'page-fault';
  readonly slot?: string | undefined;
  /** `gfxhub`, `mmhub`. */
  readonly hub?: string | undefined;
  readonly program?: string | undefined;
  readonly pid?: number | undefined;
  /** Hexadecimal, as it is printed. */
  readonly address?: string | undefined;
  readonly client?: string | undefined;
  /** The status register. */
  readonly status?: number | undefined;
  /** A record that only repeats that there was a fault: its status is 0. */
  readonly echo: boolean;
}
