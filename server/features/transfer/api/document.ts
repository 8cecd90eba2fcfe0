import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { contactAndTerms } from '#web/requests/api-document.ts'
import { batchLimits, describedBatch, list, outcome, problem, question } from './schemas.ts'

const path = '/api/v1/staff/premises'
const tags = [{ name: 'Premises', description: 'Premises in every status, as the office keeps them.' }]
const failureResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})
const jsonResponse = (schema: z.ZodType, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const commonResponses = {
  401: failureResponse('No token, or one that is unknown, revoked or expired, or whose account cannot be used.'),
  429: failureResponse('Too many requests with this token; `Retry-After` says when to come again.'),
}

const routesFor = (security: Record<string, string[]>[]): RouteConfig[] => [
  {
    method: 'get',
    path,
    operationId: 'readStaffPremises',
    tags: ['Premises'],
    summary: 'Premises in every status, in the order of their codes',
    description: 'Scope `premises:read`. Of the buildings that the owner of the token looks after.',
    security,
    request: { query: question },
    responses: {
      200: jsonResponse(list, 'A page of premises.'),
      400: failureResponse('A parameter is not understood.'),
      403: failureResponse('The token lacks the scope, or its owner the role.'),
      ...commonResponses,
    },
  },
  {
    method: 'post',
    path,
    operationId: 'importStaffPremises',
    tags: ['Premises'],
    summary: 'Make drafts and change premises',
    description:
      'Scope `premises:write`; with `premises:review` texts may be marked as reviewed. Statuses and photos do not travel. ' +
      `At most ${String(batchLimits.rows)} rows and ${String(batchLimits.megabytes)} MB at once.`,
    security,
    request: {
      headers: z.object({
        'Idempotency-Key': z
          .string()
          .regex(/^[\w.:-]{8,100}$/)
          .optional()
          .meta({ description: 'A repeat with the same key and body is answered as the first time, for ninety days.' }),
      }),
      body: { required: true, content: { 'application/json': { schema: describedBatch } } },
    },
    responses: {
      200: jsonResponse(outcome, 'What became of each row, or would.'),
      400: failureResponse('The body or the key is not understood.'),
      403: failureResponse('The token lacks the scope, its owner the role or one of the buildings.'),
      409: failureResponse(
        'Somebody else changed a premises meanwhile and all was taken back; or a request with this key is under way.',
      ),
      413: failureResponse('Too many rows or bytes.'),
      415: failureResponse('It is not JSON.'),
      422: failureResponse('Rows are wrong and nothing was written; or another request was sent with this key.'),
      ...commonResponses,
    },
  },
]

/** Returns the OpenAPI document of the staff API, generated from the schemas that parse requests and cut responses. */
export function staffApiDocument(publicUrl: string) {
  const registry = new OpenAPIRegistry()
  const scheme = registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' })
  for (const route of routesFor([{ [scheme.name]: [] }])) registry.registerPath(route)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Startup Street: premises for programs of the office',
      version: '1.0.0',
      description:
        'Import and reading back of premises with an access token. Tokens are made on the page "Access tokens for programs" ' +
        'and act for their owner. For servers: there is no CORS, and cookies count for nothing.',
      ...contactAndTerms(publicUrl),
    },
    tags,
    servers: [{ url: publicUrl }],
  })
}
