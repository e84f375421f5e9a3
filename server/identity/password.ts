import { hash, verify } from '@node-rs/argon2';

/** NIST SP 800-63B-4: length instead of rules about characters; ASVS 6.2. */
const lengthMin = 15;
/** Longer than any phrase; so that hashing cannot be made dear. */
const lengthMax = 200;

/** Long enough and still among the first that anybody tries: each alone or repeated. */
const common = [
  'password',
  'passw0rd',
  'quittance',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1q2w3e4r5t',
  'letmein',
  'welcome',
  'iloveyou',
  'administrator',
  'admin',
  'changeme',
  'correcthorsebatterystaple',
  'woaini',
  '5201314',
];

/** The sentence that says what would be right; null for a password that will do. */
export function passwordProblem(password: string, about: { email: string; name: string }): string | null {
  const letters = [...normalise(password)];
  if (letters.length < lengthMin)
    return `The password needs at least ${lengthMin} characters; a short sentence is best.`;
  if (letters.length > lengthMax) return `The password may have at most ${lengthMax} characters.`;
  const [localPart = ''] = about.email.toLowerCase().split('@');
  const words = [...common, localPart, about.name.toLowerCase().replace(/\s/g, '')].filter(
    (word) => word.length > 1,
  );
  const bare = letters
    .join('')
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, '');
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), bare);
  const surprises = [...rest].filter(
    (letter, at) => Math.abs(letter.charCodeAt(0) - rest.charCodeAt(at - 1)) !== 1,
  );
  if (new Set(surprises).size < 5) {
    return 'The password is too easy to guess: use a sentence without names, rows of keys or repetition.';
  }
  return null;
}

/** argon2id with the parameters of the OWASP password storage sheet (19 MiB, two passes), the library's default. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalise(password));
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return password.length <= 4 * lengthMax && verify(passwordHash, normalise(password));
}

/** The same characters typed on another keyboard are the same password. */
function normalise(password: string): string {
  return password.normalize('NFKC');
}
