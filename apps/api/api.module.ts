/** The API: agents, operators and other systems come in through here. */
import { Module, type DynamicModule } from '@nestjs/common'
import { API_SOURCE, type ApiSource } from './api-source'
import { ApiKeysController } from './api-keys/api-keys.controller'
import { AuditController } from './audit/audit.controller'
import { CampaignRecipientsController } from './campaigns/campaign-recipients.controller'
import { CampaignsController } from './campaigns/campaigns.controller'
import { PreferencesController } from './campaigns/preferences.controller'
import { SegmentsController } from './campaigns/segments.controller'
import { ChannelPausesController } from './channels/channel-pauses.controller'
import { ChannelsController } from './channels/channels.controller'
import { ClaimsController } from './claims/claims.controller'
import { DraftsController } from './configuration/drafts.controller'
import { NamesController } from './configuration/names.controller'
import { PublishedController } from './configuration/published.controller'
import { TestSendController } from './configuration/test-send.controller'
import { VersionsController } from './configuration/versions.controller'
import { OutlookController } from './configuration/outlook.controller'
import { WordingController } from './configuration/wording.controller'
import { CreditorsController } from './creditors/creditors.controller'
import { DebtorsController } from './debtors/debtors.controller'
import { PreviewController } from './debtors/preview.controller'
import { ReachController } from './debtors/reach.controller'
import { HealthController } from './health.controller'
import { RECORDS } from './records'
import { Housekeeping } from './housekeeping'
import { FiguresController } from './figures/figures.controller'
import { HistoryController } from './history/history.controller'
import { ImportsController } from './imports/imports.controller'
import { MappingsController } from './imports/mappings.controller'
import { UndoController } from './imports/undo.controller'
import { LiveBoard } from './live/live-board'
import { LiveController } from './live/live.controller'
import { PresenceController } from './live/presence.controller'
import { PaymentsController } from './payments/payments.controller'
import { UnmatchedController } from './payments/unmatched.controller'
import { SessionController } from './session/session.controller'
import { SetupController } from './session/setup.controller'
import { SecondStepController } from './session/second-step.controller'
import { SimulationsController } from './simulations/simulations.controller'
import { UsersController } from './users/users.controller'

@Module({})
export class ApiModule {
  static with(source: ApiSource): DynamicModule {
    return {
      module: ApiModule,
      controllers: [
        HealthController,
        SessionController,
        SetupController,
        LiveController,
        PresenceController,
        SecondStepController,
        UsersController,
        AuditController,
        FiguresController,
        ApiKeysController,
        CreditorsController,
        DebtorsController,
        PreviewController,
        ReachController,
        ClaimsController,
        HistoryController,
        UnmatchedController,
        PaymentsController,
        ImportsController,
        UndoController,
        MappingsController,
        SimulationsController,
        PublishedController,
        NamesController,
        DraftsController,
        VersionsController,
        WordingController,
        OutlookController,
        TestSendController,
        ChannelsController,
        ChannelPausesController,
        SegmentsController,
        CampaignsController,
        CampaignRecipientsController,
        PreferencesController,
        ...RECORDS,
      ],
      providers: [{ provide: API_SOURCE, useValue: source }, Housekeeping, LiveBoard],
    }
  }
}
