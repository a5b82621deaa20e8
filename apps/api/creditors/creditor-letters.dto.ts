/** How a creditor's letters are laid out and released, as callers give and see it. */
import { Validate } from 'class-validator'
import {
  KIX_MODES,
  LADDER_PHASES,
  LETTER_ORDERS,
  RELEASE_MODES,
  WINDOW_NAMES,
  type LetterSettings,
  type Phase,
  type WindowName,
  type WindowPosition,
} from '#domain'
import { UsableWindow } from '#settings'
import { Flag, ManyOf, Nested, OneOf, Percent } from '../http/fields'

const MILLIMETRES = { description: 'millimetres' }

export class WindowBody implements WindowPosition {
  @Percent(5, 205, MILLIMETRES) left!: number
  @Percent(5, 120, MILLIMETRES) top!: number
  @Percent(60, 200, MILLIMETRES) width!: number
  @Percent(25, 115, MILLIMETRES) height!: number
}

export class LettersBody implements LetterSettings {
  @OneOf(WINDOW_NAMES, { optional: true, nullable: true, description: "where the envelope's window is; din-5008-b unless said" })
  window?: WindowName | null
  @Validate(UsableWindow)
  @Nested(() => WindowBody, {
    optional: true,
    nullable: true,
    description: "the window of an envelope of one's own, from the upper left corner; goes before the name",
  })
  windowPlace?: WindowBody | null
  @Flag({ optional: true, description: 'where the sheet is folded in three; yes unless said' }) foldMarks?: boolean
  @OneOf(KIX_MODES, { optional: true, description: 'who puts the sorting code on the letter; the printer unless said' })
  kix?: LetterSettings['kix']
  @OneOf(LETTER_ORDERS, { optional: true, description: 'of the letters in a batch' }) order?: LetterSettings['order']
  @ManyOf(LADDER_PHASES, { optional: true, description: 'phases that go by registered post' }) registered?: Phase[]
  @OneOf(RELEASE_MODES, { optional: true, description: 'by-hand: people check and release every batch; automatic unless said' })
  release?: LetterSettings['release']
}
