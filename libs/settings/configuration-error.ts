/** The refusal of a setting or a configuration file, naming the place a person has to look. */

export class ConfigurationError extends Error {
  constructor(
    readonly where: string,
    readonly reason: string,
  ) {
    super(`${where}: ${reason}`)
    this.name = 'ConfigurationError'
  }
}
