/** A number: what is dialled (E.164 or short) and what is shown. */
export interface PhoneNumber {
  readonly number: string;
  readonly display: string;
}

// Freephone and shared-cost numbers are not reached from abroad: they are dialled as inside Sweden.
const SERVICE_NUMBER = /^\+46(20|77)/;

/** The `href` that dials a number: short numbers and service numbers (020, 077x) as inside Sweden, others in E.164. */
export const telHref = (number: string): string =>
  `tel:${SERVICE_NUMBER.test(number) ? nationalDigits(number) : number}`;

/** The `href` that begins a text message to a number. */
export const smsHref = (number: string): string => `sms:${number}`;

/** The digits as dialled inside Sweden: `+4620555666` is 020555666, `116016` stays. */
const nationalDigits = (number: string): string => number.replace(/^\+46/, '0');

/** Whether what is shown has exactly the digits that are dialled. */
export const showsItsDigits = ({ number, display }: PhoneNumber): boolean =>
  display.replace(/[ -]/g, '') === nationalDigits(number);
