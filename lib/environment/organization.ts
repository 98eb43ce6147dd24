import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { block, text } from './fields';
import { environmentsFolder, relativePath } from './load';
import { ENVIRONMENTS, type EnvironmentName } from './modes';
import { EnvironmentFileError, type EnvironmentProblem, type FieldPath, problem } from './problem';
import { region } from './regions';
import type { Environment } from './schema';
import { schemaProblems } from './schema-problems';
import { YamlSource } from './yaml-source';

const UNIT_FORM = /^ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$/;
const UNIT = 'the id of an organizational unit, such as ou-ab12-11111111';

/** The organisation as its file says: the one file that knows both accounts, because the management account does. */
export type Organization = z.output<typeof organizationSchema>;

/** The exact form of `environments/organization.yaml`. The two accounts themselves are in the environment files. */
const organizationSchema = block(
  {
    managementAccount: text(
      /^\d{12}$/,
      'an AWS account id: twelve digits in quotes',
      'Account that manages the organisation; no policy of the organisation binds it.',
    ),
    region: region('Region of the stack.'),
    sandboxUnit: text(UNIT_FORM, UNIT, 'Unit that holds the sandbox account.'),
    liveUnit: text(UNIT_FORM, UNIT, 'Unit that holds the live account.'),
    breakGlassArn: text(
      /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
      'the ARN of one role of the sandbox or the live account, without wildcards',
      'The one role that the perimeter lets through, for emergencies.',
    ),
  },
  'The organisation that both accounts are members of.',
);

/**
 * The organisation, from `<folder>/organization.yaml`.
 * @throws EnvironmentFileError with every problem of the file; when there is none, with how to make it
 */
export function loadOrganization(
  environments: Readonly<Record<EnvironmentName, Pick<Environment, 'account'>>>,
  folder = environmentsFolder(),
): Organization {
  const path = join(folder, 'organization.yaml');
  const file = relativePath(path);
  const source = new YamlSource(read(path, file));
  const faults = source.faults.map((fault) => problem({ file, field: '', ...fault }));
  if (!source.readable) throw new EnvironmentFileError(faults);
  const checked = organizationSchema.safeParse(source.value);
  const problems = checked.success
    ? [...faults, ...misfits(checked.data, environments, source, file)]
    : [...faults, ...schemaProblems(checked.error, organizationSchema, source, file)];
  if (!checked.success || problems.length > 0) throw new EnvironmentFileError(problems);
  return checked.data;
}

function read(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const found = code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`;
    const allowed = `copy docs/examples/organization.yaml to ${file} and fill it in; without an organisation leave this stage out`;
    throw new EnvironmentFileError([problem({ file, line: 1, field: '', found, allowed })]);
  }
}

/** Values that are well formed and do not fit the environment files, or each other. */
function misfits(
  { managementAccount, sandboxUnit, liveUnit, breakGlassArn }: Organization,
  environments: Parameters<typeof loadOrganization>[0],
  source: YamlSource,
  file: string,
): EnvironmentProblem[] {
  const at = (path: FieldPath) => ({
    file,
    line: source.lineOf(path),
    field: path.join('.'),
    found: source.found(path),
  });
  const accounts = ENVIRONMENTS.map((name) => environments[name].account);
  const problems: EnvironmentProblem[] = [];
  if (accounts.includes(managementAccount)) {
    const allowed = 'an account that is neither sandbox nor live: no control policy binds the management account';
    problems.push(problem({ ...at(['managementAccount']), allowed }));
  }
  if (sandboxUnit === liveUnit) {
    const allowed = 'a unit of its own for each account: what one unit carries binds all accounts in it';
    problems.push(problem({ ...at(['liveUnit']), allowed }, "the same as sandbox's"));
  }
  if (!accounts.includes(breakGlassArn.split(':')[4] ?? '')) {
    const allowed = `a role of sandbox (${accounts[0]}) or live (${accounts[1]}), since the policies bind no other`;
    problems.push(problem({ ...at(['breakGlassArn']), allowed }));
  }
  return problems;
}
