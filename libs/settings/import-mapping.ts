/** Reads an import mapping's definition: refuses what it does not know, so that a misspelt field is seen before a file is. */
import 'reflect-metadata'
import { plainToInstance } from 'class-transformer'
import { IsBoolean, IsIn, IsInt, IsObject, IsOptional, IsString, Matches, Max, Min, validateSync } from 'class-validator'
import {
  ATTRIBUTE_OWNERS,
  type AttributeOwner,
  CLAIM_FIELDS,
  DATE_FORMATS,
  DECIMAL_MARKS,
  type FieldSource,
  IMPORT_DELIMITERS,
  IMPORT_ENCODINGS,
  IMPORT_FORMATS,
  IMPORT_RECORDS,
  type ImportField,
  type ImportMapping,
  PAYMENT_FIELDS,
} from '#domain'
import { ConfigurationError } from './configuration-error'

class MappingDefinition {
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: 'name must be lower-case words joined by hyphens' })
  name!: string
  @IsOptional()
  @IsString()
  description?: string
  @IsIn(IMPORT_RECORDS)
  records: ImportMapping['records'] = 'claims'
  @IsIn(IMPORT_FORMATS)
  format: ImportMapping['format'] = 'csv'
  @IsIn(IMPORT_ENCODINGS)
  encoding: ImportMapping['encoding'] = 'utf-8'
  @IsIn(IMPORT_DELIMITERS)
  delimiter: ImportMapping['delimiter'] = ';'
  @IsIn(DECIMAL_MARKS)
  decimal: ImportMapping['decimal'] = ','
  @IsIn(DATE_FORMATS)
  dates: ImportMapping['dates'] = 'dd-mm-yyyy'
  @IsInt()
  @Min(1)
  @Max(100)
  headerLine: number = 1
  @IsBoolean()
  fullExport: boolean = false
  @IsObject()
  columns!: Record<string, unknown>
  @IsOptional()
  @IsObject()
  constants?: Record<string, unknown>
  @IsOptional()
  @IsObject()
  attributes?: Record<string, unknown>
}

