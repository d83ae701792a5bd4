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

/** The issuer's keys: one signs, and the one before it is still published, so that what it signed stays good. */
export interface IssuerKeys {
  readonly current: IssuerKey;
  /** The keys to publish, the signing one first. */
  readonly published: readonly JWK[];
  /** Signs with a new key from now on. What the key before the last has signed is no longer good. */
  rotate(): Promise<void>;
}

const keptKeySchema = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string().min(1),
  n: z.string().min(1),
  e: z.string().min(1),
  d: z.string().min(1),
});

/**
 * The issuer's key pairs, made the first time and kept: tokens given before a restart stay good after it.
 * @throws where a kept file is no key: a silent new one would make every token out there a forged one
 */
export async function issuerKeys(dataFolder: string): Promise<IssuerKeys> {
  const file = join(dataFolder, 'issuer-key.json');
  const fileBefore = join(dataFolder, 'issuer-key-before.json');
  let before = await readKept(fileBefore);
  let current = (await readKept(file)) ?? (await makeKey(dataFolder, file));
  let loaded = await load(current);
  return {
    get current() {
      return loaded;
    },
    get published() {
      return [current, ...(before ? [before] : [])].map(publicPart);
    },
    async rotate() {
      // A kill in between leaves no current key: the next start makes one.
      renameSync(file, fileBefore);
      const made = await makeKey(dataFolder, file);
      loaded = await load(made);
      [before, current] = [current, made];
    },
  };
}

async function load(kept: JWK): Promise<IssuerKey> {
  const signing = await importJWK(kept, 'RS256');
  return { signing, kid: keptKeySchema.parse(kept).kid, publicJwk: publicPart(kept) };
}

function publicPart(kept: JWK): JWK {
  const { kty, kid, n, e } = keptKeySchema.parse(kept);
  return { kty, n, e, kid, alg: 'RS256', use: 'sig' };
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
