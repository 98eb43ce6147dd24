import { bothWays } from '../../lib/isolation/audit/both-ways';
import { compilePolicy } from '../../lib/isolation/policy/document/policy';
import { evaluate } from '../../lib/isolation/policy/evaluation/evaluate';
import { roleSession } from '../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../lib/isolation/policy/request/request-keys';
import { foreignTrust } from '../../lib/isolation/rules/identity/foreign-trust';
import { foreignResourcePolicy } from '../../lib/isolation/rules/resources/foreign-resource-policy';
import { auditedApp } from '../audited-app';
import type { Figure, Run } from '../figure';
import { median } from '../statistics';

/** One request of one caller against identity policy, boundary and a resource's policy. */
export const decisions: Figure = {
  name: 'decisions',
  about: 'microseconds of one policy decision, on one core',
  unit: 'microseconds',
  aim: 10,
  measure,
};

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'sqs:SendMessage', 'kms:Decrypt', 'sts:AssumeRole'];

async function measure({ quick }: Run) {
  const [audited] = bothWays(auditedApp('sandbox', 500), auditedApp('live', 500));
  const resources = audited.policies.filter(({ kind }) => kind === 'resource');
  const compiled = resources.map(({ document }) => compilePolicy({ name: 'resource', kind: 'resource', document }));
  const identity = [
    compilePolicy({
      name: 'identity',
      kind: 'identity',
      document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: ['s3:*', 'sqs:*', 'kms:Decrypt'], Resource: '*' }],
      },
    }),
  ];
  const callers = ['111111111111', '222222222222'].map((account) =>
    roleSession(`arn:aws:iam::${account}:role/any`, 'run'),
  );
  const once = (): number => {
    let count = 0;
    const before = performance.now();
    for (const resource of compiled) {
      for (const principal of callers) {
        for (const action of ACTIONS) {
          evaluate(
            {
              principal,
              action,
              resource: 'arn:aws:s3:::files/x',
              resourceAccount: '111111111111',
              context: { 'aws:SecureTransport': ['true'] },
              otherKeys: ABSENT,
            },
            { identity, resource: [resource] },
          );
          count += 1;
        }
      }
    }
    return ((performance.now() - before) * 1000) / count;
  };
  // Reading and compiling is not part of a decision; what it finds must not be optimised away.
  const found = [foreignResourcePolicy, foreignTrust].flatMap((rule) => [...rule.check(audited)]).length;
  const samples = Array.from({ length: quick ? 20 : 200 }, once);
  const value = median(samples.slice(10));
  return {
    value,
    ours: { microseconds: value, perSecond: Math.round(1_000_000 / value), n: samples.length - 10 },
    how: `median of runs over ${compiled.length} policies of an app with ${found} policies and trusts, two callers and ${ACTIONS.length} actions each, after ten to warm up`,
  };
}
