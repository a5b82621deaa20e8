/** Whom an address is counted under: who has one address of IPv6 has all of its network. */
import { isIPv6 } from 'node:net'

const GROUPS = 8
const OF_NETWORK = 4
const MAPPED = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i

export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1]
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address
  const [front = '', back] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const left = [...front, ...Array<string>(back ? Math.max(0, GROUPS - front.length - back.length) : 0).fill('0'), ...(back ?? [])]
  return `${left
    .slice(0, OF_NETWORK)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
