import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { projectRoot } from '../../lib/environment/project-root';

export interface Example {
  /** Of letters and hyphens. */
  readonly name: string;
  /** What stands before it; imports from `./lib`, as from the project's folder. */
  readonly before: string;
  readonly code: string;
}

const run = promisify(execFile);
const folder = join(projectRoot(), '.build', 'examples');

/** As files in one folder, each the body of a function. */
export function writeExamples(examples: readonly Example[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, before, code } of examples) {
    const lines = [...before.split('\n'), ...code.split('\n')];
    const isImport = (line: string) => line.startsWith('import ');
    const imports = lines.filter(isImport).map((line) => line.replace("'./lib/", "'../../lib/"));
    const body = lines.filter((line) => !isImport(line));
    writeFileSync(
      join(folder, `${name}.ts`),
      `${imports.join('\n')}\nexport async function example() {\n${body.join('\n')}\n}\n`,
    );
  }
  const compilerOptions = { noEmit: true, noUnusedLocals: false };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }),
  );
}

/** @returns what the compiler says, empty when all is well */
export async function typeFaults(): Promise<string> {
  const tsc = join(projectRoot(), 'node_modules', '@typescript', 'native', 'bin', 'tsc');
  return run(process.execPath, [tsc, '-p', folder, '--pretty', 'false']).then(
    ({ stdout }) => stdout,
    ({ stdout }) => stdout,
  );
}

/** Runs each example by its name, and writes down what it prints or how it fails. */
const RUNNER = `
const { formatWithOptions } = require('node:util');
(async () => {
  const printed = {};
  for (const name of process.argv.slice(1)) {
    const lines = (printed[name] = []);
    console.log = (...values) => lines.push(...formatWithOptions({ breakLength: Infinity }, ...values).split('\\n'));
    await require('./' + name).example().catch((error) => lines.push(String(error)));
  }
  process.stdout.write(JSON.stringify(printed), () => process.exit());
})();
`;

/** All in one process, one after the other. @returns the lines that each printed, by its name */
export async function runExamples(
  names: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const built = join(folder, 'built');
  await build({
    entryPoints: names.map((name) => join(folder, `${name}.ts`)),
    outdir: built,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  });
  const { stdout } = await run(process.execPath, ['-e', RUNNER, ...names], {
    cwd: built,
    env: { ...process.env, CDK_VALIDATION: 'false', ...env },
  });
  return JSON.parse(stdout);
}

/** What the comments behind `console.log(…);` say that it prints. */
export function expectedOutput(code: string): string[] {
  return [...code.matchAll(/^.*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, printed = '']) => printed);
}
