import type { PlacedPolicy } from '../model/policy-places';
import type { SideResource } from '../model/side';
import { oncePer } from '../once-per';
import { compileDocument, type Policy } from '../policy/document/policy';
import {
  type PolicyDocument,
  type PolicyKind,
  readPolicyDocument,
  type StatementSource,
} from '../policy/document/policy-document';
import type { PropertyPath, Resolved } from '../template/value';

/** A policy as it is written, and compiled for evaluation. */
export interface ReadPolicy {
  readonly holder: SideResource;
  /** Below the holder's properties. */
  readonly path: PropertyPath;
  readonly compiled: Policy;
  /** At the same positions as the compiled ones. */
  readonly statements: readonly StatementSource[];
}

export function readPolicy(holder: SideResource, path: PropertyPath, document: Resolved, kind: PolicyKind): ReadPolicy {
  return new LazyPolicy(holder, path, kind, readPolicyDocument(document, kind));
}

/** Many policies, such as most trust policies, are never evaluated, so each is compiled on first use. */
class LazyPolicy implements ReadPolicy {
  private made: Policy | undefined;

  constructor(
    readonly holder: SideResource,
    readonly path: PropertyPath,
    private readonly kind: PolicyKind,
    private readonly read: PolicyDocument,
  ) {}

  get statements(): readonly StatementSource[] {
    return this.read.statements;
  }

  get compiled(): Policy {
    this.made ??= compileDocument(this.name(), this.kind, this.read);
    return this.made;
  }

  private name(): string {
    return `${this.holder.stack}/${this.holder.logicalId} ${this.path.join('.')}`;
  }
}

export const readPlaced = oncePer(({ holder, path, document, kind }: PlacedPolicy) =>
  readPolicy(holder, path, document, kind),
);
