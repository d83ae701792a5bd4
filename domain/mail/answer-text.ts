/** What mail programs write before the mail that is answered, and how it begins where they break it in two lines: with a date. */
const attribution = /^(?:on|le|am|el|il)\s.{5,300}(?:wrote|a écrit|schrieb|escribió|ha scritto)\s*:$/iu;
const attributionByAddress = /^.{0,200}<[^<>\s]+@[^<>\s]+>.{0,100}(?:wrote|a écrit)\s*:$/iu;
const dated = /^\S+\s.*\b\d{4}\b/u;
/** What stands over a mail that is answered where it is not marked line by line. */
const separator = /^\s*(?:-{3,}\s*(?:original message|message d.origine|message original)\s*-{3,}|_{20,})\s*$/iu;
const from = /^\s*\*?(?:from|de)\s?:\*?\s*\S/iu;
const sent = /^\s*\*?(?:sent|date|envoyé(?: le)?)\s?:\*?\s*\S/iu;
const quoted = /^\s*>/;

/**
 * What a person has answered, without the mail that is answered below it. Where anything but quotation follows, and where nothing
 * would be left, the whole text stays: rather too much than a word lost.
 */
export function answerText(mail: string): string {
  const whole = cleaned(mail);
  const lines = whole.split('\n');
  const at = quotationBegins(lines);
  const answer = lines.slice(0, at).join('\n').trim();
  return answer === '' ? whole : answer;
}

/** The number of the line from which on all is quotation; that of all lines where nothing is. */
function quotationBegins(lines: readonly string[]): number {
  const marked = lines.findIndex((line, index) => headsOriginal(lines, line, index));
  if (marked >= 0) return marked;
  const lastOwn = lines.findLastIndex((line) => line.trim() !== '' && !quoted.test(line));
  const firstQuoted = lines.findIndex((line, index) => index > lastOwn && quoted.test(line));
  if (firstQuoted < 0) return lines.length;
  // What is quoted to the end: its attribution, in one line or two, stands before it.
  const [before, last] = [lines[lastOwn - 1] ?? '', lines[lastOwn] ?? ''].map((line) => line.trim()) as [
    string,
    string,
  ];
  if (attribution.test(last)) return lastOwn;
  if (dated.test(before) && attribution.test(`${before} ${last}`)) return lastOwn - 1;
  return attributionByAddress.test(last) ? lastOwn : firstQuoted;
}

/** `-----Original Message-----`, or the head of the mail that is answered: From, and Sent right below it. */
function headsOriginal(lines: readonly string[], line: string, index: number): boolean {
  if (separator.test(line)) return lines.slice(index + 1, index + 4).some((next) => from.test(next));
  return from.test(line) && lines.slice(index + 1, index + 3).some((next) => sent.test(next));
}

/** With line ends as everywhere, without what no text has: control characters and halves of characters. */
function cleaned(mail: string): string {
  return mail
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]|\p{Cs}/gu, '')
    .trim();
}
