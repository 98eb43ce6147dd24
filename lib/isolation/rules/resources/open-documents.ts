import { subjectOf } from '../../findings/observation';
import type { Rule } from '../../model/rule';
import { asText, describeText } from '../../template/value';

/** No JSON document in a text property opens something to every network. */
export const openDocuments: Rule = {
  id: 'open-documents',
  channel: 'network',
  title: 'a document in a text opens something to every network',
  help: 'The network policies of OpenSearch Serverless say in JSON whether collections and dashboards are reached from everywhere. Name the endpoints of this account instead.',
  *check({ own }) {
    for (const [type, { property, opens, effect }] of Object.entries(DOCUMENTS)) {
      for (const resource of own.ofType(type)) {
        const text = asText(resource.properties[property] ?? null);
        if (text === undefined) continue;
        const [found] = opens.exec(describeText(text)) ?? [];
        const place = { subject: subjectOf(resource), path: [property] };
        if (found === undefined) yield { ...place, decision: 'closed', reason: 'it names what reaches it' };
        else if (found.includes('{'))
          yield { ...place, decision: 'unverified', reason: `whether ${effect} is known when it is deployed` };
        else {
          yield {
            ...place,
            decision: 'open',
            severity: 'medium',
            statement: `${property}: ${found}`,
            reason: effect,
            fix: 'name the endpoints of this account in SourceVPCEs',
          };
        }
      }
    }
  },
};

/** Source: OpenSearch Serverless developer guide, "Network access". Policies without the switch are open to named endpoints only. */
const DOCUMENTS: Readonly<Record<string, { property: string; opens: RegExp; effect: string }>> = {
  'AWS::OpenSearchServerless::SecurityPolicy': {
    property: 'Policy',
    opens: /"AllowFromPublic"\s*:\s*"?(?:true|\{[^}]*\})/i,
    effect: 'every network reaches it',
  },
};
