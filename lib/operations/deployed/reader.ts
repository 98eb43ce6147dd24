import type { Environment } from '../../environment/schema';
import type { DeployedAccount, DeployedResource } from '../../isolation/deployed/deployed-account';
import type { Json, JsonObject } from '../../isolation/template/json';
import type { Connection } from '../account/connection';

/** What a reader asks AWS for, for the case that there is none. */
export interface ReadCall {
  /** Such as `policy of the bucket airlock-live-trail`. */
  readonly what: string;
  /** Names of the errors that say that there is none of it. @default - none */
  readonly absent?: readonly string[];
}

/** The account that is read. */
export interface AccountToRead {
  readonly environment: Environment;
  readonly client: Connection['client'];
  /** The answer; undefined when there is none of it, and when it could not be read, which is then written down. */
  ask<Answer>(question: ReadCall, call: () => Promise<Answer>): Promise<Answer | undefined>;
}

/** Parts of an account that a reader adds. */
type Reading = Partial<Pick<DeployedAccount, 'resources' | 'secrets' | 'stacks'>>;

/** Reads one service of one account. It only reads settings and policies, never what is kept there. */
export interface Reader {
  /** What it finds; where it could not read everything, that one of them was not found says nothing. */
  readonly types: readonly string[];
  /** The IAM actions that it needs, no more and no fewer. */
  readonly actions: readonly string[];
  read(place: AccountToRead): Promise<Reading>;
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
export function document(text: string | undefined): Json | undefined {
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text) as Json;
  } catch {
    return text;
  }
}

/** An answer of the SDK as plain JSON, without what is undefined. */
export function plain(value: object | undefined): JsonObject | undefined {
  return value && (JSON.parse(JSON.stringify(value)) as JsonObject);
}
