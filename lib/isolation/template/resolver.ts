import { evaluateCondition } from './conditions';
import type { DeploymentTarget } from './deployment-target';
import { hideDynamicReferences } from './dynamic-references';
import { choose, findInMap, importValue, macroName, onlyAwsKnows } from './intrinsic-lookup';
import { base64, join, length, select, split, sub, toJsonString } from './intrinsic-text';
import { fingerprint, isJsonList, isJsonObject, type Json, type JsonObject, member } from './json';
import { DEEPEST } from './json-faults';
import { parameterValue } from './parameters';
import { pseudoParameter } from './pseudo-parameters';
import { type Referred, resourceAttribute, resourceReference } from './resource-values';
import { type Intrinsic, NO_VALUE, type Scope, stackPrefix, unresolvedCall } from './scope';
import { isList, PartialText, type Resolved, Unknown, type UnknownOrigin } from './value';
import { splitAttribute } from './yaml-template';

const INTRINSICS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', (name, scope) => (typeof name === 'string' ? scope.reference(name) : unreadable('Ref', name, scope))],
  ['Fn::GetAtt', getAttribute],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Base64', base64],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', choose],
  ['Fn::ImportValue', importValue],
  ['Fn::GetAZs', onlyAwsKnows('Fn::GetAZs', 'the availability zones are known when the stack is deployed')],
  ['Fn::Cidr', onlyAwsKnows('Fn::Cidr', 'address blocks are worked out when the stack is deployed')],
  [
    'Fn::GetStackOutput',
    onlyAwsKnows('Fn::GetStackOutput', 'an output of a stack elsewhere, perhaps in another account'),
  ],
  ['Fn::Transform', (macro, scope) => unresolvedCall(scope, 'Fn::Transform', macro, `${macroName(macro)} writes it`)],
]);

/** Values worked out for one template; functions in functions may ask for the same ones again and again. */
const MOST_STEPS = 5_000_000;

/** Works out what a template's values come to in one account. What cannot be known becomes an `Unknown`, never a guess. */
export class Resolver implements Scope {
  private readonly prefix: string;
  private readonly underway = new Set<string>();
  private readonly known = new Map<string, Resolved>();
  private depth = 0;
  private steps = 0;

  constructor(
    readonly template: JsonObject,
    readonly target: DeploymentTarget,
  ) {
    this.prefix = stackPrefix(target);
  }

  resolve(value: Json): Resolved {
    if (this.depth >= DEEPEST) return this.unknown(`nesting ${fingerprint(value)}`, `nested more than ${DEEPEST} deep`);
    this.depth += 1;
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new RangeError(`more than ${MOST_STEPS} values in ${this.target.stack}`);
    try {
      return this.visible(this.walk(value));
    } finally {
      this.depth -= 1;
    }
  }

  unknown(label: string, reason: string, origin: UnknownOrigin = {}): Unknown {
    return new Unknown(`${this.prefix}/${label}`, reason, origin);
  }

  condition(name: string): boolean | Unknown {
    const value = this.once(`condition ${name}`, () => evaluateCondition(name, this));
    return typeof value === 'boolean' || value instanceof Unknown ? value : this.unknown(name, 'not a condition');
  }

  reference(name: string): Resolved {
    return this.once(`Ref ${name}`, () => {
      const pseudo = pseudoParameter(name, this);
      if (pseudo !== undefined) return pseudo;
      const parameter = member(this.template['Parameters'], name);
      if (parameter !== undefined) return parameterValue(name, parameter, this);
      const resource = this.resource(name);
      return resource instanceof Unknown ? resource : resourceReference(resource, this);
    });
  }

  attribute(logicalId: string, name: string): Resolved {
    return this.once(`${logicalId}.${name}`, () => {
      const resource = this.resource(logicalId);
      return resource instanceof Unknown ? resource : resourceAttribute(resource, name, this);
    });
  }

  private resource(logicalId: string): Referred | Unknown {
    const definition = member(this.template['Resources'], logicalId);
    return definition === undefined
      ? this.unknown(`Ref ${logicalId}`, `the template has neither parameter nor resource ${logicalId}`)
      : { logicalId, definition };
  }

  /** Remembers values, and ends circles. */
  private once(label: string, work: () => Resolved): Resolved {
    const known = this.known.get(label);
    if (known !== undefined) return known;
    if (this.underway.has(label)) return this.unknown(label, `${label} refers to itself`);
    this.underway.add(label);
    const value = work();
    this.underway.delete(label);
    this.known.set(label, value);
    return value;
  }

  private walk(value: Json): Resolved {
    if (isJsonList(value)) {
      const items = value.map((item) => this.resolve(item));
      // What has no functions in it is what is written, and is not copied.
      return items.every((item, index) => item === value[index]) ? value : items.filter((item) => item !== NO_VALUE);
    }
    if (!isJsonObject(value)) return value;
    const names = Object.keys(value);
    const [name = ''] = names;
    const intrinsic = INTRINSICS.get(name);
    if (names.length === 1 && intrinsic) return intrinsic(member(value, name) ?? null, this);
    const foreign = names.find((key) => key.startsWith('Fn::'));
    if (foreign) return unreadable(foreign, value, this);
    const entries = names.map((key) => [key, this.resolve(value[key] ?? null)] as const);
    if (entries.every(([key, item]) => item === value[key])) return value;
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
  }

  private visible(value: Resolved): Resolved {
    if (typeof value !== 'string' && !(value instanceof PartialText)) return value;
    return hideDynamicReferences(value, this.target);
  }
}

function getAttribute(argument: Json, scope: Scope): Resolved {
  const path = typeof argument === 'string' ? splitAttribute(argument) : argument;
  const [logicalId, written] = isJsonList(path) ? path : [];
  const name = written === undefined ? undefined : scope.resolve(written);
  if (typeof logicalId !== 'string' || typeof name !== 'string' || isList(name)) {
    return unreadable('Fn::GetAtt', argument, scope);
  }
  return scope.attribute(logicalId, name);
}

function unreadable(name: string, argument: Json, scope: Scope): Unknown {
  return unresolvedCall(scope, name, argument, `${name} in a form that is not known`);
}
