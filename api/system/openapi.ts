import { z } from 'zod';
import { permissions } from '#contract/access/permissions';
import { openAuthPaths } from '#contract/accounts/http';
import * as accountSchemas from '#contract/accounts/schemas';
import { AuditEntry } from '#contract/audit/http';
import * as institutionSchemas from '#contract/institutions/schemas';
import * as orderSchemas from '#contract/orders/schemas';
import * as requestSchemas from '#contract/requests/schemas';
import { routeEntries } from '#contract/routes';
import { Problem, type RouteDefinition } from '#contract/shared/http';

type Json = Record<string, unknown>;

/** An OpenAPI 3.1 document, ready to be written as JSON. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: Json;
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Record<string, Json>; readonly securitySchemes: Json };
}

const description =
  'Amounts are whole rupiah, times ISO 8601 in UTC, days YYYY-MM-DD in WIB. Every error is a problem document ' +
  '(RFC 9457); Accept-Language chooses Indonesian (the default) or English. Lists take `sort`, `range` and `filter` ' +
  'as JSON and answer with Content-Range, X-Total-Capped and X-Next-After.';

/**
 * Describes every route of the contract; the sign-in endpoints that are open are named too. Schemas are translated by
 * zod itself, whose JSON Schema (2020-12) is OpenAPI 3.1's own dialect.
 */
export function buildOpenApi(version: string): OpenApiDocument {
  const schemas = new Schemas();
  describePaths(schemas);
  schemas.translate();
  const paths = describePaths(schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Loket Dukcapil', version, description },
    paths,
    components: {
      schemas: schemas.components(),
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-loket_session',
          description: 'The cookie that POST /api/auth/sign-in/email sets (on plain http: loket_session).',
        },
      },
    },
  };
}

function describePaths(schemas: Schemas): OpenApiDocument['paths'] {
  const paths: Record<string, Record<string, Json>> = {};
  const add = (path: string, method: string, operation: Json) => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  for (const [id, route] of routeEntries) {
    add(route.path.replace(/:(\w+)/g, '{$1}'), route.method, describe(id, route, schemas));
  }
  for (const name of openAuthPaths) {
    const [method = 'GET', path = ''] = name.split(' ');
    const responses = { default: { description: 'As better-auth answers; errors are problem documents' } };
    add(`/api/auth${path}`, method.toLowerCase(), { tags: ['Sign-in'], summary: path.slice(1), responses });
  }
  return paths;
}

type Direction = 'input' | 'output';

/**
 * Schemas that have a name in the contract are described once and referred to; every other one stands where it is
 * used. zod translates a registry as a whole, so the document is walked twice: the first walk only gathers.
 */
class Schemas {
  readonly #ids = { input: z.registry<{ id: string }>(), output: z.registry<{ id: string }>() };
  readonly #named = new Set<string>();
  readonly #sent = new Set<string>();
  #translated: Record<Direction, Record<string, Json>> | null = null;
  #count = 0;

  constructor() {
    const all = {
      ...orderSchemas,
      ...accountSchemas,
      ...institutionSchemas,
      ...requestSchemas,
      AuditEntry,
      Problem,
    };
    for (const [id, schema] of Object.entries(all)) {
      if (!(schema instanceof z.ZodType)) continue;
      this.#named.add(id);
      this.#ids.input.add(schema, { id });
      this.#ids.output.add(schema, { id });
    }
  }

