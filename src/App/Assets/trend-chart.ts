import { TableChart, tooltip, type Options, type Row } from "./chart";

interface Point {
  dataIndex: number;
}

type Role = "value" | "before" | "target";

/** How high a line of words is, in the size of the font. */
const LineHeight = 1.35;

/** How wide a letter is, in the size of the font. */
const LetterWidth = 0.56;

/** Lines of notes above the plot, which would have no room left beside more; the rest stands in the table and where the pointer is. */
const MostNoteLines = 3;

/**
 * A figure over time: the period shown as a soft band with its context before it, the comparison laid over as a dotted line,
 * the target dashed. Nothing is a gap: never joined, never 0.
 */
export class TrendChart extends TableChart {
  private columns = new Map<string, number>();

  protected options(rows: Row[]): Options {
    this.columns = this.roles();
    const label = { color: this.colour("ink-3"), fontSize: this.size, fontFamily: this.font };
    const ticks = JSON.parse(this.dataset.ticks ?? "[]") as { v: number; text: string }[];
    const narrow = this.clientWidth < 560;
    const notes = this.notes(rows, narrow);
    return {
      animation: false,
      aria: { enabled: false },
      textStyle: { fontFamily: this.font, fontSize: this.size },
      grid: { left: 4, right: 12, top: 18 + notes.lines * this.size * LineHeight, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: this.tooltip(rows),
      xAxis: {
        type: "category",
        data: rows.map(row => row.cells[0]!.text),
        axisLine: { lineStyle: { color: this.colour("edge") } },
        axisTick: { show: false },
        axisLabel: {
          ...label, margin: 8, hideOverlap: true,
          interval: (index: number) => rows[index]?.data.label !== undefined,
          formatter: (_: string, index: number) => rows[index]?.data.label ?? "",
        },
      },
      yAxis: {
        type: "value",
        min: ticks[0]?.v,
        max: ticks.at(-1)?.v,
        interval: ticks.length > 1 ? ticks[1]!.v - ticks[0]!.v : undefined,
        axisLabel: { ...label, hideOverlap: !narrow, formatter: (value: number) => nearest(ticks, value) },
        splitLine: { lineStyle: { color: this.colour("line") } },
      },
      series: [this.comparison(rows), this.steps(rows), this.figure(rows, narrow, [...this.targetLine(rows, ticks), ...notes.marks])],
    };
  }

  private tooltip(rows: Row[]): object {
    const names = [...this.closest("figure")!.querySelectorAll("thead th")].map(head => head.textContent?.trim() ?? "");
    return {
      trigger: "axis", confine: true, transitionDuration: 0,
      backgroundColor: this.colour("raised"), borderColor: this.colour("edge"), borderWidth: 1, borderRadius: 4,
      padding: [6, 10], shadowBlur: 0, shadowColor: "transparent", extraCssText: "box-shadow:none",
      axisPointer: { lineStyle: { color: this.colour("edge"), type: "solid" } },
      formatter: (points: Point | Point[]) => {
        const row = rows[(Array.isArray(points) ? points[0] : points)?.dataIndex ?? -1];
        if (!row) return "";
        const lines = row.cells.slice(1).map((cell, i): [string, string] => [names[i + 1] ?? "", cell.text]);
        return tooltip(row.cells[0]!.text, lines.filter(([, text]) => text !== ""));
      },
    };
  }

  private comparison(rows: Row[]): object {
    return {
      type: "line", data: rows.map(row => this.value(row, "before")), symbol: "none", connectNulls: false, z: 2,
      lineStyle: { color: this.colour("before"), width: 2, type: [2, 4], cap: "round" },
    };
  }

  /** A target that changed within the range is drawn as it applied; one that did not is the line with its label. */
  private steps(rows: Row[]): object {
    const targets = rows.map(row => this.value(row, "target"));
    const isOne = new Set(targets).size <= 1;
    return {
      type: "line", data: isOne ? [] : targets, step: "middle", symbol: "none", connectNulls: false, z: 2, silent: true,
      lineStyle: { color: this.colour("target"), width: 1, type: [5, 4] },
    };
  }

  private figure(rows: Row[], narrow: boolean, lines: object[]): object {
    const accent = this.colour("accent");
    const first = rows.findIndex(row => row.data.shown !== undefined);
    const last = rows.findLastIndex(row => row.data.shown !== undefined);
    const small = rows.length > 60 || narrow;
    return {
      type: "line", connectNulls: false, showAllSymbol: true, z: 3, symbol: "circle",
      data: rows.map(row => this.value(row, "value") === null ? null : {
        value: this.value(row, "value"),
        itemStyle: row.data.open === undefined ? undefined : { color: this.colour("page"), borderColor: accent, borderWidth: 1.5 },
      }),
      symbolSize: (_: unknown, point: { dataIndex: number }) => this.dot(rows, point.dataIndex, small),
      lineStyle: { color: accent, width: 2 },
      itemStyle: { color: accent },
      markArea: { silent: true, data: [...(first <= 0 ? [] : [[{ xAxis: first, itemStyle: { color: this.colour("accent-soft") } }, { xAxis: last }]]), ...this.noted(rows)] },
      markLine: { silent: true, symbol: "none", data: lines },
    };
  }

  /** The columns of the table by what they hold; a table without a comparison or target has no such column. */
  private roles(): Map<string, number> {
    const heads = [...this.closest("figure")!.querySelectorAll<HTMLElement>("thead th")];
    return new Map(heads.flatMap((head, index) => head.dataset.role === undefined ? [] : [[head.dataset.role, index] as const]));
  }

  private value(row: Row | undefined, role: Role): number | null {
    const column = this.columns.get(role);
    return column === undefined ? null : row?.cells[column]?.value ?? null;
  }

  /** A point that stands alone would not be seen without its dot. */
  private dot(rows: Row[], index: number, small: boolean): number {
    const there = (i: number) => this.value(rows[i], "value") !== null;
    const alone = !there(index - 1) && !there(index + 1);
    if (rows[index]?.data.open !== undefined) return 6;
    return alone ? 5 : small ? 0 : rows[index]?.data.shown !== undefined ? 5 : 3;
  }

  /** What people know of a day: a hairline with its words above the plot; where it is narrow a number, whose words stand in a list below. */
  private notes(rows: Row[], narrow: boolean): { marks: object[]; lines: number } {
    const width = this.clientWidth;
    const ends: number[] = []; // of the words in each line of words, so that none are written over each other
    const marks = rows.flatMap((row, index) => {
      const words = narrow ? row.data.noteNumber : row.data.note;
      if (words === undefined) return [];
      const text = words.length > 48 ? `${words.slice(0, 47).trimEnd()}…` : words; // in full in the table
      const length = 8 + text.length * this.size * LetterWidth;
      const start = (width - 60) * ((index + 0.5) / rows.length) + 50;
      const turned = start + length > width;
      const from = turned ? start - length : start;
      let line = ends.findIndex(end => end <= from);
      if (line < 0) line = ends.length;
      const show = line < MostNoteLines;
      if (show) ends[line] = from + length;
      return [{
        xAxis: index, lineStyle: { color: this.colour("edge"), type: "solid", width: 1 },
        label: {
          show, formatter: () => text, position: "end", distance: 0, align: turned ? "right" : "left", verticalAlign: "bottom",
          padding: [0, 4, 2 + line * this.size * LineHeight, 4], color: this.colour("ink-2"), fontSize: this.size, fontFamily: this.font, fontWeight: narrow ? 600 : 400,
        },
      }];
    });
    return { marks, lines: ends.length };
  }

  /** What lasted over several periods, as a soft band behind the line. */
  private noted(rows: Row[]): object[] {
    const style = { color: this.colour("edge"), opacity: 0.2 };
    return rows.flatMap((row, index) => row.data.noteUntil === undefined ? [] : [[{ xAxis: index, itemStyle: style }, { xAxis: Number(row.data.noteUntil) }]]);
  }

  /** The target's words stand at an end of its line where no figure is; where there is no such place, the legend says them. */
  private targetLine(rows: Row[], ticks: { v: number }[]): object[] {
    const target = this.value(rows.at(-1), "target");
    if (target === null || rows.some(row => this.value(row, "target") !== target)) return [];
    const words = this.dataset.target ?? "";
    const height = ((ticks.at(-1)?.v ?? 1) - (ticks[0]?.v ?? 0)) * LineHeight * 1.2 * this.size / Math.max(1, this.clientHeight - 50);
    const count = Math.ceil(rows.length * (words.length * this.size * LetterWidth + 20) / Math.max(1, this.clientWidth - 60)) + 1;
    const place = [
      { position: "insideStartTop", rows: rows.slice(0, count), low: target, high: target + height },
      { position: "insideStartBottom", rows: rows.slice(0, count), low: target - height, high: target },
      { position: "insideEndTop", rows: rows.slice(-count), low: target, high: target + height },
      { position: "insideEndBottom", rows: rows.slice(-count), low: target - height, high: target },
    ].find(end => end.low >= (ticks[0]?.v ?? 0) && !(["value", "before"] as const).some(role => this.runsThrough(end.rows, role, end.low, end.high)));
    return [{
      yAxis: target, lineStyle: { color: this.colour("target"), type: [5, 4], width: 1 },
      label: { show: place !== undefined, formatter: () => words, position: place?.position, color: this.colour("ink"), fontSize: this.size, fontFamily: this.font },
    }];
  }

  /** A line comes between two heights, at a point or on its way from one to the next. */
  private runsThrough(rows: Row[], role: Role, low: number, high: number): boolean {
    const values = rows.map(row => this.value(row, role));
    return values.some((value, index) => {
      if (value === null) return false;
      const other = values[index + 1] ?? value;
      return Math.max(value, other) >= low && Math.min(value, other) <= high;
    });
  }
}

function nearest(ticks: { v: number; text: string }[], value: number): string {
  return ticks.find(tick => Math.abs(tick.v - value) < 1e-9 * Math.max(1, Math.abs(value)))?.text ?? "";
}
