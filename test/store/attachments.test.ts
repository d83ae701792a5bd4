import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import {
  discardAttachment,
  keepAttachment,
  readAttachment,
  storeAttachment,
  unkeptAttachments,
} from '../../store/attachments';
import { createCollections } from '../../store/collections';
import { onStoreAlone } from './store-alone';

onStoreAlone();
beforeAll(createCollections);
const reference = 'T-0000000000';
const files = () => mongoose.connection.collection('attachments.files').countDocuments();
const chunks = () => mongoose.connection.collection('attachments.chunks').countDocuments();

test('ten megabytes come back as they were, and are stored once however often they are given', async () => {
  const bytes = randomBytes(10 * 1024 * 1024);
  await storeAttachment('big', reference, bytes, 1000);
  await storeAttachment('big', reference, bytes, 2000);
  expect((await readAttachment('big'))?.equals(bytes)).toBe(true);
  expect(await files()).toBe(1);
  expect(await keepAttachment('big')).toBe(true);
  expect(await unkeptAttachments(9000, 10)).toEqual([]);
  expect(await discardAttachment('big', 9000)).toBe(false);
});

test('two uploads at once leave one, and what is discarded leaves nothing', async () => {
  const [filesBefore, chunksBefore] = await Promise.all([files(), chunks()]);
  const bytes = Buffer.from('twice');
  await Promise.all([
    storeAttachment('twice', reference, bytes, 1000),
    storeAttachment('twice', reference, bytes, 1000),
  ]);
  expect(await files()).toBe(filesBefore + 1);
  expect(await unkeptAttachments(1000, 10)).toEqual([{ id: 'twice', reference, storedAtMs: 1000 }]);
  expect(await unkeptAttachments(999, 10)).toEqual([]);
  expect(await discardAttachment('twice', 999)).toBe(false);
  expect(await discardAttachment('twice', 1000)).toBe(true);
  expect(await readAttachment('twice')).toBeNull();
  expect(await keepAttachment('twice')).toBe(false);
  expect([await files(), await chunks()]).toEqual([filesBefore, chunksBefore]);
});

test('of an upload that was cut short the chunks go too', async () => {
  const chunksBefore = await chunks();
  await storeAttachment('cut', reference, Buffer.from('cut short'), 1000);
  // As it is when the process dies before the last byte: chunks, and no file that they belong to.
  await mongoose.connection.collection('attachments.files').deleteOne({ filename: 'cut' });
  expect(await chunks()).toBe(chunksBefore + 1);
  expect(await discardAttachment('cut', 1000)).toBe(true);
  expect(await chunks()).toBe(chunksBefore);
});
