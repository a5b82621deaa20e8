/** Reads a template definition: every field checked, an unknown or misplaced one refused, so that nothing half-fitting is published. */
import {
  CHANNELS,
  DEBTOR_KINDS,
  DIGITAL_CHANNELS,
  LADDER_PHASES,
  LANGUAGE_LEVELS,
  LANGUAGES,
  LEGAL_PHASES,
  SEGMENTS,
  SIDE_PHASES,
} from '#domain'
import type { ApprovedTemplate, Channel, DebtorKind, Language, LanguageLevel, Phase, Segment, TemplateDefinition } from '#domain'
import { plainToInstance, Type } from 'class-transformer'
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateNested,
  validateSync,
} from 'class-validator'
import type { ValidationError } from 'class-validator'
import { ConfigurationError } from './configuration-error'
import { unresolvedPart } from './template-parts'

const ONE_LINE = /^[^\r\n]*$/

class ApprovedTemplateFields {
  @Matches(/^[a-z0-9_]{1,512}$/, { message: 'name: lower-case letters, digits and _ only, as WhatsApp asks' })
  name!: string

  @IsArray()
  @IsString({ each: true })
  @Matches(ONE_LINE, { each: true })
  @ArrayMaxSize(30)
  parameters!: string[]

  @IsString()
  @IsNotEmpty()
  @MaxLength(1024)
  text!: string

  @IsOptional()
  @Matches(/^[a-z0-9_]{1,512}$/, { message: 'withDocument: lower-case letters, digits and _ only, as WhatsApp asks' })
  withDocument?: string
}

class TemplateFields {
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9./-]*$/)
  name?: string

  @IsOptional()
  @IsInt()
  @Min(1)
  version?: number

  @IsIn(CHANNELS)
  channel!: Channel

  @IsIn([...LADDER_PHASES, ...SIDE_PHASES])
  phase!: Phase

  @IsIn(LANGUAGES)
  language!: Language

  @IsOptional()
  @IsIn(LANGUAGE_LEVELS)
  level?: LanguageLevel

  @IsOptional()
  @IsIn(SEGMENTS)
  segment?: Segment | null

  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(DEBTOR_KINDS, { each: true })
  kinds?: DebtorKind[]

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @Matches(ONE_LINE, { message: 'pickedAs must be one line' })
  @MaxLength(60)
  pickedAs?: string | null

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @Matches(ONE_LINE, { message: 'subject must be one line' })
  @MaxLength(200)
  subject?: string | null

  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @Matches(ONE_LINE, { message: 'preheader must be one line' })
  @MaxLength(200)
  preheader?: string | null

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ApprovedTemplateFields)
  whatsapp?: ApprovedTemplateFields | null

  @IsString()
  @IsNotEmpty()
  @MaxLength(100_000)
  body!: string
}

export function parseTemplate(definition: unknown, where: string): TemplateDefinition {
  if (typeof definition !== 'object' || definition === null || Array.isArray(definition)) {
    throw new ConfigurationError(where, 'a template is a set of fields and a body')
  }
  const fields = plainToInstance(TemplateFields, definition)
  const errors = validateSync(fields, { whitelist: true, forbidNonWhitelisted: true })
  if (errors.length > 0) throw new ConfigurationError(where, errors.flatMap((error) => complaints(error)).join('; '))
  const problem = misfit(fields)
  if (problem !== undefined) throw new ConfigurationError(where, problem)
  return {
    name: fields.name ?? nameOf(fields),
    version: fields.version ?? 1,
    channel: fields.channel,
    phase: fields.phase,
    language: fields.language,
    level: fields.level ?? 'B1',
    segment: fields.segment ?? null,
    kinds: fields.kinds ?? [...DEBTOR_KINDS],
    pickedAs: fields.pickedAs ?? null,
    subject: fields.subject ?? null,
    preheader: fields.preheader ?? null,
    whatsapp: fields.whatsapp ? approved(fields.whatsapp) : null,
    body: fields.body,
  }
}

const approved = ({ name, parameters, text, withDocument }: ApprovedTemplateFields): ApprovedTemplate => ({
  name,
  parameters: [...parameters],
  text,
  ...(withDocument !== undefined && { withDocument }),
})

/** As its file is called: `email/reminder.nl`, a variant `email/reminder.nl.a2.loyal`. */
function nameOf({ channel, phase, language, level, segment }: TemplateFields): string {
  return [`${channel}/${phase}`, language, level === 'A2' && 'a2', segment].filter((part) => part).join('.')
}

function complaints(error: ValidationError, path = ''): string[] {
  const at = `${path}${error.property}`
  const own = Object.values(error.constraints ?? {}).map((text) => (path ? `${at}: ${text}` : text))
  return [...own, ...(error.children ?? []).flatMap((child) => complaints(child, `${at}.`))]
}

/** What the fields say about each other; undefined when they agree. */
function misfit(fields: TemplateFields): string | undefined {
  const { channel, phase } = fields
  const titled = channel === 'email' || channel === 'letter'
  // P15: what has legal effect never goes by sms or WhatsApp alone.
  if (LEGAL_PHASES.includes(phase) && (channel === 'sms' || channel === 'whatsapp')) return `a ${phase} may not go by ${channel}`
  if (titled && !fields.subject) return `a template for ${channel} needs a subject`
  if (!titled && fields.subject) return `a template for ${channel} has no subject`
  if (channel === 'email' && !fields.preheader) return 'a template for email needs a preheader'
  if (channel !== 'email' && fields.preheader) return `a template for ${channel} has no preheader`
  if (channel === 'whatsapp' && !fields.whatsapp)
    return 'a template for whatsapp needs the approved template that is used outside the 24-hour window'
  if (channel !== 'whatsapp' && fields.whatsapp) return `a template for ${channel} has no approved WhatsApp template`
  if (fields.pickedAs && (phase !== 'reply' || !DIGITAL_CHANNELS.includes(channel)))
    return 'pickedAs: only an answer by email, sms or whatsapp is picked'
  const places = fields.whatsapp && misplaced(fields.whatsapp)
  if (places) return places
  const part = unresolvedPart(fields.body)
  return part === undefined ? undefined : `part "${part}" was not included`
}

/** The approved text must name each parameter, and no other. */
function misplaced(approved: ApprovedTemplateFields): string | undefined {
  const named = new Set([...approved.text.matchAll(/\{(\d+)\}/g)].map((match) => Number(match[1])))
  const wanted = approved.parameters.map((_, index) => index + 1)
  const missing = wanted.find((place) => !named.has(place))
  if (missing !== undefined) return `whatsapp.text does not use {${missing}}`
  const extra = [...named].find((place) => !wanted.includes(place))
  return extra === undefined ? undefined : `whatsapp.text uses {${extra}}, but there are ${wanted.length} parameters`
}
