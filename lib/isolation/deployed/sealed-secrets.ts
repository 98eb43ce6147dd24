import { sealStatements } from '../../environment/seal';
import { directionTo, type Finding } from '../findings/finding';
import { Bindings } from './bindings';
import type { DeployedInput, DeployedSecret, Emulation } from './deployed-input';
import { DEPLOYED, logicalId } from './deployed-side';
import { incompleteTypes, OF_AN_APP } from './drift';
import { unmatched } from './matches';
import { normalPolicy } from './normal-policy';

/** Tag with the HMAC of a value, which tells equal values apart from others without showing them. */
export const FINGERPRINT_TAG = 'airlock:fingerprint';

/** Every secret that the command line made is sealed as it seals them: the environment's key, policy and tags. */
export function unsealedSecrets(deployed: DeployedInput, emulation?: Emulation): Finding[] {
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
  { environment, account, resources }: DeployedInput,
  unsure: boolean,
): Fault[] {
  const { name, arn, keyId, tags } = secret;
  const faults: Fault[] = [];
  if (!name.startsWith(`airlock/${environment}/`))
    faults.push({ message: 'it is named for the other side', found: name });
  if (!isOwnKey(keyId, environment, resources)) {
    faults.push({ message: `it is not encrypted with the key alias/airlock-${environment}`, found: keyId });
  }
  const policy = resources.find((each) => each.type === 'AWS::SecretsManager::ResourcePolicy' && each.name === arn);
  const document = policy?.properties['ResourcePolicy'];
  const seal = normalPolicy({
    Statement: sealStatements({ account, actions: 'secretsmanager:*', resources: '*' }).map((each) => ({ ...each })),
  });
  const { missing, extra } = unmatched(seal, document === undefined ? [] : normalPolicy(document), new Bindings());
  if (missing.length > 0 && !(document === undefined && unsure)) {
    faults.push({
      message: `its policy lacks ${missing.length} of the ${seal.length} statements that seal it`,
      found: document === undefined ? null : JSON.stringify(document),
    });
  }
  if (extra.length > 0) {
    faults.push({ message: 'its policy says more than the seal', found: JSON.stringify(extra) });
  }
  if (tags['airlock:environment'] !== environment) {
    faults.push({
      message: 'its tag airlock:environment is not this environment',
      found: tags['airlock:environment'] ?? null,
    });
  }
  if (secret.hasValue && !tags[FINGERPRINT_TAG]) {
    faults.push({ message: 'it has no fingerprint, so that its value cannot be compared', found: null });
  }
  return faults;
}

function isOwnKey(
  keyId: string | null,
  environment: DeployedInput['environment'],
  resources: DeployedInput['resources'],
): boolean {
  const alias = `alias/airlock-${environment}`;
  if (keyId === null) return false;
  if (keyId === alias || keyId.endsWith(`:${alias}`)) return true;
  const target = resources.find(({ type, name }) => type === 'AWS::KMS::Alias' && name === alias);
  const id = String(target?.properties['TargetKeyId'] ?? '').replace(/^arn:.*:key\//, '');
  return id !== '' && (keyId === id || keyId.endsWith(`:key/${id}`));
}

function finding({ name }: DeployedSecret, { environment }: DeployedInput, { message, found }: Fault): Finding {
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
