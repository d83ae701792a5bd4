/**
 * A loader of webpack. What workflows share is frozen through and through by Temporal, which zod does not bear: its schemas make
 * what they are asked for when they are first asked. The freezing stops at what is frozen already, so the list of a module's exports
 * is, and what it lists is not.
 */
export default function keptOpen(source: string): string {
  return `${source}\nObject.freeze(module.exports);\n`;
}
