/** The live board: once a second, what changed of what is watched, to everybody who watches it. Works with any number of API processes. */
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common'
import type { CreditorId } from '#domain'
import { listenToWork, rowVersions, WATCHED_ENTITIES, type WatchedEntity, type WorkChanged, type WorkListener } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import { tooMany } from '../http/problem'
import type { LiveStream } from './live-stream'
import { Presence } from './presence'

const TICK_MS = 1000
const BEAT_TICKS = 5
const KPI_TICKS = 60
/** A browser has one for all its tabs; the rest is room for those that are about to be noticed as gone. */
const MOST_OF_ONE = 20

@Injectable()
export class LiveBoard implements OnModuleDestroy {
  private readonly streams = new Set<LiveStream>()
  private readonly changed = new Map<string, WorkChanged>()
  private listener: Promise<WorkListener> | null = null
  private timer: NodeJS.Timeout | undefined
  private ticking: Promise<void> = Promise.resolve()
  private ticks = 0
  private readonly presence: Presence

  constructor(@Inject(API_SOURCE) private readonly source: ApiSource) {
    this.presence = new Presence(source.database)
  }

  /** Ready when it answers: whatever changes from then on is told. */
  async open(stream: LiveStream): Promise<void> {
    if ([...this.streams].filter(({ caller }) => caller.id === stream.caller.id).length >= MOST_OF_ONE) throw tooMany(BEAT_TICKS)
    await this.listen()
    for (const entity of WATCHED_ENTITIES) {
      for (const { creditor, id, version } of await this.look(entity, [stream])) stream.knows(`${entity}:${id}`, creditor, version)
    }
    this.streams.add(stream)
    stream.body.on('close', () => this.streams.delete(stream))
    stream.ready(Date.now())
    // At once, so that others hear of it with their next tick; one that fails is made up for by ours.
    void this.renewPresence()
    this.timer ??= setInterval(() => {
      this.ticking = this.ticking.then(() => this.tick())
    }, TICK_MS).unref()
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer)
    for (const stream of this.streams) stream.end()
    await this.ticking
    this.streams.clear()
    await this.renewPresence()
    await this.listener?.then(
      (listener) => listener.close(),
      () => undefined,
    )
  }

  /** A tick that fails is told, and the next one looks again; nothing is lost, since versions are compared. */
  private async tick(): Promise<void> {
    await this.renewPresence()
    if (this.streams.size === 0) return
    this.ticks += 1
    await this.orTell(async () => {
      if (!this.listener) await this.listenAgain()
      this.tellWork()
      for (const entity of WATCHED_ENTITIES) await this.tellRows(entity)
      if (this.ticks % KPI_TICKS === 0) this.tell('kpi', null, String(this.ticks))
      if (this.ticks % BEAT_TICKS === 0) await Promise.all([...this.streams].map((stream) => stream.beat()))
    })
  }

  private renewPresence(): Promise<void> {
    return this.orTell(() => this.presence.renew(this.streams, this.ticks % BEAT_TICKS === 0))
  }

  private async orTell(look: () => Promise<void>): Promise<void> {
    try {
      await look()
    } catch (fault) {
      this.source.log.error({ fault: fault instanceof Error ? fault.name : 'unknown' }, 'a look at what changed failed')
    }
  }

  private async listen(): Promise<void> {
    const lost = (): void => {
      this.listener = null
    }
    this.listener ??= listenToWork(this.source.database, (change) => this.changed.set(`${change.creditor} ${change.topic}`, change), lost)
    await this.listener.catch((fault: unknown) => {
      lost()
      throw fault
    })
  }

  /** What was told meanwhile is unknown. */
  private async listenAgain(): Promise<void> {
    await this.listen()
    for (const stream of this.streams) stream.ready(Date.now())
  }

  private tellWork(): void {
    const changes = [...this.changed.values()]
    this.changed.clear()
    for (const { topic, creditor } of changes) this.tell(topic, creditor, String(this.ticks))
  }

  private async tellRows(entity: WatchedEntity): Promise<void> {
    const streams = [...this.streams]
    const rows = await this.look(entity, streams)
    for (const { creditor, id, version } of rows) this.tell(`${entity}:${id}`, creditor, version)
    const there = new Set(rows.map(({ id }) => `${entity}:${id}`))
    for (const stream of streams) stream.missed(entity, there, Date.now())
  }

  private async look(entity: WatchedEntity, streams: readonly LiveStream[]): ReturnType<typeof rowVersions> {
    const ids = new Set(
      streams
        .flatMap(({ topics }) => [...topics])
        .filter((topic) => topic.startsWith(`${entity}:`))
        .map((topic) => topic.slice(entity.length + 1)),
    )
    if (ids.size === 0) return []
    return rowVersions(this.source.database, entity, [...new Set(streams.flatMap(({ creditors }) => creditors))], [...ids])
  }

  private tell(topic: string, creditor: CreditorId | null, version: string): void {
    for (const stream of this.streams) stream.changed(topic, creditor, version, Date.now())
  }
}
