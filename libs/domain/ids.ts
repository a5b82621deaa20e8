/** Ids: UUIDv7 strings made in Node at the edge (see store), branded so that one kind is never passed for another. */
type Id<Kind extends string> = string & { readonly __id: Kind }

export type CreditorId = Id<'creditor'>
export type DebtorId = Id<'debtor'>
export type ClaimId = Id<'claim'>
export type ContactPointId = Id<'contact-point'>
export type DecisionId = Id<'decision'>
export type AttemptId = Id<'attempt'>
export type HandOverId = Id<'hand-over'>
export type CallTaskId = Id<'call-task'>
export type LetterBatchId = Id<'letter-batch'>
export type ImportId = Id<'import'>
export type SegmentId = Id<'segment'>
export type CampaignId = Id<'campaign'>
