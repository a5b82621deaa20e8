/** The routes of records that people keep beside the pipe; wired together, since each is of little use alone. */
import { LedgerController } from './claims/ledger.controller'
import { SeveralDebtorsController } from './debtors/several.controller'
import { CalledInController } from './calls/called-in.controller'
import { CallProspectController } from './calls/call-prospect.controller'
import { CallDeskController } from './calls/call-desk.controller'
import { CallQueueController } from './calls/call-queue.controller'
import { PaymentLinkController } from './calls/payment-link.controller'
import { CallsController } from './calls/calls.controller'
import { ConversationsController } from './calls/conversations.controller'
import { VulnerabilityController } from './debtors/vulnerability.controller'
import { OwnDraftsController } from './drafts/own-drafts.controller'
import { AnswersController } from './inbox/answers.controller'
import { FilesController } from './inbox/files.controller'
import { FilesOfDebtorController } from './history/files-of-debtor.controller'
import { InboxController } from './inbox/inbox.controller'
import { ThreadsController } from './inbox/threads.controller'
import { AnswerWordingController } from './inbox/wording.controller'
import { LetterBatchesController } from './letters/letter-batches.controller'
import { LetterReturnsController } from './letters/letter-returns.controller'
import { MergesController } from './merges/merges.controller'
import { ArrangementsController } from './settling/arrangements.controller'
import { CollectionsController } from './settling/collections.controller'
import { ComplaintsController } from './settling/complaints.controller'
import { DirectDebitsController } from './settling/direct-debits.controller'
import { OptOutsController } from './settling/opt-outs.controller'
import { ChargesController } from './settling/charges.controller'
import { HandOversController } from './settling/hand-overs.controller'
import { RemindersController } from './settling/reminders.controller'
import { CopiesController } from './settling/copies.controller'
import { SettlingController } from './settling/settling.controller'
import { TasksController } from './tasks/tasks.controller'
import { WebhookEndpointsController } from './webhook-endpoints/webhook-endpoints.controller'

export const RECORDS = [
  LedgerController,
  SeveralDebtorsController,
  FilesOfDebtorController,
  RemindersController,
  HandOversController,
  CallDeskController,
  CallQueueController,
  CalledInController,
  PaymentLinkController,
  CallsController,
  CallProspectController,
  VulnerabilityController,
  ConversationsController,
  CopiesController,
  SettlingController,
  ChargesController,
  ArrangementsController,
  OptOutsController,
  TasksController,
  MergesController,
  WebhookEndpointsController,
  DirectDebitsController,
  CollectionsController,
  ComplaintsController,
  LetterBatchesController,
  LetterReturnsController,
  InboxController,
  ThreadsController,
  AnswersController,
  AnswerWordingController,
  FilesController,
  OwnDraftsController,
]
