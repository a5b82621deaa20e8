/** Asks a row class's own class-validator rules whether a row is sound, at a tenth of the price of a full validation. */
import { getMetadataStorage, MAX_LENGTH, ValidationTypes } from 'class-validator'

type RowClass = new (...parts: never[]) => object
type Check = (row: object) => boolean
type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number]

const checks = new Map<unknown, Check>()

/** False sends the row to `validateSync`, which says what is wrong; that happens to one row in a thousand. */
export function isSound(row: object): boolean {
  let check = checks.get(row.constructor)
  if (!check) {
    check = compile(row.constructor as RowClass)
    checks.set(row.constructor, check)
  }
  return check(row)
}

function compile(rowClass: RowClass): Check {
  const storage = getMetadataStorage()
  const rules = storage.getTargetValidationMetadatas(rowClass, '', false, false)
  const properties = Object.entries(storage.groupByPropertyName(rules)).map(([property, metadatas]) =>
    compileProperty(rowClass, property, metadatas),
  )
  return (row) => properties.every((check) => check(row))
}

function compileProperty(rowClass: RowClass, property: string, metadatas: readonly Metadata[]): Check {
  const conditions = metadatas
    .filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION)
    .map(({ constraints }) => constraints[0] as (row: object, value: unknown) => boolean)
  const validators = metadatas
    .filter(({ type }) => type === ValidationTypes.CUSTOM_VALIDATION)
    .flatMap((metadata) =>
      getMetadataStorage()
        .getTargetValidatorConstraints(metadata.constraintCls)
        .map(({ instance }) => ({ instance, constraints: metadata.constraints as unknown[], longest: longestOf(metadata) })),
    )
  if (conditions.length + validators.length !== metadatas.length)
    throw new TypeError(`${property} uses a kind of rule that isSound does not know`)
  // One for all rows: a validator looks at it while it is asked, and keeps nothing.
  const context = { value: undefined as unknown, constraints: [] as unknown[], targetName: rowClass.name, object: {}, property }
  return (row) => {
    const value = (row as Record<string, unknown>)[property]
    for (const condition of conditions) if (!condition(row, value)) return true
    context.value = value
    context.object = row
    for (const { instance, constraints, longest } of validators) {
      if (typeof value === 'string' && value.length <= longest) continue
      context.constraints = constraints
      if (instance.validate(value, context) !== true) return false
    }
    return true
  }
}

/** The rule counts characters of two units as one, which takes longer than the rest of the row: a text that has no more units needs no counting. */
const longestOf = ({ name, constraints }: Metadata): number => (name === MAX_LENGTH ? Number((constraints as unknown[])[0]) : -1)
