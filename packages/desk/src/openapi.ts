import { toJsonSchema } from '@valibot/to-json-schema'
import { sessionCookie } from './agents.ts'
import type { Access, Route } from './route.ts'
import { problemBody } from './schema/customer.ts'
import type { Schema } from './schema/schema.ts'

/** Writes the OpenAPI 3.1 document of a table of routes. */
export function openApiOf(routes: readonly Route[], basePath: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Comptoir desk',
      version: '1',
      description:
        'The customer side and the agent side of the desk. Fields that are not named here are refused.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath || '/' }],
    paths,
    components: {
      securitySchemes: {
        conversation: { type: 'http', scheme: 'bearer', description: "The conversation's secret." },
        agent: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: "The console's session.",
        },
      },
      schemas: { Problem: jsonSchemaOf(problemBody) },
    },
  }
}

/** The JSON Schema (2020-12) of a schema, as it is written in OpenAPI 3.1. */
export function jsonSchemaOf(schema: Schema<unknown>): object {
  const { $schema: _, ...body } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    // Rules that are functions stand in the text of the answer, not in the schema.
    errorMode: 'ignore',
  })
  return body
}

const refusals: Record<Access, Readonly<Record<string, string>>> = {
  public: {},
  customer: { 401: 'The secret is missing.', 404: 'No such conversation, or another one’s secret.' },
  agent: { 401: 'Nobody is signed in.', 403: 'Another origin, or a one-time password to replace first.' },
  newcomer: { 401: 'Nobody is signed in.', 403: 'Another origin.' },
}

function operationOf({ method, path, summary, access, query, body, answers }: Route): object {
  const security: Record<Access, object[]> = {
    public: [],
    customer: [{ conversation: [] }],
    agent: [{ agent: [] }],
    newcomer: [{ agent: [] }],
  }
  return {
    operationId: operationId(method, path),
    summary,
    tags: [path.startsWith('/agent/') ? 'agent' : 'customer'],
    security: security[access],
    parameters: [...path.matchAll(/:(\w+)/g)]
      .map(([, name]): object => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
      .concat(query ? queryParameters(query) : []),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: jsonSchemaOf(body) } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, schema, type }]) => [
          status,
          { description, ...contentOf(schema, type) },
        ]),
      ),
      ...(body || query
        ? { 400: problem('Something does not fit: path, what was expected, how to mend it.') }
        : {}),
      ...Object.fromEntries(
        Object.entries(refusals[access]).map(([status, description]) => [status, problem(description)]),
      ),
      default: problem('Any other fault, as a sentence.'),
    },
  }
}

function queryParameters(query: Schema<unknown>): object[] {
  const { properties = {}, required = [] } = toJsonSchema(query, { typeMode: 'input', errorMode: 'ignore' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))
}

function contentOf(schema: Schema<unknown> | undefined, type: string | undefined): object {
  if (schema) return { content: { 'application/json': { schema: jsonSchemaOf(schema) } } }
  return type ? { content: { [type]: { schema: { type: 'string' } } } } : {}
}

function problem(description: string): object {
  return {
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

/** `PUT /conversations/:id/messages/:clientId` → `putConversationsMessagesByClientId`. */
function operationId(method: string, path: string): string {
  const words = path
    .split('/')
    .filter((part) => part !== '' && part !== ':id')
    .map((part) =>
      part.replace(/^:/, 'by-').replace(/-?(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    )
  return method.toLowerCase() + words.join('')
}
