// Reads and checks what a letter's QR says for itself: the same as silastri/domain/statement.py, for the browser.
"use strict";

const Statement = (() => {
  const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*+-/", FORM = "1";

  // Three signs of the text are two bytes; the last sign tells the form.
  const bytesOf = (text) => {
    const body = text.slice(0, -1), bytes = [];
    if (text.slice(-1) !== FORM || body.length % 3 === 1) throw new Error("form");
    for (let n = 0; n < body.length; n += 3) {
      const signs = body.slice(n, n + 3);
      let value = 0;
      for (let i = signs.length - 1; i >= 0; i--) {
        const sign = SIGNS.indexOf(signs[i]);
        if (sign < 0) throw new Error("sign");
        value = value * SIGNS.length + sign;
      }
      if (value >= (signs.length === 3 ? 65536 : 256)) throw new Error("value");
      if (signs.length === 3) bytes.push(value >> 8);
      bytes.push(value & 255);
    }
    return new Uint8Array(bytes);
  };

  // As much of CBOR (RFC 8949) as statements use.
  const cbor = (bytes) => {
    let at = 0;
    const take = (count) => {
      if (at + count > bytes.length) throw new Error("end");
      at += count;
      return bytes.subarray(at - count, at);
    };
    const length = (low) => {
      if (low < 24) return low;
      if (low > 26) throw new Error("length");
      return take(1 << (low - 24)).reduce((value, byte) => value * 256 + byte, 0);
    };
    const many = (count, one) => Array.from({ length: count }, one);
    const item = () => {
      const head = take(1)[0], count = length(head & 31);
      switch (head >> 5) {
        case 0: return count;
        case 1: return -1 - count;
        case 2: return take(count);
        case 3: return new TextDecoder("utf-8", { fatal: true }).decode(take(count));
        case 4: return many(count, item);
        case 5: return new Map(many(count, () => [item(), item()]));
        case 6: return { tag: count, value: item() };
        default: throw new Error("kind");
      }
    };
    const value = item();
    if (at !== bytes.length) throw new Error("more");
    return value;
  };

  const day = (days) => {
    if (!Number.isInteger(days)) throw new Error("day");
    return new Date(days * 864e5).toISOString().slice(0, 10);
  };
  const word = (value) => { if (typeof value !== "string") throw new Error("word"); return value; };
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  // What the text says; nothing of it is checked yet. Throws where it is damaged.
  const read = (text) => {
    const { tag, value: [head, more, body, signature] } = cbor(bytesOf(text));
    const named = cbor(head), claims = cbor(body);
    if (tag !== 18 || !(more instanceof Map) || more.size || named.get(1) !== -7 || signature.length !== 64) throw new Error("parts");
    return {
      kid: hex(named.get(4)), head, body, signature,
      number: word(claims.get(1)), name: word(claims.get(2)), on: day(claims.get(3)),
      until: claims.has(4) ? day(claims.get(4)) : "", initials: word(claims.get(5)), content: hex(claims.get(6)),
      host: word(claims.get(7)), made: day(claims.get(8)),
    };
  };

  const packed = (kind, bytes) => {
    const count = bytes.length;
    const head = count < 24 ? [kind | count] : count < 256 ? [kind | 24, count] : [kind | 25, count >> 8, count & 255];
    return [...head, ...bytes];
  };

  // Whether that key signed it, for the letter with that code.
  const holds = async (said, code, { kty, crv, x, y }) => {
    const utf8 = (text) => new TextEncoder().encode(text);
    const signed = [0x84, ...packed(0x60, utf8("Signature1")), ...packed(0x40, said.head), ...packed(0x40, utf8(code)), ...packed(0x40, said.body)];
    const way = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, way, false, ["verify"]);
    return crypto.subtle.verify(way, key, said.signature, new Uint8Array(signed));
  };

  return { read, holds };
})();
