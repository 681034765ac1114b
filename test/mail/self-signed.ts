import { generateKeyPairSync, sign } from "node:crypto";

export interface KeyedCertificate {
  readonly cert: string;
  readonly key: string;
}

/** A certificate that vouches for itself, for one name or IPv4 address, valid for a year before a moment (RFC 5280). */
export function selfSigned(name: string, validUntil: number): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const ed25519 = sequence(der(0x06, Buffer.from("2b6570", "hex")));
  const subject = sequence(der(0x31, sequence(der(0x06, Buffer.from("550403", "hex")), der(0x0c, Buffer.from(name)))));
  const isAddress = /^[\d.]+$/.test(name);
  const names = sequence(
    isAddress ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name)),
  );
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ed25519,
    subject,
    sequence(moment(validUntil - YEAR_MS), moment(validUntil)),
    subject,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(sequence(der(0x06, Buffer.from("551d11", "hex")), der(0x04, names)))),
  );
  const signature = Buffer.concat([Buffer.from([0]), sign(undefined, toBeSigned, privateKey)]);
  const whole = sequence(toBeSigned, ed25519, der(0x03, signature));
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString("base64")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

const YEAR_MS = 365 * 86_400_000;

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

const moment = (ms: number): Buffer =>
  der(0x17, Buffer.from(`${new Date(ms).toISOString().replace(/\D/g, "").slice(2, 14)}Z`));
