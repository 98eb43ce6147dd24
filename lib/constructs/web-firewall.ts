import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Environment } from '../environment/schema';
import { nameOf } from './names';

/**
 * AWS's managed rule sets in use. Not the core rule set: it blocks bodies over 8 KB and unusual User-Agents, which is what servers that
 * call a payment API look like.
 */
const MANAGED_RULES = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet'];

export interface WebFirewallProps {
  readonly environment: Environment;
  /** The API stage it stands before. */
  readonly stage: Stage;
}

/** Turns away addresses that ask too much or are known to attack, and requests that match known exploits. */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, { environment, stage }: WebFirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name: nameOf(environment.name),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(nameOf(environment.name)),
      rules: [
        {
          name: 'rate-per-address',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              limit: environment.waf.requestsPerIp,
              evaluationWindowSec: 300,
              aggregateKeyType: 'IP',
            },
          },
          visibilityConfig: visibility('rate-per-address'),
        },
        ...MANAGED_RULES.map((name, at) => ({
          name,
          priority: at + 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
          visibilityConfig: visibility(name),
        })),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { resourceArn: stage.stageArn, webAclArn: acl.attrArn });
  }
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
