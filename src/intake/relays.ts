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
  /** Takes over old letters and carries alarms; null: there is none. */
  readonly second: Transport | null;
}

/** The ways out that the settings name. */
export const relaysOf = (
  { courier, secondCourier, dataDir }: IntakeConfig,
  clock: Clock,
): Relays => ({
  first: transportOf(courier, dataDir, clock),
  second: secondCourier && transportOf(secondCourier, dataDir, clock),
});

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
