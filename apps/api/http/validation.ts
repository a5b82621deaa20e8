/** Validation: bodies, queries and path ids are checked before a handler sees them; each refusal names its field. */
import { Param, ValidationPipe, type PipeTransform } from '@nestjs/common'
import { isUUID, type ValidationError } from 'class-validator'
import { invalid, notFound, pointerTo, type FieldError } from './problem'

export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    stopAtFirstError: true,
    exceptionFactory: (errors) => invalid(errors.flatMap((error) => fieldErrors(error, ''))),
  })

function fieldErrors({ property, constraints, children }: ValidationError, above: string): FieldError[] {
  const pointer = pointerTo(above, property)
  const own = Object.entries(constraints ?? {}).map(([rule, said]) => ({
    pointer,
    message: rule === 'whitelistValidation' ? 'is not a field here' : withoutName(said, property),
  }))
  return [...own, ...(children ?? []).flatMap((child) => fieldErrors(child, pointer))]
}

/** The pointer names the field already; a word of the message that is the same stays, as in `must be an amount`. */
function withoutName(said: string, property: string): string {
  const named = ['', 'each value in ', 'nested property '].map((before) => `${before}${property} `).find((begin) => said.startsWith(begin))
  return said.slice(named?.length ?? 0)
}

class IdPipe implements PipeTransform<unknown, string> {
  constructor(private readonly what: string) {}

  transform(value: unknown): string {
    if (typeof value !== 'string' || !isUUID(value)) throw notFound(this.what)
    return value.toLowerCase()
  }
}

/** An id in the path: what cannot be one is not found, like every other that is not there. */
export const Id = (name: string): ParameterDecorator => Param(name, new IdPipe(name))
