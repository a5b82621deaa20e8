// The refusal of a setting or a configuration file, naming the place a person has to look.

export class ConfigurationError extends Error {
  constructor(readonly where: string, message: string) {
    super(`${where}: ${message}`)
    this.name = 'ConfigurationError'
  }
}
