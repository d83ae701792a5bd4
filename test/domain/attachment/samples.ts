/** Small whole files of each kind that is taken, and what hostile ones are made of. */
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const pngEnd = '\0\0\0\0IEND\xaeB`\x82';
export const png = latin(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89${pngEnd}`);
export const jpeg = latin('\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\xff\xd9');
export const gif = latin('GIF89a\x01\0\x01\0\0\0\0;');
export const webp = latin('RIFF\x0e\0\0\0WEBPVP8L\x02\0\0\0ab');
export const pdf = latin('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
export const zipEnd = latin(`PK\x05\x06${'\0'.repeat(18)}`);
export const zip = Buffer.concat([latin('PK\x03\x04\x14\0\0\0\0\0a.txt'), zipEnd]);
export const gzip = latin('\x1f\x8b\x08\0\0\0\0\0\0\x03');
export const text = Buffer.from('\ufeff09:12 – l’écran reste vide <b>?\n\u001b[31merror\u001b[0m\n');
