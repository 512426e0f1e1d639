import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { CourierConfig, IntakeConfig } from './config.ts';
import { outboxTransport } from './transports/outbox.ts';
import { resendTransport } from './transports/resend.ts';
import { smtpTransport } from './transports/smtp.ts';
import type { Transport } from './transports/transport.ts';

/** The ways out of this machine. */
export interface Relays {
  readonly first: Transport;
  /** Takes over old letters; null: there is none. */
  readonly second: Transport | null;
  /** What carries heartbeat and alarms, in the order in which they are tried. */
  readonly forAlarms: readonly Transport[];
}

/** The ways out that the settings name. */
export function relaysOf(config: IntakeConfig, clock: Clock): Relays {
  const { courier, secondCourier, dataDir } = config;
  const first = transportOf(courier, dataDir, clock);
  const second = secondCourier && transportOf(secondCourier, dataDir, clock);
  // An alarm about the first must not wait for it; and one in a folder reaches nobody.
  const carriers = [
    ...(second !== null && secondCourier?.kind !== 'outbox' ? [second] : []),
    ...(courier.kind === 'outbox' ? [] : [first]),
  ];
  return { first, second, forAlarms: carriers.length === 0 ? [first] : carriers };
}

function transportOf(courier: CourierConfig, dataDir: string, clock: Clock): Transport {
  switch (courier.kind) {
    case 'outbox':
      return outboxTransport(join(dataDir, 'outbox'));
    case 'smtp':
      return smtpTransport(courier.url);
    case 'resend':
      return resendTransport(courier, clock);
  }
}
