import fc from 'fast-check';
import { typeOfContent } from '../../../domain/attachment/content';
import { gif, gzip, jpeg, pdf, png, text, webp, zip, zipEnd } from './samples';

test.each([
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/gif', gif],
  ['image/webp', webp],
  ['application/pdf', pdf],
  ['application/zip', zip],
  ['application/zip', zipEnd],
  ['application/gzip', gzip],
  ['text/plain', text],
  ['text/plain', Buffer.from('{"a":1}')],
  ['text/plain', Buffer.from('<?xml version="1.0"?><order number="4"/>')],
  ['text/plain', Buffer.from(`${'a log line\n'.repeat(200)}<html><body>what the server answered</body></html>`)],
])('%s is known by its content (%#)', (type, bytes) => {
  expect(typeOfContent(bytes)).toBe(type);
});

const page = Buffer.from('<html><script>alert(1)</script></html>');
test.each<[string, Uint8Array]>([
  ['nothing', Buffer.alloc(0)],
  ['a page', page],
  ['a page after an empty line, in capitals', Buffer.from('\n\n  <!DOCTYPE HTML><P>')],
  ['a page after a mark of its encoding', Buffer.from('\ufeff<html >')],
  ['a page after harmless words', Buffer.from('Dear support,\n<script src=//evil.example></script>')],
  ['a page after a comment', Buffer.from('<!-- harmless --><b>x</b>')],
  ['a drawing that can run scripts', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a drawing under another name', Buffer.from('<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>')],
  ['a page as XML', Buffer.from('<y xmlns="http://www.w3.org/1999/xhtml"/>')],
  ['a page in UTF-16', Buffer.from('\ufeff<html>', 'utf16le')],
  ['a program of a shell', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ['a program of a server', Buffer.from('<?php system($_GET[0]);')],
  ['a program of Windows', Buffer.from('MZ\x90\0\x03\0', 'latin1')],
  ['a program of Linux', Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1')],
  ['a text that is no UTF-8', Buffer.from('caf\xe9', 'latin1')],
  ['a text with a zero in it', Buffer.from('a\0b')],
  ['a picture with a page in its head', Buffer.concat([gif.subarray(0, 6), page, gif.subarray(6)])],
  ['a picture with a page behind it', Buffer.concat([png, page])],
  ['a picture with a program of Java behind it', Buffer.concat([gif, zip])],
  ['a document with an archive behind it', Buffer.concat([pdf, zip])],
  ['a picture with an archive behind it', Buffer.concat([jpeg, zip])],
  ['a picture longer than it says', Buffer.concat([webp, page])],
  ['an archive with something behind it', Buffer.concat([zip, page])],
  ['an archive without its end', zip.subarray(0, 12)],
  ['a document that begins later', Buffer.concat([Buffer.from('\0'), pdf])],
])('%s is not taken', (_, bytes) => {
  expect(typeOfContent(bytes)).toBeUndefined();
});

test('whatever the bytes, the answer is one of those or none, and a page at the front is never taken', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      typeOfContent(bytes);
      expect(typeOfContent(Buffer.concat([Buffer.from('<script>'), bytes]))).toBeUndefined();
    }),
  );
});
