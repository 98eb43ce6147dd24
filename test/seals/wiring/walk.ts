import type { Policy } from '../../../lib/isolation/policy/document/policy';
import type { AppliedPolicies } from '../../../lib/isolation/policy/evaluation/applied-policies';
import type { Decision } from '../../../lib/isolation/policy/evaluation/decision';
import { evaluate } from '../../../lib/isolation/policy/evaluation/evaluate';
import { type Principal, roleSession, service } from '../../../lib/isolation/policy/request/principal';
import { type ContextValue, KeyState } from '../../../lib/isolation/policy/request/request-keys';
import { describeText, type Text } from '../../../lib/isolation/template/value';
import { policiesOfRole, policiesOn, trustOf } from './applied-policies';
import type { Deployed, DeployedSide } from './deployed-side';
import { everyCombination, type SentKeys, TAKES_ON_ROLE } from './sent-keys';

/** Something that has to be allowed. */
export interface Request {
  /** All of them are needed. */
  readonly actions: readonly string[];
  /** What the policies on the resource are looked up by; undefined where there can be none, as with streams and log groups. */
  readonly holder?: Deployed;
  /** @default - the holder's ARN */
  readonly resource?: Text;
  /** @default - those on the holder */
  readonly policies?: readonly Policy[];
  readonly keys: SentKeys;
}

/** Goes along the connections of one side, and remembers which were there and which are broken. */
export class Walk {
  /** Sentences that name a connection and what decides against it. */
  readonly broken: string[] = [];
  /** How many connections of each kind there were, allowed or not. */
  readonly counts = new Map<string, number>();

  constructor(readonly side: DeployedSide) {}

  /** Says what the walk cannot go along. */
  fail(kind: string, from: string, why: string): void {
    this.count(kind);
    this.broken.push(`${kind}: ${from} ${why}`);
  }

  /** Something that needs no permission. */
  pass(kind: string): void {
    this.count(kind);
  }

  /** A service that acts as itself: the resource's own policy must allow it. */
  asService(kind: string, from: string, name: string, request: Request): void {
    this.count(kind);
    this.ask(`${kind}: ${from}`, service(name), request, {});
  }

  /** A role's session: its policies and its boundary must allow it, and the resource's policy as well where one is required. */
  asRole(kind: string, from: string, role: Deployed, request: Request): void {
    this.count(kind);
    if (role.arn === undefined) this.broken.push(`${kind}: ${from} runs as a role without ARN`);
    else this.ask(`${kind}: ${from}`, roleSession(role.arn), request, policiesOfRole(this.side, role));
  }

  /** A service may take on the role that it was given. */
  takesOn(kind: string, from: string, name: string, role: Deployed): void {
    this.count(kind);
    const request = { actions: ['sts:AssumeRole'], resource: role.arn ?? '', keys: TAKES_ON_ROLE };
    this.ask(`${kind}: ${from}`, service(name), request, { resource: [trustOf(role)], resourceRole: 'required' });
  }

  /** The account's root user. */
  asAccount(kind: string, from: string, request: Request): void {
    this.count(kind);
    this.ask(`${kind}: ${from}`, { kind: 'root', account: this.side.account }, request, {});
  }

  private count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  private ask(connection: string, principal: Principal, request: Request, policies: AppliedPolicies): void {
    const { holder, resource = holder?.arn } = request;
    if (resource === undefined || resource === '') {
      this.broken.push(`${connection} → something of which no ARN is known`);
      return;
    }
    const applied: AppliedPolicies = {
      ...(holder && { resource: request.policies ?? policiesOn(this.side, holder) }),
      ...(holder?.type === 'AWS::KMS::Key' && { resourceRole: 'required' }),
      ...policies,
    };
    const contexts = everyCombination(request.keys);
    for (const action of request.actions) {
      for (const context of contexts) {
        const about = { principal, action, resource, resourceAccount: this.side.account, context };
        const decision = evaluate(about, applied);
        if (decision.outcome === 'allowed') continue;
        this.broken.push(`${connection} → ${action} on ${describeText(resource)}: ${reasonOf(decision, context)}`);
        break;
      }
    }
  }
}

function reasonOf({ outcome, because, statements }: Decision, context: Record<string, ContextValue>): string {
  const deciding = statements.map(({ policy, sid, index, unsure }) => {
    const rests = unsure.length > 0 ? `, which rests on ${unsure.join(', ')}` : '';
    return `${policy} ${sid ?? `statement ${index}`}${rests}`;
  });
  const keys = Object.entries(context).map(([key, value]) =>
    value instanceof KeyState ? `${key} ${value.name}` : `${key} ${value.map(describeText).join(' ')}`,
  );
  const by = deciding.length > 0 ? ` (${[...new Set(deciding)].join('; ')})` : '';
  return `${outcome}, ${because}${by}, with ${keys.join(', ')}`;
}
