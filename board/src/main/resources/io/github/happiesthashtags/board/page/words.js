// Text for people. Nothing here touches the page.

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August',
  'September', 'October', 'November', 'December'];

/** Control and bidirectional characters are shown as code points, never obeyed. */
export function printable(text) {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/g,
    (c) => '\u27e8U+' + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') + '\u27e9');
}

export function number(value) {
  return Number(value).toLocaleString('en-GB', { maximumFractionDigits: 2 });
}

/** The time of day in UTC; seconds only if there are any. */
export function clock(iso, seconds = true) {
  const text = new Date(iso).toISOString();
  return seconds || text.slice(17, 19) !== '00' ? text.slice(11, 19) : text.slice(11, 16);
}

export function day(iso) {
  const date = new Date(iso);
  return DAYS[date.getUTCDay()] + ' ' + date.getUTCDate() + ' ' + MONTHS[date.getUTCMonth()];
}

/** A window such as "Saturday 28 November, 18:00 to 19:00 UTC". */
export function range(pane) {
  const exact = [pane.window_start, pane.window_end].some((t) => new Date(t).getUTCSeconds());
  const sameDay = pane.window_start.slice(0, 10) === pane.window_end.slice(0, 10);
  return day(pane.window_start) + ', ' + clock(pane.window_start, exact) + ' to '
    + (sameDay ? '' : day(pane.window_end) + ', ') + clock(pane.window_end, exact) + ' UTC';
}

export const CHIP = { EARLY: 'Counting', ON_TIME: 'Final', LATE: 'Corrected' };

const MEANING = {
  EARLY: 'An early result: the window is still open.',
  ON_TIME: 'Every tweet that came in time is counted.',
  LATE: 'Late tweets changed it after the window closed.',
};

export function meaning(timing) {
  return MEANING[timing] || '';
}

/** How long ago, in words. A clock that is ahead gives "just now". */
export function ago(iso, now = Date.now()) {
  const seconds = Math.round((now - new Date(iso).getTime()) / 1000);
  if (seconds < 2) return 'just now';
  for (const [unit, size] of [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]) {
    const count = Math.floor(seconds / size);
    if (count >= 1) {
      return count + ' ' + unit + (count === 1 ? '' : 's') + ' ago';
    }
  }
  return 'just now';
}

export function duration(seconds) {
  if (seconds < 1) return Math.round(seconds * 1000) + ' ms';
  if (seconds < 120) return seconds.toFixed(1) + ' s';
  if (seconds < 7200) return Math.round(seconds / 60) + ' min';
  return Math.round(seconds / 3600) + ' h';
}
