// Looking again and again, for as long as the page can be seen; slower while the server does not answer.
import {connection} from './connection.js';

const SLOW = 2000;

// Calls `look` every so many milliseconds, never twice at once, until the answered function is called. What it throws
// is told to `failed`, if given, and the next look comes all the same.
export function poll(milliseconds, look, failed) {
  let timer = null;
  let ended = false;
  const again = () => {
    if (ended || timer !== null || document.hidden) return;
    timer = setTimeout(round, connection.lost ? Math.max(SLOW, milliseconds) : milliseconds);
  };
  const round = async () => {
    try {
      await look();
    } catch (error) {
      failed?.(error);
    }
    timer = null;
    again();
  };
  const shown = () => {
    if (!document.hidden && timer === null) timer = setTimeout(round, 0);
  };
  document.addEventListener('visibilitychange', shown);
  timer = setTimeout(round, 0);
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', shown);
  };
}
