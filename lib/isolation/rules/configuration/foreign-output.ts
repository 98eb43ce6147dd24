import { ownerOf } from '../../address/owner-of';
import { type Observation, subjectOf } from '../../findings/observation';
import type { Audited, Rule } from '../../model/rule';
import type { Side } from '../../model/side';
import { isJsonObject, type Json } from '../../template/json';
import { asText, isList, isObject, type PropertyPath, type Resolved } from '../../template/value';

/** No stack reads another stack's outputs across accounts or regions, and none offers its own to the other account. */
export const foreignOutput: Rule = {
  id: 'foreign-output',
  channel: 'configuration',
  title: 'a stack reads outputs from elsewhere',
  help: 'Fn::GetStackOutput with a role, the CDK’s cross-region export readers and writers, and imports that no stack of this side exports. Separate apps cannot refer to each other: pass values by the environment files.',
  *check(audited) {
    const { own } = audited;
    const exported = new Set(own.stacks.flatMap(({ resolved }) => [...resolved.exports.keys()]));
    for (const resource of own.resources) {
      const subject = subjectOf(resource);
      for (const { name, argument, path } of intrinsics(resource.definition, [])) {
        if (name === 'Fn::GetStackOutput') yield stackOutput(subject, argument, path, audited);
        else yield imported(subject, argument, path, exported, own);
      }
      if (/^Custom::CrossRegionExport(?:Reader|Writer)$/.test(resource.type)) {
        yield {
          subject,
          decision: 'open',
          direction: 'out',
          severity: 'medium',
          reason: `${resource.type} carries outputs between regions`,
          fix: 'keep each side in one region',
        };
      }
    }
    for (const { name, input, resolved } of own.stacks) {
      const subject = { stack: name, logicalId: '', type: '' };
      const outputs = input.template['Outputs'];
      for (const { name: function_, argument, path } of intrinsics(outputs ?? null, ['Outputs'])) {
        if (function_ === 'Fn::GetStackOutput') yield stackOutput(subject, argument, path, audited);
        else yield imported(subject, argument, path, exported, own);
      }
      const count = resolved.exports.size;
      yield {
        subject,
        decision: 'closed',
        reason: `its ${count} exports can be imported in its own account and region only`,
      };
    }
  },
};

interface FoundIntrinsic {
  readonly name: 'Fn::GetStackOutput' | 'Fn::ImportValue';
  readonly argument: Json;
  readonly path: PropertyPath;
}

function* intrinsics(value: Json, path: PropertyPath): Iterable<FoundIntrinsic> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (name === 'Fn::GetStackOutput' || name === 'Fn::ImportValue') yield { name, argument: item, path };
    yield* intrinsics(item, [...path, name]);
  }
}

/** Without a role it reads in its own account; with one, as a role of the account that the role is in. */
function stackOutput(
  subject: Observation['subject'],
  argument: Json,
  path: PropertyPath,
  audited: Audited,
): Observation {
  const stack = audited.own.stacks.find(({ name }) => name === subject.stack);
  const written = isJsonObject(argument) ? argument['RoleArn'] : undefined;
  const role = written === undefined ? undefined : asText(stack?.resolved.resolve(written) ?? null);
  const base = { subject, path: below(path), statement: JSON.stringify({ 'Fn::GetStackOutput': argument }) };
  if (written === undefined) return { ...base, decision: 'closed', reason: 'it reads an output in its own account' };
  const { owner, why } = role === undefined ? { owner: 'unknown', why: 'it is not text' } : ownerOf(role, audited);
  if (owner === 'own') return { ...base, decision: 'closed', reason: `it reads an output with its own role: ${why}` };
  if (owner === 'unknown' || owner === 'none') {
    return { ...base, decision: 'unverified', reason: `whose the role is that reads an output cannot be said: ${why}` };
  }
  return {
    ...base,
    decision: 'open',
    direction: 'out',
    severity: 'high',
    reason: `Fn::GetStackOutput reads an output as a role of another account: ${why}`,
    fix: 'write the value into the environment file instead of reading it from a stack elsewhere',
  };
}

function imported(
  subject: Observation['subject'],
  argument: Json,
  path: PropertyPath,
  exported: ReadonlySet<string>,
  own: Side,
): Observation {
  const stack = own.stacks.find(({ name }) => name === subject.stack);
  const name: Resolved | undefined = stack?.resolved.resolve(argument);
  const text = name === undefined || isObject(name) || isList(name) ? undefined : asText(name);
  const place = { subject, path: below(path) };
  if (typeof text === 'string' && exported.has(text)) {
    return { ...place, decision: 'closed', reason: `imports ${text}, which a stack of ${own.name} exports` };
  }
  // Imports stay within an account and region, but the stack that exports the value was not given.
  return {
    ...place,
    decision: 'unverified',
    reason: `what is imported is exported by a stack that was not given: ${JSON.stringify(argument)}`,
  };
}

/** The path below the properties, where it leads there. */
function below(path: PropertyPath): PropertyPath {
  return path[0] === 'Properties' ? path.slice(1) : path;
}
