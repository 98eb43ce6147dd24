import type { EnvironmentName } from '../../environment/modes';
import type { SideInput, StackInput, TextInput } from '../model/side-input';

export interface SideSource {
  readonly name: EnvironmentName;
  /** A cloud assembly, a folder of templates, or one template. */
  readonly path: string;
  /** Twelve digits. @default - what the assembly says; templates need it */
  readonly account?: string | undefined;
  /** @default - what the assembly says, else us-east-1 */
  readonly region?: string | undefined;
  /** Template of the account's bootstrap. */
  readonly bootstrapPath?: string | undefined;
}

/** What the command line says of where a side is. */
export type GivenLocation = Pick<SideSource, 'account' | 'region'>;

/** A stack that a resource of another stack brings up. Its name is `<parent's name>/<logical id>`. */
export interface NestedStackInput extends StackInput {
  readonly parent: {
    readonly stack: string;
    readonly logicalId: string;
    /**
     * Parameters that the parent passes as an intrinsic. They are not in `parameters`, and their defaults are taken out of
     * `template`, since a default that is never used would otherwise be taken for what is deployed.
     */
    readonly unresolved: readonly string[];
  };
}

/** Something that is deployed with the stacks and could not be looked into; never a pass. */
export interface UnreadFile {
  /** Path below the folder; behind `!` the path inside an archive. */
  readonly path: string;
  /** Such as `binary`. */
  readonly reason: string;
}

/** One environment as its files say. */
export interface SideReading extends SideInput {
  readonly stacks: readonly (StackInput | NestedStackInput)[];
  readonly texts: readonly TextInput[];
  readonly unread: readonly UnreadFile[];
  readonly digest: string;
}

/** What a folder holds, whatever account it is for. */
export type FolderReading = Pick<SideReading, 'stacks' | 'texts' | 'unread'>;

/** What CDK writes for a stack whose account or region is only known when it is deployed. */
export const UNKNOWN_ACCOUNT = 'unknown-account';
export const UNKNOWN_REGION = 'unknown-region';