const SOURCE_KEYS = ['column', 'columns', 'join', 'values', 'otherwise']
/** Each group needs one of its fields, else no row of the file could ever load. */
const REQUIRED: Readonly<Record<ImportMapping['records'], readonly (readonly ImportField[])[]>> = {
  claims: [['reference'], ['open'], ['dueOn', 'termDays'], ['debtorReference'], ['debtorName']],
  payments: [['receivedOn'], ['amount']],
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

/** YAML reads an unquoted `25` or `true` as such; a constant or a cell is always text. */
const asText = (value: unknown): string | undefined =>
  isText(value) ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

/** Its form alone: enough to find the columns of a file of which nobody has said yet what they fill. */
export function importForm(
  definition: unknown,
  where: string,
): Omit<MappingDefinition, 'description' | 'columns' | 'constants' | 'attributes'> {
  const { description: _, columns: _c, constants: _k, attributes: _a, ...form } = readDefinition(definition, where)
  return form
}

function readDefinition(definition: unknown, where: string): MappingDefinition {
  if (!isPlainObject(definition)) throw new ConfigurationError(where, 'must be an object with name and columns')
  const read = plainToInstance(MappingDefinition, definition, { exposeDefaultValues: true })
  const problems = validateSync(read, { whitelist: true, forbidNonWhitelisted: true }).flatMap((error) =>
    Object.values(error.constraints ?? {}),
  )
  if (problems.length > 0) throw new ConfigurationError(where, problems.join('; '))
  return read
}

export function parseImportMapping(definition: unknown, where: string): ImportMapping {
  const { description: _, columns, constants, attributes, ...form } = readDefinition(definition, where)
  const known: readonly string[] = form.records === 'claims' ? CLAIM_FIELDS : PAYMENT_FIELDS
  const mapping: ImportMapping = {
    ...form,
    fields: parseEntries(columns, 'columns', known, where, parseSource),
    constants: parseEntries(constants ?? {}, 'constants', known, where, parseConstant),
    attributes: parseAttributes(attributes ?? {}, where),
  }
  refuseGaps(mapping, where)
  if (mapping.format === 'camt.053' && mapping.records !== 'payments')
    throw new ConfigurationError(where, 'records: a statement of a bank (camt.053) holds payments')
  if (mapping.records === 'payments' && attributes) throw new ConfigurationError(where, 'attributes: a payment has none')
  return mapping
}

function parseEntries<T>(
  entries: Record<string, unknown>,
  part: string,
  known: readonly string[],
  where: string,
  parse: (value: unknown, at: string, where: string) => T,
): Partial<Record<ImportField, T>> {
  return Object.fromEntries(
    Object.entries(entries).map(([field, value]) => {
      if (!known.includes(field))
        throw new ConfigurationError(where, `${part}.${field}: there is no such field; there are ${known.join(', ')}`)
      return [field, parse(value, `${part}.${field}`, where)]
    }),
  )
}

const ATTRIBUTE = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/
const MOST_ATTRIBUTES = 30

/** `attributes: {debtor: {region: Regio}, claim: {…}}`. Whether the creditor may import such an attribute is asked at the import (R77). */
function parseAttributes(given: Record<string, unknown>, where: string): ImportMapping['attributes'] {
  const stray = Object.keys(given).find((owner) => !(ATTRIBUTE_OWNERS as readonly string[]).includes(owner))
  if (stray !== undefined)
    throw new ConfigurationError(where, `attributes.${stray}: there are attributes of ${ATTRIBUTE_OWNERS.join(' and ')} only`)
  const of = (owner: AttributeOwner): Record<string, FieldSource> => {
    const named = given[owner] ?? {}
    if (!isPlainObject(named)) throw new ConfigurationError(where, `attributes.${owner}: must list names, and the column of each`)
    const entries = Object.entries(named)
    if (entries.length > MOST_ATTRIBUTES) throw new ConfigurationError(where, `attributes.${owner}: there are more than ${MOST_ATTRIBUTES}`)
    return Object.fromEntries(
      entries.map(([name, source]) => {
        if (!ATTRIBUTE.test(name))
          throw new ConfigurationError(where, `attributes.${owner}.${name}: a name is a letter, then letters, digits, - and _, 40 in all`)
        return [name, parseSource(source, `attributes.${owner}.${name}`, where)]
      }),
    )
  }
  return { debtor: of('debtor'), claim: of('claim') }
}

function parseSource(value: unknown, at: string, where: string): FieldSource {
  if (isText(value)) return { columns: [value], join: false, values: null, otherwise: null }
  if (!isPlainObject(value))
    throw new ConfigurationError(where, `${at}: must be a column's head, or {column | columns, join, values, otherwise}`)
  const unknownKey = Object.keys(value).find((key) => !SOURCE_KEYS.includes(key))
  if (unknownKey !== undefined)
    throw new ConfigurationError(where, `${at}.${unknownKey}: there is no such setting; there are ${SOURCE_KEYS.join(', ')}`)
  const columns = Array.isArray(value['columns']) ? value['columns'] : [value['column']]
  if (columns.length === 0 || !columns.every(isText)) throw new ConfigurationError(where, `${at}: name one column, or a list of columns`)
  const join = value['join'] ?? false
  if (typeof join !== 'boolean') throw new ConfigurationError(where, `${at}.join: must be true or false`)
  const otherwise = value['otherwise'] === undefined ? null : parseConstant(value['otherwise'], `${at}.otherwise`, where)
  return { columns, join, values: parseValues(value['values'], `${at}.values`, where), otherwise }
}

function parseValues(values: unknown, at: string, where: string): Record<string, string | null> | null {
  if (values === undefined) return null
  if (!isPlainObject(values)) throw new ConfigurationError(where, `${at}: must list what the export writes, and what it means`)
  return Object.fromEntries(
    Object.entries(values).map(([written, meaning]) => [
      written.toLowerCase(),
      meaning === null ? null : parseConstant(meaning, `${at}.${written}`, where),
    ]),
  )
}

function parseConstant(value: unknown, at: string, where: string): string {
  const text = asText(value)
  if (text === undefined) throw new ConfigurationError(where, `${at}: must be text`)
  return text
}

function refuseGaps(mapping: ImportMapping, where: string): void {
  for (const oneOf of REQUIRED[mapping.records]) {
    if (!oneOf.some((field) => mapping.fields[field] !== undefined || mapping.constants[field] !== undefined)) {
      throw new ConfigurationError(where, `columns: nothing fills ${oneOf.join(' or ')}, which every row needs`)
    }
  }
  const twice = Object.keys(mapping.constants).find((field) => field in mapping.fields)
  if (twice !== undefined) throw new ConfigurationError(where, `constants.${twice}: the field also has a column; use its \`otherwise\``)
}
