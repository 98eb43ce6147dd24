import type { Subject } from '../findings/observation';
import { oncePer } from '../once-per';
import { isJsonObject, type Json, member } from '../template/json';
import { parseJsonText } from '../template/json-text';
import {
  describeText,
  isList,
  isObject,
  PartialText,
  type PropertyPath,
  type Resolved,
  Unknown,
} from '../template/value';
import { decodedTexts } from './decoded-texts';
import type { Side, SideStack } from './side';

/** A text in the templates of a side, unknown parts in braces. */
export interface SideText {
  readonly subject: Subject;
  /** Below the resource's properties, or below the template for a stack as a whole. */
  readonly path: PropertyPath;
  readonly text: string;
  /** Inside a statement that denies: such a text opens nothing. */
  readonly denied: boolean;
  /** When the text is not the value at `path` itself: the name of a member, or a decoded text. */
  readonly within?: 'name' | 'decoded';
}

/** Every text of every resource as it is deployed, names of members included, and then as it is written. */
export const textsOfSide = oncePer((side: Side): readonly SideText[] => [...walkSide(side)]);

function* walkSide(side: Side): Iterable<SideText> {
  for (const { stack, logicalId, type, properties, definition } of side.resources) {
    const subject = { stack, logicalId, type };
    const resolve = resolverOf(side, stack);
    yield* walk(properties, subject, [], false);
    yield* walkWritten(definition, subject, properties);
    yield* walkBeside(definition, subject, resolve);
    yield* walkEncoded(definition, subject, resolve);
  }
  for (const stack of side.stacks) yield* textsOfStack(stack, side);
}

/** What belongs to a stack as a whole: outputs as they are deployed, and the rest of the template as it is written. */
function* textsOfStack({ name, input, resolved }: SideStack, side: Side): Iterable<SideText> {
  const subject = { stack: name, logicalId: '', type: '' };
  for (const output of resolved.outputs) {
    const value: Resolved = {
      Value: output.value,
      ...(output.exportName !== undefined && { Export: output.exportName }),
    };
    yield* walk(value, subject, ['Outputs', output.name], false);
  }
  for (const [section, value] of Object.entries(input.template)) {
    if (section === 'Resources') continue;
    yield* walk(value, subject, [section], false);
    if (DEPLOYED.has(section)) yield* walk(resolved.resolve(value), subject, [section], false);
  }
  const resources = input.template['Resources'];
  if (!isJsonObject(resources)) return;
  for (const [logicalId, definition] of Object.entries(resources)) {
    if (side.find(name, logicalId) || !isJsonObject(definition)) continue;
    const type = member(definition, 'Type');
    yield* walkWritten(definition, { stack: name, logicalId, type: typeof type === 'string' ? type : '' });
  }
}

/** Sections in which functions are worked out. Source: CloudFormation user guide, "Template sections". */
const DEPLOYED = new Set(['Hooks', 'Metadata', 'Rules']);

/** What stands beside the properties, such as an update policy, as it is deployed. */
function* walkBeside(definition: Json, subject: Subject, resolve: (value: Json) => Resolved): Iterable<SideText> {
  for (const [name, value] of Object.entries(isJsonObject(definition) ? definition : {})) {
    if (name !== 'Properties' && typeof value === 'object') yield* walk(resolve(value), subject, [name], false, value);
  }
}

/** As written: what an intrinsic hides, a condition leaves out, or stands beside the properties. */
function* walkWritten(definition: Json, subject: Subject, properties?: Resolved): Iterable<SideText> {
  for (const [name, value] of Object.entries(isJsonObject(definition) ? definition : {})) {
    if (name === 'Properties') yield* walk(value, subject, [], false, properties);
    else yield* walk(value, subject, [name], false);
  }
}

/** What `Fn::Base64` encodes, which cannot be decoded again when a part of it is not known. */
function* walkEncoded(value: Json, subject: Subject, resolve: (value: Json) => Resolved): Iterable<SideText> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    if (name === 'Fn::Base64') yield* walk(resolve(item), subject, [], false);
    else yield* walkEncoded(item, subject, resolve);
  }
}

function resolverOf({ stacks }: Side, stack: string): (value: Json) => Resolved {
  const found = stacks.find(({ name }) => name === stack);
  return (value) => (found ? found.resolved.resolve(value) : value);
}

/**
 * Paths are made by `concat`, which takes the room that it needs; an array that is spread and added to keeps room for 16 more.
 * @param done what was walked at the same place before; equal parts are left out
 */
function* walk(
  value: Resolved,
  subject: Subject,
  path: PropertyPath,
  denied: boolean,
  done?: Resolved,
): Iterable<SideText> {
  if (value === done) return;
  if (isList(value)) {
    for (let index = 0; index < value.length; index++)
      yield* walk(value[index] ?? null, subject, path.concat(index), denied, isList(done) ? done[index] : undefined);
  } else if (isObject(value)) {
    const denies = denied || value['Effect'] === 'Deny';
    const before = isObject(done) ? done : {};
    for (const [name, item] of Object.entries(value)) {
      const known = Object.hasOwn(before, name);
      if (!known) yield { subject, path, text: name, denied: denies, within: 'name' };
      yield* walk(item, subject, path.concat(name), denies, known ? before[name] : undefined);
    }
  } else if (value instanceof Unknown) {
    const { reference } = value.origin;
    if (reference !== undefined) yield { subject, path, text: describeText(reference), denied };
  } else if (value !== null && typeof value !== 'boolean') {
    yield* walkText(value, subject, path, denied);
  }
}

/** JSON inside a text is walked as well, so that a policy written as text denies as any other does. */
function* walkText(
  value: string | number | PartialText,
  subject: Subject,
  path: PropertyPath,
  denied: boolean,
): Iterable<SideText> {
  const text = value instanceof PartialText ? describeText(value) : String(value);
  if (typeof value !== 'number' && /^\s*[[{]/.test(text) && text.includes('"Effect"')) {
    const { value: parsed, problems = [] } = parseJsonText(value);
    if (parsed !== undefined && problems.length === 0) {
      yield* walk(parsed, subject, path, denied);
      return;
    }
  }
  yield { subject, path, text, denied };
  for (const decoded of decodedTexts(text)) yield { subject, path, text: decoded, denied, within: 'decoded' };
}
