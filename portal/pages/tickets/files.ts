import { call, newKey, type AnswerOf } from '../../api/call';
import { inWords } from '../../api/words';
import { ticketWords } from '../../wording/ticket';
import { filled, type Language } from '../../wording/wording';

type Listing = AnswerOf<'listTicketAttachments'>['items'][number];

/** A file that is sent again is the same one. */
const keys = new WeakMap<File, string>();

/** Sends one file. @returns why it was not taken */
export async function sent(
  reference: string,
  file: File,
  { internal, mostBytes, language }: { internal: boolean; mostBytes: number; language: Language },
): Promise<string | undefined> {
  if (file.size > mostBytes)
    return filled(ticketWords[language]['files.tooLarge'], { most: size(mostBytes, language) });
  const key = keys.get(file) ?? newKey();
  keys.set(file, key);
  try {
    await call('attachToTicket', {
      params: { reference },
      query: { name: file.name, ...(internal ? { internal: 'true' as const } : {}) },
      headers: { 'idempotency-key': key },
      body: file as unknown as Uint8Array<ArrayBuffer>,
    });
    return undefined;
  } catch (error) {
    return faultOf(error, language);
  }
}

/** Saves a file; the browser never shows it as a page. */
export async function save(reference: string, { id, name }: Listing): Promise<void> {
  const bytes = (await call('fetchTicketAttachment', { params: { reference, id } })) as Uint8Array<ArrayBuffer>;
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function faultOf(error: unknown, language: Language): string {
  const { title, detail } = inWords(error, language);
  return detail ?? title;
}

/** Bytes for people, in units of 1024. */
export function size(bytes: number, language: Language): string {
  const [amount, unit] =
    bytes < 1024
      ? ([bytes, 'B'] as const)
      : bytes < 1024 * 1024
        ? ([bytes / 1024, 'kB'] as const)
        : ([bytes / 1024 / 1024, 'MB'] as const);
  return `${Number(amount.toPrecision(3))} ${ticketWords[language][`files.${unit}`]}`;
}
