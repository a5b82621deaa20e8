/** Opens the drivers of an account or of the environment, each behind its circuit breaker; what stops is logged and shown. */
import { guarded, sendgridEmail, smtpEmail, twilioSms, whatsappCloudApi, type MessageDriver } from '#channels'
import type { CarrierSettings } from '#settings'
import { noteCarrierStopped, noteCarrierWorks, type AccountChannel, type Database } from '#store'
import type { PipeLog } from '../pipe-log'

export type Connected = Partial<Pick<CarrierSettings, 'twilio' | 'sendgrid' | 'smtp' | 'whatsapp' | 'publicUrl'>>

export interface DriverLimits {
  /** How long a carrier may take to answer before the outcome is unknown. */
  readonly timeoutMs: number
  /** Requests in flight at a carrier; its rate is this over its answering time. */
  readonly connections: number
}

/** By channel, in the order they are tried. */
export type DriversByChannel = Readonly<Record<AccountChannel, readonly MessageDriver[]>>

export function openDrivers({ twilio, sendgrid, smtp, whatsapp, publicUrl = null }: Connected, limits: DriverLimits): DriversByChannel {
  return {
    email: [...(sendgrid ? [sendgridEmail({ ...sendgrid, ...limits })] : []), ...(smtp ? [smtpEmail({ ...smtp, ...limits })] : [])],
    sms: twilio ? [twilioSms({ ...twilio, ...limits, publicUrl })] : [],
    whatsapp: whatsapp ? [whatsappCloudApi({ ...whatsapp, ...limits })] : [],
  }
}

export interface Watched {
  readonly database: Database
  readonly log: PipeLog
}

/** `account` tells a person whose it is; the hand-overs keep the driver's own name. */
export function watched({ database, log }: Watched, driver: MessageDriver, account: string, hasOther: boolean): MessageDriver {
  const keep = (writing: Promise<void>): void =>
    void writing.catch((fault: unknown) =>
      log.error({ account, fault: String(fault) }, 'whether a carrier works could not be written down'),
    )
  return guarded(
    driver,
    {
      stopped(code) {
        log.error({ account, code }, 'a carrier refuses our account: nothing is sent by it for a while; `tijdig carriers check` says more')
        keep(noteCarrierStopped(database, account, code))
      },
      works() {
        log.info({ account }, 'a carrier takes our messages')
        keep(noteCarrierWorks(database, account))
      },
    },
    { hasOther },
  )
}
