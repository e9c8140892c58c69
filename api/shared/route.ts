import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Language } from '#contract/i18n/index';
import { type RouteId, routes } from '#contract/routes';
import type { RouteDefinition } from '#contract/shared/http';
import type { Transaction } from '#prisma/client';
import type { ApiDeps, SignedIn } from './deps.ts';

type Definition<I extends RouteId> = (typeof routes)[I];
type OutputOf<I extends RouteId, Part extends string> =
  Definition<I> extends Readonly<Record<Part, infer S extends z.ZodType>> ? z.output<S> : undefined;
type KeyOf<I extends RouteId> = Definition<I> extends { readonly idempotency: string } ? string : undefined;
type TransactionOf<I extends RouteId> =
  Definition<I> extends { readonly idempotency: 'create' } ? Transaction : undefined;
type FilesOf<I extends RouteId> =
  Definition<I> extends { readonly files: infer F }
    ? { readonly [Field in keyof F]: UploadedFile | undefined }
    : Readonly<Record<string, never>>;

/** A file of a multipart body, capped while it streamed in; its type was read from its first bytes. */
export interface UploadedFile {
  /** As the browser called it, without folders; never trusted as a path. */
  readonly fileName: string;
  /** Found in the bytes where the route names PDF, JPEG or PNG; else what was declared. */
  readonly contentType: string;
  readonly bytes: number;
  read(): Promise<Buffer>;
  stream(): Readable;
}

/** Anything that is no JSON. */
export interface FileAnswer {
  readonly content: Buffer | Readable;
  /** The route's own content type unless set. */
  readonly contentType?: string;
  /** Absent for what is no file (an event stream). */
  readonly fileName?: string;
  /** `attachment` unless set. */
  readonly disposition?: 'inline' | 'attachment';
}

type AnswerOf<I extends RouteId> =
  Definition<I> extends { readonly response: infer R }
    ? R extends z.ZodType
      ? z.output<R>
      : R extends null
        ? undefined
        : FileAnswer
    : never;

/** One request, checked against its route: who, what, and with what. */
export interface RouteContext<I extends RouteId> {
  readonly deps: ApiDeps;
  /** On a public route null for everybody who is not signed in. */
  readonly actor: Definition<I>['access'] extends 'public' ? SignedIn | null : SignedIn;
  readonly params: OutputOf<I, 'params'>;
  readonly query: OutputOf<I, 'query'>;
  readonly body: OutputOf<I, 'body'>;
  readonly files: FilesOf<I>;
  /** What came in the route's `secretHeader`; not yet held against anything. */
  readonly secret: string | null;
  /** The `Idempotency-Key`, where the route needs one. */
  readonly key: KeyOf<I>;
  /** Of method, path and body: what a repeated key is held against. */
  readonly bodyHash: string;
  /**
   * On routes with `idempotency: 'create'`: the transaction that also keeps the answer. Do all writes in it, and take
   * no second connection while it is open; an answer kept without its work, or work without its answer, cannot be.
   */
  readonly tx: TransactionOf<I>;
  readonly requestId: string;
  /** The caller's address, proxies honoured as configured. */
  readonly address: string | null;
  readonly language: Language;
  /** Asks again who is signed in, for answers that go on for long. */
  currentActor(): Promise<SignedIn | null>;
  /** A cookie of the caller's browser, decoded; null when it brought none. */
  cookie(name: string): string | null;
  /** Extra header of the answer. */
  setHeader(name: string, value: string): void;
}

/** What helpers take that serve any route. */
export type AnyContext = Pick<
  RouteContext<RouteId>,
  'deps' | 'requestId' | 'address' | 'language' | 'setHeader' | 'cookie' | 'currentActor'
> & { readonly actor: SignedIn | null };

/** A context of somebody signed in. */
export type SignedInContext = AnyContext & { readonly actor: SignedIn };

export interface Implementation {
  readonly id: RouteId;
  readonly route: RouteDefinition;
  readonly prepare?: (context: never) => Promise<Prepared<unknown>>;
  readonly handle: (context: never, prepared: never) => Promise<unknown>;
}

/** What was made ready before a transaction; `undo` puts it away when the transaction did not take it. */
export interface Prepared<P> {
  readonly value: P;
  undo(): Promise<void>;
}

/**
 * Ties a route of the contract to its handler. The handler gets parsed input of somebody who may call the route, and
 * answers what the contract says; refusals are thrown as `AppError`. Whose rows he sees is the handler's query: `scopeOf`.
 */
export const implement = <I extends RouteId>(
  id: I,
  handle: (context: RouteContext<I>) => Promise<AnswerOf<I>>,
): Implementation => ({ id, route: routes[id], handle: handle as Implementation['handle'] });

/**
 * The same for a create that has slow work (pictures, files) to do before its transaction opens. `prepare` also refuses
 * what is wrong; it is not called for a repeat whose answer is kept.
 */
export const implementPrepared = <I extends RouteId, P>(
  id: I,
  prepare: (context: RouteContext<I>) => Promise<Prepared<P>>,
  handle: (context: RouteContext<I>, prepared: P) => Promise<AnswerOf<I>>,
): Implementation => ({
  id,
  route: routes[id],
  prepare: prepare as unknown as NonNullable<Implementation['prepare']>,
  handle: handle as unknown as Implementation['handle'],
});
