/**
 * The header that has a file saved, never shown, under its name (RFC 6266): in ASCII for old readers, in UTF-8 for all others (RFC
 * 8187). The name is one of `domain/attachment/name.ts`, without control characters and halves of characters.
 */
export function savedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
