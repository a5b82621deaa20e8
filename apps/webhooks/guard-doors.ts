/** Before a carrier's call is read: whether it is signed at all, whether its address keeps calling wrongly, and whether there is room for it. */
import { BadRequestException, HttpException, UnauthorizedException } from '@nestjs/common'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { networkOf } from '#access'
import { BodyRoom } from './body-room'
import type { Strangers } from './strangers'

/** What a door says of itself, in the configuration of its route. */
export interface DoorSettings {
  /** Headers without which no call of this carrier is signed. */
  readonly signedBy?: readonly string[]
  /** Takes a body up to here. */
  readonly bodyBytes?: number
}

/** Less than a connection costs in any case: it is not counted. */
const SMALL_BYTES = 64_000
const TOO_MANY = 429

const settingsOf = (request: FastifyRequest): DoorSettings => request.routeOptions.config as DoorSettings

/** Whoever verifies a call notes with these strangers what came of it. */
export function guardDoors(instance: FastifyInstance, strangers: Strangers): void {
  const room = new BodyRoom()
  instance.addHook('onRoute', (route) => {
    const { bodyBytes } = (route.config ?? {}) as DoorSettings
    if (bodyBytes !== undefined) route.bodyLimit = bodyBytes
  })
  instance.addHook('onRequest', (request, reply, done) => {
    const { signedBy } = settingsOf(request)
    if (signedBy === undefined) return done()
    const seconds = strangers.turnedAway(request.ip)
    const signed = signedBy.every((name) => request.headers[name])
    if (seconds === 0 && signed) return done()
    if (!signed) strangers.noteWrong(request.ip)
    // What follows is not waited for.
    void reply.header('connection', 'close')
    if (!signed) return done(new UnauthorizedException('the call is not signed'))
    void reply.header('retry-after', String(seconds))
    done(new HttpException('too many calls that were not signed rightly', TOO_MANY))
  })
  instance.addHook('preParsing', (request, reply, payload, done) => {
    if (settingsOf(request).signedBy === undefined || Number(request.headers['content-length']) <= SMALL_BYTES) return done(null, payload)
    const { stream, end } = room.hold(networkOf(request.ip))
    reply.raw.once('close', () => {
      end()
      payload.unpipe(stream)
    })
    payload.once('error', () => stream.destroy(new BadRequestException('the call broke off')))
    stream.once('error', () => void reply.header('connection', 'close'))
    done(null, payload.pipe(stream))
  })
}
