import { statSync } from 'node:fs';
import { buildFullStack, buildOurs } from '../builds';
import type { Figure, Run } from '../figure';

/** What Lambda fetches and parses at every start. */
export const bundle: Figure = {
  name: 'bundle',
  about: 'bytes of our API handler as deployed ÷ the same on default-bundled SDK v3, full zod and Powertools',
  unit: 'ratio',
  aim: 0.23,
  measure,
};

async function measure({ folder }: Run) {
  const ours = statSync(buildOurs(folder)).size;
  const minified = statSync(buildFullStack(folder, true)).size;
  const asIs = statSync(buildFullStack(folder, false)).size;
  return {
    value: ours / minified,
    ours: { bytes: ours, n: 1 },
    reference: { bytes: minified, bytesNotMinified: asIs, n: 1 },
    how: 'both minified; esbuild leaves the reference as large as bytesNotMinified when it is not told to minify',
  };
}
