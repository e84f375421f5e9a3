/** A reference as printed on a letter, "Q7F2-K9MX-4T": ten letters and figures; null for anything else. */
export function readReference(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[^0-9A-Za-z]/g, '')
    .toUpperCase();
  return plain.length === 10 ? plain : null;
}

/** A birth date in any usual writing, or four last characters. The server reads it; this only finds slips. */
export function readFact(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const isFact = /^[0-9A-Za-z]{4}$|^\d{8}$|^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/.test(plain);
  return isFact ? plain : null;
}
