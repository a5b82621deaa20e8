/** ACCESS: who may do what. */
export * from './scopes'
export { makeApiKey, recognise, type Caller, type KeyToMake } from './keys'
export { readToken } from './token'
