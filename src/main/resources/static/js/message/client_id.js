// A random UUID (version 4, RFC 9562). crypto.randomUUID is missing on plain http, where a server in an office network lives.
export function newClientId() {
  return crypto.randomUUID?.() ?? uuid(crypto.getRandomValues(new Uint8Array(16)))
}

function uuid(bytes) {
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80

  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
