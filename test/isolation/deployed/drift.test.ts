import type { DeployedAccount } from '../../../lib/isolation/deployed/deployed-account';
import { driftOf } from '../../../lib/isolation/deployed/drift';
import { buildSide } from '../../../lib/isolation/model/side';
import type { JsonObject } from '../../../lib/isolation/template/json';
import { ACCOUNTS, anAccount, aTemplate, changed, KEY_ID } from './an-account';

const NAMES = ['sandbox', 'live'] as const;

describe.each(NAMES)('BG3 drift of %s', (name) => {
  const side = buildSide(name, aTemplate(name));
  const fresh = anAccount(name);
  const { account } = fresh;
  const drift = (deployed: DeployedAccount) => driftOf(side, deployed).drift;

  test('an account as its template says has none, however AWS writes it', () => {
    expect(driftOf(side, fresh)).toEqual({ drift: [], compared: 5, emulated: [] });
  });

  const statement = (added: object) => (properties: JsonObject, document: string) => {
    const before = properties[document] as { readonly Statement: readonly object[] };
    return {
      ...properties,
      [document]: { ...before, Statement: [...before.Statement, added] },
    } as unknown as JsonObject;
  };
  const foreign = { Effect: 'Allow', Principal: { AWS: '333333333333' }, Action: 'sts:AssumeRole' };

  test.each<[string, DeployedAccount, object]>([
    [
      'a role without its boundary',
      changed(fresh, 'AWS::IAM::Role', ({ PermissionsBoundary: _, ...rest }) => rest),
      { kind: 'changed', property: 'PermissionsBoundary', found: null, severity: 'critical', logicalId: 'Role' },
    ],
    [
      'a role that trusts one more',
      changed(fresh, 'AWS::IAM::Role', (properties) => statement(foreign)(properties, 'AssumeRolePolicyDocument')),
      { property: 'AssumeRolePolicyDocument', expected: null, found: expect.stringContaining('333333333333:root') },
    ],
    [
      'a role with one more policy',
      changed(fresh, 'AWS::IAM::Role', (properties) => ({
        ...properties,
        Policies: [
          ...(properties['Policies'] as JsonObject[]),
          { PolicyName: 'by-hand', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } },
        ],
      })),
      { property: 'Policies', expected: null, found: expect.stringContaining('by-hand') },
    ],
    [
      'a policy of another key than the one that it means',
      changed(fresh, 'AWS::IAM::Role', (properties) =>
        JSON.parse(JSON.stringify(properties).replaceAll(KEY_ID, 'ffffffff-0000-4000-8000-000000000000')),
      ),
      { property: 'Policies', found: expect.stringContaining('key/ffffffff') },
    ],
    [
      'a key without rotation',
      changed(fresh, 'AWS::KMS::Key', (properties) => ({ ...properties, EnableKeyRotation: false })),
      { property: 'EnableKeyRotation', expected: '"true"', found: '"false"' },
    ],
    [
      'a secret under the key of AWS',
      changed(fresh, 'AWS::SecretsManager::Secret', ({ KmsKeyId: _, ...rest }) => rest),
      { property: 'KmsKeyId', found: null, severity: 'critical' },
    ],
    [
      'a secret without its seal',
      changed(fresh, 'AWS::SecretsManager::ResourcePolicy', () => undefined),
      { kind: 'missing', severity: 'critical', logicalId: 'SecretPolicy' },
    ],
    [
      'a seal that lacks one statement',
      changed(fresh, 'AWS::SecretsManager::ResourcePolicy', (properties) => {
        const policy = properties['ResourcePolicy'] as { readonly Statement: readonly object[] };
        return {
          ...properties,
          ResourcePolicy: { ...policy, Statement: policy.Statement.slice(1) },
        } as unknown as JsonObject;
      }),
      { kind: 'changed', property: 'ResourcePolicy', expected: expect.stringContaining('aws:securetransport') },
    ],
    [
      'an alias that was moved to another key',
      changed(fresh, 'AWS::KMS::Alias', (properties) => ({ ...properties, TargetKeyId: 'another' })),
      { property: 'TargetKeyId' },
    ],
    [
      'a role that nobody deployed',
      {
        ...fresh,
        resources: [...fresh.resources, { type: 'AWS::IAM::Role', name: 'helper', properties: { RoleName: 'helper' } }],
      },
      { kind: 'extra', name: 'helper', severity: 'high', stack: '', logicalId: '' },
    ],
    [
      'a grant',
      {
        ...fresh,
        resources: [...fresh.resources, { type: 'AWS::KMS::Grant', name: 'g-1', properties: { KeyId: KEY_ID } }],
      },
      { kind: 'extra', name: 'g-1', severity: 'high' },
    ],
  ])('finds %s', (_, deployed, expected) => {
    const found = drift(deployed);
    expect(found).toContainEqual(expect.objectContaining(expected));
    if ((expected as { kind?: string }).kind === 'extra') expect(found).toHaveLength(1);
  });

  test('what was not read is neither there nor missing', () => {
    const types = ['AWS::SecretsManager::Secret', 'AWS::SecretsManager::ResourcePolicy'];
    const without = changed(
      changed(fresh, types[0] ?? '', () => undefined),
      types[1] ?? '',
      () => undefined,
    );
    expect(drift(without).map(({ kind }) => kind)).toEqual(['missing', 'missing']);
    const notRead = [{ what: 'secrets', reason: 'AccessDenied', unanswerable: false, types }];
    expect(drift({ ...without, notRead })).toEqual([]);
  });

  test('roles that IAM Identity Center makes, and log groups that services make, are not drift', () => {
    const more = [
      {
        type: 'AWS::IAM::Role',
        name: 'AWSReservedSSO_x',
        properties: { RoleName: 'x', Path: '/aws-reserved/sso.amazonaws.com/' },
      },
      {
        type: 'AWS::Logs::LogGroup',
        name: '/aws/apigateway/welcome',
        properties: { LogGroupName: '/aws/apigateway/welcome' },
      },
    ];
    expect(drift({ ...fresh, resources: [...fresh.resources, ...more] })).toEqual([]);
  });

  test('in an emulated account, only what the emulator gives instead is no drift', () => {
    const emulation = {
      missingTypes: new Set(['AWS::KMS::Alias']),
      instead: { 'AWS::KMS::Key': { EnableKeyRotation: 'false' } },
      addedVariables: new Set<string>(),
    };
    const without = changed(fresh, 'AWS::KMS::Alias', () => undefined);
    const given = (EnableKeyRotation: unknown) =>
      changed(without, 'AWS::KMS::Key', (properties) => ({ ...properties, EnableKeyRotation }) as JsonObject);
    const kept = (deployed: DeployedAccount) =>
      driftOf(side, deployed, emulation).drift.filter(({ type }) => type !== 'AWS::SecretsManager::Secret');
    expect(kept(given(false))).toEqual([]);
    expect(driftOf(side, given(false), emulation).emulated).toEqual([
      'AWS::KMS::Alias',
      'AWS::KMS::Key EnableKeyRotation',
    ]);
    expect(kept(given('maybe'))).toMatchObject([{ property: 'EnableKeyRotation' }]);
  });

  test('sessions beside their role are no drift in an emulated account, and are one in another', () => {
    const deny = (arns: string[]) => ({
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: '*',
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': arns } },
    });
    const role = `arn:aws:iam::${account}:role/writer`;
    const session = `arn:aws:sts::${account}:assumed-role/writer/*`;
    const Properties = { Bucket: 'b', PolicyDocument: { Statement: [deny([role])] } };
    const template = { Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties } } } as unknown as JsonObject;
    const own = buildSide(name, { account, region: 'eu-west-1', stacks: [{ name: 's', template }] });
    const properties = { Bucket: 'b', PolicyDocument: { Statement: [deny([role, session])] } } as unknown as JsonObject;
    const deployed = { ...fresh, resources: [{ type: 'AWS::S3::BucketPolicy', name: 'b', properties }] };
    const emulation = { missingTypes: new Set<string>(), instead: {}, addedVariables: new Set<string>() };
    expect(driftOf(own, deployed, emulation).drift).toEqual([]);
    expect(driftOf(own, deployed).drift).toHaveLength(1);
  });
});

test('accounts of the two sides are held apart', () => {
  const mixed = { ...anAccount('live'), resources: anAccount('sandbox').resources };
  expect(driftOf(buildSide('live', aTemplate('live')), mixed).drift.length).toBeGreaterThan(5);
  expect(ACCOUNTS.sandbox).not.toBe(ACCOUNTS.live);
});
