import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, assertNever, userError } from '../../../server/kernel/errors.ts';
import { decodeId, encodeId, isUuid, newId } from '../../../server/kernel/id.ts';
import { makeTransitions } from '../../../server/kernel/transition.ts';

describe('public ids', () => {
  const uuid = fc.uuid();

  it('names type, debtor and row', () => {
    fc.assert(
      fc.property(uuid, uuid, (debtorId, id) => {
        expect(encodeId({ type: 'Plan', debtorId, id })).toBe(`Plan.${debtorId}.${id}`);
        expect(decodeId(`Plan.${debtorId}.${id}`)).toEqual({
          ok: true,
          value: { type: 'Plan', debtorId, id },
        });
        expect(encodeId({ type: 'Creditor', id })).toBe(`Creditor.${id}`);
        expect(decodeId(`Creditor.${id}`)).toEqual({
          ok: true,
          value: { type: 'Creditor', debtorId: null, id },
        });
      }),
    );
  });

  it('names the debtor once', () => {
    const id = newId();
    expect(encodeId({ type: 'Debtor', debtorId: id, id })).toBe(`Debtor.${id}`);
    expect(decodeId(`Debtor.${id}`)).toEqual({ ok: true, value: { type: 'Debtor', debtorId: id, id } });
  });

  it('refuses every other form', () => {
    const id = newId();
    const wrong = ['', id, `Plan.${id}.`, `plan.${id}`, `Plan.${id.toUpperCase()}`, `Debtor.${id}.${id}`];
    for (const text of [...wrong, `Plan.${id}.${id}.${id}`, `Plan.${id}\n`, 'Plan.1']) {
      expect(decodeId(text), text).toEqual({ ok: false, error: 'MALFORMED_ID' });
    }
    fc.assert(fc.property(fc.string(), (text) => !decodeId(text).ok));
  });

  it('makes canonical uuids', () => {
    expect(isUuid(newId())).toBe(true);
    expect(isUuid(newId().toUpperCase())).toBe(false);
    expect(isUuid('6f1c')).toBe(false);
  });
});

describe('transitions', () => {
  const door = makeTransitions('OPEN', {
    OPEN: { close: 'CLOSED' },
    CLOSED: { open: 'OPEN', lock: 'LOCKED' },
    LOCKED: {},
  });

  it('follows the table', () => {
    expect(door.next('OPEN', 'close')).toEqual({ ok: true, value: 'CLOSED' });
    expect(door.next('OPEN', 'lock')).toEqual({
      ok: false,
      error: { code: 'TRANSITION_NOT_ALLOWED', state: 'OPEN', event: 'lock', allowed: ['close'] },
    });
    expect(door.allowed('LOCKED')).toEqual([]);
    expect(door.states).toEqual(['OPEN', 'CLOSED', 'LOCKED']);
  });

  it('refuses at start a table with a state that is unknown or out of reach', () => {
    type Loose = Record<string, Record<string, string>>;
    const unknown: Loose = { OPEN: { close: 'CLOSED' } };
    const unreached: Loose = { OPEN: {}, ATTIC: {} };
    expect(() => makeTransitions('OPEN', unknown)).toThrow('CLOSED is not a state');
    expect(() => makeTransitions('OPEN', unreached)).toThrow('no way leads to ATTIC');
  });
});

describe('errors', () => {
  it('speak for themselves', () => {
    expect(new AppError('UNAUTHENTICATED').message).toBe('Sign in first.');
    const limited = new AppError('RATE_LIMITED', 'Wait 30 seconds.', { retryAfterSeconds: 30 });
    expect(limited).toMatchObject({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 30 } });
    expect(userError('LATE', 'Too late.')).toEqual({ code: 'LATE', message: 'Too late.', path: [] });
    expect(() => assertNever('stray' as never)).toThrow('stray');
  });
});
