import { z } from 'zod';
import type { Permission } from '../access/permissions.ts';

export type HttpMethod = 'get' | 'post' | 'put' | 'delete';

/**
 * Who may call: everyone (`public`), every signed-in person (`signed-in`), or who holds the permission. What of the
 * institution's rows he then sees is decided by the query (scope), never here.
 */
export type RouteAccess = 'public' | 'signed-in' | Permission;

/** One route as data. Express mounting, OpenAPI, the access matrix and the client are derived from it. */
export interface RouteDefinition {
  readonly method: HttpMethod;
  /** Express form: `/api/v1/orders/:id`. */
  readonly path: string;
  readonly access: RouteAccess;
  /** Also for who must set up his second factor and has not: every route without it is closed to him. */
  readonly beforeTwoFactor?: true;
  readonly summary: string;
  readonly tag: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body is multipart: the named file fields beside `body`'s text fields. */
  readonly files?: Readonly<Record<string, { readonly maxBytes: number; readonly types: readonly string[] }>>;
  /** Of a multipart body's text fields; at most 10 of 10,000 bytes unless set. */
  readonly limits?: { readonly fields: number; readonly fieldBytes: number };
  /** JSON answer; a media type for anything else; null for 204. */
  readonly response: z.ZodType | { readonly contentType: string } | null;
  readonly status?: number;
  /** Needs `Idempotency-Key`: `create` keeps the whole answer, `action` makes it the intent's key. */
  readonly idempotency?: 'create' | 'action';
  /** Fields of the body that show who may ask and not what is asked: a repeat may bring others. */
  readonly proofFields?: readonly string[];
  /** The answer of a create opens something (a link with a secret): it is kept sealed. */
  readonly secretAnswer?: true;
  /** Header (small letters) with the secret by which somebody without an account shows what is his. */
  readonly secretHeader?: string;
  /** A list in react-admin's dialect: the answer is an array with `Content-Range`. */
  readonly list?: boolean;
}

export const defineRoutes = <const T extends Readonly<Record<string, RouteDefinition>>>(routes: T): T =>
  routes;

/** `GET /api/v1/orders/{id}`: how a route is named in texts and in the access matrix. */
export const routeName = (route: Pick<RouteDefinition, 'method' | 'path'>): string =>
  `${route.method.toUpperCase()} ${route.path}`;

export const uuidParams = z.object({ id: z.uuid() });

/** RFC 9457 problem document: what every error answers. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  requestId: z.string(),
  state: z.string().optional(),
  allowed: z.array(z.string()).optional(),
});
export type Problem = z.infer<typeof Problem>;
