import fc from 'fast-check';
import { attachmentName } from '../../../domain/attachment/name';

test.each([
  ['Écran vide.PNG', 'image/png', 'Écran vide.png'],
  ['photo.JPEG', 'image/jpeg', 'photo.jpeg'],
  ['report.docx', 'application/zip', 'report.docx'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Windows\\system.ini', 'text/plain', 'system.ini'],
  ['..', 'text/plain', 'attachment.txt'],
  ['', 'image/png', 'attachment.png'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['run.bat', 'text/plain', 'run.bat.txt'],
  ['picture.html', 'image/gif', 'picture.html.gif'],
  ['game.jar', 'application/zip', 'game.jar.zip'],
  ['invoice\u202egnp.exe', 'image/png', 'invoicegnp.exe.png'],
  ['a"b\r\nSet-Cookie: x.txt', 'text/plain', 'abSet-Cookie x.txt'],
  ['half \ud800.txt', 'text/plain', 'half.txt'],
  ['con.txt', 'text/plain', '_con.txt'],
  ['trailing. . ', 'text/plain', 'trailing.txt'],
] as const)('%j of %s is saved as %j', (given, type, name) => {
  expect(attachmentName(given, type)).toBe(name);
});

test('any name becomes one that every system can save, at most 300 characters, and stays as it is from then on', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = attachmentName(given, 'text/plain');
      expect(name).toMatch(/^[^/\\<>:"|?*\p{Cc}\p{Cf}\p{Cs}]+\.[a-z]+$/u);
      expect(name.length).toBeLessThanOrEqual(300);
      expect(name).not.toMatch(/^\./);
      expect(attachmentName(name, 'text/plain')).toBe(name);
    }),
  );
});
