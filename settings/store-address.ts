import mongoose from 'mongoose';

/** Why an address can be none of a MongoDB, in words that quote nothing of it: it holds a password. Nothing is connected. */
export function storeAddressFault(address: string): string | undefined {
  if (!/^mongodb(\+srv)?:\/\//.test(address)) return 'an address such as mongodb://127.0.0.1:27017/cadran';
  try {
    new mongoose.mongo.MongoClient(address);
    return undefined;
  } catch (error) {
    return withoutAddress(error, address);
  }
}

/** The driver's words without the address, or the hosts that it could not read. */
export function withoutAddress(error: unknown, address: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replaceAll(address, '[the address]')
    .replace(/Unable to parse .* with URL/s, 'its hosts cannot be read');
}
