/** The carrier's settings: one JSON line on standard input, so that no secret stands on a command line. */
import { plainToInstance } from 'class-transformer'
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Max,
  Min,
  ValidateIf,
  validateSync,
} from 'class-validator'

export const BEHAVIOURS = ['calm', 'lively'] as const
export type Behaviour = (typeof BEHAVIOURS)[number]

export class SandboxSettings {
  /** Where `accepted.jsonl` and `outbox/` live. */
  @IsString()
  @IsNotEmpty()
  readonly folder!: string

  /** Dice are thrown from it; the same seed and the same messages give the same answers, receipts and replies. */
  @IsString()
  @IsNotEmpty()
  readonly seed!: string

  @IsIn(BEHAVIOURS)
  readonly behaviour: Behaviour = 'calm'

  /** `driven`: time stands still until POST /clock moves it. */
  @IsIn(['system', 'driven'])
  readonly clock: 'system' | 'driven' = 'system'

  /** Where a driven clock stands at first; without it, the last time of the log, or the first POST /clock. */
  @IsOptional()
  @IsISO8601({ strict: true })
  readonly now?: string

  /** Without it nobody is called back. */
  @IsOptional()
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http'] })
  readonly callbackUrl?: string

  @ValidateIf((settings: SandboxSettings) => settings.callbackUrl !== undefined)
  @IsString()
  @IsNotEmpty()
  readonly callbackSecret: string = ''

  /** False leaves out the files (for measuring speed); the log is always kept. */
  @IsBoolean()
  readonly outbox: boolean = true

  /** Added to every answer of a message, half before it is accepted and half after: real carriers are far away. */
  @IsInt()
  @Min(0)
  @Max(60_000)
  readonly latencyMs: number = 0

  @IsString()
  @IsNotEmpty()
  readonly host: string = '127.0.0.1'

  /** 0 takes any free port. */
  @IsInt()
  @Min(0)
  @Max(65535)
  readonly port: number = 0
}

export function parseSettings(line: string): SandboxSettings {
  const settings = plainToInstance(SandboxSettings, JSON.parse(line) as object, { exposeDefaultValues: true })
  const problems = validateSync(settings, { whitelist: true, forbidNonWhitelisted: true }).flatMap((problem) =>
    Object.values(problem.constraints ?? {}),
  )
  if (problems.length > 0) throw new Error(`sandbox carrier settings: ${problems.join('; ')}`)
  return settings
}
