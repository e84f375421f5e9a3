import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderAgreementPdf } from '../../server/features/documents/agreement.pdf.ts';
import { assertComplete } from '../../server/features/documents/agreement-check.ts';
import {
  type AgreementDocument,
  articleSeventyClauses,
  clauseBlocks,
  clauseKeys,
  endingOf,
} from '../../server/features/documents/agreement-document.ts';
import { canonicalJson, sha256Hex } from '../../server/features/documents/canonical-json.ts';
import {
  newVerificationCode,
  parseVerificationCode,
} from '../../server/features/documents/verification-code.ts';
import { wordsFor } from '../../server/locales/words.ts';
import { sampleAgreement } from '../support/sample-agreement.ts';

describe('canonical JSON', () => {
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 5 }),
      fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 5 }),
    ),
  }));

  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{}, '{}'],
    [[], '[]'],
    [-0, '0'],
    ['€$\u000f\nA\'B"\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\"/"'],
    ['金额 😀', '"金额 😀"'],
  ])('writes %j', (input, text) => {
    expect(canonicalJson(input)).toBe(text);
  });

  it('sorts keys by UTF-16 code units (the example of RFC 8785, section 3.2.3)', () => {
    const input = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(canonicalJson(input)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it.each([
    [{ terms: { count: 1.5 } }, '$.terms.count is the number 1.5'],
    [[1, undefined], '$[1] is undefined'],
    [{ a: 10n }, '$.a is a bigint'],
    [{ a: Number.NaN }, '$.a is the number NaN'],
    [{ a: 2 ** 53 }, '$.a is the number 9007199254740992'],
    [{ a: new Map() }, '$.a is a Map'],
    [{ a: '\ud83d' }, '$.a holds half a character'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is refused
    [[1, , 2], '$[1] is undefined'],
  ])('refuses %o', (input, message) => {
    expect(() => canonicalJson(input)).toThrow(message);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(value, (input) => {
        expect(JSON.parse(canonicalJson(input))).toEqual(input);
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    const reversed = (input: unknown): unknown => {
      if (Array.isArray(input)) return input.map(reversed);
      if (typeof input !== 'object' || input === null) return input;
      const members = Object.entries(input).reverse();
      return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
    };
    fc.assert(fc.property(value, (input) => canonicalJson(reversed(input)) === canonicalJson(input)));
  });

  it('hashes as SHA-256 does (FIPS 180-2, "abc")', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('verification code', () => {
  const code = fc
    .uint8Array({ minLength: 16, maxLength: 16 })
    .map((bytes) => newVerificationCode(() => bytes));
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

  it('is five groups, random each time', () => {
    const codes = Array.from({ length: 200 }, () => newVerificationCode());
    expect(new Set(codes).size).toBe(200);
    for (const one of codes) expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$/);
  });

  it('is read as it was made', () => {
    fc.assert(fc.property(code, (one) => parseVerificationCode(one) === one));
  });

  it('forgives how people type', () => {
    const one = newVerificationCode(() =>
      Uint8Array.of(0, 1, 10, 11, 0, 1, 12, 13, 31, 30, 29, 28, 0, 0, 1, 1),
    );
    expect(one).toMatch(/^01AB-01CD-ZYXW-0011-/);
    const check = one.slice(-1);
    for (const typed of [
      one.toLowerCase(),
      one.replaceAll('-', ''),
      `  oIab oLcd zyxw ooil ${check} `,
      `０１ＡＢ－０１ＣＤ－ＺＹＸＷ－００１１－${check}`,
      one.replaceAll('-', '–'),
    ]) {
      expect(parseVerificationCode(typed)).toBe(one);
    }
  });

  it.each(['', 'hello', '0000-0000-0000-0000', '0000-0000-0000-0000-U', '0000-0000-0000-0000-00'])(
    'refuses %j',
    (typed) => {
      expect(parseVerificationCode(typed)).toBeUndefined();
    },
  );

  it('catches every single wrong symbol', () => {
    fc.assert(
      fc.property(code, fc.nat(16), fc.constantFrom(...symbols), (one, at, symbol) => {
        const bare = one.replaceAll('-', '');
        fc.pre(bare[at] !== symbol);
        return parseVerificationCode(bare.slice(0, at) + symbol + bare.slice(at + 1)) === undefined;
      }),
    );
  });

  it('catches every swap of two symbols, wherever they stand', () => {
    fc.assert(
      fc.property(code, fc.nat(16), fc.nat(16), (one, a, b) => {
        const swapped = [...one.replaceAll('-', '')];
        fc.pre(swapped[a] !== swapped[b]);
        [swapped[a], swapped[b]] = [swapped[b]!, swapped[a]!];
        return parseVerificationCode(swapped.join('')) === undefined;
      }),
    );
  });
});

describe('agreement', () => {
  const agreement = sampleAgreement(12);
  const withTerms = (terms: Partial<AgreementDocument['terms']>) => ({
    ...agreement,
    terms: { ...agreement.terms, ...terms },
  });
  const yuan = (minorUnits: string) => ({ minorUnits, currency: 'CNY' }) as const;

  it.each([1, 3, 12, 60])('over %i instalments is complete', (count) => {
    expect(() => assertComplete(sampleAgreement(count))).not.toThrow();
  });

  it.each(clauseBlocks)('is refused without the block %s', (block) => {
    const lacking = { ...agreement, clauses: { ...agreement.clauses, [block]: [] } };
    expect(() => assertComplete(lacking)).toThrow(`the block ${block} needs at least one clause`);
    const { [block]: _removed, ...others } = agreement.clauses;
    const absent = { ...agreement, clauses: others } as unknown as AgreementDocument;
    expect(() => assertComplete(absent)).toThrow(`the block ${block} needs at least one clause`);
  });

  it('may lack a block that its pack does not require', () => {
    const lacking = { ...agreement, clauses: { ...agreement.clauses, UNDERTAKING: [] } };
    const required = clauseBlocks.filter((block) => block !== 'UNDERTAKING');
    expect(() => assertComplete(lacking, required)).not.toThrow();
  });

  it.each<[Partial<AgreementDocument['terms']>, string]>([
    [{ count: 11 }, 'the number of instalments is 12 where the terms need 11'],
    [{ firstDueOn: '2026-12-26' }, 'the first due date is 2026-12-25'],
    [{ lastDueOn: '2027-12-25' }, 'the last due date is 2027-11-25'],
    [{ totalToPay: yuan('7575746') }, 'the sum of all payments is 7575747'],
    [{ totalInterest: yuan('1') }, 'the balance with the interest that the plan adds is 7575748'],
    [{ lastInstalmentAmount: yuan('5') }, 'the last instalment is'],
    [{ upFrontAmount: yuan('100') }, 'the sum of all payments is 7575847'],
    [{ interestFreeze: false }, 'the clause chargesFrozen is not true of the terms'],
    [{ instalmentAmount: { minorUnits: '631312', currency: 'USD' } }, 'every amount must be in CNY'],
  ])('is refused when its terms say %o', (terms, message) => {
    expect(() => assertComplete(withTerms(terms))).toThrow(message);
  });

  it('is refused when an instalment or the balance does not add up', () => {
    const schedule = agreement.schedule.map((row) => (row.number === 5 ? { ...row, fees: yuan('1') } : row));
    expect(() => assertComplete({ ...agreement, schedule })).toThrow('the sum of the parts of 5 is');
    const balance = { ...agreement.balance, costs: yuan('0') };
    expect(() => assertComplete({ ...agreement, balance })).toThrow('the sum of the parts of the balance is');
    expect(() => assertComplete({ ...agreement, schedule: [] })).toThrow('needs at least one instalment');
  });

  it('takes the clauses that are true of its terms', () => {
    const plain = articleSeventyClauses({ interestFreeze: true, upFrontAmount: yuan('0') });
    expect(plain.CHARGES).toEqual(['chargesFrozen']);
    expect(plain.REPAYMENT).not.toContain('repaymentUpFront');
    const other = articleSeventyClauses({ interestFreeze: false, upFrontAmount: yuan('500') });
    expect(other.CHARGES).toEqual(['chargesRunning']);
    expect(other.REPAYMENT).toContain('repaymentUpFront');
  });

  it.each([
    ['6225768812345678', '5678'],
    ['12345', '45'],
    ['7', ''],
    ['', ''],
  ])('shows of the number %j only %j', (number, ending) => {
    expect(endingOf(number)).toBe(ending);
  });
});

describe('agreement PDF', () => {
  const render = (agreement: AgreementDocument) =>
    renderAgreementPdf(agreement, wordsFor(agreement.language));
  const pageCount = (pdf: Buffer) =>
    Number(/\/Type \/Pages\n\/Count (\d+)/.exec(pdf.toString('latin1'))?.[1]);

  it.each(['zh-CN', 'en'] as const)('in %s is the same file for the same agreement', async (language) => {
    const [one, two] = await Promise.all([
      render(sampleAgreement(12, language)),
      render(sampleAgreement(12, language)),
    ]);
    expect(one.equals(two)).toBe(true);
    const shuffled = Object.fromEntries(Object.entries(sampleAgreement(12, language)).reverse());
    expect(one.equals(await render(shuffled as unknown as AgreementDocument))).toBe(true);
  });

  it('is another file for another agreement', async () => {
    const agreement = sampleAgreement(3);
    const other = { ...agreement, source: { ...agreement.source, revision: 4 } };
    expect((await render(agreement)).equals(await render(other))).toBe(false);
  });

  it.each(['zh-CN', 'en'] as const)(
    'in %s embeds its fonts, says its language and is tagged',
    async (language) => {
      const text = (await render(sampleAgreement(3, language))).toString('latin1');
      expect(text).toMatch(/^%PDF-1\.7\n/);
      expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansSC-Regular/);
      expect(text).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansSC-SemiBold/);
      expect(text).not.toContain('/BaseFont /Helvetica');
      expect(text).toContain(`/Lang (${language})`);
      expect(text).toContain('/Marked true');
      expect(text).toContain('/DisplayDocTitle true');
      expect(text).toContain('(D:20261122023105Z)');
    },
  );

  it('grows by pages with the schedule', async () => {
    expect(pageCount(await render(sampleAgreement(3, 'en')))).toBe(3);
    expect(pageCount(await render(sampleAgreement(60, 'en')))).toBe(4);
    expect(pageCount(await render(sampleAgreement(60)))).toBe(4);
  });

  it('carries the canonical JSON whose hash it prints', async () => {
    const agreement = sampleAgreement(3);
    const file = embeddedFile(await render(agreement));
    expect(file).toBe(canonicalJson(agreement));
    expect(JSON.parse(file)).toEqual(agreement);
  });

  it('is not printed in a language that was not signed', async () => {
    await expect(renderAgreementPdf(sampleAgreement(3, 'en'), wordsFor('zh-CN'))).rejects.toThrow(
      'signed in en',
    );
  });

  it('finds every value that the words for an up-front payment and for running interest need', async () => {
    const agreement = sampleAgreement(3);
    const terms = {
      ...agreement.terms,
      interestFreeze: false,
      upFrontAmount: { minorUnits: '10000', currency: 'CNY' as const },
    };
    const other = { ...agreement, terms, clauses: articleSeventyClauses(terms) };
    await expect(render(other)).resolves.toBeInstanceOf(Buffer);
  });
});

describe('words of the agreement', () => {
  it.each(['zh-CN', 'en'] as const)('in %s has every block and clause', (locale) => {
    const { t } = wordsFor(locale);
    const anyValue = new Proxy({}, { get: () => 'x' });
    for (const block of clauseBlocks) {
      expect(t(`agreement.block.${block}`)).not.toBe('');
      for (const key of clauseKeys[block])
        expect(t(`agreement.clause.${key}`, anyValue).length).toBeGreaterThan(5);
    }
  });
});

function embeddedFile(pdf: Buffer): string {
  const start = pdf.indexOf('/Type /EmbeddedFile');
  const from = pdf.indexOf('stream\n', start) + 'stream\n'.length;
  return inflateSync(pdf.subarray(from, pdf.indexOf('\nendstream', from))).toString('utf8');
}
