/** Reads what the sandbox carrier calls back: the signature over the raw bytes first, then the closed set of callbacks. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { plainToInstance } from 'class-transformer'
import { IsArray, IsIn, IsISO8601, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength, ValidateIf, validateSync } from 'class-validator'
import {
  CHANNELS,
  FAILURE_CLASSES,
  RECEIPT_STATUSES,
  type CarrierCallback,
  type Channel,
  type FailureClass,
  type ReceiptStatus,
} from '#domain'

/** Constant time; a missing or malformed signature is simply wrong. */
export function verifySandboxSignature(rawBody: Buffer, signature: string | undefined, secret: string): boolean {
  if (signature === undefined || !/^[0-9a-f]{64}$/i.test(signature)) return false
  return timingSafeEqual(createHmac('sha256', secret).update(rawBody).digest(), Buffer.from(signature, 'hex'))
}

const whenGiven = (name: string) => ValidateIf((callback: object) => Reflect.get(callback, name) !== null)

class Receipt {
  @IsIn(['receipt']) readonly kind!: 'receipt'
  @IsString() @IsNotEmpty() @MaxLength(200) readonly key!: string
  @IsUUID() readonly handOverId!: string
  @whenGiven('carrierReference') @IsString() @IsNotEmpty() @MaxLength(200) readonly carrierReference!: string | null
  @IsIn(RECEIPT_STATUSES) readonly status!: ReceiptStatus
  @whenGiven('failure') @IsIn(FAILURE_CLASSES) readonly failure!: FailureClass | null
  @whenGiven('code') @IsString() @IsNotEmpty() @MaxLength(100) readonly code!: string | null
  @IsISO8601({ strict: true }) readonly at!: string
}

class Inbound {
  @IsIn(['inbound']) readonly kind!: 'inbound'
  @IsString() @IsNotEmpty() @MaxLength(200) readonly key!: string
  @IsIn(CHANNELS) readonly channel!: Channel
  @IsString() @IsNotEmpty() @MaxLength(320) readonly from!: string
  @IsString() @IsNotEmpty() @MaxLength(320) readonly to!: string
  @IsOptional() @IsString() @MaxLength(500) readonly subject?: string
  @IsString() readonly text!: string
  @IsOptional() @IsArray() @IsString({ each: true }) readonly answers?: string[]
  @IsOptional() @IsIn(['reply', 'bounce']) readonly automatic?: 'reply' | 'bounce'
  @IsISO8601({ strict: true }) readonly at!: string
}

/** Throws an error that names the field, and never its value: a text or an address would end in a log. Fields we do not know are left out. */
export function parseSandboxCallback(rawBody: Buffer): CarrierCallback {
  const body = fieldsOf(rawBody)
  const { kind } = body
  if (kind !== 'receipt' && kind !== 'inbound') throw new Error('sandbox callback: kind must be receipt or inbound')
  const callback = kind === 'receipt' ? plainToInstance(Receipt, body) : plainToInstance(Inbound, body)
  const problems = validateSync(callback, { whitelist: true }).flatMap(({ constraints }) => Object.values(constraints ?? {}))
  if (problems.length > 0) throw new Error(`sandbox callback: ${problems.join('; ')}`)
  return { ...callback }
}

function fieldsOf(rawBody: Buffer): Record<string, unknown> {
  let body: unknown
  try {
    body = JSON.parse(rawBody.toString('utf8'))
  } catch {
    throw new Error('sandbox callback: body is not JSON')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Error('sandbox callback: body is not an object')
  return body as Record<string, unknown>
}
