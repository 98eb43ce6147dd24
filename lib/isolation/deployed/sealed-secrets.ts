import { partitionOf } from '../../contract/arns';
import { keyAlias, secretPrefix } from '../../contract/names';
import { TAGS } from '../../contract/tags';
import { sealStatements } from '../../environment/seal';
import { directionTo, type Finding } from '../findings/finding';
import type { DeployedAccount, DeployedSecret, Emulation } from './deployed-account';
import { DEPLOYED, logicalId } from './deployed-side';
import { incompleteTypes, OF_AN_APP } from './drift';
import { unmatched } from './matches';
import { normalPolicy } from './normal-policy';
import { UnknownValues } from './unknown-values';

/** Every secret that the command line made is sealed as it seals them: the environment's key, policy and tags. */
export function unsealedSecrets(deployed: DeployedAccount, emulation?: Emulation): Finding[] {
  const unsure = incompleteTypes(deployed, emulation).has('AWS::SecretsManager::ResourcePolicy');
  return deployed.secrets
    .filter(({ name }) => OF_AN_APP.test(name))
    .flatMap((secret) => faultsOf(secret, deployed, unsure).map((fault) => finding(secret, deployed, fault)));
}

interface Fault {
  readonly message: string;
  readonly found: string | null;
}

function faultsOf(
  secret: DeployedSecret,
  { environment, account, region, resources }: DeployedAccount,
  unsure: boolean,
): Fault[] {
  const { name, arn, keyId, tags } = secret;
  const faults: Fault[] = [];
  if (!name.startsWith(secretPrefix(environment)))
    faults.push({ message: 'it is named for the other side', found: name });
  if (!isOwnKey(keyId, environment, resources)) {
    faults.push({ message: `it is not encrypted with the key ${keyAlias(environment)}`, found: keyId });
  }
  const policy = resources.find((each) => each.type === 'AWS::SecretsManager::ResourcePolicy' && each.name === arn);
  const document = policy?.properties['ResourcePolicy'];
  const form = { partition: partitionOf(region) };
  const sealed = sealStatements({ account, actions: 'secretsmanager:*', resources: '*' });
  const seal = normalPolicy({ Statement: sealed.map((each) => ({ ...each })) }, form);
  const { missing, extra } = unmatched(
    seal,
    document === undefined ? [] : normalPolicy(document, form),
    new UnknownValues(),
  );
  if (missing.length > 0 && !(document === undefined && unsure)) {
    faults.push({
      message: `its policy lacks ${missing.length} of the ${seal.length} statements that seal it`,
      found: document === undefined ? null : JSON.stringify(document),
    });
  }
  if (extra.length > 0) {
    faults.push({ message: 'its policy says more than the seal', found: JSON.stringify(extra) });
  }
  if (tags[TAGS.environment] !== environment) {
    faults.push({
      message: `its tag ${TAGS.environment} is not this environment`,
      found: tags[TAGS.environment] ?? null,
    });
  }
  if (secret.hasValue && !tags[TAGS.fingerprint]) {
    faults.push({ message: 'it has no fingerprint, so that its value cannot be compared', found: null });
  }
  return faults;
}

function isOwnKey(
  keyId: string | null,
  environment: DeployedAccount['environment'],
  resources: DeployedAccount['resources'],
): boolean {
  const alias = keyAlias(environment);
  if (keyId === null) return false;
  if (keyId === alias || keyId.endsWith(`:${alias}`)) return true;
  const target = resources.find(({ type, name }) => type === 'AWS::KMS::Alias' && name === alias);
  const id = String(target?.properties['TargetKeyId'] ?? '').replace(/^arn:.*:key\//, '');
  return id !== '' && (keyId === id || keyId.endsWith(`:key/${id}`));
}

function finding({ name }: DeployedSecret, { environment }: DeployedAccount, { message, found }: Fault): Finding {
  const resourceType = 'AWS::SecretsManager::Secret';
  return {
    rule: 'unsealed-secret',
    severity: 'critical',
    direction: directionTo(environment),
    environment,
    stack: DEPLOYED,
    logicalId: logicalId({ type: resourceType, name }),
    resourceType,
    message: `${name}: ${message}`,
    path: [`whoever the account lets near its secrets`, name],
    statement: found,
    fix: 'retire the app and create it again, which makes and seals new secrets',
  };
}
