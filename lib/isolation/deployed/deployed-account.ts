import type { EnvironmentName } from '../../environment/modes';
import type { JsonObject } from '../template/json';

/** Something that is deployed, in the words of CloudFormation: what was read of it, and no more. */
export interface DeployedResource {
  /** Such as `AWS::IAM::Role`; `AWS::KMS::Grant`, which CloudFormation does not know, stands for itself. */
  readonly type: string;
  /** Tells it from the others of its type: a name, an id or an ARN. */
  readonly name: string;
  readonly properties: JsonObject;
}

/** A secret, without its value. */
export interface DeployedSecret {
  readonly name: string;
  readonly arn: string;
  readonly keyId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether some version of it is current; what the emulator gives to a secret without a value counts too. */
  readonly hasValue: boolean;
  /** Whether it was ever replaced. */
  readonly wasReplaced: boolean;
}

/** What could not be read, and is therefore not known. */
export interface NotRead {
  /** Such as `policy of the bucket airlock-live-trail`. */
  readonly what: string;
  readonly reason: string;
  /** Whether nothing can answer this, because the emulator does not know the call. */
  readonly unanswerable: boolean;
  /** Types of which some may therefore be missing, or be missing a part. */
  readonly types: readonly string[];
}

/** Physical ids by logical id. */
export interface DeployedStack {
  readonly name: string;
  readonly resources: Readonly<Record<string, string>>;
}

/** One account as it is, read with that account's own credentials. Holds no client, no credential and no secret value. */
export interface DeployedAccount {
  readonly environment: EnvironmentName;
  readonly account: string;
  readonly region: string;
  /** ARN of the session that read it. */
  readonly readBy: string;
  /** ISO time. */
  readonly readAt: string;
  readonly resources: readonly DeployedResource[];
  readonly secrets: readonly DeployedSecret[];
  readonly stacks: readonly DeployedStack[];
  readonly notRead: readonly NotRead[];
}

/** Differences from the templates that an emulated account may have. */
export interface Emulation {
  /** Types that it has not. */
  readonly missingTypes: ReadonlySet<string>;
  /** What it gives instead of what it was told, as JSON: by type, then by path below the properties. */
  readonly instead: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Variables that every function has there and nowhere else. */
  readonly addedVariables: ReadonlySet<string>;
}
