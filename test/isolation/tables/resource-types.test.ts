import { readFileSync } from 'node:fs';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { KIND_EXCEPTIONS } from '../../../lib/isolation/tables/kinds/kind-exceptions';
import { isKnown, knownTypes, typeFacts } from '../../../lib/isolation/tables/resource-types';
import { resourceTypesTable } from '../../../lib/isolation/tables/resource-types-table';
import { tableFile } from '../../../lib/isolation/tables/table-files';
import { KNOWN_PROPERTIES } from './known-properties';

const database = loadAwsServiceSpecSync();

/** `Rules[].Values{}` → `['Rules', 0, 'Values', 'any']` */
function pathOf(text: string): (string | number)[] {
  return text.split(/(?=\[\])|(?=\{\})|\./).map((part) => (part === '[]' ? 0 : part === '{}' ? 'any' : part));
}

describe('table of resource types', () => {
  test('is what the resource database says; refresh it with `npm run generate`', () => {
    const table = JSON.parse(readFileSync(tableFile('resource-types'), 'utf8'));
    expect(table).toEqual(resourceTypesTable(database));
  });

  test('knows every type of the database', () => {
    expect(knownTypes().length).toBeGreaterThanOrEqual(1_800);
    expect(new Set(knownTypes()).size).toBe(knownTypes().length);
    for (const type of knownTypes()) expect(typeFacts(type)?.properties.length).toBeDefined();
  });

  test.each(KNOWN_PROPERTIES)('%s %s → %s', (type, path, kind) => {
    expect(typeFacts(type)?.kindOf(pathOf(path))).toBe(kind);
  });

  test('a property that the database does not know has no kind, at any depth', () => {
    const bucket = typeFacts('AWS::S3::Bucket');
    expect(bucket?.kindOf(['Nonsense'])).toBeUndefined();
    expect(bucket?.kindOf(['LoggingConfiguration', 'Nonsense'])).toBeUndefined();
    expect(bucket?.kindOf(['Tags', 0, 'Nonsense'])).toBeUndefined();
    expect(bucket?.kindOf(['bucketname'])).toBeUndefined();
    expect(bucket?.kindOf(['BucketName', 'Below'])).toBe('name');
  });

  test('objects that hold a channel are groups, others are plain', () => {
    expect(typeFacts('AWS::S3::Bucket')?.kindOf(['ReplicationConfiguration'])).toBe('group');
    expect(typeFacts('AWS::S3::Bucket')?.kindOf(['Tags'])).toBe('plain');
    expect(typeFacts('AWS::S3::Bucket')?.kindOf(['VersioningConfiguration'])).toBe('plain');
  });

  test('anything may stand below a policy and below free-form JSON', () => {
    expect(typeFacts('AWS::SQS::QueuePolicy')?.kindOf(['PolicyDocument', 'Statement', 0, 'Principal'])).toBe('policy');
    expect(typeFacts('AWS::Events::Rule')?.kindOf(['EventPattern', 'detail', 'a', 0])).toBe('json');
  });

  test('objects that hold themselves are known to any depth', () => {
    const rule = ['Rules', 0, 'Statement', 'AndStatement', 'Statements', 1, 'NotStatement', 'Statement'];
    const acl = typeFacts('AWS::WAFv2::WebACL');
    expect(acl?.kindOf([...rule, 'IPSetReferenceStatement', 'Arn'])).toBe('arn');
    expect(acl?.kindOf([...rule, 'Nonsense'])).toBeUndefined();
    expect(acl?.pathsOf('arn')).toContain('Rules[].Statement.IPSetReferenceStatement.Arn');
  });

  test('policies, identifiers, tags and resource policies of a type', () => {
    expect(typeFacts('AWS::IAM::Role')?.policyProperties).toEqual([
      'AssumeRolePolicyDocument',
      'Policies[].PolicyDocument',
    ]);
    expect(typeFacts('AWS::IAM::Role')?.primaryIdentifier).toEqual(['RoleName']);
    expect(typeFacts('AWS::IAM::Role')?.tags).toBe('Tags');
    expect(typeFacts('AWS::IAM::Policy')).toMatchObject({ tags: undefined, hasResourcePolicy: false });
    expect(typeFacts('AWS::KMS::Key')?.hasResourcePolicy).toBe(true);
    expect(typeFacts('AWS::Lambda::Permission')?.hasResourcePolicy).toBe(true);
    expect(typeFacts('AWS::SQS::Queue')?.hasResourcePolicy).toBe(false);
  });

  test('every property that the database marks as a policy is one, or free-form JSON', () => {
    for (const resource of database.all('resource')) {
      const facts = typeFacts(resource.cloudFormationType);
      for (const [name, { scrutinizable }] of Object.entries(resource.properties)) {
        if (scrutinizable === 'InlineResourcePolicy') expect(['policy', 'json']).toContain(facts?.kindOf([name]));
        if (scrutinizable === 'ManagedPolicies') expect(facts?.kindOf([name])).toBe('arn');
      }
    }
  });

  test.each(Object.entries(KIND_EXCEPTIONS))(
    'the exception for %s is of something that exists and decides',
    (key, kind) => {
      const [holder = '', name = ''] = key.split(/\.(?=[^.]*$)/);
      const [, type = '', definition] = /^([^:]+::[^:]+::[^:]+)(?::([^:]+))?$/.exec(holder) ?? [];
      const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
      const held =
        resource && definition ? database.follow('usesType', resource).map(({ entity }) => entity) : [resource];
      const properties = held.find((each) => !definition || each?.name === definition)?.properties ?? {};
      if (name === '*') expect(Object.keys(properties)).not.toHaveLength(0);
      else expect(Object.keys(properties)).toContain(name);
      if (!definition) expect(typeFacts(type)?.kindOf([name])).toBe(kind);
    },
  );

  test('a name that says ARN, URL, account or role is never plain', () => {
    for (const type of knownTypes()) {
      const plain = typeFacts(type)?.pathsOf('plain') ?? [];
      const loud = plain.filter((path) =>
        /(A(rn|RN)s?|U(rl|RL|ri|RI)s?|AccountIds?|RoleName|Principals?|Hostname|BucketName)(\[\])*$/.test(path),
      );
      expect({ type, loud }).toEqual({ type, loud: [] });
    }
  });

  test('a property that the database links to another resource, or whose text speaks of ARNs, is never plain', () => {
    const spoken = /Amazon Resource Name|\bARNs?\b|account IDs?\b/;
    for (const resource of database.all('resource')) {
      const facts = typeFacts(resource.cloudFormationType);
      for (const [name, { documentation = '', relationshipRefs, type }] of Object.entries(resource.properties)) {
        if (type.type !== 'string' || type.allowedValues || /Description|DisplayName/.test(name)) continue;
        if (relationshipRefs || spoken.test(documentation.replace(/For more information[^.]*\./g, ''))) {
          expect(`${resource.cloudFormationType} ${name} ${facts?.kindOf([name])}`).not.toMatch(/ plain$/);
        }
      }
    }
  });

  test('custom resources take anything, so only what all of them have is known', () => {
    expect(typeFacts('Custom::Anything')?.kindOf(['ServiceToken'])).toBe('arn');
    expect(typeFacts('Custom::Anything')?.kindOf(['Bucket'])).toBeUndefined();
    expect(typeFacts('Custom::Anything')?.isCustom).toBe(true);
    expect([isKnown('Custom::Anything'), isKnown('AWS::CloudFormation::CustomResource')]).toEqual([false, false]);
    expect([isKnown('AWS::S3::Bucket'), isKnown('AWS::CDK::Metadata'), isKnown('Some::Third::Party')]).toEqual([
      true,
      true,
      false,
    ]);
    expect(typeFacts('Some::Third::Party')).toBeUndefined();
  });
});
