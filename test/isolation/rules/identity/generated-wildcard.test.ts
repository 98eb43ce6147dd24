import { generatedWildcard } from '../../../../lib/isolation/rules/identity/generated-wildcard';
import type { JsonObject } from '../../../../lib/isolation/template/json';
import { OWN, ruleTable } from '../rule-table';

const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition && { Condition }),
});
const role = (statements: object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyName: 'own', PolicyDocument: document(...statements) }], ...more },
});
const does = (...statements: object[]) => ({ Seen: role(statements) }) as unknown as JsonObject;
const LIMIT = `arn:aws:iam::${OWN}:policy/limit`;

ruleTable(generatedWildcard, {
  mustCatch: {
    'everything on everything': does(allow('*', '*')),
    'everything of IAM': does(allow('iam:*', '*')),
    'trust of any role': does(allow('iam:UpdateAssumeRolePolicy', `arn:aws:iam::${OWN}:role/*`)),
    'all but one action': does({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
    'keys of any user': does(allow('iam:CreateAccessKey', '*')),
    'a tag as the only limit': does(allow('iam:PutRolePolicy', '*', { StringEquals: { 'iam:ResourceTag/a': 'b' } })),
  },
  mustPass: {
    'roles of a name': does(allow('iam:*', `arn:aws:iam::${OWN}:role/app-*`)),
    'reading and passing': does(allow(['iam:Get*', 'iam:List*', 'iam:PassRole'], '*')),
    'retention of any log': does(allow(['logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy'], '*')),
    'what its boundary shuts': {
      Limit: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          ManagedPolicyName: 'limit',
          PolicyDocument: document(allow('*', '*'), { Effect: 'Deny', Action: 'iam:*', Resource: '*' }),
        },
      },
      Seen: role([allow('*', '*')], { PermissionsBoundary: LIMIT }),
    } as unknown as JsonObject,
  },
  undecided: {
    'a boundary that was not given': {
      Seen: role([allow('iam:*', '*')], { PermissionsBoundary: LIMIT }),
    } as unknown as JsonObject,
  },
});
