import type { ProcessIdentity } from './process-identity.mjs';

export interface RecordedProcess extends ProcessIdentity {
  /** For a person, for example `emulator of sandbox`. */
  readonly what: string;
}
export function recordProcess(file: string, pid: number, what: string): void;
export function recordedProcesses(file: string): readonly RecordedProcess[];
export function endRecorded(file: string): Promise<readonly string[]>;
export function killGroup(leader: ProcessIdentity): void;
