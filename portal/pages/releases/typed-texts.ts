/** Stands in a mail for what is still to be typed. */
const UNTYPED = '…';

/** A text as far as it is typed. */
export function typedOr(text = ''): string {
  return text.trim() === '' ? UNTYPED : text;
}

/** The same text in both languages, as far as it is typed. */
export function typedBoth({ fr, en }: Readonly<Record<string, string>>) {
  return { fr: typedOr(fr), en: typedOr(en) };
}
