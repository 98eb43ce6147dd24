import { dirname } from 'node:path';
import { isJsonList, isJsonObject, type Json, member, parseJson } from '../template/json';

/** Values of parameters that stand in a file beside templates. */
export interface ParameterFile {
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * The forms that deployments take: a list of `ParameterKey` and `ParameterValue`, or of `Key=Value`, as the AWS CLI does; an object
 * with `Parameters`, as CodePipeline does.
 * @returns undefined for any other text
 */
export function parametersIn(text: string): Record<string, string> | undefined {
  const json = parseJson(text);
  const listed = isJsonList(json) ? json.flatMap(pairIn) : undefined;
  const inObject =
    isJsonObject(json) && isJsonObject(json['Parameters']) ? Object.entries(json['Parameters']) : undefined;
  const pairs = listed ?? inObject?.map(([name, value]) => [name, written(value)] as const);
  const known = pairs?.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return known === undefined || known.length === 0 ? undefined : Object.fromEntries(known);
}

function pairIn(item: Json): (readonly [string, string | undefined])[] {
  if (typeof item === 'string') {
    const at = item.indexOf('=');
    return at > 0 ? [[item.slice(0, at), item.slice(at + 1)]] : [];
  }
  const name = member(item, 'ParameterKey');
  return typeof name === 'string' ? [[name, written(member(item, 'ParameterValue') ?? null)]] : [];
}

/** Lists are joined, as CloudFormation takes them. */
function written(value: Json): string | undefined {
  if (isJsonList(value)) return value.map(String).join(',');
  return value === null || typeof value === 'object' ? undefined : String(value);
}

/** What is given for a template: by every file of its folder, or of one below it, that names parameters of it only. */
export function givenFor(template: Json, path: string, files: readonly ParameterFile[]): ParameterFile[] {
  const parameters = member(template, 'Parameters');
  const folder = dirname(path);
  return files.filter(
    (file) =>
      (dirname(file.path) === folder || dirname(dirname(file.path)) === folder) &&
      Object.keys(file.values).every((name) => member(parameters, name) !== undefined),
  );
}

/** Values on which all files agree, and the names of those on which they do not. */
export function agreed(files: readonly ParameterFile[]): { values: Record<string, string>; disputed: string[] } {
  const values: Record<string, string> = {};
  const disputed = new Set<string>();
  for (const { values: given } of files) {
    for (const [name, value] of Object.entries(given)) {
      if (Object.hasOwn(values, name) && values[name] !== value) disputed.add(name);
      values[name] = value;
    }
  }
  for (const name of disputed) delete values[name];
  return { values, disputed: [...disputed] };
}
