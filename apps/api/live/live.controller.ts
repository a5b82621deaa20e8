/** GET /v1/live: one stream of server-sent events for each browser; it says that something changed, and the page reads it again. */
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common'
import { ApiPropertyOptional, ApiTags } from '@nestjs/swagger'
import { IsString, isUUID, MaxLength } from 'class-validator'
import { WATCHED_ENTITIES } from '#store'
import { API_SOURCE, type ApiSource } from '../api-source'
import type { ApiReply, ApiRequest } from '../http/api-request'
import { callerOf } from '../http/gatekeeper'
import { invalidField } from '../http/problem'
import { ApiRoute } from '../http/route'
import { Tenant } from '../http/tenant'
import type { TenantRequest } from '../http/tenant-request'
import { LiveBoard } from './live-board'
import { LiveStream } from './live-stream'

/** Of all tabs of a browser; as many as its address has room for. */
const MOST_TOPICS = 200

class LiveQuery {
  @ApiPropertyOptional({
    type: String,
    maxLength: 10_000,
    description:
      'with commas: `calls`, `inbox`, `work:{kind}`, `kpi`, `debtor:{id}`, `presence:{debtor}`, `presence:{draft}`, `call-task:{id}`, `campaign:{id}`, `batch:{id}`, `import:{id}`, `draft:{id}`',
    example: 'calls,inbox',
  })
  @IsString()
  @MaxLength(10_000)
  topics = ''
}

@Controller('v1/live')
@ApiTags('Live')
export class LiveController {
  constructor(
    @Inject(API_SOURCE) private readonly source: ApiSource,
    private readonly board: LiveBoard,
  ) {}

  @Get()
  @ApiRoute({
    scope: 'signed-in',
    summary: 'What changes, as it changes',
    more:
      '`text/event-stream`. `ready`: from here on nothing is missed, so what was read before is read again; it comes first, and again after a gap. A message is `{topic, version, creditor}`: ' +
      'at most one a second for each topic, and of your creditors only. Whoever watches `presence:{debtor}` or `presence:{draft}` is shown to the others who do. A comment every few seconds. It ends with the session.',
    problems: { 429: 'Too many streams of one caller.' },
  })
  async watchLive(
    @Tenant() { caller }: TenantRequest,
    @Query() { topics }: LiveQuery,
    @Req() request: ApiRequest,
    @Res() reply: ApiReply,
  ): Promise<void> {
    const stream = new LiveStream(caller, new Set(readTopics(topics)), () => callerOf(this.source.database, request))
    await this.board.open(stream)
    // Whoever stands between would keep it until it is long enough; and its connection serves nothing after it, so that a server that stops need not wait.
    void reply
      .headers({
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'close',
      })
      .send(stream.body)
  }
}

function readTopics(text: string): string[] {
  const topics = text
    .split(',')
    .map((topic) => topic.trim())
    .filter((topic) => topic !== '')
  if (topics.length > MOST_TOPICS) throw invalidField('topics', `must be ${MOST_TOPICS} at most`)
  const stranger = topics.find((topic) => !isTopic(topic))
  if (stranger !== undefined) throw invalidField('topics', 'has one that does not exist')
  return topics
}

function isTopic(topic: string): boolean {
  const [name = '', of] = topic.split(/:(.*)/s)
  if (of === undefined) return ['calls', 'inbox', 'kpi'].includes(name)
  return name === 'work' ? /^[a-z][a-z-]{1,40}$/.test(of) : [...WATCHED_ENTITIES, 'presence'].includes(name) && isUUID(of)
}
