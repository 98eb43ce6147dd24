import { sealStatements } from '../../../lib/environment/seal';
import { audit } from '../../../lib/isolation/audit';
import type { DeployedAccount, DeployedSecret } from '../../../lib/isolation/deployed/deployed-account';
import { withDeployed } from '../../../lib/isolation/deployed/deployed-report';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { ACCOUNTS, anAccount, aTemplate, changed, KEY_ID } from './an-account';

const templates = { sandbox: aTemplate('sandbox'), live: aTemplate('live') };
const plain = audit(templates);
const FINGERPRINT = 'f'.repeat(64);

function report(sandbox: DeployedAccount = anAccount('sandbox'), live: DeployedAccount = anAccount('live')) {
  return withDeployed(plain, templates, { sandbox, live });
}

function secretOf(name: 'sandbox' | 'live', kind: string, tags: Record<string, string>): DeployedSecret {
  const path = `airlock/${name}/${kind}/x`;
  const arn = `arn:aws:secretsmanager:eu-west-1:${ACCOUNTS[name]}:secret:${path}-AbCdEf`;
  return { name: path, arn, keyId: `alias/airlock-${name}`, tags, hasValue: true, wasReplaced: false };
}

/** An account with one more secret that the command line made, sealed or not. */
function withSecret(name: 'sandbox' | 'live', change: Partial<DeployedSecret> = {}, statements?: readonly object[]) {
  const secret = {
    ...secretOf(name, 'apps', { 'airlock:environment': name, 'airlock:fingerprint': `${name}${FINGERPRINT}` }),
    ...change,
  };
  const account = anAccount(name);
  const Statement =
    statements ?? sealStatements({ account: ACCOUNTS[name], actions: 'secretsmanager:*', resources: '*' });
  const properties = { SecretId: secret.arn, ResourcePolicy: { Statement } } as unknown as JsonObject;
  return {
    ...account,
    secrets: [secret],
    resources: [...account.resources, { type: 'AWS::SecretsManager::ResourcePolicy', name: secret.arn, properties }],
  };
}

describe('BG3 what is deployed, in the report', () => {
  test('accounts as their templates say change neither the verdict nor the findings', () => {
    const whole = report();
    expect([whole.verdict, whole.findings, whole.unverified]).toEqual([
      plain.verdict,
      plain.findings,
      plain.unverified,
    ]);
    expect(plain.verdict).toBe('isolated');
    expect(whole.deployed.live).toMatchObject({ account: ACCOUNTS.live, compared: 5, drift: [], notRead: [] });
    expect(whole.matrix.length).toBeGreaterThan(plain.matrix.length);
    const { checked, notAChannel, unverified, total } = whole.counts;
    expect(checked + notAChannel + unverified).toBe(total);
  });

  test.each(['sandbox', 'live'] as const)('the same rules judge the policies of %s as they are', (name) => {
    const other = name === 'sandbox' ? 'live' : 'sandbox';
    const opened = changed(anAccount(name), 'AWS::IAM::Role', (properties) => ({
      ...properties,
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNTS[other]}:root` }, Action: 'sts:AssumeRole' },
        ],
      },
    }));
    const whole = name === 'sandbox' ? report(opened) : report(undefined, opened);
    expect(whole.verdict).toBe('breached');
    const rules = whole.findings.map(({ rule, environment, stack }) => [rule, environment, stack]);
    for (const rule of ['foreign-trust', 'deployed-drift']) expect(rules).toContainEqual([rule, name, 'deployed']);
    expect(whole.findings[0]?.severity).toBe('critical');
  });

  test('a grant on a key lets in whom it names', () => {
    const account = anAccount('live');
    const properties = {
      KeyId: KEY_ID,
      GranteePrincipal: `arn:aws:iam::${ACCOUNTS.sandbox}:root`,
      Operations: ['Decrypt'],
    };
    const grant = { type: 'AWS::KMS::Grant', name: 'g-1', properties };
    const { findings } = report(undefined, { ...account, resources: [...account.resources, grant] });
    expect(findings.map(({ rule }) => rule)).toContain('foreign-resource-policy');
  });

  test('what could not be read is unverified, and never a pass', () => {
    const notRead = [
      { what: 'trails', reason: 'AccessDenied: no', unanswerable: false, types: ['AWS::CloudTrail::Trail'] },
    ];
    const whole = report({ ...anAccount('sandbox'), notRead });
    expect([whole.verdict, whole.findings]).toEqual(['unverified', []]);
    expect(whole.unverified).toMatchObject([
      { environment: 'sandbox', reason: 'the trails could not be read: AccessDenied: no' },
    ]);
    const { checked, notAChannel, unverified, total } = whole.counts;
    expect(checked + notAChannel + unverified).toBe(total);
  });
});

describe('BG4 D6 secrets', () => {
  const rules = (whole: ReturnType<typeof report>) =>
    whole.findings.map(({ rule, environment }) => `${rule} ${environment}`);

  test('sealed ones with values of their own are no finding, and the comparison is in the matrix', () => {
    const whole = report(withSecret('sandbox'), withSecret('live'));
    expect(whole.findings).toEqual([]);
    expect(whole.matrix.filter(({ rule }) => rule === 'equal-secret')).toHaveLength(2);
  });

  test('one value on both sides: both names, and no fingerprint anywhere in the report', () => {
    const tags = (name: string) => ({ 'airlock:environment': name, 'airlock:fingerprint': FINGERPRINT });
    const whole = report(withSecret('sandbox', { tags: tags('sandbox') }), withSecret('live', { tags: tags('live') }));
    expect(rules(whole)).toEqual(['equal-secret sandbox', 'equal-secret live']);
    for (const { message, severity } of whole.findings) {
      expect(severity).toBe('critical');
      for (const name of ['sandbox', 'live']) expect(message).toContain(`airlock/${name}/apps/x`);
    }
    expect(JSON.stringify(whole)).not.toContain(FINGERPRINT);
  });

  const seal = sealStatements({ account: ACCOUNTS.live, actions: 'secretsmanager:*', resources: '*' });
  test.each<[string, DeployedAccount, RegExp]>([
    ['another key', withSecret('live', { keyId: null }), /not encrypted with the key alias\/airlock-live/],
    ['no policy', withSecret('live', {}, []), /lacks 3 of the 3/],
    ['a policy that lacks a statement', withSecret('live', {}, seal.slice(1)), /lacks 1 of the 3/],
    [
      'a policy that says more',
      withSecret('live', {}, [...seal, { Effect: 'Allow', Principal: '*', Action: '*' }]),
      /more than the seal/,
    ],
    ['no fingerprint', withSecret('live', { tags: { 'airlock:environment': 'live' } }), /no fingerprint/],
    [
      "the other side's tag",
      withSecret('live', { tags: { 'airlock:environment': 'sandbox', 'airlock:fingerprint': 'x' } }),
      /tag airlock:environment/,
    ],
  ])('a secret of an app with %s is not sealed', (_, live, message) => {
    const found = report(undefined, live).findings.filter(({ rule }) => rule === 'unsealed-secret');
    expect(found).toMatchObject([
      { severity: 'critical', environment: 'live', message: expect.stringMatching(message) },
    ]);
  });

  test('a secret of a PSP whose value has no fingerprint cannot be compared', () => {
    const whole = report(undefined, { ...anAccount('live'), secrets: [secretOf('live', 'psp', {})] });
    expect([whole.verdict, whole.unverified]).toEqual([
      'unverified',
      [expect.objectContaining({ rule: 'equal-secret', reason: expect.stringContaining('no fingerprint') })],
    ]);
  });
});
