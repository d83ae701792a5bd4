/** An element as a reader of XML sees it; `text`: that of its own, with entities read. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const token = /<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\]\]>/;

/** Reads XML 1.0 without namespaces, comments or definitions, and throws where it is not well-formed. */
export function readXml(xml: string): XmlElement {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n';
  if (!xml.startsWith(head)) throw new Error('no head');
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (token.lastIndex = head.length; token.lastIndex < xml.length;) {
    const at = token.lastIndex;
    const found = token.exec(xml);
    const inner = open.at(-1);
    if (!found || !inner) throw new Error(`not well-formed at ${xml.slice(at, at + 40)}`);
    const [, closed, name, attributes = '', isEmpty, text] = found;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed || open.length === 0) throw new Error(`${closed} is not open`);
    } else if (name !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
        key,
        read(value),
      ]);
      const element: XmlElement = {
        name,
        attributes: Object.fromEntries(pairs) as Record<string, string>,
        children: [],
        text: '',
      };
      inner.children.push(element);
      if (isEmpty === '') open.push(element);
    } else inner.text += read(text ?? '');
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !only || root.text.trim() !== '')
    throw new Error('no one root');
  return only;
}

function read(text: string): string {
  if (forbidden.test(text)) throw new Error('a character that XML has no place for');
  return text.replace(/&(#x?[0-9a-fA-F]+|\w+)?;?/g, (entity, name: string | undefined) => {
    const decoded = name === undefined ? undefined : (entities[name] ?? numbered(name));
    if (decoded === undefined || !entity.endsWith(';')) throw new Error(`no entity: ${entity}`);
    return decoded;
  });
}

function numbered(name: string): string | undefined {
  if (!name.startsWith('#')) return undefined;
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
  return forbidden.test(String.fromCodePoint(code)) ? undefined : String.fromCodePoint(code);
}
