import { asText, describeText } from '../../../lib/isolation/template/value';
import { type Deployed, member } from './deployed-side';
import { writesLog } from './log-wiring';
import { needWiring } from './need-wiring';
import { NEEDS, VARIABLES } from './needs';
import type { Walk } from './walk';

/** Function → role, log, and all that its code uses. */
export function functionWiring(walk: Walk): void {
  const functions = walk.side.ofType('AWS::Lambda::Function');
  const names = functions.map(({ reference = '' }) => describeText(reference));
  for (const part of Object.keys(NEEDS)) {
    const there = names.some((name) => partOf(name) === part);
    if (!there) walk.fail('function → what it needs', part, 'is no function of the stacks, though its code is known');
  }
  for (const lambda of functions) {
    const from = describeText(lambda.reference ?? lambda.logicalId);
    const role = walk.side.find('AWS::IAM::Role', lambda.properties['Role']);
    if (!role) {
      walk.fail('function → role', from, 'has no role of the stacks');
      continue;
    }
    walk.takesOn('function → role', from, 'lambda.amazonaws.com', role);
    const group = walk.side.find('AWS::Logs::LogGroup', member(lambda.properties, 'LoggingConfig', 'LogGroup'));
    if (group) writesLog(walk, 'function → log', from, role, group, '2026/01/31/[1]0123456789abcdef');
    else walk.fail('function → log', from, 'writes to no log group of the stacks');
    variableWiring(walk, from, lambda);
    const needs = NEEDS[partOf(from)];
    if (needs) for (const need of needs) needWiring(walk, from, role, need);
    else
      walk.fail('function → what it needs', from, 'has no entry in the table of what the code of each function uses');
  }
}

/** A variable that names what is not there fails at the first request, not at the deployment. */
function variableWiring(walk: Walk, from: string, lambda: Deployed): void {
  const kind = 'function → what its variables name';
  for (const [name, value] of Object.entries(member(lambda.properties, 'Environment', 'Variables') ?? {})) {
    if (!Object.hasOwn(VARIABLES, name)) walk.fail(kind, from, `has ${name}: say whether it names a resource`);
    const type = VARIABLES[name];
    if (type === undefined) continue;
    const named = type === 'AWS::Lambda::Alias' ? aliasArn(walk, describeText(asText(value) ?? '')) : value;
    if (walk.side.find(type, named)) walk.pass(kind);
    else walk.fail(kind, from, `has ${name}, which names no ${type} of the stacks`);
  }
}

/** @param named `function:alias` */
function aliasArn({ side }: Walk, named: string): string {
  return `arn:aws:lambda:${side.region}:${side.account}:function:${named}`;
}

/** The end of `airlock-<env>-<part>`. */
function partOf(functionName: string): string {
  return functionName.replace(/^airlock-[a-z]+-/, '');
}
