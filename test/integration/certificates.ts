import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A certificate and its key, as PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

/** An authority of a test's own: its certificate, and what it certifies. */
export interface Authority {
  readonly certificate: string;
  /** Certifies a new key for who serves at 127.0.0.1, or calls from there. */
  certify(name: string): Certified;
}

/** Makes an authority whose certificates (X.509 v3, RFC 5280, ECDSA P-256) are good for a day: Node itself makes none. */
export function testAuthority(): Authority {
  const own = newKey();
  const authority = 'Authority of a test';
  const basicConstraints = extension('551d13', sequence(der(0x01, Buffer.from([0xff]))));
  const certificate = certify({ subject: authority, issuer: authority, of: own.publicKey, by: own.privateKey }, [
    basicConstraints,
  ]);
  return {
    certificate,
    certify: (subject) => {
      const { publicKey, privateKey } = newKey();
      const loopback = der(0x87, Buffer.from([127, 0, 0, 1]));
      const alternativeName = extension('551d11', sequence(loopback));
      const plan = { subject, issuer: authority, of: publicKey, by: own.privateKey };
      return {
        certificate: certify(plan, [alternativeName]),
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      };
    },
  };
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

interface Certification {
  readonly subject: string;
  readonly issuer: string;
  readonly of: KeyObject;
  readonly by: KeyObject;
}

function certify({ subject, issuer, of, by }: Certification, extensions: Buffer[]): string {
  const algorithm = sequence(oid('2a8648ce3d040302'));
  const day = 86_400_000;
  const validity = sequence(time(Date.now() - day), time(Date.now() + day));
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    nameOf(issuer),
    validity,
    nameOf(subject),
    of.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign('sha256', body, by)]);
  const base64 = sequence(body, algorithm, der(0x03, signature)).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, Buffer.concat(parts));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), der(0x04, value));
const nameOf = (name: string): Buffer => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
/** UTCTime, to the second. */
const time = (ms: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
