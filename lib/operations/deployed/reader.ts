import type { Environment } from '../../environment/schema';
import type { DeployedAccount, DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json, JsonObject } from '../../isolation/template/json';
import type { Connection } from '../account/connection';

/** One thing that a reader asks AWS for. */
export interface ReadCall {
  /** Such as `policy of the bucket airlock-live-trail`. */
  readonly what: string;
  /** Names of the errors by which AWS says that it does not exist. @default - none */
  readonly absent?: readonly string[];
}

/** The account that is read. */
export interface AccountToRead {
  readonly environment: Environment;
  readonly client: Connection['client'];
  /** What AWS answers; undefined when it does not exist, and when it could not be read, which is then recorded. */
  ask<Answer>(question: ReadCall, call: () => Promise<Answer>): Promise<Answer | undefined>;
}

/** Parts of an account that a reader adds. */
type Reading = Partial<Pick<DeployedAccount, 'resources' | 'secrets' | 'stacks'>>;

/** Reads one service of one account: settings and policies only, never the data that is stored there. */
export interface Reader {
  /** Resource types that it finds. Where it could not read all of a type, one that was not found may exist all the same. */
  readonly types: readonly string[];
  /** The IAM actions that it needs, no more and no fewer. */
  readonly actions: readonly string[];
  read(account: AccountToRead): Promise<Reading>;
}

/** All pages of a list. */
export async function collected<Page, Item>(
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  const found: Item[] = [];
  for await (const page of pages) found.push(...(itemsOf(page) ?? []));
  return found;
}

export function resource(
  type: string,
  name: string,
  properties: Readonly<Record<string, Json | undefined>>,
): DeployedResource {
  const known = Object.entries(properties).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { type, name, properties: Object.fromEntries(known) };
}

/** A policy as AWS gives it, which for IAM is URL-encoded; left as text when it is no JSON. */
export function parsedPolicy(text: string | undefined): Json | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text) as Json;
  } catch {
    return text;
  }
}

/** An answer of the SDK as JSON, without the members that are undefined. */
export function asJson(value: object | undefined): JsonObject | undefined {
  return value && (JSON.parse(JSON.stringify(value)) as JsonObject);
}
