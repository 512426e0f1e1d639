import { describe, expect, it } from 'vitest';
import { isLoopback, readConfig } from '../../../src/intake/config.ts';

describe('the settings of the server', () => {
  it('need nothing to be set for a demonstration on one machine', () => {
    expect(readConfig({ PATH: '/usr/bin', SITE_URL: '', COURIER: undefined })).toEqual({
      host: '127.0.0.1',
      port: 4321,
      dataDir: '.local',
      spoolUrl: null,
      courier: { kind: 'outbox' },
      secondCourier: null,
      alarmTo: null,
      serverName: null,
      healthPort: 5321,
      mailFrom: 'post@mail.invalid',
      siteUrl: null,
      siteAliases: [],
      trustedProxies: [],
    });
  });

  it('take addresses of the site as origins', () => {
    const config = readConfig({
      SITE_URL: 'https://Example.org/sv/',
      SITE_ALIASES: 'https://alias.example, https://other.example:8443/',
      TRUSTED_PROXIES: '10.0.0.1,10.0.0.2',
    });
    expect(config.siteUrl).toBe('https://example.org');
    expect(config.siteAliases).toEqual(['https://alias.example', 'https://other.example:8443']);
    expect(config.trustedProxies).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it.each(['postgres://name:secret@db.example/spool', 'postgresql:///spool?host=/run/postgresql'])(
    'take the database that servers share: %s',
    (url) => {
      expect(readConfig({ SPOOL_URL: url }).spoolUrl).toBe(url);
    },
  );

  it.each([
    [{ PORT: '70000' }, 'PORT: write a port number from 0 to 65535'],
    [{ PORT: 'http' }, 'PORT: write a port number from 0 to 65535'],
    [{ COURIER: 'pigeon' }, 'COURIER: write outbox, smtp or resend'],
    [{ COURIER: 'smtp', SMTP_URL: 'smtp://relay' }, 'COURIER is smtp, so set MAIL_FROM too'],
    [{ COURIER: 'smtp', MAIL_FROM: 'a@b.example' }, 'COURIER is smtp, so set SMTP_URL too'],
    [{ COURIER: 'resend', MAIL_FROM: 'a@b.example' }, 'so set RESEND_API_KEY too'],
    [{ SMTP_URL: 'relay:25' }, 'SMTP_URL: write it as smtps://'],
    [{ SITE_URL: 'example.org' }, 'SITE_URL: write a whole address'],
    [{ SITE_ALIASES: 'https://a.example,b' }, 'SITE_ALIASES: write a whole address'],
    [{ MAIL_FROM: 'Post <a@b.example>\r\nBcc: x@y.example' }, 'MAIL_FROM: write an address'],
    [{ MAIL_FROM: 'nobody' }, 'MAIL_FROM: write an address'],
    [{ RESEND_DEBUG: '1' }, 'RESEND_DEBUG: unset it'],
    [{ SECOND_COURIER: 'outbox' }, 'COURIER and SECOND_COURIER are both outbox: write another way'],
    [
      { SECOND_COURIER: 'smtp', MAIL_FROM: 'a@b.example' },
      'SECOND_COURIER is smtp, so set SMTP_URL too',
    ],
    [{ ALARM_TO: 'the operator' }, 'ALARM_TO: write the address'],
    [{ HEALTH_PORT: '-1' }, 'HEALTH_PORT: write a port number'],
    [{ SERVER_NAME: 'två servrar' }, 'SERVER_NAME: write up to 40 letters'],
    [{ SPOOL_URL: 'mysql://x/y' }, 'SPOOL_URL: write it as postgres://'],
    [{ SPOOL_URL: 'spool' }, 'SPOOL_URL: write it as postgres://'],
  ])('that cannot be used stop the server with what to write: %o', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(sentence);
  });

  it.each([
    [{ PORT: '8080' }, 9080],
    [{ PORT: '65000' }, 64_000],
    [{ PORT: '0' }, 0],
    [{ PORT: '8080', HEALTH_PORT: '9' }, 9],
  ])('with %o say how the server is on port %i', (environment, port) => {
    expect(readConfig(environment).healthPort).toBe(port);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['::', false],
    ['192.168.1.4', false],
    ['127.example.org', false],
    ['localhost.example.org', false],
  ])('know whether %s is this machine only: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});
