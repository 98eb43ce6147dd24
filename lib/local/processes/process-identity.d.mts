/** A process, and when it started. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Empty when the process had already ended. */
  readonly started: string;
}
export function folderIdentity(folder: string): string;
export function startOf(pid: number): string | undefined;
export function identify(pid: number): ProcessIdentity;
export function isRunning(identity: ProcessIdentity): boolean;
