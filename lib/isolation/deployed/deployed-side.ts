import type { Environment } from '../../environment/schema';
import type { SideInput } from '../model/side-input';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../template/json';
import type { DeployedAccount, DeployedResource, Emulation } from './deployed-account';

/** Stands in the report for deployed resources where templates have the name of a stack. */
export const DEPLOYED = 'deployed';

/**
 * An account as one template, so that the same rules can judge it. Secrets are without their tags, because a fingerprint tells something
 * about the value.
 */
export function deployedSide(deployed: DeployedAccount, environment?: Environment, emulation?: Emulation): SideInput {
  const { account, region, resources } = deployed;
  const taken = new Map<string, number>();
  const entries = resources
    .filter(({ type }) => type !== GRANT)
    .map((resource): [string, JsonObject] => {
      const id = logicalId(resource);
      const count = (taken.get(id) ?? 0) + 1;
      taken.set(id, count);
      const properties = propertiesOf(resource, resources, emulation);
      return [count === 1 ? id : `${id} (${count})`, { Type: resource.type, Properties: properties }];
    });
  return {
    account,
    region,
    stacks: [{ name: DEPLOYED, template: { Resources: Object.fromEntries(entries) } }],
    ...(environment && { environment }),
  };
}

const GRANT = 'AWS::KMS::Grant';

/** What it is called in the account, and what it is. */
export function logicalId({ type, name }: Pick<DeployedResource, 'type' | 'name'>): string {
  return `${name} (${type.split('::').slice(1).join(' ')})`;
}

function propertiesOf(
  { type, name, properties }: DeployedResource,
  all: readonly DeployedResource[],
  emulation: Emulation | undefined,
): JsonObject {
  if (type === 'AWS::KMS::Key') return withGrants(properties, name, all);
  if (type !== 'AWS::Lambda::Function' || !emulation) return properties;
  const environment = properties['Environment'];
  const variables = isJsonObject(environment) ? environment['Variables'] : undefined;
  if (!isJsonObject(variables)) return properties;
  const own = Object.entries(variables).filter(([variable]) => !emulation.addedVariables.has(variable));
  return { ...properties, Environment: { Variables: Object.fromEntries(own) } };
}

/** A grant gives what a statement of the key's policy could give as well. */
function withGrants(properties: JsonObject, key: string, all: readonly DeployedResource[]): JsonObject {
  const grants = all.filter((each) => each.type === GRANT && each.properties['KeyId'] === key);
  const policy = properties['KeyPolicy'];
  if (grants.length === 0 || !isJsonObject(policy)) return properties;
  const written = policy['Statement'] ?? [];
  const statements: readonly Json[] = isJsonList(written) ? written : [written];
  const granted = grants.map(({ name, properties: { GranteePrincipal = '', Operations = [] } }): JsonObject => {
    const actions = (isJsonList(Operations) ? Operations : [Operations]).map((operation) => `kms:${String(operation)}`);
    return {
      Sid: `Grant${name}`,
      Effect: 'Allow',
      Principal: { AWS: GranteePrincipal },
      Action: actions,
      Resource: '*',
    };
  });
  return { ...properties, KeyPolicy: { ...policy, Statement: [...statements, ...granted] } };
}
