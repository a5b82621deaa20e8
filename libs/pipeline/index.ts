/** THE FLOW: the stages of the pipe and their hands are here; what people and programs do beside it is in folders by subject. */
export { forgetConfiguration, keepConfigurationFresh, type BusinessClock, type Pipe, type PipeLog, type PipeMeter } from './pipe'
export { openPipe, type PipeOptions } from './open-pipe'
export { accountDoors, type AccountDoor } from './carriers/account-doors'
export { aboutAccount } from './carriers/carrier-accounts'
export { sendTest, type StandingCarriers, type TestMessage } from './carriers/test-send'
export { CARRIER_FAULTS, checkCarriers, type CarrierFault, type CheckedCarrier } from './carriers/check-carriers'
export { openRedisBelt, takeChunks } from './redis-belt'
export { answerWithinMs, closeDrivers, openApart, systemClock, type PipeApart } from './open-apart'
export { calendarOutlook, calendarsRunningOut, isShort, type CalendarOutlook, type CalendarReach } from './configuration/calendar-outlook'
export { lintTemplates, type TemplateFinding } from './configuration/lint-templates'
export { Rulebooks } from './configuration/rulebooks'
export { Templates } from './configuration/templates'
export { importClaims, type ClaimsImport, type ImportReport } from './imports/import-claims'
export { importPayments, type PaymentsImport, type PaymentsReport } from './imports/import-payments'
export { checkImport, type CheckedImport } from './imports/check-import'
export { tryMapping, type TriedMapping } from './imports/try-mapping'
export { undoImport } from './imports/undo-import'
export { beginUploadedImport, runUploadedImport, type UploadedImport } from './imports/uploaded-import'
export { calendarsOf, interestTablesOf, strategyOf } from './configuration/configuration'
export { ImportInterrupted, type FileToImport } from './imports/import-file'
export { ImportFileError, readRowErrors, type RefusedRow } from '#portfolio'
export { exportedContacts, writeContactsCsv } from './telling/export-contacts'
export { debtorsCsv } from './telling/export-debtors'
export { recipientsCsv } from './telling/export-recipients'
export {
  checkNames,
  mappingNames,
  publishedMapping,
  publishedMappings,
  publishedStrategies,
  publishedVersion,
  zoneOf,
  type Named,
} from './configuration/published'
export { explainContact, type Explanation } from './telling/explain'
export { suggestBillingDays, suggestPayDays, type BillingSuggestion, type PayDaySuggestion } from './settling/suggest'
export { debtorCharges, debtorStatement, type Charges, type ClaimCharges } from './settling/debtor-statement'
export { carrierWords } from './telling/carrier-words'
export { OUTCOME_WORDS } from './telling/event-words'
export { comingCollection, type ComingCollection } from './settling/coming-collection'
export { tellEvent, tellTimeline, type ToldEntry } from './telling/tell-timeline'
export { checkArrangements } from './check-arrangements'
export { restartClaims } from './restart-claims'
export { askCopies, copyOutlook, type AskedCopies, type CopyProspect } from './settling/ask-copies'
export { makeCollectionBatch, proposeCollections, type CollectionBatch, type ProposedCollection } from './settling/collect'
export { writeCollectionsCsv } from './settling/export-collections'
export { takeComplaint } from './replies/complain'
export { noteDebitReturn, noteReturnedPayments } from './settling/debit-return'
export { linkPayment, type LinkedPayment, type LinkFault, type PartGiven } from './settling/link-payment'
export { decideDue, REVIEWS } from './decide'
export { enqueueDue, refillBelt } from './enqueue'
export { DatabaseClock } from './database-clock'
export { deliverChunk } from './deliver'
export { dossierAsPdf, dossierData } from './telling/dossier'
export { postLetters } from './post-letters'
export { batchAsZip, lettersFolder, printedLetter } from './letters/batch-files'
export {
  assembleBatch,
  BatchRefused,
  checkBatch,
  previewLetter,
  releasableFrom,
  releaseLetters,
  type BatchFault,
  type LetterDesk,
} from './letters/letter-batch'
export { notePosted, printAgain, takeOut, takeReturnFile, type ReturnReport } from './letters/letter-news'
export { reconcile, tellOutcome } from './reconcile'
export { answerByHand, type Answered, type NewAnswer } from './replies/answer-by-hand'
export { answerFindings, type AnswerFinding } from './replies/answer-findings'
export { answerTemplates, type AnswerTemplate } from './replies/answer-templates'
export { foreseeReminder, sendReminder, type SentReminder } from './remind-by-hand'
export { sendPaymentLink } from './replies/payment-link'
export { react } from './react'
export { candidatesFor, linkReply, settleReply, splitReply, type Settlement } from './replies/settle-reply'
export { recoverAfterCrash, sweep } from './sweep'
export { turn } from './turn'
export { DISABLE_AFTER_MS, GIVE_UP_AFTER_MS, WebhookRounds, type WebhookSending } from './send-webhooks'
export { openWebhookWire, type WebhookWire } from './webhooks/webhook-request'
export { faultOfUrl, isPublicAddress, type UrlFault } from './webhooks/webhook-address'
export { runCampaigns } from './campaigns'
export { changeOver, foreseeChangeover, versionsToChangeTo, type ChangeoverEffect, type ForeseenSide } from './campaigns/changeover'
export { dryRun, DryRunCancelled, type DryRun, type DryRunOptions } from './campaigns/dry-run'
export { previewCampaign, PreviewStale, startCampaign, type KeptDryRun, type SeenStart } from './campaigns/campaign-start'
export { restingChannels, type RestingChannel } from './campaigns/resting-channels'
export { readSegment, type SegmentQuestion, type SegmentReading } from './campaigns/read-segment'
export {
  actOnCampaign,
  CampaignNotReady,
  CampaignRefused,
  createCampaign,
  createSegment,
  readFilter,
  type CampaignStep,
} from './campaigns/campaign-actions'
export { countHeldOutcomes, endTaskUndoably, takeBackEnd, takeBackOutcome, tellUndoably, type ToldOutcome } from './held-outcomes'
export { incomeDays } from './settling/income-days'
export { journeyNow, type JourneyNow } from './journey-now'
export { reviseSetOffs, setOffReceived } from './settling/set-off'
export { waiveCharges } from './settling/waive-charges'
export { nextCall, ownCall } from './calls/next-call'
export { inGroups } from './in-groups'
export { breakOff, dial, endCall, openCallDesk, tellCall, type CallDesk, type DialledCall } from './calls/call'
export { callProspect, mayCallBackAt, type AnotherTry, type CallProspect } from './calls/call-prospect'
export type { CallFacts } from './calls/outcome-facts'
export { differencesOf } from './configuration/differences'
export { findingsOf, isLegalWording, type EditedConfiguration, type EditorFinding } from './configuration/edited'
export { foreseeEdited, triedOf, type EditedEffect } from './configuration/foresee-edited'
export { NoPreview, previewLetterOf, previewOf, type PreviewFor } from './configuration/preview-wording'
