// The three charts, drawn by Chart.js. Hashtags are drawn as text on the canvas, never as markup.
import { clock, number, printable } from './words.js';

const ROW = 46;
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif';
const still = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function speed() {
  return still.matches ? 0 : 600;
}

function base() {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: { duration: speed(), easing: 'easeOutCubic' },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
  };
}

/** Calls back when the colours of the page change. */
export function onColours(redraw) {
  dark.addEventListener('change', redraw);
}

function shortened(context, text, width) {
  if (context.measureText(text).width <= width) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(letters.slice(0, middle).join('') + '\u2026').width <= width) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('') + '\u2026';
}

/** Draws the track, rank, hashtag and score of each bar where the bar is at this moment. */
const labels = {
  id: 'labels',
  beforeDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.fillStyle = colour('track');
    for (const [, meta] of metas(chart)) {
      const bar = meta.data[0];
      ctx.beginPath();
      ctx.roundRect(chartArea.left, bar.y - 7, chartArea.width, 14, 7);
      ctx.fill();
    }
    ctx.restore();
  },
  afterDatasetsDraw(chart) {
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.textBaseline = 'alphabetic';
    for (const [set, meta] of metas(chart)) {
      const y = meta.data[0].y - 13;
      const score = number(set.row.score);
      ctx.font = '600 15px ' + FONT;
      ctx.textAlign = 'right';
      ctx.fillStyle = colour('text');
      ctx.fillText(score, chartArea.right, y);
      const right = ctx.measureText(score).width + 16;
      ctx.textAlign = 'left';
      ctx.font = '15px ' + FONT;
      ctx.fillStyle = colour('quiet');
      ctx.fillText(set.row.rank, chartArea.left + 1, y);
      const left = Math.max(22, ctx.measureText(set.row.rank + ' ').width + 8);
      ctx.font = '600 15px ' + FONT;
      ctx.fillStyle = colour('text');
      ctx.fillText(
        shortened(ctx, '#' + printable(set.row.hashtag), chartArea.width - left - right),
        chartArea.left + left, y);
    }
    ctx.restore();
  },
};

function metas(chart) {
  return chart.data.datasets
    .map((set, i) => [set, chart.getDatasetMeta(i)])
    .filter(([, meta]) => meta.data.length > 0);
}

function fill(context) {
  const { ctx, chartArea } = context.chart;
  if (!chartArea) return colour('bar-2');
  const gradient = ctx.createLinearGradient(chartArea.left, 0, chartArea.right, 0);
  gradient.addColorStop(0, colour('bar-1'));
  gradient.addColorStop(1, colour('bar-2'));
  return gradient;
}

/** The bars of a window. A hashtag keeps its bar, so that a change of rank is seen as a move. */
export class Bars {
  constructor(canvas, choose) {
    this.box = canvas.parentElement;
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [] },
      plugins: [labels],
      options: {
        ...base(),
        indexAxis: 'y',
        layout: { padding: { top: 14, bottom: 2 } },
        onClick: (event) => {
          const rows = this.chart.data.datasets;
          const top = this.chart.chartArea.top;
          const index = Math.floor((event.y - top) / (this.chart.chartArea.height / rows.length));
          const set = rows.find((s) => s.data[0].y === index);
          if (set) choose(set.row.hashtag);
        },
        onHover: (event) => { event.native.target.style.cursor = 'pointer'; },
        scales: {
          x: { display: false, beginAtZero: true },
          y: { display: false, type: 'category', offset: true },
        },
      },
    });
  }

  show(rows) {
    const { chart } = this;
    const old = new Map(chart.data.datasets.map((set) => [set.row.hashtag, set]));
    this.box.style.height = rows.length * ROW + 16 + 'px';
    chart.data.labels = rows.map((row, i) => i);
    chart.data.datasets = rows.map((row, i) => {
      const set = old.get(row.hashtag) || {
        grouped: false, barThickness: 14, borderRadius: 7, borderSkipped: false,
        backgroundColor: fill,
      };
      set.row = row;
      set.data = [{ x: Number(row.score), y: i }];
      return set;
    });
    chart.options.scales.x.max = Math.max(1, ...rows.map((row) => Number(row.score)));
    chart.options.animation.duration = speed();
    chart.update();
  }

  redraw() { this.chart.update('none'); }
}

/** The leader's score of each window, as small bars over the slider. */
export class Spark {
  constructor(canvas, choose) {
    this.chart = new Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [{ data: [], borderRadius: 3, maxBarThickness: 36, minBarLength: 2 }] },
      options: {
        ...base(),
        animation: false,
        onClick: (event) => {
          const hit = this.chart.getElementsAtEventForMode(event, 'index', { intersect: false }, true)[0];
          if (hit) choose(hit.index);
        },
        onHover: (event) => { event.native.target.style.cursor = 'pointer'; },
        scales: { x: { display: false }, y: { display: false, beginAtZero: true } },
      },
    });
  }

  show(windows, selected) {
    const [set] = this.chart.data.datasets;
    this.windows = windows;
    this.selected = selected;
    this.chart.data.labels = windows.map((w) => w.window_start);
    set.data = windows.map((w) => Number(w.score || 0));
    set.backgroundColor = windows.map((w, i) => (i === selected ? colour('bar-2') : colour('muted-bar')));
    this.chart.update('none');
  }

  redraw() { if (this.windows) this.show(this.windows, this.selected); }
}

/** A hashtag's score over the windows; a gap where it was not in the table. */
export class Line {
  constructor(canvas) {
    this.canvas = canvas;
    this.chart = new Chart(canvas, {
      type: 'line',
      data: { labels: [], datasets: [{ data: [], spanGaps: false, tension: 0.3, borderWidth: 3, pointRadius: 2.5, pointHitRadius: 20, fill: true }] },
      options: {
        ...base(),
        interaction: { mode: 'index', intersect: false },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            callbacks: {
              label: (item) => {
                const point = this.points[item.dataIndex];
                return point ? 'rank ' + point.rank + ', score ' + number(point.score) : '';
              },
            },
          },
        },
        scales: {
          x: { ticks: { maxTicksLimit: 7, autoSkipPadding: 18, maxRotation: 0 }, grid: { display: false } },
          y: { beginAtZero: true, ticks: { maxTicksLimit: 5, precision: 0 } },
        },
      },
    });
  }

  /** Shows one point or null for each window, oldest first. */
  show(windows, points, label) {
    const { chart } = this;
    this.points = points;
    const [set] = chart.data.datasets;
    chart.data.labels = windows.map((w) => clock(w.window_start));
    set.data = points.map((point) => (point ? Number(point.score) : null));
    this.canvas.setAttribute('aria-label', label);
    chart.options.animation.duration = speed();
    this.redraw();
  }

  redraw() {
    const { chart } = this;
    const [set] = chart.data.datasets;
    set.borderColor = colour('bar-2');
    set.pointBackgroundColor = colour('bar-2');
    set.backgroundColor = colour('bar-2') + '22';
    for (const axis of Object.values(chart.options.scales)) {
      axis.ticks.color = colour('quiet');
      axis.border = { color: colour('edge') };
      axis.grid = { ...axis.grid, color: colour('edge') };
    }
    chart.update();
  }
}
