import fc from 'fast-check';
import { amountInWords, amountSchema, currencySchema, decimalsOf, exactAmount } from '../../domain/money';
import { holds } from './seeds';

const currency = fc.constantFrom(...currencySchema.options);
/** The smallest unit of money, in whole numbers: what an amount is counted in. */
const minor = fc.bigInt({ min: 1n, max: 10n ** 12n - 1n });

function written(units: bigint, places: number): string {
  const digits = String(units).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

test('every amount is taken, kept and written exactly, in every currency and both languages', () => {
  holds(
    fc.property(currency, minor, fc.constantFrom('fr' as const, 'en' as const), (one, units, language) => {
      const places = decimalsOf(one);
      const amount = written(units, places);
      expect(amountSchema.parse(amount)).toBe(amount);
      expect(exactAmount(amount, one)).toBe(amount);
      const shorter = amount.includes('.') ? amount.replace(/\.?0+$/, '') : amount;
      expect(exactAmount(shorter, one)).toBe(amount);
      expect(BigInt(amountInWords(amount, one, language).replace(/\D/g, ''))).toBe(units);
    }),
    { numRuns: 2000 },
  );
});

test.each(['0', '0.00', '-1', '+1', '01', '1.', '.5', '1,5', '1e3', '1 000', '1.0005', '1234567890123', 'NaN', ''])(
  '%p is no amount',
  (amount) => {
    expect(amountSchema.safeParse(amount).success).toBe(false);
  },
);

test('a currency has its own decimals, whatever the machine thinks of them', () => {
  expect([decimalsOf('JPY'), decimalsOf('EUR'), decimalsOf('TND')]).toEqual([0, 2, 3]);
  // Where usage has dropped the coins, the machine knows none; ISO 4217 has them still.
  expect([decimalsOf('HUF'), decimalsOf('IQD')]).toEqual([2, 3]);
  expect(exactAmount('1', 'TND')).toBe('1.000');
  expect(exactAmount('1.5', 'JPY')).toBeUndefined();
  expect(amountInWords('999999999999.99', 'EUR', 'fr')).toBe('999\u202f999\u202f999\u202f999,99\u00a0€');
});

test('every currency is one that the machine can name', () => {
  const known = Intl.supportedValuesOf('currency');
  expect(currencySchema.options.filter((one) => !known.includes(one))).toEqual([]);
  expect(new Set(currencySchema.options).size).toBe(currencySchema.options.length);
});
