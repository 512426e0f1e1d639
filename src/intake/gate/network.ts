import { BlockList, isIP, isIPv4 } from 'node:net';

/** The networks of proxies whose `X-Forwarded-For` is believed: addresses or, as `10.0.0.0/8`, whole networks. */
export function proxyList(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether a text is an address or a network, as `proxyList` takes it. */
export function isProxy(text: string): boolean {
  const [address = '', prefix = '0', ...more] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return more.length === 0 && /^\d{1,3}$/u.test(prefix) && Number(prefix) <= bits;
}

/**
 * The address that a request came from: the nearest hop that is no trusted proxy. Each proxy adds at the end of
 * `X-Forwarded-For` whom it saw, so what a sender itself wrote before that is never read.
 * @param peer the other end of the connection.
 */
export function senderAddress(peer: string, forwarded: string | null, proxies: BlockList): string {
  const hops = (forwarded ?? '').split(',');
  let address = bareAddress(peer);
  while (isIP(address) !== 0 && proxies.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')) {
    const hop = bareAddress(hops.pop() ?? '');
    if (isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

/**
 * The network of an address: of IPv4 the first 24 bits; of IPv6 the first 48, the most that one customer is given
 * (RFC 6177), so that nobody has thousands of networks.
 */
export function networkOf(address: string): string {
  if (isIPv4(address)) return address.split('.').slice(0, 3).join('.');
  return isIP(address) === 0 ? '' : groupsOf(address).slice(0, 3).join(':');
}

/** Without brackets, port and zone; an IPv4 address inside an IPv6 address stands alone. */
function bareAddress(text: string): string {
  const [, bracketed] = /^\[([^\]]+)\]/u.exec(text.trim()) ?? [];
  const [address = ''] = (bracketed ?? text.trim().replace(/^([\d.]+):\d+$/u, '$1')).split('%');
  return address.replace(/^::ffff:(?=[\d.]+$)/iu, '');
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const { hostname } = new URL(`http://[${address}]/`);
  const [head = [], tail = []] = hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  return [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => '0'), ...tail];
}
