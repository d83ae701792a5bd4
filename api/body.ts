import express, { type Request, type RequestHandler, type Response } from 'express';
import { Problem } from './problem';
import { strictJson } from './strict-json';

/** Bodies larger than this are refused before they are read; one that is compressed, as soon as it has become so large. */
const bodyLimit = '256kb';

const read: RequestHandler = express.json({ limit: bodyLimit, strict: true, verify: strictJson });

/** The JSON of a request's body. It is read once it is known that its sender may ask for this: others cost nothing by theirs. */
export async function bodyOf(request: Request, response: Response): Promise<unknown> {
  if (!request.is('application/json')) throw new Problem(415, 'unsupported-media-type');
  await new Promise<void>((resolve, reject) => {
    void read(request, response, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
  return request.body;
}
