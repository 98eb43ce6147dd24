import { effectivePolicies } from '../identity/effective-policies';
import { evaluateCall, type OwnCall } from '../identity/evaluate-call';
import { givenBoundary, type Identity } from '../identity/identities';
import { type ReadPolicy, readPlaced } from '../identity/read-policy';
import type { Audited } from '../model/rule';
import type { SideResource } from '../model/side';
import { evaluate } from '../policy/evaluation/evaluate';
import { service } from '../policy/request/principal';
import { describeText, joinText, type Text } from '../template/value';
import { type Edge, resourceName } from './edge';
import { grantsByItself, NamedResources } from './named-resources';
import type { ResourceIndex } from './resource-index';
import { PASSED_TO, SENSITIVE_ACTIONS } from './sensitive-actions';

const ROLE = 'AWS::IAM::Role';
const NOTHING: ReadonlySet<SideResource> = new Set();

/** What a role, user or group of a side can reach by its policies, its boundary and the policies of resources. */
export class RoleEdges {
  private readonly guards = new Map<SideResource, ReadPolicy[]>();
  private readonly trusts = new Map<SideResource, ReadPolicy[]>();

  /** Resources, including roles, whose own policies grant access by themselves. */
  private readonly granting = new Map<string, SideResource[]>();
  private readonly named: NamedResources;
  private readonly answers = new Map<Identity, Map<string, boolean>>();

  constructor(
    private readonly audited: Audited,
    index: ResourceIndex,
  ) {
    this.named = new NamedResources(index);
    for (const placed of audited.policies) {
      if (placed.kind !== 'resource' && placed.kind !== 'trust') continue;
      const into = placed.kind === 'trust' ? this.trusts : this.guards;
      for (const resource of placed.attachedTo) into.set(resource, [...(into.get(resource) ?? []), readPlaced(placed)]);
    }
    for (const [resource, policies] of [...this.guards, ...this.trusts]) {
      if (!policies.some(grantsByItself)) continue;
      this.granting.set(resource.type, [...(this.granting.get(resource.type) ?? []), resource]);
    }
  }

  /** @param isWanted whether a resource is not known to be reached in this way yet */
  *from(
    identity: Identity,
    ofType: (type: string) => readonly SideResource[],
    isWanted: (to: SideResource, way: Edge['way']) => boolean,
  ): Iterable<Edge> {
    for (const [type, kinds] of Object.entries(SENSITIVE_ACTIONS)) {
      const resources = ofType(type);
      for (const { way, actions, part = '' } of resources.length > 0 ? kinds : []) {
        const found = new Map<SideResource, string>();
        for (const action of actions) {
          for (const to of this.candidates(identity, action, type, resources)) {
            if (found.has(to) || !isWanted(to, way)) continue;
            if (this.allows(identity, action, this.resource(to, part), to)) found.set(to, action);
          }
        }
        for (const [to, action] of found) yield { to, way, hop: `${action} on ${resourceName(to)}` };
      }
    }
    yield* this.toRoles(identity, ofType(ROLE), isWanted);
  }

  private *toRoles(
    identity: Identity,
    roles: readonly SideResource[],
    isWanted: (to: SideResource, way: Edge['way']) => boolean,
  ): Iterable<Edge> {
    const assumed = this.candidates(identity, 'sts:AssumeRole', ROLE, roles);
    const passed = this.candidates(identity, 'iam:PassRole', ROLE, roles);
    for (const to of new Set([...assumed, ...passed])) {
      if (to === identity.resource || to.arn === undefined || !isWanted(to, 'acts')) continue;
      if (assumed.has(to) && this.allows(identity, 'sts:AssumeRole', to.arn, to)) {
        yield { to, way: 'acts', hop: `sts:AssumeRole of ${resourceName(to)}` };
      } else if (passed.has(to)) yield* this.asPassed(identity, to, to.arn);
    }
  }

  /** The resources that the identity's policies cover, and those whose own policies grant access. */
  private candidates(
    identity: Identity,
    action: string,
    type: string,
    all: readonly SideResource[],
  ): ReadonlySet<SideResource> {
    const spoken = this.named.for(identity, action);
    if (spoken === 'any') return new Set(all);
    const granting = this.granting.get(type) ?? [];
    if (spoken === 'none' && granting.length === 0) return NOTHING;
    return spoken === 'none'
      ? new Set(granting)
      : new Set([...spoken, ...granting].filter((each) => each.type === type));
  }

  /** A role that is passed to a service, which then acts as it. */
  private *asPassed(identity: Identity, to: SideResource, arn: Text): Iterable<Edge> {
    for (const [name, action, form] of PASSED_TO) {
      if (this.named.for(identity, action) === 'none' || !this.isTrusted(to, name)) continue;
      const passes = this.allows(identity, 'iam:PassRole', arn, to, { 'iam:passedtoservice': [name] });
      if (!passes || !this.allows(identity, action, this.ownArn(form))) continue;
      yield { to, way: 'acts', hop: `iam:PassRole of ${resourceName(to)} to ${name} with ${action}` };
      return;
    }
  }

  private allows(
    identity: Identity,
    action: string,
    resource: Text,
    target?: SideResource,
    given?: OwnCall['given'],
  ): boolean {
    const key = `${action} ${target ? resourceName(target) : describeText(resource)} ${given ? JSON.stringify(given) : ''}`;
    const known = this.answers.get(identity) ?? new Map<string, boolean>();
    this.answers.set(identity, known);
    const answer = known.get(key) ?? this.ask(identity, action, resource, target, given);
    known.set(key, answer);
    return answer;
  }

  private ask(
    identity: Identity,
    action: string,
    resource: Text,
    target: SideResource | undefined,
    given: OwnCall['given'],
  ): boolean {
    const isAssumed = action === 'sts:AssumeRole';
    const guards = target ? ((isAssumed ? this.trusts : this.guards).get(target) ?? []) : [];
    const isRequired = isAssumed || (guards.length > 0 && target?.type === 'AWS::KMS::Key');
    const { principal } = identity;
    const question = {
      principal,
      action,
      resource,
      resourceAccount: this.audited.own.account,
      identity: effectivePolicies(identity),
      boundary: givenBoundary(identity),
      resourcePolicies: guards,
      resourceRole: isRequired ? 'required' : 'grants',
      ...(given && { given }),
    } as const;
    return evaluateCall(question).outcome === 'allowed';
  }

  private isTrusted(role: SideResource, name: string): boolean {
    const request = {
      principal: service(name),
      action: 'sts:AssumeRole',
      resource: role.arn ?? '*',
      resourceAccount: this.audited.own.account,
    };
    const resource = (this.trusts.get(role) ?? []).map(({ compiled }) => compiled);
    return evaluate(request, { resource, resourceRole: 'required' }).outcome !== 'denied';
  }

  private resource(to: SideResource, part: string): Text {
    if (to.arn !== undefined) return joinText([to.arn, part.replace('*', 'any')]);
    return to.type === 'AWS::EC2::Instance'
      ? this.ownArn('ec2:{region}:{account}:instance/', to.reference)
      : (to.reference ?? '*');
  }

  private ownArn(form: string, end: Text = ''): Text {
    const { own, adversary } = this.audited;
    const start = form.replace('{region}', own.region).replace('{account}', own.account);
    return joinText([`arn:${adversary.partition}:${start}`, end]);
  }
}
