/** Who asks from one's own network, and so may be told how the house is: not whom a proxy asks for, unless it is named and says who that is. */
import type { FastifyRequest } from 'fastify'
import { isPublicAddress } from '#pipeline'

const MAPPED = /^::ffff:(?=\d+\.)/i
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via']

export function isAtHome({ ip, headers, socket }: FastifyRequest): boolean {
  if (isPublicAddress(ip.replace(MAPPED, ''))) return false
  return ip !== socket.remoteAddress || !FORWARDED.some((name) => name in headers)
}
