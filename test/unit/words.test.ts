import { describe, expect, it } from 'vitest';
import en from '../../server/locales/en.json' with { type: 'json' };
import {
  formatAmount,
  formatDate,
  formatDays,
  formatInstant,
  formatMoney,
  formatRate,
  locales,
  type WordKey,
  wordsFor,
} from '../../server/locales/words.ts';
import zhCN from '../../server/locales/zh-CN.json' with { type: 'json' };

const keys = Object.keys(en) as WordKey[];
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

describe('words', () => {
  it('are the same keys in each language', () => {
    expect(Object.keys(zhCN).sort()).toEqual([...keys].sort());
  });

  it.each(keys)('%s has the same placeholders in each language, and is not empty', (key) => {
    expect(placeholders(zhCN[key])).toEqual(placeholders(en[key]));
    for (const text of [en[key], zhCN[key]]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
  });

  it('never call the person a debtor, nor speak of collection', () => {
    const person = keys.filter((key) => key.startsWith('agreement.'));
    for (const key of person) {
      expect(en[key]).not.toMatch(/debtor|collect/i);
      expect(zhCN[key]).not.toMatch(/债务人|催收/);
    }
  });

  it('are filled in, and say which value is missing', () => {
    const { t } = wordsFor('en');
    expect(t('paper.page', { page: 1, pages: 4 })).toBe('Page 1 of 4');
    expect(() => t('paper.page', { page: 1 })).toThrow('{pages}');
    expect(t('paper.code', { code: '$& {page}' })).toBe('Code $& {page}');
  });
});

describe('figures', () => {
  it.each([
    ['123456', 'CNY', 'zh-CN', '¥1,234.56'],
    ['123456', 'CNY', 'en', 'CN¥1,234.56'],
    ['-5', 'USD', 'en', '-US$0.05'],
    ['0', 'GBP', 'en', '£0.00'],
    ['1234', 'TWD', 'en', 'NT$12.34'],
    ['1234', 'JPY', 'en', 'JP¥1,234'],
    ['9223372036854775807', 'CNY', 'zh-CN', '¥92,233,720,368,547,758.07'],
  ] as const)('%s minor units of %s in %s is %s', (minorUnits, currency, locale, text) => {
    expect(formatMoney(minorUnits, currency, locale)).toBe(text);
  });

  it('has no currency where the column names it', () => {
    expect(formatAmount('123456', 'CNY', 'en')).toBe('1,234.56');
    expect(formatAmount('123456', 'JPY', 'zh-CN')).toBe('123,456');
  });

  it.each(['', '1.5', '0x10', '1e3', ' 1'])('refuses %j as minor units', (minorUnits) => {
    expect(() => formatMoney(minorUnits, 'CNY', 'en')).toThrow('whole number as a string');
  });

  it('shows a rate with all its digits', () => {
    expect(formatRate('0.1825', 'en')).toBe('18.25%');
    expect(formatRate('0.00049999', 'zh-CN')).toBe('0.049999%');
    expect(formatRate('0', 'en')).toBe('0%');
  });

  it('knows one day from two', () => {
    expect([formatDays(1, 'en'), formatDays(3, 'en'), formatDays(3, 'zh-CN')]).toEqual([
      '1 day',
      '3 days',
      '3天',
    ]);
  });

  it('writes a date as the calendar has it, whatever zone the machine is in', () => {
    expect(formatDate('2026-11-22', 'en')).toBe('22 November 2026');
    expect(formatDate('2026-11-22', 'zh-CN')).toBe('2026年11月22日');
    expect(() => formatDate('2026-02-30', 'en')).toThrow(RangeError);
  });

  it('writes an instant in the zone of the agreement', () => {
    for (const locale of locales)
      expect(formatInstant('2026-11-22T18:31:05Z', 'Asia/Shanghai', locale)).toContain('23');
    expect(formatInstant('2026-11-22T18:31:05Z', 'Asia/Shanghai', 'en')).toMatch(
      /23 November 2026.*02:31:05 GMT\+8/,
    );
  });
});
