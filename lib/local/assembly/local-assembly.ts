import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localise, type Template } from './localise';

export interface LocalAssemblyProps {
  /** The AWS assembly, as synthesized. */
  readonly from: string;
  /** Where to leave the local one; what is there is replaced. */
  readonly to: string;
  /** The gateway's own on this machine, `localhost:<port>`. */
  readonly authority: string;
}

export interface LocalAssembly {
  readonly notEmulated: readonly string[];
  readonly adjusted: readonly string[];
}

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly properties?: Record<string, unknown> }>
  >;
}
interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path?: string } }>>;
}

/** Writes the local form of a synthesized assembly, ready for `cdk deploy --app`. Code assets are the same bytes. */
export function writeLocalAssembly({ from, to, authority }: LocalAssemblyProps): LocalAssembly {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  const manifestFile = join(to, 'manifest.json');
  let manifest = readFileSync(manifestFile, 'utf8');
  const notEmulated = new Set<string>();
  const adjusted: string[] = [];
  for (const [stack, { type, properties }] of Object.entries((JSON.parse(manifest) as Manifest).artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue;
    const templateFile = String(properties?.['templateFile']);
    const local = localise(JSON.parse(readFileSync(join(to, templateFile), 'utf8')) as Template, authority);
    for (const each of local.notEmulated) notEmulated.add(each);
    adjusted.push(...local.adjusted.map((path) => `${stack}.${path}`));
    const text = JSON.stringify(local.template, null, 1);
    writeFileSync(join(to, templateFile), text);

    // The template travels as an asset named by its content, and its content is another one now.
    const assetsFile = join(to, `${stack}.assets.json`);
    const assets = readFileSync(assetsFile, 'utf8');
    const { files } = JSON.parse(assets) as AssetManifest;
    const [before] = Object.entries(files).find(([, { source }]) => source.path === templateFile) ?? [];
    if (!before) throw new Error(`${assetsFile} does not list ${templateFile}`);
    const after = createHash('sha256').update(text).digest('hex');
    writeFileSync(assetsFile, assets.replaceAll(before, after));
    manifest = manifest.replaceAll(before, after);
  }
  writeFileSync(manifestFile, manifest);
  return { notEmulated: [...notEmulated].sort(), adjusted };
}
