import { buildSchema, type GraphQLEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Happening } from '../../portal/src/agent/live/activity.queries.ts';
import { backOff } from '../../portal/src/agent/live/connection.ts';
import { makeEventReader, type ServerSentEvent } from '../../portal/src/agent/live/event-reader.ts';
import { isoMinute } from '../../portal/src/agent/parts/instant.ts';
import { latestDecisions, reasonOf, ruleValue } from '../../portal/src/agent/parts/rule-value.ts';
import { errorsCsv } from '../../portal/src/agent/portfolios/errors-csv.ts';
import {
  fileBytesMax,
  readMapping,
  readPortfolioFile,
} from '../../portal/src/agent/portfolios/portfolio-file.ts';
import { emptyFeed, feedTopics, isKnown, nextFeed } from '../../portal/src/agent/today/feed.ts';
import type { Words } from '../../portal/src/words.tsx';
import { readText } from '../support/source-tree.ts';

describe('server-sent events', () => {
  function read(...pieces: string[]): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    const take = makeEventReader((event) => events.push(event));
    pieces.forEach(take);
    return events;
  }

  test('are put together from pieces that end anywhere', () => {
    const text = 'event: next\ndata: {"a":1}\n\nevent: complete\ndata:\n\n';
    const whole = [
      { event: 'next', data: '{"a":1}' },
      { event: 'complete', data: '' },
    ];
    expect(read(text)).toEqual(whole);
    expect(read(...text)).toEqual(whole);
    expect(read(text.slice(0, 30))).toEqual(whole.slice(0, 1));
  });

  test('leave out comments, which only keep the connection open', () => {
    expect(read(':\n\n', 'event: next\ndata: 1\n\n:\n\n')).toEqual([{ event: 'next', data: '1' }]);
  });

  test('are asked for more and more rarely, at most every half minute', () => {
    const waits = [0, 1, 2, 3, 8, 1000].map((failures) => backOff(failures, 1));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 30_000, 30_000]);
    expect(backOff(3, 0)).toBe(4_000);
  });
});

const happening = (id: number): Happening => ({
  id: `ActivityEvent.${id}`,
  type: 'SIGNED_IN',
  occurredAt: `2026-11-22T08:${String(id % 60).padStart(2, '0')}:00.000Z`,
  actorKind: 'DEBTOR',
  actorName: null,
  debtor: { id: 'Debtor.1', name: 'Ada' },
  creditor: { id: 'Creditor.1', name: 'Thames' },
  proposal: null,
  payment: null,
});
const idsOf = (rows: readonly Happening[]) => rows.map(({ id }) => Number(id.split('.')[1]));

describe('the feed', () => {
  const loaded = nextFeed(emptyFeed, {
    type: 'LOADED',
    events: [happening(3), happening(2)],
    cursor: 'more',
  });

  test('shows what is new on top, and each event once', () => {
    const events = [happening(5), happening(3)];
    const feed = nextFeed(loaded, { type: 'HAPPENED', events });
    expect(idsOf(feed.rows)).toEqual([5, 3, 2]);
    expect(feed.arrived).toEqual(['ActivityEvent.5']);
    expect(nextFeed(feed, { type: 'HAPPENED', events })).toBe(feed);
  });

  test('keeps what comes while it is held, and shows it when it follows again', () => {
    const held = nextFeed(nextFeed(loaded, { type: 'HELD' }), { type: 'HAPPENED', events: [happening(7)] });
    expect(idsOf(held.rows)).toEqual([3, 2]);
    expect(idsOf(held.waiting)).toEqual([7]);
    expect(isKnown(held, happening(7))).toBe(true);
    const followed = nextFeed(held, { type: 'FOLLOWED' });
    expect(idsOf(followed.rows)).toEqual([7, 3, 2]);
    expect(followed.waiting).toEqual([]);
  });

  test('puts earlier rows below, and goes on where the log goes on', () => {
    const more = nextFeed(loaded, { type: 'LOADED', events: [happening(1)], cursor: null });
    expect(idsOf(more.rows)).toEqual([3, 2, 1]);
    expect(more).toMatchObject({ cursor: null, arrived: [], loaded: true });
  });

  test('forgets the oldest of a long day', () => {
    const many = Array.from({ length: 400 }, (_, index) => happening(index + 10));
    const feed = nextFeed(loaded, { type: 'HAPPENED', events: many });
    expect(feed.rows).toHaveLength(300);
    expect(feed.cursor).toBeNull();
  });

  test('has each type of event under one topic', () => {
    const schema = buildSchema(readText('schema/graphql/schema.graphql'));
    const types = (schema.getType('ActivityType') as GraphQLEnumType).getValues().map(({ name }) => name);
    expect(Object.values(feedTopics).flat().sort()).toEqual(types.sort());
  });
});

