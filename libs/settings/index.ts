/** SETTINGS: the only reader of the environment and of config/; whatever does not fit is refused with the place to look at. */
import 'reflect-metadata'
export * from './configuration-error'
export * from './configuration-files'
export { readSettings, VARIABLES } from './environment'
export type { Settings } from './environment'
export { SECRETS } from './environment-variables'
export type { LogLevel } from './environment-variables'
export { parseTemplate } from './template'
