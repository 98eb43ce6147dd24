import { dirname } from 'node:path';
import { type Json, type JsonObject, member } from '../template/json';
import { listArtifacts, type StackArtifact } from './assembly-artifacts';
import { type ListedAsset, readAssetManifest } from './asset-manifest';
import { AssetTexts } from './asset-texts';
import type { AuditedFiles } from './audited-files';
import { legible } from './legible';
import { manifestEntries, pathFrom, textMember } from './manifest-file';
import { type NestedTemplates, withNestedStacks } from './nested-stacks';
import {
  type FolderReading,
  type GivenLocation,
  type SideReading,
  UNKNOWN_ACCOUNT,
  UNKNOWN_REGION,
} from './side-reading';
import { parseTemplate, type TemplateFile } from './template-file';

/**
 * A cloud assembly: its stacks and those nested in them, its manifests, and the assets that are deployed with them. What lies in
 * the folder and is named by no manifest is not deployed, and not read.
 * @param given stands for what the assembly does not say
 * @throws AuditInputError when a manifest or a template cannot be read
 */
export function readCloudAssembly(files: AuditedFiles, given: GivenLocation = {}): FolderReading {
  const { stacks, manifests, oldAssets, assetManifests, unknown } = listArtifacts(files);
  const listed = [...new Set(assetManifests)].map((path) => ({ path, ...readAssetManifest(files, path) }));
  const assets = listed.flatMap((manifest) => manifest.assets);
  const templates = new AssemblyTemplates(files, assets);
  const noted: string[] = [];
  const all = stacks.flatMap((artifact) => {
    const { templatePath } = artifact;
    const stack = asStack(located(artifact, given), stacks, templates.read(templatePath));
    const withNested = withNestedStacks(stack, templatePath, templates);
    noted.push(...withNested.flatMap(({ template }) => notedAssets(template, templatePath)));
    return withNested;
  });
  const code = new AssetTexts(files);
  for (const { id, type } of unknown) code.cannotRead(id, `an artifact of the unknown type ${legible(type) || 'none'}`);
  for (const { id, path } of assets) {
    if (path === undefined) code.cannotRead(id, 'made by a command when it is deployed');
  }
  for (const path of [
    ...assets.flatMap((asset) => asset.path ?? []),
    ...oldAssets,
    ...noted.filter((path) => files.kindOf(path)),
  ]) {
    if (!templates.paths.has(path)) code.add(path);
  }
  const texts = [...manifests, ...listed].map(({ path, text }) => ({
    path: legible(path),
    text,
    kind: 'manifest' as const,
  }));
  return { stacks: all, texts: [...texts, ...code.texts], unread: code.unread };
}

/** A stack without an `env` goes where the command says, as a template does that was not synthesized; one with half an `env` keeps it. */
function located(artifact: StackArtifact, given: GivenLocation): LocatedStack {
  const { account, region } = artifact;
  const isAnywhere = account === UNKNOWN_ACCOUNT && given.account !== undefined;
  const goesBySide = region === UNKNOWN_REGION && (isAnywhere || given.region !== undefined);
  return { ...artifact, account: isAnywhere ? undefined : account, region: goesBySide ? undefined : region };
}

/** Undefined is where the side is. */
type LocatedStack = Omit<StackArtifact, 'account' | 'region'> & {
  readonly account: string | undefined;
  readonly region: string | undefined;
};

function asStack(
  artifact: LocatedStack,
  all: readonly StackArtifact[],
  file: TemplateFile,
): SideReading['stacks'][number] {
  const { id, stackName, account, region, parameters } = artifact;
  const unique = all.filter((other) => other.stackName === stackName).length === 1;
  const problems = [
    ...artifact.problems,
    ...file.problems,
    ...(account === UNKNOWN_ACCOUNT ? ['its account is only known when it is deployed; give the stack an env'] : []),
    ...(region === UNKNOWN_REGION ? ['its region is only known when it is deployed; give the stack an env'] : []),
  ];
  return {
    name: unique ? stackName : `${stackName} (${id})`,
    template: file.template,
    ...(account !== undefined && { account }),
    ...(region !== undefined && region !== UNKNOWN_REGION && { region }),
    parameters,
    ...(problems.length > 0 && { problems }),
  };
}

/** Templates of an assembly; each is read once, however often it is deployed. */
class AssemblyTemplates implements NestedTemplates {
  private readonly known = new Map<string, TemplateFile>();

  constructor(
    private readonly files: AuditedFiles,
    private readonly assets: readonly ListedAsset[],
  ) {}

  get paths(): ReadonlyMap<string, unknown> {
    return this.known;
  }

  read(path: string): TemplateFile {
    const before = this.known.get(path);
    if (before) return before;
    const file = parseTemplate(this.files.read(path), path);
    this.known.set(path, file);
    return file;
  }

  /** By the path that CDK notes on the resource, else by the object that its URL names. */
  find(resource: JsonObject, parentPath: string): string | undefined {
    const noted = notedPath(resource, parentPath);
    if (noted !== undefined && this.files.kindOf(noted) === 'file') return noted;
    const url = JSON.stringify(member(member(resource, 'Properties'), 'TemplateURL') ?? null);
    return this.assets.find(({ objectKeys }) => objectKeys.some((key) => key !== '' && url.includes(key)))?.path;
  }
}

/** Paths that CDK notes on resources, from the root. */
function notedAssets(template: JsonObject, templatePath: string): string[] {
  return manifestEntries(template, 'Resources').flatMap(([, resource]) => notedPath(resource, templatePath) ?? []);
}

function notedPath(resource: Json, templatePath: string): string | undefined {
  const noted = textMember(member(resource, 'Metadata'), 'aws:asset:path');
  return noted === undefined ? undefined : pathFrom(dirname(templatePath), noted);
}
