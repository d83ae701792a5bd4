import express, { type Request, type RequestHandler, type Response } from 'express';
import type { RawBody } from './operation';
import { asProblem, Problem } from './problem';
import { unavailable } from './store-access';
import { strictJson } from './strict-json';

/** Bodies larger than this are refused before they are read; one that is compressed, as soon as it has become so large. */
const bodyLimit = '256kb';

const readJson: RequestHandler = express.json({ limit: bodyLimit, strict: true, verify: strictJson });

/** Files are held in memory while they are looked at: as many at once. */
const mostFiles = 8;
let files = 0;

/**
 * What a request's body says: JSON, or the bytes of a file. It is read once it is known that its sender may ask for this: others
 * cost nothing by theirs.
 */
export async function bodyOf(request: Request, response: Response, raw?: RawBody): Promise<unknown> {
  if (raw) return await fileOf(request, response, raw);
  if (!request.is('application/json')) throw new Problem(415, 'unsupported-media-type');
  await read(readJson, request, response);
  return request.body;
}

async function fileOf(request: Request, response: Response, raw: RawBody): Promise<Uint8Array> {
  const { mediaType, mostBytes, tooLarge } = raw;
  if (!request.is(mediaType)) throw new Problem(415, 'bytes-expected');
  if (files >= mostFiles) throw unavailable();
  files += 1;
  // Until it is answered, not only until it is read.
  response.once('close', () => (files -= 1));
  try {
    await read(express.raw({ limit: mostBytes, type: mediaType }), request, response);
  } catch (error) {
    throw asProblem(error).status === 413 ? tooLarge : error;
  }
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

async function read(reader: RequestHandler, request: Request, response: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    void reader(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}
