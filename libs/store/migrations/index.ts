/** The migrations in the order they run; released ones are never edited. */
import { CreditorsAndConfiguration1767225600001 } from './1767225600001-creditors-and-configuration'
import { Debtors1767225600002 } from './1767225600002-debtors'
import { Claims1767225600003 } from './1767225600003-claims'
import { DecisionsAndContacts1767225600004 } from './1767225600004-decisions-and-contacts'
import { RowLevelSecurity1767225600005 } from './1767225600005-row-level-security'
import { CampaignOfAContact1767225600006 } from './1767225600006-campaign-of-a-contact'
import { PaceAndBudgets1767225600007 } from './1767225600007-pace-and-budgets'
import { Campaigns1767225600008 } from './1767225600008-campaigns'
import { Api1767225600009 } from './1767225600009-api'
import { ArrangementsMergesWebhooks1767225600010 } from './1767225600010-arrangements-merges-webhooks'
import { Attributes1767225600011 } from './1767225600011-attributes'
import { PlainSnapshots1767225600012 } from './1767225600012-plain-snapshots'
import { IncomeCalendarsInUse1767225600014 } from './1767225600014-income-calendars-in-use'
import { Rates1767225600020 } from './1767225600020-rates'
import { KeysOfTheStatement1767225600021 } from './1767225600021-keys-of-the-statement'
import { LeanIndexes1767225600022 } from './1767225600022-lean-indexes'
import { LeanHandOvers1767225600023 } from './1767225600023-lean-hand-overs'
import { DirectDebitsAndComplaints1767225600024 } from './1767225600024-direct-debits-and-complaints'
import { WaiversAndDiscounts1767225600025 } from './1767225600025-waivers-and-discounts'
import { Responses1767225600026 } from './1767225600026-responses'
import { Carriers1767225600027 } from './1767225600027-carriers'
import { Replies1767225600028 } from './1767225600028-replies'
import { LetterBatches1767225600029 } from './1767225600029-letter-batches'
import { UsersAndSessions1767225600030 } from './1767225600030-users-and-sessions'
import { ConfigurationDrafts1767225600031 } from './1767225600031-configuration-drafts'
import { CallWorkspace1767225600032 } from './1767225600032-call-workspace'
import { CampaignPreviews1767225600033 } from './1767225600033-campaign-previews'
import { LeanDecisions1767225600034 } from './1767225600034-lean-decisions'
import { RoomOnThePage1767225600035 } from './1767225600035-room-on-the-page'
import { CallsByTheirAgent1767225600036 } from './1767225600036-calls-by-their-agent'
import { WhatComesLater1767225600037 } from './1767225600037-what-comes-later'
import { Desk1767225600038 } from './1767225600038-desk'
import { ReviewOfVersions1767225600039 } from './1767225600039-review-of-versions'
import { DebtorsOfACreditor1767225600043 } from './1767225600043-debtors-of-a-creditor'
import { CallsInSlices1767225600044 } from './1767225600044-calls-in-slices'
import { UndoingAnImport1767225600045 } from './1767225600045-undoing-an-import'
import { LimitsOfOperators1767225600046 } from './1767225600046-limits-of-operators'
import { EndsOfAccounts1767225600047 } from './1767225600047-ends-of-accounts'
import { EndsOfTasks1767225600048 } from './1767225600048-ends-of-tasks'
import { OwnDrafts1767225600049 } from './1767225600049-own-drafts'
import { StatisticsInTime1767225600050 } from './1767225600050-statistics-in-time'
import { Presence1767225600051 } from './1767225600051-presence'
import { WhatIsShown1767225600052 } from './1767225600052-what-is-shown'
import { FiguresOfDays1767225600053 } from './1767225600053-figures-of-days'
import { HowToAddress1767225600054 } from './1767225600054-how-to-address'
import { ArrangementsToApprove1767225600055 } from './1767225600055-arrangements-to-approve'
import { Answers1767225600057 } from './1767225600057-answers'
import { ProposalsOfHandOver1767225600059 } from './1767225600059-proposals-of-hand-over'
import { SteeringTheDesk1767225600061 } from './1767225600061-steering-the-desk'
import { PresenceAtDrafts1767225600062 } from './1767225600062-presence-at-drafts'
import { UnmatchedPayments1767225600063 } from './1767225600063-unmatched-payments'
import { WhatDidNotArrive1767225600064 } from './1767225600064-what-did-not-arrive'
import { WhoToldOfIncome1767225600066 } from './1767225600066-who-told-of-income'
import { SetOffs1767225600067 } from './1767225600067-set-offs'
import { WhatAPromiseIsAbout1767225600068 } from './1767225600068-what-a-promise-is-about'
import { InvoicesSentAgain1767225600069 } from './1767225600069-invoices-sent-again'

export const MIGRATIONS = [
  CreditorsAndConfiguration1767225600001,
  Debtors1767225600002,
  Claims1767225600003,
  DecisionsAndContacts1767225600004,
  RowLevelSecurity1767225600005,
  CampaignOfAContact1767225600006,
  PaceAndBudgets1767225600007,
  Campaigns1767225600008,
  Api1767225600009,
  ArrangementsMergesWebhooks1767225600010,
  Attributes1767225600011,
  PlainSnapshots1767225600012,
  IncomeCalendarsInUse1767225600014,
  Rates1767225600020,
  KeysOfTheStatement1767225600021,
  LeanIndexes1767225600022,
  LeanHandOvers1767225600023,
  DirectDebitsAndComplaints1767225600024,
  WaiversAndDiscounts1767225600025,
  Responses1767225600026,
  Carriers1767225600027,
  Replies1767225600028,
  LetterBatches1767225600029,
  UsersAndSessions1767225600030,
  ConfigurationDrafts1767225600031,
  CallWorkspace1767225600032,
  CampaignPreviews1767225600033,
  LeanDecisions1767225600034,
  RoomOnThePage1767225600035,
  CallsByTheirAgent1767225600036,
  WhatComesLater1767225600037,
  Desk1767225600038,
  ReviewOfVersions1767225600039,
  DebtorsOfACreditor1767225600043,
  CallsInSlices1767225600044,
  UndoingAnImport1767225600045,
  LimitsOfOperators1767225600046,
  EndsOfAccounts1767225600047,
  EndsOfTasks1767225600048,
  OwnDrafts1767225600049,
  StatisticsInTime1767225600050,
  Presence1767225600051,
  WhatIsShown1767225600052,
  FiguresOfDays1767225600053,
  HowToAddress1767225600054,
  ArrangementsToApprove1767225600055,
  Answers1767225600057,
  ProposalsOfHandOver1767225600059,
  SteeringTheDesk1767225600061,
  PresenceAtDrafts1767225600062,
  UnmatchedPayments1767225600063,
  WhatDidNotArrive1767225600064,
  WhoToldOfIncome1767225600066,
  SetOffs1767225600067,
  WhatAPromiseIsAbout1767225600068,
  InvoicesSentAgain1767225600069,
]
