// The page's state, and what moves it: events, the slider, clicks and the filter.
import { Bars, Line, Spark, onColours } from './charts.js';
import { CHIP, ago, clock, duration, meaning, number, printable, range } from './words.js';

const TIMELINE = 200;
const MAX_BARS = 20;
const RETRY_MILLIS = 2000;
const ANNOUNCE_MILLIS = 10000;

const $ = (id) => document.getElementById(id);
const key = (pane) => pane.window_start + '_' + pane.window_end;

const state = {
  board: null,
  current: null, // the newest pane of the current window
  shown: null, // the pane on the page: the current one, or an earlier one
  following: true, // whether the page moves on with the current window
  windows: new Map(), // the timeline by window: start, end, timing, and the leader's score
  hashtag: null,
  points: [],
  source: null,
};

const bars = new Bars($('bars'), openHistory);
const spark = new Spark($('spark'), (index) => showAt(index));
const line = new Line($('line'));
onColours(() => [bars, spark, line].forEach((chart) => chart.redraw()));

async function get(path) {
  const response = await fetch(path, { headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error(path + ': ' + response.status);
  return response.json();
}

function path(...rest) {
  return ['/api/boards', state.board, ...rest].map((part, i) => (i ? encodeURIComponent(part) : part)).join('/');
}

// Boards

async function loadBoards() {
  const { boards } = await get('/api/boards');
  $('empty').hidden = boards.length > 0;
  $('content').hidden = boards.length === 0;
  $('board-choice').hidden = boards.length < 2;
  const names = boards.map((b) => b.board);
  $('board').replaceChildren(...names.map((name) => new Option(printable(name), name)));
  if (names.length === 0) return false;
  const newest = boards.reduce((a, b) => (a.updated_at > b.updated_at ? a : b)).board;
  const asked = state.board ?? new URLSearchParams(location.hash.slice(1)).get('board');
  state.board = names.includes(asked) ? asked : newest;
  $('board').value = state.board;
  return true;
}

async function start() {
  try {
    if (await loadBoards()) {
      connect();
      return;
    }
    link('live', 'Waiting for a job');
  } catch {
    link('lost', 'No connection; trying again');
  }
  setTimeout(start, RETRY_MILLIS);
}

$('board').addEventListener('change', () => {
  state.board = $('board').value;
  Object.assign(state, { current: null, shown: null, following: true });
  state.windows.clear();
  closeHistory();
  remember();
  connect();
});

function remember() {
  const at = new URLSearchParams({ board: state.board });
  if (state.hashtag !== null) at.set('hashtag', state.hashtag);
  history.replaceState(null, '', '#' + at);
}

// Events

function connect() {
  state.source?.close();
  const source = new EventSource(path('events'));
  state.source = source;
  source.onopen = () => {
    link('live', 'Live');
    loadTimeline().catch(() => {});
  };
  source.onerror = () => {
    link('lost', 'Connection lost; trying again');
    if (source.readyState === EventSource.CLOSED && state.source === source) {
      // The server answered, but not with events: the browser gives up, so begin again.
      setTimeout(() => state.source === source && start(), RETRY_MILLIS);
    }
  };
  source.addEventListener('leaderboard', (event) => {
    const { current, leaderboard } = JSON.parse(event.data);
    take(leaderboard, current);
  });
  source.addEventListener('job', (event) => showJob(JSON.parse(event.data)));
}

function link(status, text) {
  $('link').dataset.state = status;
  if ($('link-text').textContent !== text) $('link-text').textContent = text;
}

function take(pane, current) {
  note(pane);
  if (current) {
    const before = state.current;
    state.current = pane;
    if (state.following) show(pane);
    announce(before, pane);
  } else if (state.shown && key(state.shown) === key(pane)) {
    show(pane);
  }
  showTimeline();
  if (state.hashtag !== null) refreshHistory(pane);
}

let lastAnnounced = 0;

function announce(before, pane) {
  const leader = pane.rows[0];
  const changed = !before || before.rows[0]?.hashtag !== leader?.hashtag;
  const now = Date.now();
  if (!state.following || !leader || !changed || now - lastAnnounced < ANNOUNCE_MILLIS) return;
  lastAnnounced = now;
  $('announcements').textContent =
    '#' + printable(leader.hashtag) + ' leads with ' + number(leader.score) + '.';
}

// The window that is shown

function show(pane) {
  state.shown = pane;
  $('window').textContent = range(pane);
  $('timing').textContent = CHIP[pane.timing] ?? '';
  $('timing').dataset.timing = pane.timing;
  $('meaning').textContent = meaning(pane.timing);
  $('live').hidden = state.following;
  document.title = pane.rows.length > 0
    ? '#' + printable(pane.rows[0].hashtag) + ' \u00b7 Happiest hashtags' : 'Happiest hashtags';
  showAge();
  showRows();
}

function showAge() {
  if (state.shown) $('age').textContent = 'Updated ' + ago(state.shown.updated_at) + '.';
}
setInterval(showAge, 1000);

function matching() {
  const wanted = $('filter').value.trim().replace(/^#/, '').toLowerCase();
  return state.shown.rows.filter((row) => row.hashtag.toLowerCase().includes(wanted));
}

function showRows() {
  const rows = matching();
  $('no-match').hidden = rows.length > 0;
  $('no-match').textContent = state.shown.rows.length > 0
    ? 'No hashtag in this window matches the filter.' : 'No hashtag had a smile in this window.';
  bars.show(rows.slice(0, MAX_BARS));
  const plain = rows.every((row) => Number(row.score) === row.smiles);
  document.querySelectorAll('th.score').forEach((cell) => { cell.hidden = plain; });
  const body = $('rows');
  // Rows are changed, not made again: who reads or tabs through the table keeps the place.
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((row, i) => fillRow(body.rows[i] ?? newRow(body), row, plain));
}

function newRow(body) {
  const row = body.insertRow();
  for (const name of ['number rank', 'tag', 'number score', 'number', 'number']) {
    row.insertCell().className = name;
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'hashtag';
  button.append(document.createElement('bdi'));
  button.addEventListener('click', () => openHistory(button.hashtag));
  row.cells[1].append(button);
  return row;
}

function fillRow(element, row, plain) {
  const [rank, tag, score, smiles, statuses] = element.cells;
  const button = tag.firstChild;
  button.hashtag = row.hashtag;
  button.setAttribute('aria-pressed', String(row.hashtag === state.hashtag));
  set(button.firstChild, '#' + printable(row.hashtag));
  set(rank, row.rank);
  set(score, number(row.score));
  score.hidden = plain;
  set(smiles, number(row.smiles));
  set(statuses, number(row.statuses));
}

function set(element, value) {
  const text = String(value);
  if (element.textContent !== text) element.textContent = text;
}

$('filter').addEventListener('input', () => state.shown && showRows());

// The timeline

function note(pane) {
  state.windows.set(key(pane), {
    window_start: pane.window_start,
    window_end: pane.window_end,
    timing: pane.timing,
    score: pane.rows[0]?.score ?? 0,
    leader: pane.rows[0]?.hashtag,
  });
}

/** Closed windows and the current one, oldest first. */
function timeline() {
  const current = state.current && key(state.current);
  return [...state.windows.values()]
    .filter((w) => w.timing !== 'EARLY' || key(w) === current)
    .sort((a, b) => a.window_end.localeCompare(b.window_end) || a.window_start.localeCompare(b.window_start))
    .slice(-TIMELINE);
}

async function loadTimeline() {
  const { leaderboards } = await get(path('leaderboards') + '?rows=1&limit=' + TIMELINE);
  state.windows.clear();
  leaderboards.forEach(note);
  if (state.current) note(state.current);
  showTimeline();
  const hashtag = new URLSearchParams(location.hash.slice(1)).get('hashtag');
  if (state.hashtag === null && hashtag !== null) openHistory(hashtag, false);
}

function showTimeline() {
  if (!state.shown) return;
  const windows = timeline();
  let selected = windows.findIndex((w) => key(w) === key(state.shown));
  if (selected < 0) selected = windows.length - 1;
  const slider = $('slider');
  slider.max = Math.max(0, windows.length - 1);
  slider.value = selected;
  slider.setAttribute('aria-valuetext', range(state.shown));
  slider.disabled = windows.length < 2;
  $('older').disabled = selected <= 0;
  $('newer').disabled = selected >= windows.length - 1;
  const first = windows[0];
  set($('timeline-text'), windows.length < 2
    ? 'They appear here once a window has closed.'
    : windows.length + ' windows since ' + clock(first.window_start) + '; the height is the leader\u2019s score.');
  spark.show(windows, selected);
}

let wanted = 0;

async function showAt(index) {
  const windows = timeline();
  const chosen = windows[Math.min(Math.max(index, 0), windows.length - 1)];
  if (!chosen) return;
  const request = ++wanted;
  const isCurrent = state.current && key(chosen) === key(state.current);
  state.following = Boolean(isCurrent);
  if (isCurrent) {
    show(state.current);
  } else {
    try {
      const pane = await get(path('leaderboards', key(chosen)) + '?rows=1000');
      if (request !== wanted) return;
      show(pane);
    } catch {
      // The window may have been deleted since; the next load of the timeline shows it.
      state.windows.delete(key(chosen));
    }
  }
  showTimeline();
}

$('slider').addEventListener('input', () => showAt(Number($('slider').value)));
$('older').addEventListener('click', () => showAt(Number($('slider').value) - 1));
$('newer').addEventListener('click', () => showAt(Number($('slider').value) + 1));
$('live').addEventListener('click', () => {
  if (!state.current) return;
  wanted++;
  state.following = true;
  show(state.current);
  showTimeline();
  $('slider').focus();
});

// A hashtag's history

async function openHistory(hashtag, focus = true) {
  state.hashtag = hashtag;
  state.points = [];
  remember();
  if (state.shown) showRows();
  const { points } = await get(path('hashtags', hashtag) + '?limit=' + 2 * TIMELINE);
  if (state.hashtag !== hashtag) return;
  state.points = points;
  $('history').hidden = false;
  showHistory();
  if (focus) $('history-title').focus({ preventScroll: false });
}

function closeHistory() {
  state.hashtag = null;
  $('history').hidden = true;
  if (state.shown) showRows();
}

$('history-close').addEventListener('click', () => {
  closeHistory();
  remember();
  $('filter').focus();
});

/** Takes the hashtag's place from a pane that has just come. */
function refreshHistory(pane) {
  const row = pane.rows.find((r) => r.hashtag === state.hashtag);
  state.points = state.points.filter((point) => key(point) !== key(pane));
  if (row) state.points.push({ ...pane, ...row, rows: undefined });
  showHistory();
}

function showHistory() {
  const name = '#' + printable(state.hashtag);
  const at = new Map(state.points.map((point) => [key(point), point]));
  const windows = timeline();
  const points = windows.map((w) => at.get(key(w)) ?? null);
  const ranked = points.filter(Boolean);
  const best = ranked.reduce((a, b) => (a && a.rank <= b.rank ? a : b), null);
  const text = best
    ? 'In the table in ' + ranked.length + ' of ' + windows.length + ' windows; best rank '
      + best.rank + ' at ' + clock(best.window_start) + ' with ' + number(best.score) + '.'
    : 'Not in the table of any of the last ' + windows.length + ' windows.';
  set($('history-title'), name);
  set($('history-text'), text);
  line.show(windows, points, 'The score of ' + name + ' over the windows. ' + text);
}

// The job

function showJob(job) {
  $('job').hidden = false;
  set($('job-rate'), number(Math.round(job.tweets_per_second)));
  set($('job-tweets'), number(job.tweets));
  set($('job-lag'), job.lag_seconds === null ? '\u2013' : duration(job.lag_seconds));
  set($('job-watermark'), job.watermark === null ? '\u2013' : clock(job.watermark));
  set($('job-late'), number(job.late));
  set($('job-lost'), job.lost_seconds > 0 ? duration(job.lost_seconds) : number(job.dropped));
}

start();
