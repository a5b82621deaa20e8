/** Operator: who a command is done by, as the audit keeps it: the account on the machine. */
import { userInfo } from 'node:os'

export const operator = (): string => `cli:${userInfo().username}`
