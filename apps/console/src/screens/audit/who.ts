/** Who did it, by name where there is one. */
import type { AuditEntry } from './audit-api'

export const whoOf = ({ actor, actorName }: AuditEntry, system: string): string => actorName ?? (actor === 'tijdig' ? system : actor)
