/** Strategy definition: a ladder in order, whose steps count only from days that will have come. */
import { Type } from 'class-transformer'
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator'
import { BROKEN_ARRANGEMENT, CHANNELS, DEBTOR_KINDS, LADDER_PHASES, ladderRank, LEGAL_PHASES, STEP_TASKS } from '#domain'
import type {
  BrokenArrangement,
  Channel,
  ChargeSettings,
  DebtorCondition,
  DebtorKind,
  LadderPhase,
  Strategy,
  StepDay,
  StepTask,
} from '#domain'
import { ChargesDefinition } from './charges'
import { checkCondition, ConditionDefinition } from './condition'
import { refuseUnless, validated } from './validation'

class StepDayDefinition {
  @IsIn(['issue-date', 'due-date', 'soft-due-date', 'notice-term-end', 'step']) from!: StepDay['from']
  @ValidateIf(({ from }: StepDayDefinition) => from === 'step') @IsString() @IsNotEmpty() step?: string
  @IsInt() @Min(-365) @Max(365) days!: number
}

class StepDefinition {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'name must be lower-case words joined by hyphens' }) name!: string
  @IsIn(LADDER_PHASES) phase!: LadderPhase
  @IsOptional() @IsIn(CHANNELS) channel?: Channel
  @ValidateNested() @Type(() => StepDayDefinition) @IsNotEmpty() day!: StepDayDefinition
  @IsOptional() @ValidateNested() @Type(() => ConditionDefinition) when?: ConditionDefinition
  @IsOptional() @IsIn(STEP_TASKS) task?: StepTask
}

class StrategyDefinition {
  @IsString() @IsNotEmpty() name!: string
  @IsOptional() @IsInt() @Min(1) version?: number
  @IsArray() @ArrayNotEmpty() @ArrayUnique() @IsIn(DEBTOR_KINDS, { each: true }) for!: DebtorKind[]
  @IsOptional() @ValidateNested() @Type(() => ChargesDefinition) charges?: ChargesDefinition
  @IsOptional() @IsIn(BROKEN_ARRANGEMENT) afterBrokenArrangement?: BrokenArrangement
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => StepDefinition) steps!: StepDefinition[]
}

export function parseStrategy(definition: unknown, where: string): Strategy {
  const { name, version, for: kinds, charges, afterBrokenArrangement, steps } = validated(StrategyDefinition, definition, where)
  steps.forEach((step, index) => checkStep(step, steps.slice(0, index), `steps.${index}`, where))
  return {
    name,
    version: version ?? 1,
    for: kinds,
    ...(charges && { charges: JSON.parse(JSON.stringify(charges)) as ChargeSettings }),
    ...(afterBrokenArrangement && { afterBrokenArrangement }),
    steps: steps.map(({ name, phase, day, channel, when, task }) => ({
      name,
      phase,
      ...(channel && { channel }),
      day: dayOf(day),
      ...(when && { when: JSON.parse(JSON.stringify(when)) as DebtorCondition }),
      ...(task && { task }),
    })),
  }
}

function checkStep(
  { name, phase, day, channel, when, task }: StepDefinition,
  before: readonly StepDefinition[],
  at: string,
  where: string,
): void {
  refuseUnless(
    before.every((step) => step.name !== name),
    where,
    `${at}.name: ${name} is used twice`,
  )
  const last = before.at(-1)
  refuseUnless(
    !last || ladderRank(phase) >= ladderRank(last.phase),
    where,
    `${at}.phase: ${phase} comes before the phase of the step above it`,
  )
  refuseUnless(
    day.from !== 'step' || before.some((step) => step.name === day.step),
    where,
    `${at}.day.step: ${day.step} is not a step above it`,
  )
  const sooner = before.find((step) => day.days < step.day.days && countsAlike(step.day, day) && !when && !step.when)
  refuseUnless(!sooner, where, `${at}.day.days: comes before the day of ${sooner?.name}, a step above it`)
  refuseUnless(
    channel === undefined || !LEGAL_PHASES.includes(phase) || channel === 'letter' || channel === 'email',
    where,
    `${at}.channel: ${phase} goes by letter or e-mail`,
  )
  const legal = day.from !== 'notice-term-end' || before.some((step) => step.phase === 'formal-notice')
  refuseUnless(legal, where, `${at}.day.from: notice-term-end needs a formal notice above it`)
  refuseUnless(day.from !== 'notice-term-end' || day.days >= 1, where, `${at}.day.days: the term must have ended, so 1 at least`)
  refuseUnless(
    phase !== 'pre-due' || day.days < 0 || day.from === 'issue-date',
    where,
    `${at}.day.days: a pre-due step lies before the due date`,
  )
  refuseUnless(
    phase !== 'welcome' || day.from === 'issue-date',
    where,
    `${at}.day.from: a welcome counts from the issue date of the first invoice`,
  )
  refuseUnless(phase !== 'escalation' || channel === undefined, where, `${at}.channel: an escalation is a person's task and has no channel`)
  if (when) checkCondition(when, `${at}.when`, where)
  refuseUnless(task === undefined || channel === undefined, where, `${at}.task: a ${task} has no channel`)
  const friendly = phase !== 'escalation' && !LEGAL_PHASES.includes(phase)
  refuseUnless(
    task === undefined || friendly,
    where,
    `${at}.task: a ${task} cannot stand for a letter of the law, nor for the proposal to hand over`,
  )
  // R19: somebody at the door is for who owes much, and of whom the creditor says so.
  const limited = typeof when?.from === 'number' && !!(when.kinds ?? when.segments)
  refuseUnless(task !== 'visit' || limited, where, `${at}.when: a visit needs an amount (from), and kinds or segments`)
  // R37: who lives off a delivery, such as energy or rent, is not cut off by a ladder.
  const firms = when?.kinds?.join() === 'business' && !!when.segments
  refuseUnless(task !== 'credit-stop' || firms, where, `${at}.when: a credit stop is for firms (kinds: [business]) of named segments`)
}

const countsAlike = (a: StepDayDefinition, b: StepDayDefinition): boolean => a.from === b.from && a.step === b.step

const dayOf = ({ from, step, days }: StepDayDefinition): StepDay => (from === 'step' ? { from, step: step ?? '', days } : { from, days })
