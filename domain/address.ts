import { z } from 'zod';

const atom = String.raw`[A-Za-z0-9!#$%&'*+/=?^_{|}~\x60-]+`;
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
/** Not `1.2.3.4`: the last label begins with a letter. */
const lastLabel = '[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]';

/**
 * Words joined by points, at most 64 characters, at a domain (RFC 5321 §4.1.2, §4.5.3.1); neither quoted words nor numbers of
 * machines, which nobody has for an address.
 */
const addressPattern = new RegExp(String.raw`^(?=[^@]{1,64}@)${atom}(?:\.${atom})*@(?:${label}\.)+${lastLabel}$`);

/** Somebody's e-mail address: upper and lower case make no other person. */
export const addressSchema = z
  .email({ pattern: addressPattern, error: 'an e-mail address such as claire@dupont.example' })
  .max(254)
  .meta({ pattern: addressPattern.source });
