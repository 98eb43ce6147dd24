import { subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import { typeFacts } from '../../tables/resource-types';

/** Types whose names are unique among all accounts, so that an equal name on both sides means one thing; `claimed-hosts` has the hosts. Source: each service's quotas. */
const GLOBAL: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Cognito::UserPoolDomain': 'Domain',
  'AWS::ElasticBeanstalk::Environment': 'CNAMEPrefix',
};

/** No name that must be unique among all accounts is used on both sides. */
export const sharedName: Rule = {
  id: 'shared-name',
  channel: 'names',
  title: 'both sides give one name that only one of them can have',
  help: 'Buckets and the like are named once among all accounts: whoever comes second would be using the first one’s. Give each side its own.',
  *check({ own, other }) {
    for (const [type, property] of Object.entries(GLOBAL)) {
      const taken = new Set(other.ofType(type).map(({ properties }) => properties[property]));
      for (const resource of own.ofType(type)) {
        const name = resource.properties[property];
        if (typeof name !== 'string' || typeFacts(type) === undefined) continue;
        const place = { subject: subjectOf(resource), path: [property] };
        if (!taken.has(name)) {
          yield { ...place, decision: 'closed', reason: `no ${type.split('::')[2]} of ${other.name} is named ${name}` };
          continue;
        }
        yield {
          ...place,
          decision: 'open',
          severity: 'high',
          reason: `${name} is named on both sides`,
          statement: `${property}: ${name}`,
          hops: [`${own.name} ${resource.logicalId}`, name, `${other.name}, under the same name`],
          fix: `give ${own.name} and ${other.name} different values for ${property}`,
        };
      }
    }
  },
};
