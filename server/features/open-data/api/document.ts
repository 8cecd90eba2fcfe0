import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi'
import { z } from 'zod'
import { contactAndTerms } from '#web/requests/api-document.ts'
import {
  codePath,
  incentiveList,
  incentivesQuery,
  premises,
  premisesCsvQuery,
  premisesList,
  premisesQuery,
  problem,
} from './schemas.ts'

const header = (description: string, type: 'string' | 'integer' = 'string') => ({
  description,
  schema: { type } as const,
})

const headers = {
  ETag: header('Names this state of the answer; sent back as `If-None-Match` it is answered by 304.'),
  'RateLimit-Policy': header('How many requests a minute one network address has.'),
  RateLimit: header('How many of them are left, and in how many seconds they are all there again.'),
}
const jsonResponse = (
  schema: z.ZodType,
  description: string,
  more: Record<string, ReturnType<typeof header>> = {},
) => ({
  description,
  headers: { ...headers, ...more },
  content: { 'application/json': { schema } },
})
const failureResponse = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
})
const unchanged = { description: 'Nothing has changed since the `ETag` that was sent.' }
const tooMany = { ...failureResponse('Too many requests; `Retry-After` says when to come again.') }
const commonResponses = { 304: unchanged, 429: tooMany }

const tags = [
  { name: 'Incentives', description: 'What the state and the zone offer to businesses, with sources.' },
  { name: 'Premises', description: 'Premises to let, as the public pages show them.' },
]

/** Public: no key and no account is required. */
const security: Record<string, string[]>[] = []

const routes: RouteConfig[] = [
  {
    method: 'get',
    path: '/api/v1/premises',
    operationId: 'listPremises',
    summary: 'Premises that match, in the order of their codes',
    description: 'A page at a time; `next` in the answer, and the `Link` header, lead on.',
    tags: ['Premises'],
    security,
    request: { query: premisesQuery },
    responses: {
      200: jsonResponse(premisesList, 'A page of premises.', {
        Link: header('The next page, `rel="next"` (RFC 8288).'),
      }),
      ...commonResponses,
      400: failureResponse('A parameter is not understood.'),
    },
  },
  {
    method: 'get',
    path: '/api/v1/premises/{code}',
    operationId: 'readPremises',
    summary: 'One premises',
    description: 'By its code, which is permanent. Those that are not public, or no longer, are not found.',
    tags: ['Premises'],
    security,
    request: { params: codePath },
    responses: {
      200: jsonResponse(premises, 'The premises.'),
      ...commonResponses,
      400: failureResponse('It takes no parameters.'),
      404: failureResponse('There is no such public premises.'),
    },
  },
  {
    method: 'get',
    path: '/api/v1/premises.csv',
    operationId: 'downloadPremises',
    summary: 'All premises that match, as a table',
    tags: ['Premises'],
    security,
    description:
      'UTF-8 with a byte order mark; cells that a spreadsheet would run as a formula begin with an apostrophe.',
    request: { query: premisesCsvQuery },
    responses: {
      200: { description: 'The table.', headers, content: { 'text/csv': { schema: z.string() } } },
      ...commonResponses,
      400: failureResponse('A parameter is not understood.'),
    },
  },
  {
    method: 'get',
    path: '/api/v1/incentives',
    operationId: 'listIncentives',
    summary: 'All published incentives with their sources',
    description: 'With what each says in three languages, where that is written and when somebody last checked it.',
    tags: ['Incentives'],
    security,
    request: { query: incentivesQuery },
    responses: {
      200: jsonResponse(incentiveList, 'The incentives; those that are over stand at the end.'),
      ...commonResponses,
      400: failureResponse('A parameter is not understood.'),
    },
  },
]

/** Returns the API's OpenAPI document, generated from the schemas that its responses are parsed with. */
export function openApiDocument(publicUrl: string) {
  const registry = new OpenAPIRegistry()
  for (const route of routes) registry.registerPath(route)
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Startup Street: open data',
      version: '1.0.0',
      description:
        'What the public pages say, for programs: premises to let and incentives, in Russian, English and Chinese. ' +
        'Read only, without a key. Confirm the terms of use with the office.',
      ...contactAndTerms(publicUrl),
    },
    tags,
    servers: [{ url: publicUrl }],
  })
}
