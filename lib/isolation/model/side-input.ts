import type { Environment } from '../../environment/schema';
import type { JsonObject } from '../template/json';

/** One stack of an environment. */
export interface StackInput {
  /** Tells it from the other stacks of its side. */
  readonly name: string;
  readonly template: JsonObject;
  /** Where the assembly says that it is deployed. @default - the side's */
  readonly account?: string;
  readonly region?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Conditions that are taken to come out the other way. @default - none */
  readonly turnedConditions?: readonly string[];
  /** What was wrong with the text that the template was read from. */
  readonly problems?: readonly string[];
}

/** A file that is not a template and is deployed or used with the stacks: code, manifests. */
export interface TextInput {
  /** Path below the assembly. */
  readonly path: string;
  readonly text: string;
  readonly kind: 'code' | 'manifest';
  /** Why it was read as text, although it is called as templates are. */
  readonly onlyText?: string;
}

/** All that is known of one environment. */
export interface SideInput {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly stacks: readonly StackInput[];
  readonly texts?: readonly TextInput[];
  /** Files that are deployed with them and could not be read, such as binary ones. */
  readonly unread?: readonly { readonly path: string; readonly reason: string }[];
  /** The bootstrap template, when it is given. */
  readonly bootstrap?: StackInput;
  /** The environment's file, when there is one: hosts and what it declares to differ. */
  readonly environment?: Environment;
  /** `sha256:<hex>` over the files; @default - over what is given here */
  readonly digest?: string;
}
