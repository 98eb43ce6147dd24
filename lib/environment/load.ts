import { readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { isEnvironmentName } from './modes';
import { type LoadedEnvironment, pairProblems } from './pair-check';
import { EnvironmentFileError, type EnvironmentProblem, problem } from './problem';
import { projectRoot } from './project-root';
import { type Environment, environmentSchema } from './schema';
import { schemaProblems } from './schema-problems';
import { YamlSource } from './yaml-source';

/** The folder of the committed environment files. */
export function environmentsFolder(): string {
  return join(projectRoot(), 'environments');
}

/**
 * One environment, from `<folder>/<name>.yaml`.
 * @throws EnvironmentFileError with every problem of the file
 */
export function loadEnvironment(name: string, folder = environmentsFolder()): Environment {
  const { loaded, problems } = read(name, folder);
  if (!loaded) throw new EnvironmentFileError(problems);
  return loaded.environment;
}

/**
 * Both environments, each valid and the two fit to be a pair.
 * @throws EnvironmentFileError with every problem of both files, or of the pair once each file is valid
 */
export function loadEnvironments(folder = environmentsFolder()): { sandbox: Environment; live: Environment } {
  const sandbox = read('sandbox', folder);
  const live = read('live', folder);
  if (!sandbox.loaded || !live.loaded) throw new EnvironmentFileError([...sandbox.problems, ...live.problems]);
  const problems = pairProblems(sandbox.loaded, live.loaded);
  if (problems.length > 0) throw new EnvironmentFileError(problems);
  return { sandbox: sandbox.loaded.environment, live: live.loaded.environment };
}

interface ReadResult {
  readonly loaded?: LoadedEnvironment;
  readonly problems: readonly EnvironmentProblem[];
}

function read(name: string, folder: string): ReadResult {
  const path = join(folder, `${name}.yaml`);
  const file = relativePath(path);
  const whole = { file, line: 1, field: '' };
  const exist = `one of ${existing(folder).join(', ') || `none; ${relativePath(folder)} holds no environment file`}`;
  if (!isEnvironmentName(name)) {
    return { problems: [problem({ ...whole, found: `no environment is named ${name}`, allowed: exist })] };
  }
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') {
      return { problems: [problem({ ...whole, found: `a file that cannot be read (${code})`, allowed: exist })] };
    }
    const back = `\`git checkout -- ${file}\` brings it back`;
    return {
      problems: [problem({ ...whole, found: 'no such file', allowed: `a file for each environment; ${back}` })],
    };
  }
  const source = new YamlSource(text);
  const faults = source.faults.map((fault) => problem({ file, field: '', ...fault }));
  if (!source.readable) return { problems: faults };
  const schema = environmentSchema(name);
  const checked = schema.safeParse(source.value);
  const problems = [...faults, ...(checked.success ? [] : schemaProblems(checked.error, schema, source, file))];
  if (!checked.success || problems.length > 0) return { problems: problems.sort((a, b) => a.line - b.line) };
  const lineOf: LoadedEnvironment['lineOf'] = (field) => source.lineOf(field);
  return { loaded: { environment: checked.data, schema, file, lineOf }, problems };
}

function existing(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((entry) => entry.endsWith('.yaml'))
      .map((entry) => entry.slice(0, -'.yaml'.length))
      .filter(isEnvironmentName)
      .reverse();
  } catch {
    return [];
  }
}

/** A path as a person would type it: from the working directory, when it is below it. */
export function relativePath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
