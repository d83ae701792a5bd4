import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { z } from 'zod';

/** What signs the tokens, and what others verify them with. */
export interface IssuerKey {
  readonly signing: CryptoKey | Uint8Array;
  readonly kid: string;
  readonly publicJwk: JWK;
}

const keptKeySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  d: z.string().min(1),
});

/**
 * The issuer's key pair, made the first time and kept: tokens given before a restart stay good after it.
 * @throws where the kept file is no key: a silent new one would make every token out there a forged one
 */
export async function issuerKey(dataFolder: string): Promise<IssuerKey> {
  const file = join(dataFolder, 'issuer-key.json');
  const kept = (await readKept(file)) ?? (await makeKey(dataFolder, file));
  const { kty, kid, n, e } = keptKeySchema.parse(kept);
  const signing = await importJWK(kept, 'RS256');
  return { signing, kid, publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' } };
}

async function readKept(file: string): Promise<JWK | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const kept = keptKeySchema.parse(JSON.parse(text));
    chmodSync(file, 0o600);
    return kept;
  } catch (error) {
    throw new Error(`${file} is no key of the issuer. Remove it to have a new one made.`, { cause: error });
  }
}

/** Written aside and renamed, so that a kill in between leaves no half key. */
async function makeKey(dataFolder: string, file: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const made = { ...jwk, kid: await calculateJwkThumbprint(jwk) };
  mkdirSync(dataFolder, { recursive: true });
  const aside = `${file}.${process.pid}`;
  rmSync(aside, { force: true });
  writeFileSync(aside, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
  renameSync(aside, file);
  return made;
}
