import { arnOf, partitionOf } from '../../contract/arns';
import { ENVIRONMENTS } from '../../contract/environments';
import { secretName } from '../../contract/names';
import type { Severity } from '../findings/finding';
import type { Side, SideResource } from '../model/side';
import { describeText, type Text } from '../template/value';
import { COMPARED, type ComparedType, physicalName, valueAt } from './compared-types';
import type { DeployedAccount, DeployedResource, Emulation } from './deployed-account';
import { difference, type PropertyComparison } from './difference';
import { UnknownValues } from './unknown-values';

/** One difference between an account and its templates. */
export interface Drift {
  readonly kind: 'changed' | 'missing' | 'extra';
  readonly type: string;
  /** What it is called in the account. */
  readonly name: string;
  /** The stack and logical id of the template; empty for what is in none. */
  readonly stack: string;
  readonly logicalId: string;
  /** Path below the properties; empty for the resource as a whole. */
  readonly property: string;
  /** As text; null where there is none. */
  readonly expected: string | null;
  readonly found: string | null;
  readonly severity: Severity;
}

export interface DriftReport {
  readonly drift: readonly Drift[];
  /** Resources that were compared. */
  readonly compared: number;
  /** What differs because the account is an emulated one. */
  readonly emulated: readonly string[];
}

/** Compares an account with its templates. */
export function driftOf(side: Side, deployed: DeployedAccount, emulation?: Emulation): DriftReport {
  const bindings = new UnknownValues(physicalIds(side, deployed));
  const comparison: PropertyComparison = {
    bindings,
    partition: partitionOf(deployed.region),
    keys: keysOf(deployed),
    ...(emulation && { emulation }),
  };
  const drift: Drift[] = [];
  const unsure = incompleteTypes(deployed, emulation);
  const emulated = new Set<string>();
  let compared = 0;
  for (const [type, form] of Object.entries(COMPARED)) {
    const left = new Set(deployed.resources.filter((resource) => resource.type === type));
    for (const expected of side.ofType(type)) {
      const found = [...left].find((candidate) => isSame(expected, candidate, form, bindings));
      if (!found) {
        if (emulation?.missingTypes.has(type)) emulated.add(type);
        else if (!unsure.has(type)) drift.push(missing(expected, form, bindings));
        continue;
      }
      left.delete(found);
      compared += 1;
      const changed = changes(expected, found, form, comparison, emulated);
      drift.push(...changed.filter((each) => each.found !== null || !unsure.has(type)));
    }
    for (const resource of left) if (!isExpected(resource, form)) drift.push(extra(resource, form));
  }
  return { drift, compared, emulated: [...emulated].sort() };
}

/** Types that were not read completely. A resource of such a type that was not found is reported as not read. */
export function incompleteTypes({ notRead }: DeployedAccount, emulation?: Emulation): ReadonlySet<string> {
  return new Set(notRead.flatMap(({ types, unanswerable }) => (unanswerable && emulation ? [] : types)));
}

function isSame(
  expected: SideResource,
  found: DeployedResource,
  { names }: ComparedType,
  bindings: UnknownValues,
): boolean {
  if (!names) return bindings.match(expected.reference ?? '', found.name);
  return bindings.match(physicalName(expected.properties, names), String(physicalName(found.properties, names)));
}

function changes(
  { type, stack, logicalId, properties }: SideResource,
  found: DeployedResource,
  { forms }: ComparedType,
  comparison: PropertyComparison,
  emulated: Set<string>,
): Drift[] {
  return Object.entries(forms).flatMap(([property, form]): Drift[] => {
    const what = difference(property, form, properties, found.properties, comparison);
    if (!what) return [];
    const given = JSON.stringify(valueAt(found.properties, property) ?? null);
    if (comparison.emulation?.instead[type]?.[property] === given) {
      emulated.add(`${type} ${property}`);
      return [];
    }
    const severity = severityOf(type);
    return [{ kind: 'changed', type, name: found.name, stack, logicalId, property, ...what, severity }];
  });
}

function missing(
  { type, stack, logicalId, properties, reference }: SideResource,
  form: ComparedType,
  bindings: UnknownValues,
) {
  const name: Text = form.names ? physicalName(properties, form.names) : (reference ?? logicalId);
  // Without its policy, a resource is open to all that the account's own roles may do. Without the rest it is only missing.
  const severity = /Policy$/.test(type) ? severityOf(type) : ('medium' as const);
  return {
    kind: 'missing' as const,
    type,
    name: bindings.fill(name),
    stack,
    logicalId,
    property: '',
    expected: describeText(name),
    found: null,
    severity,
  };
}

function extra({ type, name, properties }: DeployedResource, form: ComparedType): Drift {
  return {
    kind: 'extra',
    type,
    name,
    stack: '',
    logicalId: '',
    property: '',
    expected: null,
    found: JSON.stringify(properties),
    severity: form.extra === 'high' ? 'high' : 'medium',
  };
}

/** What no deployment has made, and what the secrets of apps are judged by apart. */
function isExpected({ type, name, properties }: DeployedResource, { extra: severity }: ComparedType): boolean {
  if (severity === 'ignored') return true;
  if (type === 'AWS::IAM::Role') return String(properties['Path'] ?? '').startsWith(SSO_PATH);
  return /^AWS::SecretsManager::/.test(type) && OF_AN_APP.test(name);
}

/** Of roles that IAM Identity Center makes, and the management account decides about. */
export const SSO_PATH = '/aws-reserved/';
const PREFIXES = ENVIRONMENTS.flatMap((name) => [secretName(name, 'apps', ''), secretName(name, 'webhooks', '')]);
/** Secrets that the command line makes, by name or ARN. */
export const OF_AN_APP = new RegExp(`(?:^|:secret:)(?:${PREFIXES.join('|')})`);

function severityOf(type: string): Severity {
  return /^AWS::(?:IAM|KMS|SecretsManager)::/.test(type) ? 'critical' : 'high';
}

/** The physical ids that the stacks have for resources without a name. */
function physicalIds({ stacks, account, region }: Side, deployed: DeployedAccount): [string, string][] {
  return deployed.stacks.flatMap(({ name, resources }) => {
    if (!stacks.some((stack) => stack.name === name)) return [];
    return Object.entries(resources).flatMap(([logicalId, physical]): [string, string][] => {
      const label = `${account}/${region}/${name}/${logicalId}`;
      return physical === ''
        ? []
        : [
            [`${label}.id`, physical],
            [`${label}.name`, physical],
          ];
    });
  });
}

/** ARN of the key by each of its other names. */
function keysOf(deployed: DeployedAccount): ReadonlyMap<string, string> {
  const { resources } = deployed;
  const arn = (id: string) => (id.startsWith('arn:') ? id : arnOf(deployed, 'kms', `key/${id}`));
  return new Map(
    resources.flatMap(({ type, name, properties }): [string, string][] => {
      if (type === 'AWS::KMS::Key') return [[name, arn(name)]];
      if (type !== 'AWS::KMS::Alias') return [];
      const key = arn(String(properties['TargetKeyId']));
      return [
        [name, key],
        [arnOf(deployed, 'kms', name), key],
      ];
    }),
  );
}
