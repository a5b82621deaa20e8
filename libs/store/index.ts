/** The memory of Tijdig: the only lib that knows PostgreSQL and TypeORM. Functions take the connection first and business time last. */
export { keepRunning } from './embedded/keep-running'
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded/supervisor'
export { Database, inSavepoint, isCollision, isPassing, type DatabaseRole, type Sql } from './database'
export { causeOf } from './database-away'
export { migrate, PendingMigrations, refusePendingMigrations } from './migrate'
export { moveDatabase, MoveRefused, type Move, type MovedTables } from './move/move-database'
export { newId } from './ids'
export { insertRows } from './imports/bulk'
export { Creditor, type CreditorProfile, type NewCreditor } from './entities/creditor.entity'
export { ConfigurationVersion, type ConfigurationKind } from './entities/configuration-version.entity'
export { addressHash } from './addresses'
export * from './settling/arrangement-approval'
export * from './settling/arrangement-checks'
export {
  arrangementsOf,
  cancelArrangement,
  confirmArrangement,
  proposeArrangement,
  readArrangement,
  waitingProposals,
  type ArrangementFault,
  type Arranged,
  type NewArrangement,
  type StoredArrangement,
  type WaitingProposal,
} from './settling/arrangements'
export * from './access/api-keys'
export * from './attempts'
export * from './mark-sending'
export { recordOutcomes, type EndedHandOver } from './record-outcomes'
export * from './access/audit'
export * from './configuration/calendar-use'
export type { BudgetWindow } from './budgets'
export * from './calls/call-agents'
export * from './calls/call-claims'
export * from './calls/called-in'
export * from './calls/call-identity'
export * from './calls/call-notes'
export * from './calls/call-queue'
export * from './calls/call-records'
export * from './calls/call-results'
export * from './calls/call-tasks'
export * from './calls/call-tries'
export * from './campaigns/campaign-candidates'
export * from './campaigns/campaign-cost'
export * from './campaigns/campaign-previews'
export * from './campaigns/campaign-progress'
export * from './campaigns/campaigns'
export * from './channel-preferences'
export * from './settling/claim-payments'
export * from './claim-records'
export * from './clock'
export * from './settling/complaints'
export * from './configuration/carrier-accounts'
export * from './configuration/carrier-stops'
export * from './configuration/configuration'
export * from './configuration/configuration-drafts'
export * from './configuration/configuration-overview'
export * from './configuration/edited-versions'
export * from './configuration/saved-mappings'
export * from './creditor-records'
export * from './replies/conversations'
export * from './creditors'
export { mergeDebtors, readMerge, listMerges, type DebtorsToMerge, type MergeFault, type StoredMerge } from './merges/debtor-merges'
export { MOVED_TABLES } from './merges/debtor-merge-rows'
export { readSurvivor } from './merges/debtor-survivors'
export { undoMerge } from './merges/debtor-merge-undo'
export * from './debtor-edits'
export * from './debtor-records'
export * from './debtor-facts'
export * from './debtor-lists'
export * from './debtor-openings'
export * from './decided-contacts'
export * from './decisions'
export * from './delivery-facts'
export * from './settling/direct-debits'
export * from './dossier'
export * from './campaigns/enrolments'
export * from './facts'
export * from './proposed-hand-overs'
export * from './hand-overs'
export * from './held-outcomes'
export * from './history-records'
export * from './replies/inbound-media'
export * from './replies/inbound-messages'
export * from './idempotency'
export { holdAbsentClaims } from './imports/import-absent'
export { forgetImportChunks, keepChunk } from './imports/import-chunks'
export * from './imports/import-claims'
export type { JourneyStart } from './imports/import-journeys'
export * from './imports/import-payments'
export * from './imports/import-runs'
export * from './imports/import-undo'
export * from './imports/import-undo-judge'
export * from './journeys'
export * from './letters/batch-counts'
export * from './figures'
export * from './figure-rows'
export * from './letters/letter-batches'
export * from './letters/letter-news'
export * from './letters/letter-records'
export * from './letters/open-batches'
export * from './ledger'
export * from './live-changes'
export * from './access/log-in-links'
export * from './access/log-in-trials'
export * from './channel-pauses'
export * from './own-drafts'
export * from './pace'
export * from './settling/pay-days'
export {
  claimsToPay,
  PAYMENT_MATCHES,
  paymentCandidates,
  type ClaimToPay,
  type PaymentCandidate,
  type PaymentMatch,
} from './settling/payment-candidates'
export * from './open-tasks'
export * from './opt-outs'
export * from './presence'
export * from './promises'
export * from './pulse'
export * from './raw-calls'
export * from './replies/reply-matches'
export * from './early-receipts'
export * from './relay'
export * from './reminders'
export * from './sent-contacts'
export * from './sent-notices'
export * from './campaigns/segments'
export { noteAnswer, noteReceipts, type ReceiptSeen, type ReplySeen } from './responses'
export * from './snapshots'
export * from './statistics'
export * from './summary'
export * from './settling/receiving-claims'
export * from './settling/set-offs'
export * from './shadow'
export * from './settling/suggestions'
export {
  linkParts,
  lockUnmatched,
  readUnmatched,
  SET_ASIDE_REASONS,
  setAside,
  takeUp,
  unlink,
  unmatchedToHandle,
  type PaymentPart,
  type SetAsideReason,
  type UnmatchedPayment,
} from './settling/unmatched-payments'
export * from './tasks'
export * from './replies/thread-items'
export * from './timeline'
export * from './unfamiliar-codes'
export * from './settling/waivers'
export * from './access/users'
export * from './vulnerability'
export * from './access/user-sessions'
export * from './webhooks/webhook-deliveries'
export * from './webhooks/webhook-endpoints'
export { campaignOf, type DecisionToWrite } from './written-decision'
