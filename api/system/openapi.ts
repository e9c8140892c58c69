import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { permissions } from '#contract/access/permissions';
import { openAuthPaths } from '#contract/accounts/http';
import * as accountSchemas from '#contract/accounts/schemas';
import * as institutionSchemas from '#contract/institutions/schemas';
import * as orderSchemas from '#contract/orders/schemas';
import { routeEntries } from '#contract/routes';
import { Problem, type RouteDefinition } from '#contract/shared/http';

type Document = ReturnType<OpenApiGeneratorV31['generateDocument']>;
type PathInput = Parameters<OpenAPIRegistry['registerPath']>[0];

const sessionCookie = 'session';

/** Describes every route of the contract as OpenAPI 3.1; the sign-in endpoints that are open are named too. */
export function buildOpenApi(version: string): Document {
  const registry = new OpenAPIRegistry();
  const named = nameSchemas(registry);
  registry.registerComponent('securitySchemes', sessionCookie, {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-loket.session_token',
    description: 'The session cookie that POST /api/auth/sign-in/email sets.',
  });
  for (const [id, route] of routeEntries) registry.registerPath(describe(id, route, named));
  for (const path of openAuthPaths) registry.registerPath(describeAuth(path));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Loket Dukcapil',
      version,
      description:
        'Amounts are whole rupiah, times ISO 8601 in UTC, days YYYY-MM-DD in WIB. Every error is a problem document ' +
        '(RFC 9457); Accept-Language chooses Indonesian (default) or English. Lists: `sort`, `range`, `filter` as ' +
        'JSON, answered with Content-Range, X-Total-Capped and X-Next-After.',
    },
  });
}

type Named = (schema: z.ZodType) => z.ZodType;

/** Gives the contract's schemas their names, so that the document refers to them instead of repeating them. */
function nameSchemas(registry: OpenAPIRegistry): Named {
  const names = new Map<unknown, z.ZodType>();
  const all = { ...orderSchemas, ...accountSchemas, ...institutionSchemas, Problem };
  for (const [name, schema] of Object.entries(all)) {
    if (schema instanceof z.ZodObject) names.set(schema, registry.register(name, schema));
  }
  return (schema) => {
    const own = names.get(schema);
    if (own) return own;
    const element = schema instanceof z.ZodArray ? names.get(schema.element) : undefined;
    return element ? z.array(element) : schema;
  };
}

function describe(id: string, route: RouteDefinition, named: Named): PathInput {
  const content = bodyContent(route, named);
  return {
    method: route.method,
    path: route.path.replace(/:(\w+)/g, '{$1}'),
    operationId: id,
    summary: route.summary,
    tags: [route.tag],
    ...(route.access === 'public' ? {} : { security: [{ [sessionCookie]: [] }] }),
    ...accessOf(route),
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.idempotency ? { headers: idempotencyHeader } : {}),
      ...(content ? { body: { content, required: true } } : {}),
    },
    ...(route.query ? { parameters: queryParameters(route.query) } : {}),
    responses: {
      [String(route.status ?? (route.response === null ? 204 : 200))]: answerOf(route, named),
      default: {
        description: 'A refusal or fault',
        content: { 'application/problem+json': { schema: named(Problem) } },
      },
    },
  };
}

const idempotencyHeader = z.object({
  'Idempotency-Key': z.string().min(8).max(200).describe('The same key and body again have one effect.'),
});

/** Who may call, in words and as data. */
function accessOf({ access }: RouteDefinition): { description: string } & Record<`x-${string}`, unknown> {
  if (access === 'public') return { description: 'Open to everybody.' };
  if (access === 'signed-in') return { description: 'For everybody who is signed in.' };
  return { description: `For: ${permissions[access].join(', ')}.`, 'x-permission': access };
}

function bodyContent(route: RouteDefinition, named: Named): Record<string, { schema: z.ZodType }> | null {
  if (route.files) {
    const files = Object.keys(route.files).map((name) => [name, z.string().meta({ format: 'binary' })]);
    const fields = route.body instanceof z.ZodObject ? route.body.shape : {};
    return { 'multipart/form-data': { schema: z.object({ ...fields, ...Object.fromEntries(files) }) } };
  }
  return route.body ? { 'application/json': { schema: named(route.body) } } : null;
}

/** The parameters of a list are JSON texts; what stands in the JSON is described, not the text. */
function queryParameters(query: z.ZodType): NonNullable<PathInput['parameters']> {
  const shape: Readonly<Record<string, z.ZodType>> = query instanceof z.ZodObject ? query.shape : {};
  return Object.entries(shape).map(([name, schema]) => {
    const common = { name, in: 'query' as const, required: !schema.safeParse(undefined).success };
    const inner = jsonInside(schema);
    return inner
      ? { ...common, content: { 'application/json': { schema: jsonSchema(inner) } } }
      : { ...common, schema: jsonSchema(schema) };
  });
}

type SchemaObject = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType): SchemaObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest as SchemaObject;
};

/** `text -> JSON.parse -> schema`, with or without a default: gives the schema. */
function jsonInside(schema: z.ZodType): z.ZodType | null {
  const plain = schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema;
  return plain instanceof z.ZodPipe && plain.in instanceof z.ZodPipe ? (plain.out as z.ZodType) : null;
}

function answerOf({ response, list }: RouteDefinition, named: Named) {
  if (response === null) return { description: 'Done' };
  if ('contentType' in response) {
    const [type = response.contentType] = response.contentType.split(';');
    return {
      description: 'The file',
      content: { [type]: { schema: z.string().meta({ format: 'binary' }) } },
    };
  }
  return {
    description: list ? 'One page; its headers say how it goes on' : 'The answer',
    content: { 'application/json': { schema: named(response) } },
  };
}

function describeAuth(name: string): PathInput {
  const [method = 'GET', path = ''] = name.split(' ');
  return {
    method: method.toLowerCase() as 'get' | 'post',
    path: `/api/auth${path}`,
    summary: `better-auth: ${path.slice(1)}`,
    tags: ['Sign-in'],
    responses: { 200: { description: 'See better-auth' } },
  };
}
