import { partitionOf } from '../../contract/arns';
import type { Adversary, ExpandActions } from '../adversary/adversary';
import { actionsExpander } from '../adversary/expand';
import { withPolicies } from '../identity/side-with-policies';
import type { Audited } from '../model/rule';
import { buildSide, type Side } from '../model/side';
import type { SideInput } from '../model/side-input';
import { describeText, type Text, textParts, Unknown } from '../template/value';

/** Both sides, each under audit against an adversary who controls the other. */
export function bothWays(sandbox: SideInput, live: SideInput, now = new Date()): readonly [Audited, Audited] {
  const [one, two] = [buildSide('sandbox', sandbox), buildSide('live', live)];
  const expand = actionsExpander();
  return [against(one, two, now, expand), against(two, one, now, expand)];
}

/** One side under audit against an adversary who controls the other. */
function against(own: Side, other: Side, now: Date, expand: ExpandActions): Audited {
  return { own, other, adversary: adversaryOf(own, other, now), policies: withPolicies(own).policies, expand };
}

/** The other side's account, controlled by an adversary. */
export function adversaryOf(own: Side, { account, region }: Side, now = new Date()): Adversary {
  const buckets = new Set(
    own.ofType('AWS::S3::Bucket').flatMap(({ reference }) => (reference ? [describeText(reference)] : [])),
  );
  return {
    account,
    region,
    now,
    partition: partitionOf(region),
    ownsBucket: (name) => buckets.has(describeText(name)) || isMadeIn(name, own.account),
  };
}

/** Whether CloudFormation generates the name for a resource of the account. */
function isMadeIn(name: Text, account: string): boolean {
  return textParts(name).some(
    (part) => part instanceof Unknown && part.origin.account === account && part.origin.generated === true,
  );
}