  /** `input`: what is sent; `output`: what comes back (defaults filled, texts parsed). */
  of(schema: z.ZodType, direction: Direction): Json {
    const ids = this.#ids[direction];
    const id = ids.get(schema)?.id;
    if (id !== undefined && this.#named.has(id)) {
      if (direction === 'input') this.#sent.add(id);
      return { $ref: reference(id) };
    }
    if (id === undefined) ids.add(schema, { id: `anonymous-${++this.#count}` });
    return (id !== undefined && this.#translated?.[direction][id]) || {};
  }

  translate(): void {
    this.#translated = { input: this.#translateAll('input'), output: this.#translateAll('output') };
  }

  /** What is sent is described as it is sent, the rest as it comes back. */
  components(): Record<string, Json> {
    const { input = {}, output = {} } = this.#translated ?? {};
    return Object.fromEntries(
      [...this.#named].map((id) => [id, (this.#sent.has(id) ? input[id] : output[id]) ?? {}]),
    );
  }

  #translateAll(io: Direction): Record<string, Json> {
    const { schemas } = z.toJSONSchema(this.#ids[io], { uri: reference, unrepresentable: 'any', io });
    const plain = Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, schema]);
    const all = Object.fromEntries(plain) as Record<string, Json>;
    return Object.fromEntries(Object.entries(all).map(([id, schema]) => [id, this.#inlined(schema, all)]));
  }

  /** What has no name of its own stands where it is used, also inside of what has one. */
  #inlined<T>(value: T, all: Record<string, Json>): T {
    if (Array.isArray(value)) return value.map((each) => this.#inlined(each, all)) as T;
    if (value === null || typeof value !== 'object') return value;
    const { $ref } = value as { $ref?: unknown };
    const id = typeof $ref === 'string' ? $ref.slice(reference('').length) : undefined;
    if (id !== undefined && !this.#named.has(id) && all[id]) return this.#inlined(all[id] as T, all);
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, this.#inlined(each, all)]),
    ) as T;
  }
}

const reference = (name: string): string => `#/components/schemas/${name}`;

function describe(id: string, route: RouteDefinition, schemas: Schemas): Json {
  const body = bodyContent(route, schemas);
  return {
    operationId: id,
    summary: route.summary,
    tags: [route.tag],
    ...accessOf(route),
    parameters: [
      ...pathParameters(route, schemas),
      ...queryParameters(route, schemas),
      ...(route.idempotency ? [keyParameter] : []),
      ...(route.secretHeader ? [secretParameter(route.secretHeader)] : []),
    ],
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: {
      [String(route.status ?? (route.response === null ? 204 : 200))]: answerOf(route, schemas),
      default: {
        description: 'A refusal or a fault',
        content: { 'application/problem+json': { schema: schemas.of(Problem, 'output') } },
      },
    },
  };
}

/** Who may call, in words and as data. */
function accessOf({ access }: RouteDefinition): Json {
  if (access === 'public') return { description: 'Open to everybody.', security: [] };
  const security = [{ session: [] }];
  if (access === 'signed-in') return { description: 'For everybody who is signed in.', security };
  return { description: `For: ${permissions[access].join(', ')}.`, 'x-permission': access, security };
}

const keyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'Of your choice, new for each act. The same key and body again have one effect and one answer.',
  schema: { type: 'string', minLength: 8, maxLength: 200 },
};

const secretParameter = (name: string): Json => ({
  name,
  in: 'header',
  required: true,
  description: 'The secret of the request, from its tracking link. Never in an address.',
  schema: { type: 'string', maxLength: 200 },
});

const shapeOf = (schema: z.ZodType | undefined): Record<string, z.ZodType> =>
  schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};

const pathParameters = ({ params }: RouteDefinition, schemas: Schemas): Json[] =>
  Object.entries(shapeOf(params)).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemas.of(schema, 'input'),
  }));

/** The parameters of a list are JSON texts: what stands in the JSON is described, not the text. */
const queryParameters = ({ query }: RouteDefinition, schemas: Schemas): Json[] =>
  Object.entries(shapeOf(query)).map(([name, schema]) => {
    const inner = jsonInside(schema);
    return {
      name,
      in: 'query',
      required: !schema.safeParse(undefined).success,
      ...(inner
        ? { content: { 'application/json': { schema: schemas.of(inner, 'input') } } }
        : { schema: schemas.of(schema, 'input') }),
    };
  });

/** `text -> JSON.parse -> schema`, with or without a default: gives the schema. */
function jsonInside(schema: z.ZodType): z.ZodType | null {
  const plain = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
  return plain instanceof z.ZodPipe && plain.in instanceof z.ZodPipe ? (plain.out as z.ZodType) : null;
}

function bodyContent(route: RouteDefinition, schemas: Schemas): Json | null {
  if (!route.files) {
    return route.body ? { 'application/json': { schema: schemas.of(route.body, 'input') } } : null;
  }
  const fields = Object.entries(shapeOf(route.body)).map(([name, schema]) => [
    name,
    schemas.of(schema, 'input'),
  ]);
  const files = Object.entries(route.files).map(([name, { types, maxBytes }]) => [
    name,
    { type: 'string', format: 'binary', description: `${types.join(', ')}; at most ${maxBytes} bytes` },
  ]);
  const properties = Object.fromEntries([...fields, ...files]);
  return {
    'multipart/form-data': { schema: { type: 'object', properties, required: Object.keys(properties) } },
  };
}

function answerOf({ response, list }: RouteDefinition, schemas: Schemas): Json {
  if (response === null) return { description: 'Done' };
  if ('contentType' in response) {
    const [type = ''] = response.contentType.split(';');
    return {
      description: 'The content',
      content: { [type]: { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return {
    description: list ? 'One page; its headers say how it goes on' : 'The answer',
    content: { 'application/json': { schema: schemas.of(response, 'output') } },
  };
}
