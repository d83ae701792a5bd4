import fc from 'fast-check';
import { answerText } from '../../../domain/mail/answer-text';

const quote = '> Which site?\n>\n> -- \n> Support';

test.each([
  ['English', `It is Lyon.\n\nOn Fri, 27 Nov 2026 at 10:00, Support <s@cadran.example> wrote:\n${quote}\n`],
  ['French', `It is Lyon.\r\n\r\nLe ven. 27 nov. 2026 à 10:00, Support <s@cadran.example> a écrit :\r\n${quote}`],
  [
    'an attribution in two lines',
    `It is Lyon.\n\nOn Fri, 27 Nov 2026 at 10:00, Support\n<s@x.example> wrote:\n\n${quote}`,
  ],
  ['an attribution by its address', `It is Lyon.\nSupport <s@x.example> wrote:\n${quote}`],
  ['no attribution', `It is Lyon.\n\n${quote}`],
  ['Outlook', 'It is Lyon.\n\n-----Original Message-----\nFrom: Support\nSent: Friday\nTo: Claire\n\nWhich site?'],
  [
    'Outlook in French',
    'It is Lyon.\n\n________________________________\nDe : Support <s@x>\nEnvoyé : vendredi\n\nWhich?',
  ],
  ['Outlook without a line', 'It is Lyon.\n\nDe : Support <s@x.example>\nEnvoyé : vendredi\nÀ : Claire\n\nWhich site?'],
])('what is quoted below goes: %s', (_, mail) => {
  expect(answerText(mail)).toBe('It is Lyon.');
});

test.each([
  ['answers between the lines', `> Which site?\nLyon.\n> Since when?\nNine.`],
  ['an answer below', `On Friday, Support wrote:\n${quote}\n\nLyon.`],
  ['nothing but quotation', quote],
  ['nothing but an attribution', `On Friday at ten, Support wrote:\n${quote}`],
  ['words that look like a head', 'From: the printer\nnothing comes. I wrote:\nhello'],
  ['a mark within', 'if a > b\n> 3 then it fails\nalways.'],
])('%s: all stays', (_, mail) => {
  expect(answerText(mail)).toBe(mail);
});

test('control characters and halves of characters go, line ends are plain', () => {
  expect(answerText('a\0b\x07c\r\nd\re\ud800f\tg')).toBe('abc\nd\nef\tg');
});

test('whatever the mail, no line of its own before the first quotation is lost', () => {
  const line = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), fc.array(line), (own, quotedLines) => {
      const mail = [...own, ...quotedLines.map((one) => `> ${one}`)].join('\n');
      expect(answerText(mail)).toBe(own.join('\n'));
    }),
  );
});
