/** Templates: the newest published wording per channel, phase and language; of those that fit the debtor, the most specific wins (R79). */
import type { CreditorId, DebtorKind, TemplateDefinition, TemplateKey } from '#domain'
import { mostSpecific, pickable } from '#messages'
import { publishedConfiguration, type Database } from '#store'
import { templateOf } from './configuration'

type ByPlace = ReadonlyMap<string, readonly TemplateDefinition[]>

export class Templates {
  private readonly loaded = new Map<CreditorId, Promise<ByPlace>>()

  constructor(private readonly database: Database) {}

  /** Undefined when nobody wrote it: such a contact waits and is reported, it is never sent in other words. */
  async find(creditorId: CreditorId, key: TemplateKey, kind: DebtorKind): Promise<TemplateDefinition | undefined> {
    return mostSpecific((await this.of(creditorId)).get(placeOf(key)) ?? [], key, kind)
  }

  /** What a person may answer with. */
  async toPick(creditorId: CreditorId, key: TemplateKey, kind: DebtorKind): Promise<TemplateDefinition[]> {
    return pickable((await this.of(creditorId)).get(placeOf(key)) ?? [], key, kind)
  }

  forget(): void {
    this.loaded.clear()
  }

  private of(creditorId: CreditorId): Promise<ByPlace> {
    const known = this.loaded.get(creditorId)
    if (known) return known
    const loading = publishedConfiguration(this.database, creditorId).then((versions) =>
      byPlace(versions.filter((version) => version.kind === 'template').map(templateOf)),
    )
    this.loaded.set(creditorId, loading)
    loading.catch(() => this.loaded.delete(creditorId))
    return loading
  }
}

const placeOf = ({ channel, phase, language }: Pick<TemplateKey, 'channel' | 'phase' | 'language'>): string =>
  `${channel}/${phase}.${language}`

function byPlace(templates: readonly TemplateDefinition[]): ByPlace {
  const places = new Map<string, TemplateDefinition[]>()
  for (const template of templates) places.set(placeOf(template), [...(places.get(placeOf(template)) ?? []), template])
  return places
}
