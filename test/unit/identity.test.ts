import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  type AgentRole,
  type ApiScope,
  agentRoles,
  anonymous,
  system,
} from '../../server/identity/actor.ts';
import { claimsFromRequest, readSide, sessionCookie } from '../../server/identity/cookies.ts';
import { factMatches, parseFact } from '../../server/identity/debtor-sign-in.ts';
import { hashCode, newCode, normaliseCode, sameHash } from '../../server/identity/one-time-code.ts';
import { hashPassword, passwordMatches, passwordProblem } from '../../server/identity/password.ts';
import { type Action, authorise, permissions, type Resource } from '../../server/identity/permissions.ts';
import { networkOf } from '../../server/identity/rate-limit.ts';
import { makeReference, normaliseReference } from '../../server/identity/reference.ts';
import { SecretBox } from '../../server/identity/secret-box.ts';
import { hashToken, makeToken, readToken } from '../../server/identity/token.ts';
import { newTotpSecret, totpStep, totpUri } from '../../server/identity/totp.ts';
import { fixedClock } from '../../server/kernel/clock.ts';
import { AppError } from '../../server/kernel/errors.ts';
import { newId } from '../../server/kernel/id.ts';

describe('a sealed secret', () => {
  const box = new SecretBox('a secret for tests only, 32 bytes');

  it('opens with the secret it was sealed with, for its owner, and is never sealed alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (text, owner) => {
        const sealed = box.seal(text, owner);
        expect(box.open(sealed, owner)).toBe(text);
        expect(box.seal(text, owner)).not.toBe(sealed);
      }),
    );
  });

  it('opens for nobody else, and not when it was changed', () => {
    const sealed = box.seal('MFRGGZDFMZTWQ2LK', 'agent 1');
    expect(sealed).not.toContain('MFRG');
    expect(() => box.open(sealed, 'agent 2')).toThrow();
    expect(() => new SecretBox('another secret for tests, 32 bytes').open(sealed, 'agent 1')).toThrow();
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of bytes.keys()) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      expect(() => box.open(changed.toString('base64url'), 'agent 1')).toThrow();
    }
    expect(() => box.open('', 'agent 1')).toThrow();
  });
});

describe('reference', () => {
  it('is made in the written form and read back from any way of typing it', () => {
    const reference = makeReference();
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
    const bare = reference.replaceAll('-', '');
    const fullWidth = bare.replace(/./g, (symbol) => String.fromCharCode(symbol.charCodeAt(0) + 0xfee0));
    const misread = bare.replaceAll('0', 'o').replaceAll('1', 'l');
    for (const typed of [
      reference,
      bare,
      bare.toLowerCase(),
      ` ${bare.slice(0, 3)} ${bare.slice(3)}`,
      fullWidth,
      misread,
    ]) {
      expect(normaliseReference(typed)).toBe(reference);
    }
  });

  it('refuses every single wrong symbol and every swap of two neighbours', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const symbols = makeReference().replaceAll('-', '');
    for (let at = 0; at < symbols.length; at += 1) {
      for (const other of alphabet) {
        if (other === symbols[at]) continue;
        expect(normaliseReference(symbols.slice(0, at) + other + symbols.slice(at + 1))).toBeUndefined();
      }
      if (at > 0 && symbols[at] !== symbols[at - 1]) {
        const swapped = symbols.slice(0, at - 1) + symbols[at] + symbols[at - 1] + symbols.slice(at + 1);
        expect(normaliseReference(swapped)).toBeUndefined();
      }
    }
  });

  it('reads no other text, however long', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 9, unit: 'binary' }),
        (text) => normaliseReference(text) === undefined,
      ),
    );
    expect(normaliseReference('7'.repeat(1_000_000))).toBeUndefined();
    expect(normaliseReference('')).toBeUndefined();
  });

  it('does not repeat itself', () => {
    expect(new Set(Array.from({ length: 2000 }, makeReference)).size).toBe(2000);
  });
});

