import { keysAddress } from '../../api/issuer-keys';

test.each([
  ['https://login.example', undefined, 'https://login.example/jwks'],
  ['https://login.example/', undefined, 'https://login.example/jwks'],
  ['https://login.example/realms/support', undefined, 'https://login.example/realms/support/jwks'],
  ['https://login.example/realms/support/', undefined, 'https://login.example/realms/support/jwks'],
  ['https://login.example', 'https://keys.example/certs', 'https://keys.example/certs'],
])('of %s, told %s: %s', (issuer, jwksUrl, address) => {
  expect(keysAddress({ issuer, jwksUrl }).href).toBe(address);
});
