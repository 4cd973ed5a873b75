// Whether a seed is the one that was promised: its SHA-256, worked out here and not taken from the server.

export async function fits(seed, commitment) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(seed)));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("") === commitment;
}
