import { describe, expect, it } from 'vitest';
import {
  isProxy,
  networkOf,
  proxyList,
  senderAddress,
} from '../../../../src/intake/gate/network.ts';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113'],
    ['203.0.113.250', '203.0.113'],
    ['2001:db8:12:34::1', '2001:db8:12'],
    ['2001:0DB8:0012:ffff:1:2:3:4', '2001:db8:12'],
    ['2001:db8::1', '2001:db8:0'],
    ['::1', '0:0:0'],
    ['2001:db8:1::', '2001:db8:1'],
    ['nowhere', ''],
    ['', ''],
  ])('of %s is "%s"', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('the address of a sender', () => {
  const proxies = proxyList(['127.0.0.1', '10.0.0.0/8', '2001:db8:ffff::/48']);
  const of = (peer: string, forwarded: string | null) => senderAddress(peer, forwarded, proxies);

  it('is the peer where the peer is no trusted proxy, whatever the header says', () => {
    expect(of('198.51.100.9', '203.0.113.7')).toBe('198.51.100.9');
    expect(of('2001:db8::9', '203.0.113.7')).toBe('2001:db8::9');
  });

  it('is what the nearest proxy saw, not what the sender wrote before it', () => {
    expect(of('127.0.0.1', '203.0.113.7')).toBe('203.0.113.7');
    expect(of('127.0.0.1', '1.1.1.1, 8.8.8.8,203.0.113.7')).toBe('203.0.113.7');
    expect(of('127.0.0.1', '1.1.1.1, 203.0.113.7, 10.1.2.3')).toBe('203.0.113.7');
    expect(of('2001:db8:ffff::1', '2001:db8::7')).toBe('2001:db8::7');
  });

  it('is the proxy where the header is missing or no address', () => {
    for (const forwarded of [null, '', 'unknown', '203.0.113', '203.0.113.7, me', '<script>']) {
      expect(of('127.0.0.1', forwarded)).toBe('127.0.0.1');
    }
  });

  it('is read in every form that proxies write', () => {
    expect(of('::ffff:127.0.0.1', '203.0.113.7:4711')).toBe('203.0.113.7');
    expect(of('127.0.0.1', '[2001:db8::7]:4711')).toBe('2001:db8::7');
    expect(of('127.0.0.1', '::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(of('fe80::1%eth0', null)).toBe('fe80::1');
  });
});

it('proxies are named by address or network, and nothing else', () => {
  for (const right of ['127.0.0.1', '::1', '10.0.0.0/8', '2001:db8::/32']) {
    expect(isProxy(right), right).toBe(true);
  }
  for (const wrong of ['', 'localhost', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0/8', '::/129', '*']) {
    expect(isProxy(wrong), wrong).toBe(false);
  }
});
