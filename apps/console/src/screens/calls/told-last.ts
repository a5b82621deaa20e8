/** What was told last, kept while it can be taken back, so that it comes back as it was. */
import { emptyForm, type Form } from './outcomes'

interface ToldLast {
  task: string
  form: Form
  note: string
  isBack: boolean
}

export const toldLast: ToldLast = { task: '', form: emptyForm, note: '', isBack: false }

export const isTakenBack = (task: string): boolean => toldLast.isBack && toldLast.task === task
