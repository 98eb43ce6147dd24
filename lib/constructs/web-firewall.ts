import type { Stage } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { nameOf } from '../contract/names';
import type { Environment } from '../environment/schema';
import { GATEWAY_RESPONSE_HEADERS, problemBody, throttled } from './gateway-response';

/**
 * AWS's managed rule sets in use. Not the core rule set: it blocks bodies over 8 KB and unusual User-Agents, which is what servers that
 * call a payment API look like.
 */
const MANAGED_RULES = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet'];

/** The shortest window that AWS WAF counts over, so that a blocked address is allowed again as soon as possible. */
const WINDOW_SECONDS = 60;

/** After a whole window without a request the count is zero, so waiting this long is always enough. */
const TOO_MANY = throttled(WINDOW_SECONDS);

/** The size of a body that AWS WAF is shown, in steps of 16 KB and 64 KB at most; it is 16 KB when nothing is said. */
const INSPECTED_KILOBYTES = [16, 32, 48, 64] as const;

export interface WebFirewallProps {
  readonly environment: Environment;
  /** The API stage it stands before. */
  readonly stage: Stage;
}

/**
 * Blocks addresses that send too many requests or are known to attack, and requests that match known exploits.
 *
 * @example
 * ```ts
 * import { RestApi } from 'aws-cdk-lib/aws-apigateway';
 *
 * const api = new RestApi(stack, 'Api');
 * api.root.addMethod('GET');
 * new WebFirewall(stack, 'Firewall', { environment, stage: api.deploymentStage });
 * const [acl] = resourcesOf('AWS::WAFv2::WebACL');
 * console.log(acl?.Properties.Name, acl?.Properties.Rules.length); // airlock-sandbox 3
 * ```
 */
export class WebFirewall extends Construct {
  constructor(scope: Construct, id: string, { environment, stage }: WebFirewallProps) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name: nameOf(environment.name),
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(nameOf(environment.name)),
      associationConfig: {
        requestBody: { API_GATEWAY: { defaultSizeInspectionLimit: inspected(environment.payload.maxBytes) } },
      },
      // AWS WAF knows no type for problems, and lets no header of ours say it.
      customResponseBodies: { throttled: { contentType: 'APPLICATION_JSON', content: problemBody(TOO_MANY, null) } },
      rules: [
        {
          name: 'rate-per-address',
          priority: 0,
          // AWS WAF's own answer is 403, which callers are told never to repeat.
          action: {
            block: {
              customResponse: {
                responseCode: TOO_MANY.status,
                customResponseBodyKey: 'throttled',
                responseHeaders: Object.entries({ ...GATEWAY_RESPONSE_HEADERS, ...TOO_MANY.headers }).map(
                  ([name, value]) => ({
                    name,
                    value,
                  }),
                ),
              },
            },
          },
          statement: {
            rateBasedStatement: {
              limit: environment.waf.requestsPerIp,
              evaluationWindowSec: WINDOW_SECONDS,
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

/** As much of a body as the gateway reads: what is longer, it refuses unread. */
function inspected(maxBytes: number): string {
  const enough = INSPECTED_KILOBYTES.find((kilobytes) => kilobytes * 1024 >= maxBytes);
  if (!enough) throw new Error(`payload.maxBytes is ${maxBytes}, more than the 65536 bytes that AWS WAF can be shown`);
  return `KB_${enough}`;
}

function visibility(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { metricName, cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
