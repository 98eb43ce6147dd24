import { type Observation, subjectOf } from '../../findings/observation';
import { referred } from '../../model/policy-places';
import type { Rule } from '../../model/rule';
import type { Side, SideResource } from '../../model/side';
import { typeFacts } from '../../tables/resource-types';
import type { ResolvedTemplate } from '../../template/resolve-template';
import { entriesOf, isObject, type PropertyPath, type Resolved, Unknown } from '../../template/value';

/** What cannot be read or is not known is reported, and never passes. */
export const undecided: Rule = {
  id: 'undecided',
  channel: 'input',
  title: 'something in a template cannot be decided',
  help: 'Macros, custom resources, nested stacks without their template, types and properties that the CloudFormation resource database does not know, and text that is no template. Give what is missing, or look at it yourself.',
  *check({ own }) {
    for (const { name, input, resolved } of own.stacks) {
      const subject = { stack: name, logicalId: '', type: '' };
      const whole = (reason: string): Observation => ({ subject, decision: 'unverified', reason });
      for (const problem of input.problems ?? []) yield whole(problem);
      for (const macro of resolved.macros) yield whole(`the macro ${macro} rewrites the template when it is deployed`);
      for (const part of resolved.unreadable)
        yield whole(`${part} stands where resources or outputs are listed and is none`);
      yield* unknownAsAWhole(name, resolved);
    }
    for (const { path, reason } of own.unread) {
      const subject = { stack: path, logicalId: '', type: 'file' };
      yield { subject, decision: 'unverified', reason: `it was not read: ${reason}` };
    }
    const stacks = new Set(own.stacks.map(({ name }) => name));
    for (const resource of own.resources) yield* unknownParts(resource, stacks, own);
  },
};

/** Where a macro, a loop or a condition makes all properties of a resource, nothing is known of any of them. */
function* unknownAsAWhole(stack: string, { resources }: ResolvedTemplate): Iterable<Observation> {
  for (const { logicalId, type, properties, exists } of resources.values()) {
    if (exists === false || isObject(properties)) continue;
    const why = properties instanceof Unknown ? properties.reason : 'they are no JSON object';
    const subject = { stack, logicalId, type };
    yield { subject, decision: 'unverified', reason: `none of its properties is known: ${why}`, path: [] };
  }
}

function* unknownParts(resource: SideResource, stacks: ReadonlySet<string>, own: Side): Iterable<Observation> {
  const { type, definition, properties, logicalId } = resource;
  const subject = subjectOf(resource);
  const unverified = (reason: string, path: PropertyPath = []): Observation => ({
    subject,
    decision: 'unverified',
    reason,
    path,
  });
  if (type === '') return yield unverified('the resource has no type, or none of CloudFormation');
  if (type === 'AWS::CloudFormation::Stack') {
    if (!stacks.has(`${resource.stack}/${logicalId}`))
      yield unverified('the template of this nested stack was not given');
    return;
  }
  const facts = typeFacts(type);
  if (!facts) return yield unverified(`${type} is not in the CloudFormation resource database`);
  if (facts.isCustom) return yield customResource(resource, own);
  if (isObject(definition as Resolved)) {
    for (const name of Object.keys(definition as object)) {
      if (!ATTRIBUTES.has(name)) yield unverified(`${name} is no attribute of a resource`);
    }
  }
  yield* unknownProperties(properties, [], facts.kindOf, unverified);
}

/** Code runs behind a custom resource. A function of this side can only do what its role may, and roles have their own rules. */
function customResource(resource: SideResource, own: Side): Observation {
  const subject = subjectOf(resource);
  const [behind] = referred(resource.properties['ServiceToken'] ?? [], own, /^AWS::Lambda::Function$/);
  if (behind) {
    const reason = `the function ${behind.logicalId} is behind it, which can do what its own role may`;
    return { subject, decision: 'closed', reason, path: ['ServiceToken'] };
  }
  const reason = `what the code behind ${resource.type} does is not in the template`;
  return { subject, decision: 'unverified', reason, path: [] };
}

function* unknownProperties(
  value: Resolved,
  path: PropertyPath,
  kindOf: (path: PropertyPath) => string | undefined,
  unverified: (reason: string, path: PropertyPath) => Observation,
): Iterable<Observation> {
  for (const [name, item] of entriesOf(value)) {
    const place = [...path, name];
    if (kindOf(place) === undefined)
      yield unverified(`the resource database knows no property ${place.join('.')}`, place);
    else yield* unknownProperties(item, place, kindOf, unverified);
  }
}

/** Source: CloudFormation template reference, "Resource attributes"; SAM developer guide, "Connectors" and "Globals". */
const ATTRIBUTES = new Set([
  'Type',
  'Properties',
  'Metadata',
  'DependsOn',
  'Condition',
  'Connectors',
  'CreationPolicy',
  'DeletionPolicy',
  'IgnoreGlobals',
  'UpdatePolicy',
  'UpdateReplacePolicy',
]);
