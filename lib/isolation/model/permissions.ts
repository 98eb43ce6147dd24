import {
  asText,
  isList,
  isObject,
  joinText,
  type Resolved,
  type ResolvedObject,
  type Text,
  textParts,
} from '../template/value';
import type { PlacedPolicy } from './policy-places';
import { referred } from './policy-places';
import type { Side, SideResource } from './side';

/** A permission written as properties instead of a policy document. Source: CloudFormation template reference of each type. */
interface PermissionForm {
  /** Property that names what is opened. */
  readonly target: string;
  /** Types that it can be of. */
  readonly of: RegExp;
  /** @default - the property `Action` */
  readonly action?: string;
  /** What stands before the names of actions. @default - they are whole */
  readonly service?: string;
  readonly principal: string;
  /** Properties that narrow it: the condition operator and key that each stands for. */
  readonly conditions: Readonly<Record<string, readonly [operator: string, key: string]>>;
}

const FUNCTION = /^AWS::(?:Lambda::(?:Function|Alias|Version)|Serverless::Function)$/;
const ORGANISATION = ['StringEquals', 'aws:PrincipalOrgID'] as const;

const FORMS: Readonly<Record<string, PermissionForm>> = {
  'AWS::Lambda::Permission': {
    target: 'FunctionName',
    of: FUNCTION,
    principal: 'Principal',
    conditions: {
      SourceArn: ['ArnLike', 'aws:SourceArn'],
      SourceAccount: ['StringEquals', 'aws:SourceAccount'],
      PrincipalOrgID: ORGANISATION,
      FunctionUrlAuthType: ['StringEquals', 'lambda:FunctionUrlAuthType'],
      EventSourceToken: ['StringEquals', 'lambda:EventSourceToken'],
    },
  },
  'AWS::Lambda::LayerVersionPermission': {
    target: 'LayerVersionArn',
    of: /^AWS::Lambda::LayerVersion$/,
    principal: 'Principal',
    conditions: { OrganizationId: ORGANISATION },
  },
  'AWS::Events::EventBusPolicy': {
    target: 'EventBusName',
    of: /^AWS::Events::EventBus$/,
    principal: 'Principal',
    conditions: {},
  },
  'AWS::ACMPCA::Permission': {
    target: 'CertificateAuthorityArn',
    of: /^AWS::ACMPCA::CertificateAuthority$/,
    action: 'Actions',
    service: 'acm-pca:',
    principal: 'Principal',
    conditions: { SourceAccount: ['StringEquals', 'aws:SourceAccount'] },
  },
};

/**
 * Whether a property is a part of a statement: who may call, under which conditions. Such parts are asked as the policy that they are.
 * @param key type and path without positions
 */
export function isPartOfPermission(key: string): boolean {
  const [type = '', property] = key.split('.');
  return property !== undefined && isPermission(type) && FORMS[type]?.target !== property;
}

/** Whether a type is a permission; it is always put on a thing of the own account. */
export function isPermission(type: string): boolean {
  return Object.hasOwn(FORMS, type);
}

/** Permissions as the policies that AWS makes of them. */
export function permissionPolicies(side: Side): PlacedPolicy[] {
  return side.resources.flatMap((holder) => {
    const form = FORMS[holder.type];
    if (!form) return [];
    const { properties } = holder;
    const named = referred(properties[form.target] ?? [], side, form.of);
    const attachedTo = named.map((each) => functionOf(each, side) ?? each);
    const whole = properties['Statement'];
    const statement = isObject(whole) ? whole : statementOf(properties, form);
    if (statement['Principal'] === undefined && statement['NotPrincipal'] === undefined) return [];
    const document = { Version: '2012-10-17', Statement: [statement] };
    return [{ kind: 'resource', holder, path: [], document, attachedTo }];
  });
}

function statementOf(
  properties: ResolvedObject,
  { action, service = '', principal, conditions }: PermissionForm,
): ResolvedObject {
  const condition: Record<string, Record<string, Resolved>> = {};
  for (const [property, [operator, key]] of Object.entries(conditions)) {
    const value = properties[property];
    if (value !== undefined) condition[operator] = { ...condition[operator], [key]: value };
  }
  const written = properties['Condition'];
  if (isObject(written) && typeof written['Type'] === 'string' && typeof written['Key'] === 'string') {
    condition[written['Type']] = { [written['Key']]: written['Value'] ?? '' };
  }
  const who = properties[principal];
  return {
    Effect: 'Allow',
    ...(who !== undefined && { Principal: principalOf(who) }),
    Action: named(properties[action ?? 'Action'] ?? '*', service),
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function named(actions: Resolved, service: string): Resolved {
  if (service === '') return actions;
  return isList(actions) ? actions.map((each) => named(each, service)) : joinText([service, asText(actions) ?? '*']);
}

/** `*`, an account, an ARN, or the host name of a service. */
function principalOf(value: Resolved): Resolved {
  const text = asText(value);
  if (text === undefined || text === '*') return value;
  return { [isService(text) ? 'Service' : 'AWS']: text };
}

function isService(text: Text): boolean {
  const last = textParts(text).at(-1);
  return typeof last === 'string' && /\.(?:amazonaws\.com(?:\.cn)?|amazon\.com)$/.test(last);
}

/** A permission on a version or alias opens the function. */
function functionOf({ type, properties }: SideResource, side: Side): SideResource | undefined {
  if (type !== 'AWS::Lambda::Alias' && type !== 'AWS::Lambda::Version') return undefined;
  return referred(properties['FunctionName'] ?? [], side, FUNCTION)[0];
}
