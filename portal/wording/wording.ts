/** The languages in which the portal speaks. */
export const languages = ['fr', 'en'] as const;
export type Language = (typeof languages)[number];

/** The same texts in each language. */
export type Wording<Texts> = Readonly<Record<Language, Texts>>;

/** Texts in both languages: one that is missing in the second, or has no counterpart in the first, is a compile error. */
export function wording<Texts>(fr: Texts, en: NoInfer<Texts>): Wording<Texts> {
  return { fr: typographic(fr), en };
}

/** French has a space that does not break before « : ; ! ? » and inside « guillemets »: texts are typed with plain ones. */
function typographic<Texts>(texts: Texts): Texts {
  if (typeof texts === 'string') return texts.replace(/ (?=[:;!?»])|(?<=«) /g, '\u00a0') as Texts;
  if (typeof texts === 'function') {
    const made = texts as unknown as (...values: unknown[]) => unknown;
    return ((...values: unknown[]) => typographic(made(...values))) as Texts;
  }
  if (typeof texts !== 'object' || texts === null || texts instanceof Map) return texts;
  if (Array.isArray(texts)) return texts.map((text: unknown) => typographic(text)) as Texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typographic(text as unknown)])) as Texts;
}

/** A text with `{name}` replaced by its value; what has no value stays as it is. */
export function filled(text: string, values: Readonly<Record<string, unknown>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : whole;
  });
}

/**
 * The text of a name that is only known at run time, such as the kind of an event; the name itself where there is none, so
 * that what a newer server tells is shown all the same.
 */
export function said(
  texts: Readonly<Record<string, string>>,
  name: string,
  values: Readonly<Record<string, unknown>> = {},
): string {
  return filled(Object.hasOwn(texts, name) ? (texts[name] ?? name) : name, values);
}
