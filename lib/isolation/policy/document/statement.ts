import { type Condition, compileConditions } from '../conditions/condition';
import type { PreparedRequest } from '../request/access-request';
import { MAYBE, NO, type Truth, YES } from '../truth';
import { compileAction, compilePrincipal, compileResource } from './elements';
import type { PolicyKind, Report, StatementSource } from './policy-document';
import type { PrincipalMatch } from './principal-entry';

/** One statement, compiled for many evaluations. */
export class Statement {
  /** Position in its policy, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  /** Undefined when it cannot be read: it may be either. */
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly conditions: readonly Condition[];
  private readonly action: ReturnType<typeof compileAction>;
  private readonly resource: ReturnType<typeof compileResource>;
  private readonly principal: ReturnType<typeof compilePrincipal> | undefined;

  constructor(source: StatementSource, kind: PolicyKind, variables: boolean, report: Report) {
    this.index = source.index;
    this.sid = source.sid;
    this.effect = source.effect;
    this.action = compileAction(source.action, report);
    const standsOnResource = kind === 'trust' || kind === 'resource';
    this.resource = compileResource(source.resource, !standsOnResource, variables, report);
    const named = standsOnResource || kind === 'rcp';
    this.principal = named ? compilePrincipal(source.principal, source.effect, report) : undefined;
    this.conditions = compileConditions(source.condition, variables, `${source.at}.Condition`, report);
  }

  /** Whether the statement is about the action, in lower case. */
  covers(action: string): Truth {
    return this.action(action);
  }

  /** Whether resource and conditions match, the action being settled. */
  matches(request: PreparedRequest): Truth {
    let result = this.resource(request.resource, request);
    for (const condition of this.conditions) {
      if (result === NO) return NO;
      const held = condition.holds(request);
      if (held < result) result = held;
    }
    return result;
  }

  /** How the principal element matches the caller. A policy attached to the caller always matches. */
  meets(request: PreparedRequest, bounded: boolean): PrincipalMatch {
    return this.principal?.(request.principal, bounded) ?? ATTACHED;
  }

  /** The elements that may or may not match, for people: `Resource`, `StringEquals aws:SourceAccount`. */
  unsure(request: PreparedRequest, bounded: boolean): string[] {
    const { self, role, account } = this.meets(request, bounded);
    const elements: [string, Truth][] = [
      ['Effect', this.effect === undefined ? MAYBE : YES],
      ['Principal', self === YES || role === YES || account === YES ? YES : MAYBE],
      ['Action', this.action(request.action)],
      ['Resource', this.resource(request.resource, request)],
      ...this.conditions.map(({ name, holds }): [string, Truth] => [name, holds(request)]),
    ];
    return elements.filter(([, truth]) => truth === MAYBE).map(([name]) => name);
  }
}

const ATTACHED: PrincipalMatch = { self: YES, role: NO, account: NO };
