import { isJsonList, isJsonObject, type Json, member } from '../template/json';
import { AuditInputError } from './audit-input-error';
import type { AuditedFiles } from './audited-files';
import { legible } from './legible';
import { manifestEntries, pathFrom, readManifest, textMember } from './manifest-file';

/** A stack as an assembly's manifest lists it. */
export interface StackArtifact {
  /** Folder of its manifest and id in it: no other stack has it. */
  readonly id: string;
  /** Name that it is deployed under. */
  readonly stackName: string;
  /** Twelve digits, or `unknown-account`. */
  readonly account: string;
  readonly region: string;
  /** Path from the root. */
  readonly templatePath: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** What the manifests of an assembly and of those inside it name; paths from the root. */
export interface AssemblyArtifacts {
  readonly stacks: StackArtifact[];
  /** Manifests, of the assemblies themselves, of metadata and of assets. */
  readonly manifests: { readonly path: string; readonly text: string }[];
  /** Paths of assets, of the form that came before asset manifests. */
  readonly oldAssets: string[];
  /** Paths of asset manifests. */
  readonly assetManifests: string[];
  /** What a later version of the CDK may list; whether it is deployed is not known. */
  readonly unknown: { readonly id: string; readonly type: string }[];
}

/** Artifact types that say something of the app and are not deployed. */
const NOT_DEPLOYED = new Set(['none', 'cdk:tree', 'cdk:feature-flag-report']);

/** An assembly in an assembly in an assembly …; stages of stages are rare. */
const DEEPEST_ASSEMBLY = 8;

/**
 * @param folder of the assembly, from the root
 * @throws AuditInputError when a manifest cannot be read or names what is not there
 */
export function listArtifacts(files: AuditedFiles, folder = '.'): AssemblyArtifacts {
  const found: AssemblyArtifacts = { stacks: [], manifests: [], oldAssets: [], assetManifests: [], unknown: [] };
  addAssembly(files, folder, found, 0);
  if (found.stacks.length === 0) {
    throw new AuditInputError('the cloud assembly has no stack', 'synthesize an app that has stacks');
  }
  return found;
}

function addAssembly(files: AuditedFiles, folder: string, found: AssemblyArtifacts, depth: number): void {
  const path = pathFrom(folder, 'manifest.json');
  if (depth > DEEPEST_ASSEMBLY || found.manifests.some((manifest) => manifest.path === path)) {
    throw new AuditInputError(
      `${legible(path)} is an assembly inside itself, listed twice, or too deep in others`,
      'synthesize again into an empty folder',
    );
  }
  const { text, value } = readManifest(files, path);
  found.manifests.push({ path, text });
  if (!isJsonObject(member(value, 'artifacts'))) {
    throw new AuditInputError(`${legible(path)} lists no artifacts`, 'give the folder that cdk synth has written');
  }
  const problems = missingContext(member(value, 'missing'));
  for (const [id, artifact] of manifestEntries(value, 'artifacts')) {
    const properties = member(artifact, 'properties');
    const type = textMember(artifact, 'type') ?? '';
    switch (type) {
      case 'aws:cloudformation:stack':
        addStack({ id, artifact, folder, problems, path }, files, found);
        break;
      case 'cdk:asset-manifest':
        found.assetManifests.push(pathFrom(folder, named(properties, 'file', id, path)));
        break;
      case 'cdk:cloud-assembly':
        addAssembly(files, pathFrom(folder, named(properties, 'directoryName', id, path)), found, depth + 1);
        break;
      default:
        if (!NOT_DEPLOYED.has(type)) found.unknown.push({ id: `${folder}/${id}`, type });
    }
  }
}

interface ListedStack {
  readonly id: string;
  readonly artifact: Json;
  readonly folder: string;
  readonly problems: readonly string[];
  /** Of the manifest. */
  readonly path: string;
}

function addStack(
  { id, artifact, folder, problems, path }: ListedStack,
  files: AuditedFiles,
  found: AssemblyArtifacts,
): void {
  const properties = member(artifact, 'properties');
  const metadataFile = textMember(artifact, 'additionalMetadataFile');
  const metadata: Json[] = [member(artifact, 'metadata') ?? null];
  if (metadataFile !== undefined) {
    const more = readManifest(files, pathFrom(folder, metadataFile));
    found.manifests.push({ path: pathFrom(folder, metadataFile), text: more.text });
    metadata.push(more.value);
  }
  found.oldAssets.push(...metadata.flatMap(oldAssetPaths).map((asset) => pathFrom(folder, asset)));
  found.stacks.push({
    id: `${folder}/${id}`,
    stackName: textMember(properties, 'stackName') ?? id,
    ...environmentOf(textMember(artifact, 'environment'), id, path),
    templatePath: pathFrom(folder, named(properties, 'templateFile', id, path)),
    parameters: Object.fromEntries(
      manifestEntries(properties, 'parameters').filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    problems,
  });
}

function named(properties: Json | undefined, name: string, id: string, path: string): string {
  const found = textMember(properties, name);
  if (found) return found;
  throw new AuditInputError(`${legible(path)}: ${legible(id)} names no ${name}`, 'synthesize again, and let it finish');
}

function environmentOf(text: string | undefined, id: string, path: string): { account: string; region: string } {
  const [, account, region] = /^aws:\/\/(\d{12}|unknown-account)\/([a-z0-9-]+)$/.exec(text ?? '') ?? [];
  if (account && region) return { account, region };
  throw new AuditInputError(
    `${legible(path)}: the environment of ${legible(id)} is ${legible(text ?? 'not there')}, not aws://<account>/<region>`,
    'give the stack an env with account and region, and synthesize again',
  );
}

/** Templates that were made without what had to be looked up hold placeholders for it. */
function missingContext(missing: Json | undefined): string[] {
  const keys = isJsonList(missing) ? missing.map((entry) => textMember(entry, 'key') ?? 'an unnamed value') : [];
  return keys.length > 0 ? [`synthesized without values that had to be looked up: ${legible(keys.join(', '))}`] : [];
}

function oldAssetPaths(metadata: Json): string[] {
  const entries = isJsonObject(metadata)
    ? Object.values(metadata).flatMap((list) => (isJsonList(list) ? list : []))
    : [];
  return entries
    .filter((entry) => textMember(entry, 'type') === 'aws:cdk:asset')
    .flatMap((entry) => textMember(member(entry, 'data'), 'path') ?? []);
}
