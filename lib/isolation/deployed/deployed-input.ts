import type { EnvironmentName } from '../../environment/modes';
import type { JsonObject } from '../template/json';

/** Something that is deployed, in the words of CloudFormation: what was read of it, and no more. */
export interface DeployedResource {
  readonly type: string;
  readonly name: string;
  readonly properties: JsonObject;
}

/** A secret, without its value. */
export interface DeployedSecret {
  readonly name: string;
  readonly arn: string;
  readonly keyId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly hasValue: boolean;
  readonly wasReplaced: boolean;
}

/** What could not be read. */
export interface NotRead {
  readonly what: string;
  readonly reason: string;
  /** Whether nothing can answer this, because an emulator does not know the call. */
  readonly unanswerable: boolean;
  /** Types of which some may therefore be missing, or be missing a part. */
  readonly types: readonly string[];
}

/** One account as it was read, with its own credentials. */
export interface DeployedInput {
  readonly environment: EnvironmentName;
  readonly account: string;
  readonly region: string;
  readonly readBy: string;
  readonly readAt: string;
  readonly resources: readonly DeployedResource[];
  readonly secrets: readonly DeployedSecret[];
  /** Physical ids by logical id. */
  readonly stacks: readonly { readonly name: string; readonly resources: Readonly<Record<string, string>> }[];
  readonly notRead: readonly NotRead[];
}

/** In what an account may differ from the templates because it is an emulated one. */
export interface Emulation {
  /** Types that it has not. */
  readonly missingTypes: ReadonlySet<string>;
  /** What it gives instead of what it was told, as JSON: by type, then by path below the properties. */
  readonly instead: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Variables that every function has there and nowhere else. */
  readonly addedVariables: ReadonlySet<string>;
}
