import type { ProcessIdentity } from './process-identity.mjs';

export function tryLock(file: string): { readonly release: () => void } | { readonly holder: ProcessIdentity };
export function holderOf(file: string): ProcessIdentity | undefined;
