/** The OpenAPI document: what the routes say of themselves, and what holds for all of them, said once here. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger'
import { ProblemView } from './problem.view'
import { SESSION_COOKIE } from './session-cookie'

const DESCRIPTION = [
  'Everything is scoped by API key: `Authorization: Bearer tijdig_…`. What a key may not see does not exist for it.',
  'People log in instead, and have a role with each creditor; what they change carries the `csrf` of their session as `X-CSRF-Token`.',
  "Amounts are euro as text with a point (`62.50`), days are `2027-01-31` in the creditor's zone, instants are UTC.",
  'A POST needs an `Idempotency-Key`: the same key with the same body gets the same answer for a day, and does nothing twice.',
  'An edit needs `If-Match` with the ETag of what you read. Lists go by `limit` and `cursor`, in the order they state.',
  'Refusals are `application/problem+json` (RFC 9457), with a pointer to each field that does not fit.',
].join('\n\n')

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']> & {
  'x-asks'?: boolean
  'x-outright'?: boolean
  'x-makes'?: boolean
  'x-everyone'?: boolean
}

function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const head = new DocumentBuilder()
    .setTitle('Tijdig')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'tijdig_…',
        description: 'An API key, made by `tijdig key create` or POST /v1/api-keys',
      },
      'key',
    )
    .addCookieAuth(
      SESSION_COOKIE,
      { type: 'apiKey', in: 'cookie', description: 'Of somebody who logged in by POST /v1/session' },
      'session',
    )
  const document = SwaggerModule.createDocument(app, head.build(), {
    operationIdFactory: (_, method) => method,
    extraModels: [ProblemView],
  })
  // Carriers call those doors; no client does.
  document.paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => !path.startsWith('/webhooks')))
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith('/v1')) continue
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method]
      if (operation) finish(operation, method, path)
    }
  }
  return document
}

/** Written when somebody first asks for it: a server answers sooner, and most are never asked. */
export function serveDocument(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'docs/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Tijdig API',
  })
}

const ALWAYS: Readonly<Record<number, string>> = {
  401: 'No key or session, or none that is live.',
  403: 'The key, or the role, lacks the scope.',
  404: 'Not there, or not for this key.',
  406: 'Only JSON is spoken here.',
  422: 'Fields that do not fit; `errors` points to each.',
  429: 'Too many requests; `Retry-After` says when to come back.',
  500: 'A fault of Tijdig.',
  503: 'The database cannot be reached just now.',
}
const OF_A_POST: Readonly<Record<number, string>> = {
  400: 'Not JSON, or no Idempotency-Key.',
  409: 'It clashes with what is there, or its Idempotency-Key is in flight.',
  413: 'Too large.',
  415: 'No JSON.',
}
const OF_A_CHANGE: Readonly<Record<number, string>> = { 400: 'Not JSON.', 413: 'Too large.', 415: 'No JSON.' }
const OF_AN_EDIT: Readonly<Record<number, string>> = { 412: 'It has changed since you read it.', 428: 'If-Match is missing.' }

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } }

function finish(operation: Operation, method: string, path: string): void {
  const posts = method === 'post' && operation['x-asks'] !== true
  const changes = method === 'patch' || method === 'put' || method === 'delete'
  const edits = changes && operation['x-outright'] !== true
  const makes = operation['x-makes'] === true
  operation.security = operation['x-everyone'] === true ? [] : [{ key: [] }, { session: [] }]
  delete operation['x-asks']
  delete operation['x-outright']
  delete operation['x-makes']
  delete operation['x-everyone']
  const known = (operation.parameters ?? []).filter((parameter) => !('in' in parameter && parameter.in === 'path'))
  const parameters = (operation.parameters = [...idsIn(path), ...known])
  if (posts)
    parameters.push(
      header('Idempotency-Key', '8 to 200 visible characters; a new one for each thing you want done', { minLength: 8, maxLength: 200 }),
    )
  if (edits) parameters.push({ ...header('If-Match', 'the ETag of what you read', {}), required: !makes })
  const problems = { ...ALWAYS, ...(method === 'post' && OF_A_POST), ...(changes && OF_A_CHANGE), ...(edits && OF_AN_EDIT) }
  for (const [status, description] of Object.entries(problems)) {
    const own = operation.responses[status] as { description?: string } | undefined
    operation.responses[status] = { description: own?.description ?? description, content: PROBLEM }
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) >= 400 && response && !('$ref' in response)) response.content = PROBLEM
  }
}

/** Also of the creditor, which no handler asks for: the gatekeeper has looked at it. */
const idsIn = (path: string): NonNullable<Operation['parameters']> =>
  [...path.matchAll(/([\w-]+)\/\{(\w+)\}/g)].map(([place, , name = '']) => ({
    in: 'path',
    name,
    required: true,
    ...(WORDS[place] ?? { schema: { type: 'string', format: 'uuid' } }),
  }))

/** What stands in a path and is no id. */
const WORDS: Readonly<
  Record<string, { readonly description: string; readonly schema: { readonly type: 'string'; readonly example: string } }>
> = {
  'import-mappings/{mapping}': { description: 'its name', schema: { type: 'string', example: 'generic' } },
  'drafts/{key}': {
    description: 'a word for what it is, and the id of what it is about',
    schema: { type: 'string', example: 'note.01937b5c-6f3e-7a41-9d51-3f0d6a1b2c4e' },
  },
}

const header = (name: string, description: string, schema: object): NonNullable<Operation['parameters']>[number] => ({
  in: 'header',
  name,
  required: true,
  description,
  schema: { type: 'string', ...schema },
})
