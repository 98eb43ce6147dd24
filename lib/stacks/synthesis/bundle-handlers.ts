import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, build, buildSync, type OutputFile } from 'esbuild';
import { projectRoot } from '../../environment/project-root';

export interface BundleHandlersProps {
  /** Folder of entry points, one `<function>.ts` each. @default lib/gateway/handlers */
  readonly from?: string;
  /** Where to leave `<function>/index.js`. @default .build/handlers */
  readonly to?: string;
  /** Called with every file that went into the bundles, as paths from the project's folder. */
  readonly onInputs?: (files: readonly string[]) => void;
}

/**
 * Bundles every Lambda entry point in one esbuild call. The same source gives the same bytes on every machine, so both environments
 * get the same build and an unchanged function keeps its published version.
 * @returns the folder that holds a folder for each function
 * @throws when there is no entry point, or one does not build
 */
export function bundleHandlers(props: BundleHandlersProps = {}): string {
  const { options, take } = bundling(props);
  return take(buildSync(options));
}

/** The same, while this process loads the CDK, which takes as long. */
export async function bundleHandlersMeanwhile(props: BundleHandlersProps = {}): Promise<string> {
  const { options, take } = bundling(props);
  return take(await build(options));
}

interface Built {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: { readonly inputs: Readonly<Record<string, unknown>> };
}

function bundling(props: BundleHandlersProps) {
  const root = projectRoot();
  const from = props.from ?? join(root, 'lib', 'gateway', 'handlers');
  const to = props.to ?? join(root, '.build', 'handlers');
  const entries = readdirSync(from).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  if (entries.length === 0) throw new Error(`no handlers in ${from}; each function needs its <function>.ts there`);

  const options = {
    absWorkingDir: root,
    entryPoints: entries.map((file) => ({ in: join(from, file), out: join(basename(file, '.ts'), 'index') })),
    outdir: to,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Imported here and required by http-message-signatures: it would be there twice, in each of its two forms.
    alias: { 'structured-headers': join(root, 'node_modules', 'structured-headers', 'dist', 'index.js') },
    legalComments: 'none',
    logLevel: 'silent',
    write: false,
    metafile: true,
  } as const satisfies BuildOptions;
  const take = ({ outputFiles, metafile }: Built) => {
    props.onInputs?.(Object.keys(metafile.inputs));
    for (const { path, contents } of outputFiles) writeWhole(path, contents, `${to}.${basename(dirname(path))}`);
    return to;
  };
  return { options, take };
}

/** Another synth may be reading or writing the same bundle: it sees the whole file, old or new, and nothing else in its folder. */
function writeWhole(path: string, contents: Uint8Array, unfinished: string): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  const own = `${unfinished}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(own, contents);
  renameSync(own, path);
}
