/** Validation: turns plain data into a checked instance, or a ConfigurationError that names the field. */
import { plainToInstance } from 'class-transformer'
import { validateSync } from 'class-validator'
import type { ValidationError } from 'class-validator'
import { ConfigurationError } from './configuration-error'

/** Unknown keys are refused: a misspelt parameter must not silently keep its default. */
export function validated<T extends object>(type: new () => T, definition: unknown, where: string): T {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition))
    throw new ConfigurationError(where, 'must be an object')
  const instance = plainToInstance(type, definition)
  const [problem] = validateSync(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  })
  if (problem) throw new ConfigurationError(where, firstSentence(problem))
  return instance
}

function firstSentence(problem: ValidationError, above = ''): string {
  const path = above + problem.property
  const [child] = problem.children ?? []
  if (child) return firstSentence(child, `${path}.`)
  const [sentence] = Object.values(problem.constraints ?? {})
  const said = (sentence ?? 'is not valid').replace(new RegExp(`^(property )?${problem.property} `), '')
  return `${path}: ${said}`
}

export function refuseUnless(holds: boolean, where: string, message: string): asserts holds {
  if (!holds) throw new ConfigurationError(where, message)
}
