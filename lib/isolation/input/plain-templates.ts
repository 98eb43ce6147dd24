import { basename, dirname, extname, join } from 'node:path';
import type { StackInput, TextInput } from '../model/side-input';
import { isJsonObject, type JsonObject, member, parseJson } from '../template/json';
import { AuditInputError } from './audit-input-error';
import type { AuditedFiles } from './audited-files';
import { legible } from './legible';
import { manifestEntries, textMember } from './manifest-file';
import { type NestedTemplates, nestingResources, withNestedStacks } from './nested-stacks';
import { agreed, givenFor, type ParameterFile, parametersIn } from './parameter-files';
import type { FolderReading } from './side-reading';
import { isTemplate, parseTemplate, type TemplateFile } from './template-file';

const EXTENSIONS = new Set(['.json', '.yaml', '.yml', '.template']);
/** Of tools and other people's code; neither is deployed as a template. */
const NOT_OURS = new Set(['node_modules', '.git']);

/**
 * Every template below a folder, each a stack of its own unless another one nests it by its path, and the other JSON and YAML
 * files as text: what is given as parameters to a deployment is in such files.
 * @throws AuditInputError when a file cannot be read, or none is a template
 */
export function readPlainTemplates(files: AuditedFiles): FolderReading {
  const paths = files
    .list('.', (name) => NOT_OURS.has(name))
    .filter((path) => EXTENSIONS.has(extname(path).toLowerCase()) || isSamConfig(path));
  const assemblies = paths.filter(
    (path) => basename(path) === 'manifest.json' && files.kindOf(join(dirname(path), 'cdk.out')),
  );
  if (assemblies.length === 0) return readTemplates(files, paths);
  throw new AuditInputError(
    `${legible(files.root)} is no cloud assembly but holds some: ${legible(assemblies.map(dirname).join(', '))}`,
    'give one of them',
  );
}

/** @param paths from the root */
export function readTemplates(files: AuditedFiles, paths: readonly string[]): FolderReading {
  const templates = new Map<string, TemplateFile>();
  const texts: TextInput[] = [];
  const parameterFiles: ParameterFile[] = [];
  for (const path of paths) {
    const bytes = files.read(path);
    const file = isParameterFile(bytes) || isSamConfig(path) ? undefined : templateOrReason(bytes, path, paths.length);
    if (typeof file === 'object' && isTemplate(file.template)) templates.set(path, file);
    else {
      const text = { path: legible(path), text: withoutNulls(bytes), kind: 'manifest' } as const;
      const values = parametersIn(text.text);
      if (values) parameterFiles.push({ path, values });
      texts.push(typeof file === 'string' ? { ...text, onlyText: file } : text);
    }
  }
  if (templates.size === 0) {
    throw new AuditInputError(
      `${legible(files.root)} holds neither a cloud assembly nor a template`,
      'give a folder that cdk synth has written, or one with templates in *.json, *.yaml, *.yml or *.template',
    );
  }
  const located = new LocalTemplates(templates);
  const stacks = [...templates]
    .filter(([path]) => !located.nested.has(path))
    .flatMap(([path, file]) =>
      withNestedStacks(withParameters(asStack(path, file, templates), path, parameterFiles), path, located),
    );
  const [unreached] = [...located.nested].filter((path) => !located.reached.has(path));
  if (unreached === undefined) return { stacks, texts, unread: [] };
  throw new AuditInputError(`${legible(unreached)} brings up itself`, 'take the circle out of the nested stacks');
}

/**
 * Beside templates there are lists, charts and several documents in one file, which CloudFormation deploys nothing of.
 * @returns why it is no template, when it does not even look like one
 * @throws AuditInputError when it does and cannot be read, or nothing else is there
 */
function templateOrReason(bytes: Buffer, path: string, files: number): TemplateFile | string {
  try {
    return parseTemplate(bytes, path);
  } catch (error) {
    if (
      !(error instanceof AuditInputError) ||
      files === 1 ||
      (bytes.length === 0 && /\.template\b/.test(path)) ||
      LIKE_TEMPLATE.test(withoutNulls(bytes))
    )
      throw error;
    return error.message;
  }
}

/** Some of it is in every template, of which a half may be missing. */
const LIKE_TEMPLATE = /\bResources\b|\bAWSTemplateFormatVersion\b|\bAWS::|\bFn::/;

/** Wide characters read as narrow ones, as far as both write the same. */
function withoutNulls(bytes: Buffer): string {
  return bytes.toString('utf8').replaceAll('\0', '');
}

function asStack(path: string, { template, problems }: TemplateFile, all: ReadonlyMap<string, unknown>): StackInput {
  const short = withoutExtension(path);
  const unique = [...all.keys()].filter((other) => withoutExtension(other) === short).length === 1;
  return { name: legible(unique ? short : path), template, ...(problems.length > 0 && { problems }) };
}

/** With the values of the files beside it; where those differ, nothing is known, not even that the default holds. */
function withParameters(stack: StackInput, path: string, files: readonly ParameterFile[]): StackInput {
  const { values, disputed } = agreed(givenFor(stack.template, path, files));
  if (disputed.length === 0) return Object.keys(values).length === 0 ? stack : { ...stack, parameters: values };
  const parameters = Object.fromEntries(
    manifestEntries(stack.template, 'Parameters').map(([name, definition]) => {
      if (!disputed.includes(name) || !isJsonObject(definition)) return [name, definition];
      const { Default: _, ...rest } = definition;
      return [name, rest];
    }),
  );
  return { ...stack, template: { ...stack.template, Parameters: parameters }, parameters: values };
}

function withoutExtension(path: string): string {
  return path.replace(/(\.template)?\.(json|ya?ml|template)$/i, '');
}

/** A list in JSON, as the AWS CLI takes parameters. */
function isParameterFile(bytes: Buffer): boolean {
  const text = bytes.toString('utf8');
  return /^\s*\[/.test(text) && Array.isArray(parseJson(text));
}

/** What SAM's command line deploys with. */
function isSamConfig(path: string): boolean {
  return basename(path) === 'samconfig.toml';
}

/** Templates that nest others by a path below the folder, as they do before they are packaged. */
class LocalTemplates implements NestedTemplates {
  /** Paths of those that another one names. */
  readonly nested: ReadonlySet<string>;
  /** Those of them that were read as a part of another stack. */
  readonly reached = new Set<string>();

  constructor(private readonly templates: ReadonlyMap<string, TemplateFile>) {
    this.nested = new Set([...templates].flatMap(([path, { template }]) => this.nestedIn(template, path)));
  }

  find(resource: JsonObject, parentPath: string): string | undefined {
    const properties = member(resource, 'Properties');
    const location = textMember(properties, 'TemplateURL') ?? textMember(properties, 'Location');
    const path = location === undefined ? undefined : join(dirname(parentPath), location);
    return path !== undefined && this.templates.has(path) ? path : undefined;
  }

  read(path: string): TemplateFile {
    const file = this.templates.get(path);
    if (!file) throw new AuditInputError(`${legible(path)} is not there`, 'put the nested template into the folder');
    this.reached.add(path);
    return file;
  }

  private nestedIn(template: JsonObject, path: string): string[] {
    return nestingResources(template).flatMap(([, resource]) => this.find(resource, path) ?? []);
  }
}
