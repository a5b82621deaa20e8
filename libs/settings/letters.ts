/** How a creditor's letters are laid out, checked: a window that no address fits into is refused before a letter is made. */
import { Type } from 'class-transformer'
import {
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  Validate,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator'
import { isUsableWindow, KIX_MODES, LADDER_PHASES, LETTER_ORDERS, RELEASE_MODES, WINDOW_NAMES } from '#domain'
import type { LetterSettings, Phase, WindowName, WindowPosition } from '#domain'

class WindowDefinition implements WindowPosition {
  @IsNumber() left!: number
  @IsNumber() top!: number
  @IsNumber() width!: number
  @IsNumber() height!: number
}

@ValidatorConstraint({ name: 'usableWindow' })
export class UsableWindow implements ValidatorConstraintInterface {
  validate(window: WindowPosition | null): boolean {
    return window === null || isUsableWindow(window)
  }

  defaultMessage(): string {
    return 'must lie 5 mm or more from the edges, end above 120 mm, and be at least 60 by 25 mm'
  }
}

export class LettersDefinition implements LetterSettings {
  @IsOptional() @IsIn(WINDOW_NAMES) window?: WindowName | null
  @IsOptional() @ValidateNested() @Type(() => WindowDefinition) @Validate(UsableWindow) windowPlace?: WindowDefinition | null
  @IsOptional() @IsBoolean() foldMarks?: boolean
  @IsOptional() @IsIn(KIX_MODES) kix?: LetterSettings['kix']
  @IsOptional() @IsIn(LETTER_ORDERS) order?: LetterSettings['order']
  @IsOptional() @IsArray() @ArrayUnique() @IsIn(LADDER_PHASES, { each: true }) registered?: Phase[]
  @IsOptional() @IsIn(RELEASE_MODES) release?: LetterSettings['release']
}
