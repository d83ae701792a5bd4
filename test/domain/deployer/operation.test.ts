import fc from 'fast-check';
import { operationId, operationIdSchema } from '../../../domain/deployer/operation';

test('a name keeps what an address may hold', () => {
  expect(operationId('upgrade:dupont:wms@2026.4/promotion/1')).toBe('upgrade:dupont:wms@2026.4~2f~promotion~2f~1');
});

test('every name makes an id, and no two names the same', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }).filter((text) => !/^\.\.?$/.test(text));
  fc.assert(
    fc.property(name, name, (one, other) => {
      expect(operationIdSchema.safeParse(operationId(one)).success).toBe(true);
      expect(operationId(one) === operationId(other)).toBe(one === other);
    }),
  );
});
