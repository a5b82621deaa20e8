/** Where a webhook may go: never into the network that Tijdig itself stands in, unless whoever runs it says so. */
import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const NOT_PUBLIC = new BlockList()
/** IANA's special-purpose registries: private, shared, loopback, link-local (cloud metadata too), benchmarking, documentation, multicast, reserved. */
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv4')
/** Of IPv6 only global unicast is public, and of that not what carries an IPv4 address inside (6to4, Teredo) or is documentation. */
const GLOBAL = new BlockList()
GLOBAL.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv6')

export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  return family === 6 && GLOBAL.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
}

export class PrivateAddress extends Error {
  readonly code = 'EPRIVATEADDRESS'
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')

/** A literal address is never looked up, so it is judged before the connection is made. */
export const isPrivateLiteral = (url: URL): boolean => isIP(bare(url.hostname)) !== 0 && !isPublicAddress(bare(url.hostname))

/** Asked at each connection, since a name may lead elsewhere than when the endpoint was made. One private answer among public ones is enough. */
export const publicLookup: LookupFunction = (hostname, options, answer) => {
  systemLookup(hostname, { ...options, all: true }, (fault, addresses: LookupAddress[]) => {
    if (fault) return answer(fault, [])
    const [first] = addresses
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) return answer(new PrivateAddress('not a public address'), [])
    return options.all ? answer(null, addresses) : answer(null, first.address, first.family)
  })
}

export type UrlFault = 'not-a-url' | 'not-https' | 'has-credentials' | 'private-address' | 'unknown-host'

/** Why an endpoint cannot be there; null when it can. Plain http is for a receiver on the same machine while it is being built. */
export async function faultOfUrl(text: string, allowPrivate: boolean): Promise<UrlFault | null> {
  if (!URL.canParse(text) || text.length > 2_000) return 'not-a-url'
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'not-https'
  if (url.username !== '' || url.password !== '') return 'has-credentials'
  if (allowPrivate) return null
  if (isPrivateLiteral(url)) return 'private-address'
  const addresses = await lookup(bare(url.hostname), { all: true }).catch(() => [])
  if (addresses.length === 0) return 'unknown-host'
  return addresses.every(({ address }) => isPublicAddress(address)) ? null : 'private-address'
}
