import { instantSchema } from '../../../domain/time/instant';

test.each(['0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-01:00'])(
  '%s is of no year 0000 to 9999 in UTC',
  (text) => {
    expect(instantSchema.safeParse(text)).toMatchObject({ success: false });
  },
);

test.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-23T09:30:00+01:00'])('%s is one', (text) => {
  expect(instantSchema.parse(text)).toBe(new Date(text).toISOString());
});
