import { stringify } from 'yaml';
import { executionPolicyArns } from '../../lib/bootstrap/bootstrap-template';
import { packTemplate, TEMPLATE_LIMIT } from '../../lib/bootstrap/deploy/compact-template';
import { MANAGED_POLICY_LIMIT } from '../../lib/bootstrap/policies/policy-document';
import { roleSession, rootUser, service } from '../../lib/isolation/policy/request/principal';
import { BOTH, deciders } from './deployed-bootstrap';

/** Source: IAM quotas. */
const ROLE_INLINE_LIMIT = 10_240;
const TRUST_LIMIT = 2048;
const POLICIES_PER_ROLE = 10;

const length = (document: unknown) => JSON.stringify(document).length;

describe.each(BOTH)('bootstrap template of %s', (name, bootstrapped) => {
  const { names, template, environment, other } = bootstrapped;
  const { prefix, account, region } = names;
  const roles = bootstrapped.idsOf('AWS::IAM::Role');

  test('DC2: owns these names and no others', () => {
    const named = Object.values(template.Resources).map(({ Type, Properties: of }) => [
      Type.replace(/^AWS::/, ''),
      of['RoleName'] ?? of['ManagedPolicyName'] ?? of['BucketName'] ?? of['Name'] ?? of['Url'] ?? '',
    ]);
    const cdk = `cdk-${environment.qualifier}`;
    expect(named.sort()).toEqual(
      [
        ['IAM::ManagedPolicy', `${prefix}-runtime-boundary`],
        ['IAM::ManagedPolicy', `${prefix}-deployment-boundary`],
        ['IAM::ManagedPolicy', `${prefix}-people-boundary`],
        ...[1, 2, 3, 4].map((number) => ['IAM::ManagedPolicy', `${prefix}-execution-${number}`]),
        ...['deployer', 'auditor', 'operator', 'on-call', 'break-glass', 'ci'].map((role) => [
          'IAM::Role',
          `${prefix}-${role}`,
        ]),
        ...['deploy', 'file-publishing', 'cfn-exec'].map((role) => [
          'IAM::Role',
          `${cdk}-${role}-role-${account}-${region}`,
        ]),
        ['IAM::OIDCProvider', `https://${environment.pipeline.oidc.issuer}`],
        ['S3::Bucket', `${cdk}-assets-${account}-${region}`],
        ['S3::BucketPolicy', ''],
        ['SSM::Parameter', `/cdk-bootstrap/${environment.qualifier}/version`],
      ].sort(),
    );
  });

  test('DC2 DC5: names no account but its own and those of the identities in its file', () => {
    const { people } = environment;
    const identities = Object.values(people).flatMap(({ trusts }) => trusts);
    const text = identities.reduce((rest, arn) => rest.replaceAll(arn, ''), JSON.stringify(template));
    expect([...new Set(text.match(/\d{12}/g))]).toEqual([account]);
    expect(text).not.toContain(other.name === 'live' ? 'airlock-live' : 'airlock-sandbox');
    expect(text).not.toMatch(/AdministratorAccess|ReadOnlyAccess|:aws:policy\/[A-Z]/);
  });

  test('DC5: every role has a boundary of the bootstrap', () => {
    const limits = Object.fromEntries(
      roles.map((id) => [id, Object(template.Resources[id]?.Properties['PermissionsBoundary'])['Ref']]),
    );
    expect(limits).toEqual({
      Deployer: 'PeopleBoundary',
      Auditor: 'PeopleBoundary',
      Operator: 'PeopleBoundary',
      OnCall: 'PeopleBoundary',
      BreakGlass: 'PeopleBoundary',
      Ci: 'PeopleBoundary',
      DeploymentActionRole: 'PeopleBoundary',
      FilePublishingRole: 'PeopleBoundary',
      CloudFormationExecutionRole: 'DeploymentBoundary',
    });
  });

  test('DC2: nobody trusts a whole account, a wildcard, or what is not an identity', () => {
    for (const id of roles) {
      const trust = JSON.stringify(bootstrapped.properties(id)['AssumeRolePolicyDocument']);
      expect(trust).not.toMatch(/"\*"|:root"|"\d{12}"/);
    }
  });

  test('DC2: every document is within what IAM takes', () => {
    for (const id of bootstrapped.idsOf('AWS::IAM::ManagedPolicy')) {
      expect([id, length(bootstrapped.properties(id)['PolicyDocument']) <= MANAGED_POLICY_LIMIT]).toEqual([id, true]);
    }
    for (const id of roles) {
      const { Policies = [], ManagedPolicyArns = [], AssumeRolePolicyDocument } = bootstrapped.properties(id);
      expect([id, length(Policies) <= ROLE_INLINE_LIMIT]).toEqual([id, true]);
      expect([id, length(AssumeRolePolicyDocument) <= TRUST_LIMIT]).toEqual([id, true]);
      expect(Object.keys(Object(ManagedPolicyArns)).length).toBeLessThanOrEqual(POLICIES_PER_ROLE);
    }
  });

  test('DC2: fits into one request, as the CDK CLI writes it: a second call would make every `airlock up` slower', () => {
    expect(stringify(packTemplate(template), { lineWidth: 0 }).length).toBeLessThan(TEMPLATE_LIMIT);
  });

  test('DC5: takes no parameter but what the CLI always passes, each with one value', () => {
    expect(
      Object.fromEntries(Object.entries(template.Parameters).map(([id, value]) => [id, Object(value).AllowedValues])),
    ).toEqual({
      BootstrapVariant: [`Airlock ${name}`],
      Qualifier: [environment.qualifier],
      FileAssetsBucketKmsKeyId: ['AWS_MANAGED_KEY'],
      PublicAccessBlockConfiguration: ['true'],
      CloudFormationExecutionPolicies: [executionPolicyArns(environment).join(',')],
    });
  });

  test('DC2: what the CLI looks for is there, and agrees', () => {
    expect(Number(template.Outputs['BootstrapVersion']?.Value)).toBeGreaterThanOrEqual(8);
    expect(template.Resources['CdkBootstrapVersion']?.Properties['Value']).toBe(
      template.Outputs['BootstrapVersion']?.Value,
    );
    expect(Object.keys(template.Outputs)).toEqual(
      expect.arrayContaining(['BucketName', 'BucketDomainName', 'BootstrapVersion']),
    );
  });

  describe('assets bucket', () => {
    const policy = bootstrapped.compile(
      'bucket',
      'resource',
      bootstrapped.properties('StagingBucketPolicy')['PolicyDocument'],
    );
    const resource = `arn:aws:s3:::${names.assetsBucket}/code.zip`;
    const allowed = bootstrapped.compile('all', 'identity', {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const read = (principal: Parameters<typeof bootstrapped.decide>[0], context: Record<string, string>) =>
      bootstrapped.decide(principal, 's3:GetObject', resource, context, { identity: [allowed], resource: [policy] });
    const tls = { 'aws:SecureTransport': 'true' };

    test('DC5: its own roles reach it through TLS only', () => {
      const own = roleSession(names.cdkRoleArn('file-publishing'));
      expect(read(own, tls).outcome).toBe('allowed');
      expect(deciders(read(own, { 'aws:SecureTransport': 'false' }))).toEqual(['DenyWithoutTls']);
    });

    test('DC5: nobody of another account reaches it, nor a service that acts for another account', () => {
      expect(deciders(read(rootUser(other.account), tls))).toEqual(['DenyForeignPrincipals']);
      const foreign = roleSession(`arn:aws:iam::${other.account}:role/x`);
      expect(deciders(read(foreign, tls))).toEqual(['DenyForeignPrincipals']);
      const logging = service('logging.s3.amazonaws.com');
      expect(deciders(read(logging, { ...tls, 'aws:SourceAccount': other.account }))).toEqual([
        'DenyServicesOfOtherAccounts',
      ]);
      expect(deciders(read(logging, { ...tls, 'aws:SourceAccount': account }))).toEqual([]);
    });

    test('DC5: it is private, encrypted, versioned and outlives its stack', () => {
      const { Properties, DeletionPolicy, UpdateReplacePolicy } = template.Resources['StagingBucket'] ?? {};
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain']);
      expect(Properties).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
        },
      });
    });
  });
});

test('DC2 DC5: the two bootstraps have no name in common', () => {
  const [sandbox, live] = BOTH.map(([, { template }]) =>
    Object.values(template.Resources).flatMap(({ Properties: of }) =>
      [of['RoleName'], of['ManagedPolicyName'], of['BucketName'], of['Name']].filter(Boolean),
    ),
  );
  expect(sandbox?.filter((each) => live?.includes(each))).toEqual([]);
});
