import type { Names } from './names';
import type { PolicyDocument } from './policies/policy-document';

/** A resource of the bootstrap template. */
export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: 'Retain';
  readonly UpdateReplacePolicy?: 'Retain';
}

/** Resources by logical id. */
export type Resources = Readonly<Record<string, Resource>>;

export function managedPolicy(name: string, description: string, document: PolicyDocument): Resource {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: name, Description: description, PolicyDocument: document },
  };
}

export interface RoleProps {
  readonly names: Names;
  readonly name: string;
  readonly description: string;
  /** The boundary's logical id. */
  readonly boundary: string;
  /** Statements of its trust policy. */
  readonly trust: readonly object[];
  /** @default - none */
  readonly policy?: PolicyDocument;
  /** Logical ids. @default - none */
  readonly managedPolicies?: readonly string[];
  /** @default 3600 */
  readonly sessionSeconds?: number;
  readonly dependsOn?: readonly string[];
}

/** A role with a fixed name, a boundary, and one policy of its own. */
export function role(props: RoleProps): Resource {
  const { managedPolicies = [], policy } = props;
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: props.name,
      Description: props.description,
      MaxSessionDuration: props.sessionSeconds ?? 3600,
      PermissionsBoundary: { Ref: props.boundary },
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: props.trust },
      ...(policy && { Policies: [{ PolicyName: 'own', PolicyDocument: policy }] }),
      ...(managedPolicies.length > 0 && { ManagedPolicyArns: managedPolicies.map((id) => ({ Ref: id })) }),
    },
    ...(props.dependsOn && { DependsOn: props.dependsOn }),
  };
}