describe('token', () => {
  it('leads to its principal and to its hash', () => {
    const principalId = newId();
    const token = makeToken('AGENT', principalId);
    expect(readToken(token)).toEqual({ kind: 'AGENT', principalId, tokenHash: hashToken(token) });
  });

  it.each([
    '',
    'qd_',
    'qx_00',
    `${makeToken('DEBTOR', newId())} `,
    makeToken('DEBTOR', newId()).slice(0, -1),
  ])('is not read from %j', (text) => expect(readToken(text)).toBeNull());
});

describe('cookies and claims', () => {
  const debtor = makeToken('DEBTOR', newId());
  const agent = makeToken('AGENT', newId());
  const key = makeToken('INTEGRATOR', newId());
  const request = (parts: Partial<Parameters<typeof claimsFromRequest>[0]>) =>
    claimsFromRequest({
      cookieHeader: undefined,
      authorization: undefined,
      side: 'DEBTOR',
      secure: true,
      ...parts,
    });

  it('starts and ends a session', () => {
    expect(sessionCookie('DEBTOR', debtor, true)).toBe(
      `__Host-quittance=${debtor}; Path=/; HttpOnly; SameSite=Strict; Secure`,
    );
    expect(sessionCookie('AGENT', null, false)).toBe(
      'quittance-agent=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
    );
  });

  it('reads the cookie of the side that the request names', () => {
    const cookieHeader = `theme=dark; __Host-quittance=${debtor}; __Host-quittance-agent=${agent}`;
    expect(request({ cookieHeader })).toEqual(readToken(debtor));
    expect(request({ cookieHeader, side: readSide('agent') })).toEqual(readToken(agent));
    expect(readSide('debtor')).toBe('DEBTOR');
    expect(readSide('AGENT; x')).toBe('DEBTOR');
  });

  it('does not take a cookie that another site or plain HTTP could have set', () => {
    expect(request({ cookieHeader: `quittance=${debtor}` })).toBeNull();
    expect(request({ cookieHeader: `quittance=${debtor}`, secure: false })).toEqual(readToken(debtor));
  });

  it('never reads one kind of credential as another', () => {
    expect(request({ cookieHeader: `__Host-quittance=${agent}` })).toBeNull();
    expect(request({ cookieHeader: `__Host-quittance=${key}` })).toBeNull();
    expect(request({ authorization: `Bearer ${debtor}` })).toBeNull();
    expect(request({ authorization: `Bearer ${agent}`, side: 'AGENT' })).toBeNull();
    expect(request({ authorization: `Bearer ${key}` })).toEqual(readToken(key));
    expect(request({ authorization: 'Basic abc', cookieHeader: `__Host-quittance=${debtor}` })).toBeNull();
  });
});

describe('the fact beside the reference', () => {
  it.each([
    ['1990-01-31', '1990-01-31'],
    ['19900131', '1990-01-31'],
    ['1990/1/31', '1990-01-31'],
    ['1990年1月31日', '1990-01-31'],
    ['１９９００１３１', '1990-01-31'],
    [' 1990.01.31 ', '1990-01-31'],
  ])('%s is a birth date', (typed, value) => expect(parseFact(typed)).toEqual({ kind: 'BIRTH_DATE', value }));

  it.each([
    ['1234', '1234'],
    ['123x', '123X'],
    ['１２３Ｘ', '123X'],
  ])('%s is the end of an ID number', (typed, value) =>
    expect(parseFact(typed)).toEqual({ kind: 'ID_LAST_FOUR', value }),
  );

  it.each(['', '12345', '1990-02-30', '1990-01-31-01', "' or 1=1"])('%j is neither', (typed) =>
    expect(parseFact(typed)).toBeNull(),
  );

  it('is not looked for in a long text', () => expect(parseFact('1 '.repeat(1_000_000))).toBeNull());

  it('matches what is on file and nothing else', () => {
    const onFile = { birthDate: '1990-01-31', idLastFour: '123x' };
    expect(factMatches(parseFact('19900131'), onFile)).toBe(true);
    expect(factMatches(parseFact('123X'), onFile)).toBe(true);
    expect(factMatches(parseFact('19900130'), onFile)).toBe(false);
    expect(factMatches(parseFact('1990'), onFile)).toBe(false);
    expect(factMatches(parseFact('0000'), { ...onFile, idLastFour: null })).toBe(false);
    expect(factMatches(null, onFile)).toBe(false);
  });
});