describe('rules', () => {
  const words: Words = {
    locale: 'en',
    t: (key, values) => (values ? `${key} ${Object.values(values).join()}` : key),
    find: () => undefined,
  };
  const decision = (ruleId: string, inputs: object, decidedAt = '2026-11-22T08:00:00Z') => ({
    id: `${ruleId} ${decidedAt}`,
    ruleId,
    outcome: 'REFER' as const,
    inputs,
    threshold: null,
    wouldPass: null,
    decidedAt,
  });

  test.each([
    ['POLICY-MAX-INSTALMENTS', { instalments: 72 }, '72'],
    ['POLICY-MAX-MONTHS', { asOf: '2026-11-22', endsOn: '2031-12-22' }, '61'],
    ['POLICY-MAX-MONTHS', { asOf: '2026-11-22', endsOn: '2031-12-23' }, '62'],
    ['POLICY-FIRST-DUE', { asOf: '2026-11-22', firstDueOn: '2027-01-21' }, '60'],
    ['POLICY-MIN-INSTALMENT', { instalmentMinor: '12345', currency: 'CNY' }, '123.45 CNY'],
    ['POLICY-MIN-FIRST-PAYMENT', { firstPaymentMinor: '5', balanceMinor: '9', currency: 'JPY' }, '5 JPY'],
    ['POLICY-INTEREST-FREEZE', { interestFreeze: true }, 'true'],
    ['SOMETHING-NEW', {}, null],
  ])('%s: of %o what was asked is %s', (ruleId, inputs, asked) => {
    expect(reasonOf(decision(ruleId, inputs)).actual).toBe(asked);
  });

  test('have values that people can read', () => {
    expect(ruleValue('POLICY-MIN-INSTALMENT', '1234.50 GBP', words)).toBe('£1,234.50');
    expect(ruleValue('POLICY-FIRST-DUE', '45', words)).toBe('ui.days 45');
    expect(ruleValue('POLICY-MAX-MONTHS', '2031-11-23', words)).toBe('23 Nov 2031');
    expect(ruleValue('POLICY-INTEREST-FREEZE', 'false', words)).toBe('agent.yesNo.false');
    expect(ruleValue('POLICY-MAX-INSTALMENTS', '60', words)).toBe('60');
    expect(ruleValue('POLICY-MAX-MONTHS', null, words)).toBe('–');
  });

  test('are shown as they were decided last', () => {
    const [earlier, later] = ['2026-11-22T08:00:00Z', '2026-11-23T08:00:00Z'].map((at) =>
      decision('POLICY-MAX-INSTALMENTS', {}, at),
    );
    expect(latestDecisions([earlier!, later!])).toEqual([later]);
    expect(latestDecisions([later!, earlier!])).toEqual([later]);
  });
});

describe('a portfolio file', () => {
  test('is read as UTF-8, with its form by its name', async () => {
    expect(await readPortfolioFile(new File(['a,b\n江'], 'a.csv'))).toEqual({
      name: 'a.csv',
      format: 'CSV',
      content: 'a,b\n江',
    });
    expect(await readPortfolioFile(new File(['{}'], 'A.NDJSON'))).toMatchObject({ format: 'NDJSON' });
  });

  test('is refused with the reason', async () => {
    expect(await readPortfolioFile(new File([], 'a.csv'))).toBe('EMPTY');
    expect(await readPortfolioFile(new File([new Uint8Array([0xc4, 0xe3])], 'a.csv'))).toBe('NOT_UTF8');
    expect(await readPortfolioFile(new File([new Uint8Array(fileBytesMax + 1)], 'a.csv'))).toBe('TOO_LARGE');
  });

  test('may come with a mapping of names', () => {
    expect(readMapping(' ')).toBeNull();
    expect(readMapping('{"Konto": "account_external_id", "Notiz": null}')).toEqual({
      Konto: 'account_external_id',
      Notiz: null,
    });
    for (const wrong of ['{', '[]', '"a"', '{"a": 1}']) expect(readMapping(wrong)).toBeUndefined();
  });

  test('has its problems as a file that a spreadsheet only shows', () => {
    const error = {
      id: '1',
      line: 2,
      column: null,
      code: 'PATTERN',
      message: 'Found "=cmd",\nnothing else.',
    };
    expect(errorsCsv([error, { ...error, column: '=HYPERLINK(1)', message: 'plain' }])).toBe(
      '\uFEFFline,column,code,message\r\n2,,PATTERN,"Found ""=cmd"",\nnothing else."\r\n2,\'=HYPERLINK(1),PATTERN,plain\r\n',
    );
  });
});

test('a time is an ISO instant', () => {
  expect(isoMinute(Date.UTC(2026, 10, 22, 8, 5, 59))).toBe('2026-11-22T08:05:00Z');
});
