import type { Json } from '../../../lib/isolation/template/json';
import type { Deployed, DeployedResource, Place } from '../deployed';
import { policyLayer, type Subject } from '../layer';
import { ALLOWS_EVERY_PRINCIPAL, ALLOWS_EVERYTHING, listed, policyOf } from '../question';
import { bucketQuestions } from '../questions/buckets';
import {
  queueQuestions,
  type ResourceQuestions,
  secretQuestions,
  tableQuestions,
  topicQuestions,
} from '../questions/resources';
import { at } from '../removal';

interface Guarded {
  readonly type: string;
  /** What names one of them to its questions; a property, or what `Ref` gives. */
  readonly name: string;
  readonly questions: ResourceQuestions;
  /** The type that carries its policy, the property that says whose it is, and the policy's own. @default - it carries its own */
  readonly policy?: readonly [type: string, target: string, property: string];
}

const GUARDED: readonly Guarded[] = [
  { type: 'AWS::DynamoDB::Table', name: 'TableName', questions: tableQuestions },
  {
    type: 'AWS::S3::Bucket',
    name: 'BucketName',
    questions: bucketQuestions,
    policy: ['AWS::S3::BucketPolicy', 'Bucket', 'PolicyDocument'],
  },
  {
    type: 'AWS::SNS::Topic',
    name: 'TopicName',
    questions: topicQuestions,
    policy: ['AWS::SNS::TopicPolicy', 'Topics', 'PolicyDocument'],
  },
  {
    type: 'AWS::SQS::Queue',
    name: 'QueueName',
    questions: queueQuestions,
    policy: ['AWS::SQS::QueuePolicy', 'Queues', 'PolicyDocument'],
  },
  {
    type: 'AWS::SecretsManager::Secret',
    name: 'Ref',
    questions: secretQuestions,
    policy: ['AWS::SecretsManager::ResourcePolicy', 'SecretId', 'ResourcePolicy'],
  },
];

/** Whether each resource's policy keeps others out when every identity may do everything, and the policy itself allows it besides. */
export const resourcePolicies = policyLayer('resource policy', (deployed) =>
  GUARDED.flatMap((guarded) => deployed.all(guarded.type).map((resource) => subject(deployed, resource, guarded))),
);

function subject(deployed: Deployed, resource: DeployedResource, { name, questions, policy }: Guarded): Subject {
  const reference = deployed.reference(resource);
  const label = String(name === 'Ref' ? reference : resource.properties[name]);
  const documents = policy
    ? carried(deployed, reference, policy)
    : [{ place: resource, document: at(resource.properties, ['ResourcePolicy', 'PolicyDocument']) }];
  return {
    name: label,
    places: [resource, ...documents.map(({ place }) => place)],
    policies: (opened) => ({
      identity: [ALLOWS_EVERYTHING],
      resource: [
        ...documents.flatMap(({ document }) => listed(policyOf(label, 'resource', document))),
        ...(opened ? [ALLOWS_EVERY_PRINCIPAL] : []),
      ],
    }),
    questions: () => questions(deployed.side, label),
  };
}

function carried(deployed: Deployed, reference: Json, [type, target, property]: NonNullable<Guarded['policy']>) {
  return deployed
    .all(type)
    .filter(({ properties }) => [properties[target]].flat().includes(reference))
    .map((carrier): { place: Place; document: Json | undefined } => ({
      place: carrier,
      document: carrier.properties[property],
    }));
}
