import { bootstrapTemplate } from '../../lib/bootstrap/bootstrap-template';
import { Names } from '../../lib/bootstrap/names';
import { loadEnvironments } from '../../lib/environment/load';
import type { Environment } from '../../lib/environment/schema';
import { compilePolicy, type Policy } from '../../lib/isolation/policy/document/policy';
import type { PolicyKind } from '../../lib/isolation/policy/document/policy-document';
import type { Decision } from '../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../lib/isolation/policy/evaluation/evaluate';
import { type Principal, roleSession } from '../../lib/isolation/policy/request/principal';
import { ABSENT } from '../../lib/isolation/policy/request/request-keys';
import { resolveTemplate } from '../../lib/isolation/template/resolve-template';
import type { Resolved, ResolvedObject } from '../../lib/isolation/template/value';

/** Context keys with one or several values. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  readonly context?: Context;
  /** @default - the environment's */
  readonly resourceAccount?: string;
}

/** One environment's bootstrap, as deployed: references worked out, policies ready to be asked. */
export class DeployedBootstrap {
  readonly names: Names;
  readonly template;
  private readonly resources;
  private readonly compiled = new Map<string, Policy>();

  constructor(
    readonly environment: Environment,
    readonly other: Environment,
  ) {
    this.names = new Names(environment);
    this.template = bootstrapTemplate(environment);
    const { account, region } = environment;
    this.resources = resolveTemplate(JSON.parse(JSON.stringify(this.template)), {
      stack: 'bootstrap',
      account,
      region,
    }).resources;
  }

  properties(logicalId: string): ResolvedObject {
    const resource = this.resources.get(logicalId);
    if (!resource) throw new Error(`no resource ${logicalId}`);
    return resource.properties as ResolvedObject;
  }

  /** Logical ids of a type. */
  idsOf(type: string): string[] {
    return [...this.resources].filter(([, resource]) => resource.type === type).map(([id]) => id);
  }

  managedPolicy(logicalId: string, kind: PolicyKind = 'identity'): Policy {
    return this.compile(`${logicalId} ${kind}`, kind, this.properties(logicalId)['PolicyDocument']);
  }

  /** What a role may do by its own policies and its boundary. */
  ask(role: string, asked: PolicyRequest): Decision {
    const { Ref: boundary } = Object(this.template.Resources[role]?.Properties['PermissionsBoundary']);
    return this.decideFor(role, asked, { boundary: this.managedPolicy(boundary, 'boundary') });
  }

  /** What a role could do if it had no boundary. */
  askUnbounded(role: string, asked: PolicyRequest): Decision {
    return this.decideFor(role, asked, {});
  }

  private decideFor(role: string, asked: PolicyRequest, limits: Parameters<typeof evaluate>[1]): Decision {
    const { RoleName, Policies = [] } = this.properties(role);
    const attached = (this.template.Resources[role]?.Properties['ManagedPolicyArns'] ?? []) as { Ref: string }[];
    const own = (Policies as readonly ResolvedObject[]).map((policy, index) =>
      this.compile(`${role} own ${index}`, 'identity', policy['PolicyDocument']),
    );
    const { action, resource, context = {}, resourceAccount } = asked;
    const principal = roleSession(this.names.iam(`role/${String(RoleName)}`), 'run');
    const identity = [...own, ...attached.map(({ Ref }) => this.managedPolicy(Ref))];
    return this.decide(principal, action, resource, context, { identity, ...limits }, resourceAccount);
  }

  /** What a role could do at most: with a policy that allows everything, under this boundary. */
  askBoundary(
    boundary: string,
    { action, resource, context = {}, resourceAccount }: PolicyRequest,
    role?: string,
  ): Decision {
    const principal = roleSession(role ?? this.names.iam(`role/${this.names.prefix}-api`), 'run');
    return this.decide(
      principal,
      action,
      resource,
      context,
      {
        identity: [EVERYTHING],
        boundary: this.managedPolicy(boundary, 'boundary'),
      },
      resourceAccount,
    );
  }

  /** Whether a principal that may do everything in its own account may take on a role. */
  askTrust(role: string, principal: Principal, context: Context = {}, action = 'sts:AssumeRole'): Decision {
    const { RoleName, AssumeRolePolicyDocument } = this.properties(role);
    return this.decide(principal, action, this.names.iam(`role/${String(RoleName)}`), context, {
      identity: [EVERYTHING],
      resource: [this.compile(`${role} trust`, 'trust', AssumeRolePolicyDocument)],
      resourceRole: 'required',
    });
  }

  decide(
    principal: Principal,
    action: string,
    resource: string,
    context: Context,
    policies: Parameters<typeof evaluate>[1],
    resourceAccount = this.environment.account,
  ): Decision {
    const keys = Object.fromEntries(Object.entries(context).map(([key, value]) => [key, [value].flat()]));
    return evaluate({ principal, action, resource, resourceAccount, otherKeys: ABSENT, context: keys }, policies);
  }

  compile(name: string, kind: PolicyKind, document: Resolved | undefined): Policy {
    const known = this.compiled.get(name) ?? compilePolicy({ name, kind, document: document ?? null });
    if (known.problems.length > 0) throw new Error(`${name}: ${JSON.stringify(known.problems)}`);
    this.compiled.set(name, known);
    return known;
  }
}

const EVERYTHING = compilePolicy({
  name: 'everything',
  kind: 'identity',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
});

const files = loadEnvironments();

export const BOTH: readonly (readonly [Environment['name'], DeployedBootstrap])[] = [
  ['sandbox', new DeployedBootstrap(files.sandbox, files.live)],
  ['live', new DeployedBootstrap(files.live, files.sandbox)],
];

/** Sids of the statements that decide. */
export function deciders(decision: Decision): (string | undefined)[] {
  return decision.statements.map(({ sid }) => sid);
}
