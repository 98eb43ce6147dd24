import type * as z from 'zod/mini';
import type { RouteContract } from '../../contract/routes';
import type { App } from '../apps/app';
import type { Gateway } from './gateway';
import type { Attempt } from './idempotency';
import type { Reply } from './reply';
import type { HttpRequest } from './request';

/** A call that passed every check its route asks for. */
export interface RouteCall<Body = undefined, Query = undefined> {
  readonly gateway: Gateway;
  readonly request: HttpRequest;
  /** The host that was checked: part of every URL handed out. */
  readonly authority: string;
  /** Values of the path's `{names}`. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly query: Query;
}

/** A call whose signature named, and proved, an app. */
export interface SignedCall<Body = undefined, Query = undefined> extends RouteCall<Body, Query> {
  readonly app: App;
  /** The attempt under the caller's Idempotency-Key; one without effect when none was sent. */
  readonly attempt: Attempt;
}

export interface ResponseDoc {
  readonly description: string;
  readonly schema?: z.ZodMiniType;
  readonly contentType?: string;
}

interface RouteCommon extends RouteContract {
  readonly operationId: string;
  readonly summary: string;
  /** Documented answers beside the errors that every route shares. */
  readonly responses: Readonly<Record<number, ResponseDoc>>;
  /** Codes of the problems this route adds to the shared ones, by status: `{ 409: ['invalid_state'] }`. */
  readonly problems?: Readonly<Record<number, readonly string[]>>;
}

export interface PublicRoute extends RouteCommon {
  readonly access: 'public';
  /** Fields of a form (`application/x-www-form-urlencoded`) as documented; the route reads the body itself. */
  readonly form?: z.ZodMiniType;
  readonly handle: (call: RouteCall) => Promise<Reply>;
}

// biome-ignore lint/suspicious/noExplicitAny: each route narrows its own body and query through its schemas
export interface SignedRoute<Body = any, Query = any> extends RouteCommon {
  readonly access: 'signed';
  /** JSON body; its absence means the body must be empty. */
  readonly body?: z.ZodMiniType<Body>;
  /** Query parameters; its absence means there must be none. */
  readonly query?: z.ZodMiniType<Query>;
  readonly handle: (call: SignedCall<Body, Query>) => Promise<Reply>;
}

export type Route = PublicRoute | SignedRoute;
