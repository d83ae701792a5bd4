import { keysAddress } from '../../api/issuer-keys';

test('the issuer’s own word comes before the usual address, and after what is set', () => {
  const discoveredKeys = (): string => 'https://keys.example/discovered';
  const issuer = 'https://login.example';
  expect(keysAddress({ issuer, discoveredKeys }).href).toBe('https://keys.example/discovered');
  expect(keysAddress({ issuer, discoveredKeys, jwksUrl: 'https://keys.example/set' }).href).toBe(
    'https://keys.example/set',
  );
  expect(keysAddress({ issuer, discoveredKeys: () => undefined }).href).toBe('https://login.example/jwks');
});

test.each([
  ['https://login.example', undefined, 'https://login.example/jwks'],
  ['https://login.example/', undefined, 'https://login.example/jwks'],
  ['https://login.example/realms/support', undefined, 'https://login.example/realms/support/jwks'],
  ['https://login.example/realms/support/', undefined, 'https://login.example/realms/support/jwks'],
  ['https://login.example', 'https://keys.example/certs', 'https://keys.example/certs'],
])('of %s, told %s: %s', (issuer, jwksUrl, address) => {
  expect(keysAddress({ issuer, jwksUrl }).href).toBe(address);
});
