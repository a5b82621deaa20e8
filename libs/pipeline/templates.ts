/** Templates: the newest published wording per channel, phase, language and kind of debtor, kept per creditor. */
import type { CreditorId, DebtorKind, TemplateDefinition, TemplateKey } from '#domain'
import { publishedConfiguration, type Database } from '#store'
import { templateOf } from './configuration'

export class Templates {
  private readonly loaded = new Map<CreditorId, Promise<readonly TemplateDefinition[]>>()

  constructor(private readonly database: Database) {}

  /** Undefined when nobody wrote it: such a contact waits and is reported, it is never sent in other words. */
  async find(creditorId: CreditorId, key: TemplateKey, kind: DebtorKind): Promise<TemplateDefinition | undefined> {
    const templates = await this.of(creditorId)
    return templates.find((template) =>
      template.channel === key.channel && template.phase === key.phase && template.language === key.language && template.kinds.includes(kind))
  }

  forget(): void {
    this.loaded.clear()
  }

  private of(creditorId: CreditorId): Promise<readonly TemplateDefinition[]> {
    const known = this.loaded.get(creditorId)
    if (known) return known
    const loading = publishedConfiguration(this.database, creditorId).then((versions) =>
      versions.filter((version) => version.kind === 'template').map(templateOf))
    this.loaded.set(creditorId, loading)
    loading.catch(() => this.loaded.delete(creditorId))
    return loading
  }
}