describe('one-time code', () => {
  it('has six digits, zeros in front included', () => {
    const codes = Array.from({ length: 5000 }, newCode);
    expect(codes.every((code) => /^[0-9]{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
  });

  it('is bound to the secret and to its challenge', () => {
    const [challenge, other] = [newId(), newId()];
    const hash = hashCode('secret', challenge, '012345');
    expect(sameHash(hash, hashCode('secret', challenge, normaliseCode(' ０１2-345')))).toBe(true);
    expect(sameHash(hash, hashCode('secret', challenge, '012346'))).toBe(false);
    expect(sameHash(hash, hashCode('secret', other, '012345'))).toBe(false);
    expect(sameHash(hash, hashCode('another', challenge, '012345'))).toBe(false);
    expect(sameHash(hash, Buffer.alloc(0))).toBe(false);
  });
});

describe('network', () => {
  it.each([
    ['203.0.113.77', '203.0.113/24'],
    ['::ffff:203.0.113.77', '203.0.113/24'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2/64'],
    ['2001:db8::1', '2001:db8:0:0/64'],
    ['::1', '0:0:0:0/64'],
  ])('%s is in %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});

describe('password', () => {
  const about = { email: 'mei.lin@bank.example', name: 'Mei Lin' };

  it.each([
    'short',
    'fourteen chars',
    'aaaaaaaaaaaaaaaaaaaa',
    'passwordpassword1',
    'Password-Password-123',
    '123456789012345678',
    'qwertyuiop asdfghjkl',
    'mei.lin mei.lin mei.lin',
    'abababababababababab',
    'abcdefghijklmnopqrstuvwxyz',
    `${'a long sentence '.repeat(13)}`,
  ])('refuses %j', (password) => expect(passwordProblem(password, about)).toMatch(/^The password/));

  it.each(['the kettle sings at dawn', '五月的风吹过老城门外的稻田', '7h2-Kq9vX!pLm3@zR'])(
    'takes %j',
    (password) => expect(passwordProblem(password.padEnd(15, '。，！？；'), about)).toBeNull(),
  );

  it('is kept as argon2id and does not care how its letters are composed', async () => {
    const hash = await hashPassword('é the kettle sings');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(hash, 'e\u0301 the kettle sings')).toBe(true);
    expect(await passwordMatches(hash, 'e the kettle sings')).toBe(false);
    expect(await passwordMatches(hash, 'x'.repeat(1_000_000))).toBe(false);
  });
});

describe('TOTP', () => {
  // RFC 6238, appendix B: the last six of the eight digits; the secret is "12345678901234567890".
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  it.each([
    ['1970-01-01T00:00:59Z', '287082', 1],
    ['2005-03-18T01:58:29Z', '081804', 37037036],
    ['2009-02-13T23:31:30Z', '005924', 41152263],
    ['2033-05-18T03:33:20Z', '279037', 66666666],
  ])('%s: %s is of step %i', (at, code, step) =>
    expect(totpStep(secret, code, fixedClock(at).now())).toBe(step),
  );

  it('lets clocks differ by one step and no more', () => {
    const at = (iso: string) => totpStep(secret, '081804', fixedClock(iso).now());
    expect(at('2005-03-18T01:58:59Z')).toBe(37037036);
    expect(at('2005-03-18T01:57:30Z')).toBe(37037036);
    expect(at('2005-03-18T01:59:30Z')).toBeNull();
    expect(at('2005-03-18T01:56:59Z')).toBeNull();
  });

  it.each(['', '08180', '0818044', 'abcdef', '-81804'])('%j is no code', (typed) =>
    expect(totpStep(secret, typed, fixedClock('2005-03-18T01:58:29Z').now())).toBeNull(),
  );

  it('is told to authenticator apps by a URI', () => {
    expect(totpUri(newTotpSecret(), 'a@b.example')).toMatch(
      /^otpauth:\/\/totp\/Quittance:a(@|%40)b\.example\?secret=[A-Z2-7]{32}/,
    );
  });
});

describe('permissions', () => {
  const debtorId = newId();
  const creditorId = newId();
  const own = { debtorId, creditorId };
  const agent = (role: AgentRole): Actor => ({
    kind: 'AGENT',
    agentId: newId(),
    name: 'A',
    role,
    creditorIds: [creditorId],
    sessionId: newId(),
  });
  const integrator = (...scopes: ApiScope[]): Actor => ({
    kind: 'INTEGRATOR',
    apiClientId: newId(),
    name: 'I',
    scopes,
    creditorIds: [creditorId],
    sessionId: newId(),
  });
  const actors: Record<string, Actor> = {
    anonymous,
    debtor: { kind: 'DEBTOR', debtorId, sessionId: newId() },
    AGENT: agent('AGENT'),
    SUPERVISOR: agent('SUPERVISOR'),
    ADMIN: agent('ADMIN'),
    READ: integrator('READ'),
    IMPORT: integrator('IMPORT'),
    system,
  };
  const answer = (actor: Actor, action: Action, resource?: Resource): string => {
    try {
      authorise(actor, action, resource);
      return 'yes';
    } catch (error) {
      if (error instanceof AppError) return error.code;
      throw error;
    }
  };

  it('holds row by row: who may do what to what they may see', () => {
    const table = Object.keys(permissions).map((action) => {
      const may = Object.keys(actors).filter((who) => answer(actors[who]!, action as Action, own) === 'yes');
      return `${action}: ${may.join(' ')}`;
    });
    expect(table).toEqual([
      'session.end: debtor AGENT SUPERVISOR ADMIN',
      'debtor.setLanguage: debtor',
      'plan.recordView: debtor',
      'plan.propose: debtor',
      'plan.counter: debtor AGENT SUPERVISOR ADMIN',
      'plan.accept: debtor AGENT SUPERVISOR ADMIN',
      'plan.decline: debtor AGENT SUPERVISOR ADMIN',
      'plan.withdraw: debtor',
      'plan.requestSigningCode: debtor',
      'agreement.sign: debtor',
      'agreement.read: debtor AGENT SUPERVISOR ADMIN READ',
      'payment.start: debtor',
      'portfolio.import: SUPERVISOR ADMIN IMPORT system',
      'apiClient.create: ADMIN',
      'apiKey.create: ADMIN',
      'apiKey.revoke: ADMIN',
    ]);
  });

  it('asks a stranger to sign in, whatever it is', () => {
    for (const action of Object.keys(permissions))
      expect(answer(anonymous, action as Action, own)).toBe('UNAUTHENTICATED');
  });

  it('knows of nothing that is not theirs to see, allowed or not', () => {
    for (const action of Object.keys(permissions) as Action[]) {
      expect(answer(actors.debtor!, action, { debtorId: newId(), creditorId })).toBe('NOT_FOUND');
      for (const who of ['AGENT', 'SUPERVISOR', 'ADMIN', 'READ', 'IMPORT']) {
        expect(answer(actors[who]!, action, { debtorId, creditorId: newId() })).toBe('NOT_FOUND');
        expect(answer(actors[who]!, action, { debtorId })).toBe('NOT_FOUND');
      }
    }
  });

  it('forbids what is seen but not allowed', () => {
    expect(answer(actors.ADMIN!, 'agreement.sign', own)).toBe('FORBIDDEN');
    expect(answer(actors.ADMIN!, 'payment.start', own)).toBe('FORBIDDEN');
    expect(answer(actors.AGENT!, 'portfolio.import', { creditorId })).toBe('FORBIDDEN');
    expect(answer(actors.READ!, 'portfolio.import', { creditorId })).toBe('FORBIDDEN');
    expect(answer(actors.SUPERVISOR!, 'apiClient.create')).toBe('FORBIDDEN');
    expect(agentRoles).toEqual(['AGENT', 'SUPERVISOR', 'ADMIN']);
  });
});
