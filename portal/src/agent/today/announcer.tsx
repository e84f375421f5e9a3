import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words.tsx';
import { happeningText } from '../live/happening-text.ts';
import type { Feed } from './use-feed.ts';

const quietMs = 4_000;

/** Says politely what came. No more often than once in a while; several at once are only counted. */
export function Announcer({ feed }: { feed: Feed }) {
  const words = useWords();
  const [said, setSaid] = useState('');
  const announced = useRef(0);
  const latest = useRef<() => void>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const arrivals = feed.arrived.length;

  useEffect(() => {
    latest.current = () => {
      const count = arrivals - announced.current;
      announced.current = arrivals;
      const newest = feed.held ? feed.waiting[0] : feed.rows[0];
      if (count === 1 && newest) setSaid(happeningText(newest, words));
      else if (count > 1) setSaid(words.t('agent.feed.arrived', { count }));
    };
  });

  useEffect(() => {
    if (arrivals < announced.current) announced.current = arrivals;
    if (arrivals === announced.current) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current?.();
    }, quietMs);
  }, [arrivals]);

  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div role="status" className="visually-hidden">
      {said}
    </div>
  );
}
