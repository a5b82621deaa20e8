/** Listening: an address that cannot be had is refused by the name of the setting it came from. */
import { ConfigurationError } from '#settings'

/** Of the environment: which port, and where. */
export interface ListenAt {
  readonly setting: string
  readonly port: number
  readonly host: string
}

export async function listening(listen: () => Promise<unknown>, { setting, port, host }: ListenAt): Promise<void> {
  try {
    await listen()
  } catch (fault) {
    switch (fault instanceof Error && 'code' in fault ? fault.code : '') {
      case 'EADDRINUSE':
        throw new ConfigurationError(setting, `another program listens at ${port} already`)
      case 'EACCES':
        throw new ConfigurationError(setting, `${port} is not for this user`)
      case 'ENOTFOUND':
      case 'EADDRNOTAVAIL':
        throw new ConfigurationError('HOST', `${host} is no address of this machine`)
      default:
        throw fault
    }
  }
}
