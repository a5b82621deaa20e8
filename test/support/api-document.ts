/** The API's own document, read as a client reads it, and requests that are made from it. */
import { fc } from './examples'
import type { OpenAPIObject } from '@nestjs/swagger'
import type { PipeBench } from './pipe'

export interface DocumentedRoute {
  readonly method: string
  readonly path: string
  readonly parameters: readonly { readonly in: string; readonly name: string; readonly required?: boolean; readonly schema?: Schema }[]
  readonly body: Schema | null
  readonly answers: readonly string[]
  /** Needs no key. */
  readonly open: boolean
}

export interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly pattern?: string
  readonly format?: string
  readonly nullable?: boolean
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}

/** The route whose answer goes on until somebody leaves. */
export const ENDLESS = '/v1/live'

export const readDocument = async ({ api }: PipeBench): Promise<OpenAPIObject> =>
  (await fetch(`${api}/docs/openapi.json`)).json() as Promise<OpenAPIObject>

export function routesOf(document: OpenAPIObject): DocumentedRoute[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      const content =
        operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content['application/json'] : undefined
      return [
        {
          method: method.toUpperCase(),
          path,
          parameters: (operation.parameters ?? []) as unknown as DocumentedRoute['parameters'],
          body: content?.schema ? resolved(content.schema, document) : null,
          answers: Object.keys(operation.responses),
          open: operation.security?.length === 0,
        },
      ]
    }),
  )
}

/** The schema with what it refers to in its place. */
function resolved(schema: object, document: OpenAPIObject): Schema {
  return JSON.parse(JSON.stringify(schema), (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$ref' in value) || typeof value.$ref !== 'string') return value
    return resolved(document.components?.schemas?.[value.$ref.split('/').at(-1) ?? ''] ?? {}, document)
  }) as Schema
}

/** Values that fit the schema; ids are drawn from those given, so that some of them are there. */
export function arbitraryOf(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const fitting = plain(schema, ids)
  return schema.nullable === true ? fc.option(fitting, { freq: 6 }) : fitting
}

function plain(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const [only] = schema.allOf ?? []
  if (only) return arbitraryOf(only, ids)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, ids)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  switch (schema.type ?? 'anything') {
    case 'object':
      return objectOf(schema, ids)
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, ids), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1) })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true })
    case 'string':
      return textOf(schema, ids)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function objectOf({ properties = {}, required = [] }: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (Object.keys(properties).length === 0)
    return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })
  return fc.record(Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, arbitraryOf(one, ids)])), {
    requiredKeys: [...required],
  })
}

function textOf({ format, pattern, minLength = 0, maxLength = 30 }: Schema, ids: readonly string[]): fc.Arbitrary<string> {
  if (format === 'uuid') return ids.length > 0 ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid()) : fc.uuid()
  if (format === 'date')
    return fc
      .date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10))
  if (format === 'date-time')
    return fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }).map((at) => at.toISOString())
  if (format === 'email') return fc.stringMatching(/^[a-z]{1,12}@[a-z]{1,12}\.example$/)
  if (pattern !== undefined && !pattern.startsWith('^[^')) return fc.stringMatching(new RegExp(pattern))
  return fc.string({ minLength, maxLength: Math.min(maxLength, Math.max(minLength, 24)), unit: 'grapheme-ascii' })
}
