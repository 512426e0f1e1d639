import { join } from 'node:path';
import type { Clock } from './clock.ts';
import type { CourierConfig, IntakeConfig } from './config.ts';
import { outboxTransport } from './transports/outbox.ts';
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
export async function relaysOf(config: IntakeConfig, clock: Clock): Promise<Relays> {
  const { courier, secondCourier, dataDir } = config;
  const first = await transportOf(courier, dataDir, clock);
  const second = secondCourier && (await transportOf(secondCourier, dataDir, clock));
  // An alarm about the first must not wait for it; and one in a folder reaches nobody.
  const carriers = [
    ...(second !== null && secondCourier?.kind !== 'outbox' ? [second] : []),
    ...(courier.kind === 'outbox' ? [] : [first]),
  ];
  return { first, second, forAlarms: carriers.length === 0 ? [first] : carriers };
}

/** A library that carries letters is loaded only where it does: each takes as much memory as hundreds of senders. */
async function transportOf(
  courier: CourierConfig,
  dataDir: string,
  clock: Clock,
): Promise<Transport> {
  switch (courier.kind) {
    case 'outbox':
      return outboxTransport(join(dataDir, 'outbox'));
    case 'smtp': {
      const { smtpTransport } = await import('./transports/smtp.ts');
      return smtpTransport(courier.url);
    }
    case 'resend': {
      const { resendTransport } = await import('./transports/resend.ts');
      return resendTransport(courier, clock);
    }
  }
}
