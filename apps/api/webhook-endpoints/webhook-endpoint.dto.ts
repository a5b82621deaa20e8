/** Webhook endpoints and their delivery log as callers give and see them. */
import { CONTACT_EVENT_KINDS, type ContactEventKind } from '#domain'
import type { StoredDelivery, WebhookEndpoint } from '#store'
import { At, ListOf, ManyOf, OneOf, Text, Uuid, Whole } from '../http/fields'
import { instant, iso } from '../settling/of-debtor'

const STATES = ['active', 'disabled'] as const
const DELIVERY_STATES = ['due', 'delivered', 'given-up'] as const

export class NewWebhookEndpointBody {
  @Text({ max: 2000, example: 'https://erp.example.nl/tijdig', description: 'https, and reachable from the public internet' }) url!: string
  @ManyOf(CONTACT_EVENT_KINDS, { description: 'what it wants to be told', example: ['payment', 'promise'] }) kinds!: ContactEventKind[]
}
export class WebhookEndpointChanges {
  @Text({ max: 2000, optional: true }) url?: string
  @ManyOf(CONTACT_EVENT_KINDS, { optional: true }) kinds?: ContactEventKind[]
  @OneOf(STATES, { optional: true }) state?: (typeof STATES)[number]
}
export class WebhookSecretView {
  @Uuid() readonly id!: string
  @Text({ nullable: true, description: 'Standard Webhooks; shown once, null when the answer is repeated', example: 'whsec_…' })
  readonly secret!: string | null
}
export class WebhookEndpointView {
  @Uuid() readonly id!: string
  @Text({ max: 2000 }) readonly url!: string
  @ManyOf(CONTACT_EVENT_KINDS) readonly kinds!: readonly ContactEventKind[]
  @OneOf(STATES) readonly state!: (typeof STATES)[number]
  @At({ nullable: true, description: 'since when it has taken nothing' }) readonly failingSince!: string | null
  @At() readonly createdAt!: string
}
export const webhookEndpointView = ({ id, url, kinds, state, failingSince, createdAt }: WebhookEndpoint): WebhookEndpointView => ({
  id,
  url,
  kinds,
  state,
  failingSince: iso(failingSince),
  createdAt: instant(createdAt),
})
/** What an edit is held against: nothing that changes by itself. */
export const editableEndpoint = ({ url, kinds, state }: WebhookEndpointView): unknown => ({ url, kinds, state })

export class WebhookTryView {
  @Whole(1, 1_000_000) readonly number!: number
  @At() readonly at!: string
  @Whole(100, 599, { nullable: true, description: 'null when nobody answered' }) readonly status!: number | null
  @Text({ description: 'ok, http-503, redirect, timeout, private-address, or the fault of the connection' }) readonly code!: string
  @Whole(0, 1_000_000_000) readonly latencyMs!: number
}
export class WebhookDeliveryView {
  @Uuid() readonly event!: string
  @OneOf(CONTACT_EVENT_KINDS) readonly kind!: ContactEventKind
  @At() readonly eventAt!: string
  @OneOf(DELIVERY_STATES) readonly state!: (typeof DELIVERY_STATES)[number]
  @ListOf(() => WebhookTryView, 0, 10_000) readonly tries!: readonly WebhookTryView[]
}
export const deliveryView = ({ eventId, kind, eventAt, state, tries }: StoredDelivery): WebhookDeliveryView => ({
  event: eventId,
  kind,
  eventAt: instant(eventAt),
  state,
  tries: tries.map(({ at, ...one }) => ({ ...one, at: instant(at) })),
})
