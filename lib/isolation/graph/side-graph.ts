import { effectivePolicies } from '../identity/effective-policies';
import { givenBoundary, type Identity, identitiesOf } from '../identity/identities';
import { privilegeEscalation } from '../identity/privilege-escalation';
import type { ReadPolicy } from '../identity/read-policy';
import type { Audited } from '../model/rule';
import type { SideResource } from '../model/side';
import { oncePer } from '../once-per';
import { describeText, textList } from '../template/value';
import type { Edge } from './edge';
import { eventSourcesOf } from './event-sources';
import { executionRoles } from './execution-roles';
import { ResourceIndex } from './resource-index';
import { RoleEdges } from './role-edges';

/** Which resources and roles of a side control which others. Built on first use; edges of roles are found when they are needed. */
export class SideGraph {
  readonly defaultBus: SideResource;
  private readonly index: ResourceIndex;
  private readonly sources = new Map<SideResource, Edge[]>();
  private readonly identities: ReadonlyMap<SideResource, Identity>;
  private readonly roles: RoleEdges;

  constructor(private readonly audited: Audited) {
    const { own, adversary } = audited;
    this.defaultBus = {
      stack: '',
      logicalId: 'default event bus',
      type: 'AWS::Events::EventBus',
      exists: true,
      properties: {},
      definition: null,
      arn: `arn:${adversary.partition}:events:${own.region}:${own.account}:event-bus/default`,
      reference: 'default',
    };
    this.index = new ResourceIndex(own);
    for (const [from, edge] of eventSourcesOf(own, this.index, this.defaultBus)) {
      const known = this.sources.get(from);
      if (known) known.push(edge);
      else this.sources.set(from, [edge]);
    }
    this.identities = new Map(identitiesOf(audited).map((identity) => [identity.resource, identity]));
    this.roles = new RoleEdges(audited, this.index);
  }

  /** The next steps from a resource that the caller controls. */
  *from(resource: SideResource, isWanted: (to: SideResource, way: Edge['way']) => boolean): Iterable<Edge> {
    yield* this.sources.get(resource) ?? [];
    yield* executionRoles(resource, this.index);
    const identity = this.identities.get(resource);
    if (identity) yield* this.roles.from(identity, (type) => this.ofType(type), isWanted);
  }

  /** Whether it can change the permissions of any role or user. */
  isAdministrator(resource: SideResource): boolean {
    const identity = this.identities.get(resource);
    if (!identity || identity.boundary.kind === 'not-given' || !effectivePolicies(identity).some(mayBeAboutRights))
      return false;
    const reaching = {
      principal: identity.principal,
      policies: effectivePolicies(identity),
      boundary: givenBoundary(identity),
    };
    const { found } = privilegeEscalation(reaching, this.audited);
    return found?.answer.outcome === 'allowed';
  }

  private ofType(type: string): readonly SideResource[] {
    const found = this.audited.own.ofType(type);
    return type === 'AWS::Events::EventBus' ? [...found, this.defaultBus] : found;
  }
}

/** Whether a policy has a statement that may be about `iam:…`: most have none. */
function mayBeAboutRights({ compiled, statements }: ReadPolicy): boolean {
  if (compiled.problems.length > 0) return true;
  return statements.some(({ effect, action }) => {
    if (effect === 'Deny') return false;
    return !action || action.negated || textList(action.value).some((text) => !/^[a-hj-z]/i.test(describeText(text)));
  });
}

export const graphOf = oncePer((audited: Audited) => new SideGraph(audited));
