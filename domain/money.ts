import { z } from 'zod';
import type { Language } from './languages';

/** Currencies of ISO 4217 whose smallest unit is no hundredth, by the number of decimals that they have. */
const decimals: Readonly<Record<string, 0 | 3>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
};

/** The currencies in which amounts are written. A list of its own: what the machine knows differs from one to the next. */
export const currencySchema = z
  .enum([
    ...(['AED', 'AFN', 'ALL', 'AMD', 'AOA', 'ARS', 'AUD', 'AWG', 'AZN', 'BAM', 'BBD', 'BDT', 'BHD', 'BIF'] as const),
    ...(['BMD', 'BND', 'BOB', 'BRL', 'BSD', 'BTN', 'BWP', 'BYN', 'BZD', 'CAD', 'CDF', 'CHF', 'CLP', 'CNY'] as const),
    ...(['COP', 'CRC', 'CUP', 'CVE', 'CZK', 'DJF', 'DKK', 'DOP', 'DZD', 'EGP', 'ERN', 'ETB', 'EUR', 'FJD'] as const),
    ...(['FKP', 'GBP', 'GEL', 'GHS', 'GIP', 'GMD', 'GNF', 'GTQ', 'GYD', 'HKD', 'HNL', 'HTG', 'HUF', 'IDR'] as const),
    ...(['ILS', 'INR', 'IQD', 'IRR', 'ISK', 'JMD', 'JOD', 'JPY', 'KES', 'KGS', 'KHR', 'KMF', 'KPW', 'KRW'] as const),
    ...(['KWD', 'KYD', 'KZT', 'LAK', 'LBP', 'LKR', 'LRD', 'LSL', 'LYD', 'MAD', 'MDL', 'MGA', 'MKD', 'MMK'] as const),
    ...(['MNT', 'MOP', 'MRU', 'MUR', 'MVR', 'MWK', 'MXN', 'MYR', 'MZN', 'NAD', 'NGN', 'NIO', 'NOK', 'NPR'] as const),
    ...(['NZD', 'OMR', 'PAB', 'PEN', 'PGK', 'PHP', 'PKR', 'PLN', 'PYG', 'QAR', 'RON', 'RSD', 'RUB', 'RWF'] as const),
    ...(['SAR', 'SBD', 'SCR', 'SDG', 'SEK', 'SGD', 'SHP', 'SLE', 'SOS', 'SRD', 'SSP', 'STN', 'SVC', 'SYP'] as const),
    ...(['SZL', 'THB', 'TJS', 'TMT', 'TND', 'TOP', 'TRY', 'TTD', 'TWD', 'TZS', 'UAH', 'UGX', 'USD', 'UYU'] as const),
    ...(['UZS', 'VES', 'VND', 'VUV', 'WST', 'XAF', 'XCD', 'XOF', 'XPF', 'YER', 'ZAR', 'ZMW'] as const),
  ])
  .meta({ id: 'Currency', description: 'ISO 4217' });
export type Currency = z.infer<typeof currencySchema>;

/**
 * An amount of more than nothing, exact: decimal digits with a point (`1250.00`), never a floating number. At most twelve digits
 * before the point, so that what only reads floating numbers still reads it without loss.
 */
export const amountSchema = z
  .string()
  .regex(/^(?=.*[1-9])(0|[1-9]\d{0,11})(\.\d{1,3})?$/, 'an amount of more than nothing, such as 1250.00')
  .meta({ id: 'Amount', description: 'Decimal digits with a point, as many decimals as the currency has' });

/** How many decimals a currency has (ISO 4217), which a browser or the machine may know differently. */
export function decimalsOf(currency: Currency): number {
  return decimals[currency] ?? 2;
}

/** An amount with all the decimals that its currency has; `undefined` when it has more than those. */
export function exactAmount(amount: string, currency: Currency): string | undefined {
  const [whole = '', fraction = ''] = amount.split('.');
  const places = decimalsOf(currency);
  if (fraction.length > places) return undefined;
  return places === 0 ? whole : `${whole}.${fraction.padEnd(places, '0')}`;
}

/** An exact amount as it is written in a language (`1 250,00 €`), with all decimals of its currency. */
export function amountInWords(amount: string, currency: Currency, language: Language): string {
  const places = decimalsOf(currency);
  const format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    ...{ style: 'currency', currency, minimumFractionDigits: places, maximumFractionDigits: places },
  });
  // As text: a number would be rounded on its way.
  return format.format(amount as `${number}`);
}
