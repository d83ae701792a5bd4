import mongoose from 'mongoose';
import { startStack, type Stack } from '../../local/stack';
import { collectionsAreMade, createCollections } from '../../store/collections';
import { connectStore, disconnectStore } from '../../store/connect';
import { temporaryFolder } from '../local/temporary-folder';

const folder = temporaryFolder();
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ dataFolder: folder });
  await connectStore(stack.addresses.mongodb);
});
afterAll(async () => {
  await disconnectStore();
  await stack.stop();
});

const names = (): string[] => Object.values(mongoose.models).map(({ collection }) => collection.name);

test('nothing may write to an empty store; once its collections are made all may at once, and making them again is nothing', async () => {
  expect(await collectionsAreMade()).toBe(false);
  await createCollections();
  expect(await collectionsAreMade()).toBe(true);
  expect(names().length).toBeGreaterThan(8);
  const firstWrites = names().map((name) => mongoose.connection.collection(name).insertOne({ of: name }));
  await Promise.all([...firstWrites, createCollections()]);
  for (const name of names()) expect(await mongoose.connection.collection(name).countDocuments({ of: name })).toBe(1);
  const indexes = await mongoose.connection.collection('events').indexes();
  expect(indexes).toContainEqual(expect.objectContaining({ key: { aggregate: 1, sequence: 1 }, unique: true }));
});
