import { z } from 'zod';

/** An address on the web, such as the example. No password stands in it: what Cadran sends is signed, and others read what is kept. */
export function webAddress(example: string) {
  return z
    .url({ protocol: /^https?$/, error: `an address such as ${example}` })
    .max(500)
    .refine(
      (url) => !URL.canParse(url) || (new URL(url).username === '' && new URL(url).password === ''),
      'an address without name and password: what is sent is signed',
    );
}
