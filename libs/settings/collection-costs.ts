/** Collection costs of a policy: a scale in order, which nowhere comes to more than a consumer may be charged. */
import { Type } from 'class-transformer'
import { ArrayNotEmpty, IsArray, IsBoolean, IsInt, IsNumber, Max, Min, ValidateIf, ValidateNested } from 'class-validator'
import type { Cents } from '#domain'
import { refuseUnless } from './validation'

class SliceDefinition {
  @ValidateIf(({ upTo }: SliceDefinition) => upTo !== null) @IsInt() @Min(1) upTo!: number | null
  @IsNumber({ maxDecimalPlaces: 3 }) @Min(0) @Max(100) percent!: number
}
export class CostsDefinition {
  @IsBoolean() charged!: boolean
  @ValidateIf(({ most }: CostsDefinition) => most !== null) @IsInt() @Min(0) most!: number | null
  @IsBoolean() vatAdded!: boolean
  @IsInt() @Min(0) @Max(30) vatPercent!: number
  @IsInt() @Min(0) @Max(24) termsLookBackMonths!: number
  @IsArray() @ArrayNotEmpty() @ValidateNested({ each: true }) @Type(() => SliceDefinition) slices!: SliceDefinition[]
  @IsInt() @Min(0) minimum!: number
  @IsInt() @Min(0) maximum!: number
}

type Scale = Pick<CostsDefinition, 'slices' | 'minimum' | 'maximum'>

/** Besluit vergoeding voor buitengerechtelijke incassokosten art. 2; nobody may ask a consumer more (art. 6:96(5) BW). */
const STATUTORY: Scale = {
  slices: [
    { upTo: 250_000, percent: 15 },
    { upTo: 500_000, percent: 10 },
    { upTo: 1_000_000, percent: 5 },
    { upTo: 20_000_000, percent: 1 },
    { upTo: null, percent: 0.5 },
  ],
  minimum: 4_000,
  maximum: 677_500,
}

export function checkCosts({ slices, minimum, maximum, most }: CostsDefinition, where: string): void {
  const open = slices.findIndex(({ upTo }) => upTo === null)
  refuseUnless(open === slices.length - 1, where, 'collectionCosts.slices: the last slice, and only that, has upTo: null')
  const ascending = slices.slice(1, -1).every(({ upTo }, index) => (upTo ?? 0) > (slices[index]?.upTo ?? 0))
  refuseUnless(ascending, where, 'collectionCosts.slices: upTo must ascend')
  refuseUnless(minimum <= maximum, where, 'collectionCosts: the minimum is above the maximum')
  const own: Scale = { slices, minimum: Math.min(minimum, most ?? Infinity), maximum: Math.min(maximum, most ?? Infinity) }
  // Both scales are straight between their bends, so one that is higher anywhere is higher at a bend.
  const principal = [...bendsOf(own), ...bendsOf(STATUTORY)]
    .sort((a, b) => a - b)
    .find((at) => costsOver(at, own) > costsOver(at, STATUTORY))
  refuseUnless(
    principal === undefined,
    where,
    `collectionCosts: over ${euros(principal)} they come to ${euros(costsOver(principal ?? 0, own))}; ` +
      `a consumer may be charged ${euros(costsOver(principal ?? 0, STATUTORY))} (Besluit vergoeding voor buitengerechtelijke incassokosten art. 2)`,
  )
}

/** Whole cents on either side of each principal at which the scale takes another course. */
function bendsOf({ slices, minimum, maximum }: Scale): Cents[] {
  const bends = [1]
  let from = 0
  let sum = 0
  for (const { upTo, percent } of slices) {
    const to = upTo ?? Infinity
    const reached =
      percent > 0 ? [minimum, maximum].map((bound) => from + ((bound - sum) * 100) / percent).filter((at) => at > from && at < to) : []
    bends.push(...reached.flatMap((at) => [Math.floor(at), Math.ceil(at)]), ...(upTo === null ? [] : [upTo]))
    if (upTo === null) break
    sum += ((upTo - from) * percent) / 100
    from = upTo
  }
  return bends
}

function costsOver(principal: Cents, { slices, minimum, maximum }: Scale): Cents {
  let from = 0
  let sum = 0
  for (const { upTo, percent } of slices) {
    const to = Math.min(principal, upTo ?? Infinity)
    if (to <= from) break
    sum += ((to - from) * percent) / 100
    from = to
  }
  return Math.round(Math.min(Math.max(sum, minimum), maximum))
}

const euros = (cents: Cents = 0): string => (cents / 100).toFixed(2)
