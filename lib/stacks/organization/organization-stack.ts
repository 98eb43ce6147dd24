import { type IStackSynthesizer, LegacyStackSynthesizer, Stack, Tags } from 'aws-cdk-lib';
import { CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import { nameOf } from '../../contract/names';
import { ORGANIZATION_STACK } from '../../contract/stacks';
import { PRODUCT_TAG, TAGS } from '../../contract/tags';
import { ENVIRONMENTS, type EnvironmentName, otherEnvironment } from '../../environment/modes';
import type { Organization } from '../../environment/organization';
import type { Environment } from '../../environment/schema';
import {
  type ControlPolicy,
  MAX_CHARACTERS,
  type PerimeterProps,
  resourceControlPolicy,
  serviceControlPolicy,
} from './organization-perimeter';

export interface OrganizationStackProps {
  readonly organization: Organization;
  readonly environments: Readonly<Record<EnvironmentName, Pick<Environment, 'account'>>>;
}

/**
 * The perimeter between the two accounts, as policies of the organisation that neither account can change. Deployed to
 * the management account with the caller's own credentials: it needs no bootstrap there, and leaves no role behind.
 */
export class OrganizationStack extends Stack {
  constructor(scope: Construct, { organization, environments }: OrganizationStackProps) {
    const { managementAccount, region, sandboxUnit, liveUnit, breakGlassArn } = organization;
    super(scope, ORGANIZATION_STACK, {
      description: 'Airlock: perimeter between the sandbox and the live account',
      env: { account: managementAccount, region },
      // The others would deploy through roles of a bootstrap.
      synthesizer: new LegacyStackSynthesizer() as IStackSynthesizer,
      terminationProtection: true,
      analyticsReporting: false,
    });
    Tags.of(this).add(TAGS.product, PRODUCT_TAG);
    const units = { sandbox: sandboxUnit, live: liveUnit };
    let last: CfnPolicy | undefined;
    for (const name of ENVIRONMENTS) {
      const other = otherEnvironment(name);
      const props: PerimeterProps = {
        account: environments[name].account,
        otherAccount: environments[other].account,
        breakGlassArn,
      };
      for (const [kind, content] of [
        ['service', serviceControlPolicy(props)],
        ['resource', resourceControlPolicy(props)],
      ] as const) {
        const policy = new CfnPolicy(this, `${name}-${kind}`, {
          name: nameOf(name, `${kind}-perimeter`),
          description: `Keeps the ${kind === 'service' ? 'principals' : 'resources'} of ${name} apart from ${other}`,
          type: kind === 'service' ? 'SERVICE_CONTROL_POLICY' : 'RESOURCE_CONTROL_POLICY',
          content: checked(content, name, kind),
          targetIds: [units[name]],
        });
        // Organizations makes one change at a time and refuses a second one meanwhile.
        if (last) policy.addResourceDependency(last);
        last = policy;
      }
    }
  }
}

function checked(content: ControlPolicy, name: EnvironmentName, kind: string): ControlPolicy {
  const { length } = JSON.stringify(content);
  if (length <= MAX_CHARACTERS) return content;
  throw new Error(`the ${kind} perimeter of ${name} is ${length} characters, at most ${MAX_CHARACTERS}; shorten it`);
}
