import { partitionOf, suffixOf } from './deployment-target';
import { type Json, member } from './json';
import { GENERATED } from './pseudo-parameters';
import { RESOURCE_FORMS, type ResourceForm } from './resource-forms';
import { NO_VALUE, type Scope } from './scope';
import { asText, joinText, type Resolved, type Text, textParts, Unknown, type UnknownOrigin } from './value';

/** A resource of the template whose `Ref` or attribute is asked for. */
export interface Referred {
  readonly logicalId: string;
  readonly definition: Json;
}

/** What `Ref` to a resource gives. */
export function resourceReference(referred: Referred, scope: Scope): Resolved {
  const special =
    lambdaReference(referred, scope) ?? providerReference(referred, scope) ?? ruleValue(referred, 'Ref', scope);
  if (special !== undefined) return special;
  const form = formOf(referred);
  return form ? fill(form.ref ?? '{name}', form, referred, scope) : unknownValue(referred, 'Ref', scope);
}

/** What `Fn::GetAtt` of a resource gives. */
export function resourceAttribute(referred: Referred, attribute: string, scope: Scope): Resolved {
  const special =
    attribute === 'Arn' ? (providerReference(referred, scope) ?? ruleValue(referred, 'Arn', scope)) : undefined;
  if (special !== undefined) return special;
  const form = formOf(referred);
  const template =
    form?.attributes && Object.hasOwn(form.attributes, attribute) ? form.attributes[attribute] : undefined;
  return form && template ? fill(template, form, referred, scope) : unknownValue(referred, attribute, scope);
}

function typeOf({ definition }: Referred): string {
  const type = member(definition, 'Type');
  return typeof type === 'string' ? type : 'unknown';
}

function formOf(referred: Referred): ResourceForm | undefined {
  const type = typeOf(referred);
  return Object.hasOwn(RESOURCE_FORMS, type) ? RESOURCE_FORMS[type] : undefined;
}

function fill(template: string, form: ResourceForm, referred: Referred, scope: Scope): Text {
  const pieces = template.split(/\{([^}]*)\}/);
  return joinText(pieces.map((piece, index) => (index % 2 === 0 ? piece : placeholder(piece, form, referred, scope))));
}

function placeholder(name: string, form: ResourceForm, referred: Referred, scope: Scope): Text | Unknown {
  const { target } = scope;
  switch (name) {
    case 'account':
      return target.account;
    case 'region':
      return target.region;
    case 'partition':
      return partitionOf(target);
    case 'suffix':
      return suffixOf(target);
    case 'name':
      return property(referred, form.name ?? '', scope) ?? madeUp(referred, 'name', scope);
    case 'id':
      return madeUp(referred, 'id', scope);
  }
  if (name.startsWith('?')) {
    const [label = '', length] = name.slice(1).split('#');
    const more = length ? { length: Number(length), without: GENERATED.without } : {};
    return unknownValue(referred, label, scope, more);
  }
  const [path = '', fallback] = name.split('|');
  return property(referred, path, scope) ?? fallback ?? unknownValue(referred, path, scope);
}

function property({ definition }: Referred, name: string, scope: Scope): Text | undefined {
  const written = member(member(definition, 'Properties'), name);
  const value = written === undefined ? NO_VALUE : scope.resolve(written);
  return value === NO_VALUE ? undefined : asText(value);
}

function madeUp(referred: Referred, what: string, scope: Scope): Unknown {
  const reason = `the ${what} of ${referred.logicalId} is made when it is created`;
  return scope.unknown(`${referred.logicalId}.${what}`, reason, { ...owner(referred, scope), ...GENERATED });
}

function unknownValue(referred: Referred, what: string, scope: Scope, more: UnknownOrigin = {}): Unknown {
  const reason = `${what} of ${referred.logicalId} (${typeOf(referred)}) is known when it is created`;
  return scope.unknown(`${referred.logicalId}.${what}`, reason, { ...owner(referred, scope), ...more });
}

/** A custom resource or a nested stack can return anything, of any account. */
function owner(referred: Referred, { target }: Scope): UnknownOrigin {
  const [resourceType, { logicalId }] = [typeOf(referred), referred];
  const foreign = /^(?:Custom::|AWS::CloudFormation::)/.test(resourceType) || !resourceType.startsWith('AWS::');
  return foreign
    ? { logicalId, resourceType }
    : { logicalId, resourceType, account: target.account, region: target.region };
}

/** Versions and aliases are the function's ARN with a qualifier; the function may be given by name or by ARN. */
function lambdaReference(referred: Referred, scope: Scope): Text | undefined {
  const type = typeOf(referred);
  if (type !== 'AWS::Lambda::Version' && type !== 'AWS::Lambda::Alias') return undefined;
  const given = property(referred, 'FunctionName', scope) ?? unknownValue(referred, 'FunctionName', scope);
  const start = given instanceof Unknown ? given : textParts(given)[0];
  const { partition, region, account } = { ...scope.target, partition: partitionOf(scope.target) };
  const prefix = ['arn:', partition, ':lambda:', region, ':', account, ':function:'];
  const isArn = typeof start === 'string' && start.startsWith('arn:');
  const alias = type === 'AWS::Lambda::Alias' ? property(referred, 'Name', scope) : undefined;
  return joinText([...(isArn ? [] : prefix), given, ':', alias ?? unknownValue(referred, 'Version', scope)]);
}

/** The ARN of an OIDC provider holds its host and path. */
function providerReference(referred: Referred, scope: Scope): Text | undefined {
  if (typeOf(referred) !== 'AWS::IAM::OIDCProvider') return undefined;
  const url = property(referred, 'Url', scope);
  const host = typeof url === 'string' ? url.replace(/^https?:\/\//, '') : unknownValue(referred, 'Url', scope);
  return joinText(['arn:', partitionOf(scope.target), ':iam::', scope.target.account, ':oidc-provider/', host]);
}

/** Rules of the default bus are named without it. */
function ruleValue(referred: Referred, what: 'Ref' | 'Arn', scope: Scope): Text | undefined {
  if (typeOf(referred) !== 'AWS::Events::Rule') return undefined;
  const name = property(referred, 'Name', scope) ?? madeUp(referred, 'name', scope);
  const bus = property(referred, 'EventBusName', scope) ?? 'default';
  const busName =
    typeof bus === 'string' ? bus.slice(bus.lastIndexOf('/') + 1) : unknownValue(referred, 'EventBusName', scope);
  const path = busName === 'default' ? [] : [busName, '/'];
  if (what === 'Ref') return joinText(busName === 'default' ? [name] : [busName, '|', name]);
  const { region, account } = scope.target;
  return joinText(['arn:', partitionOf(scope.target), ':events:', region, ':', account, ':rule/', ...path, name]);
}
