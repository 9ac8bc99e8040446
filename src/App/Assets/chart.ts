import { init, use, type ECharts } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { LineChart } from "echarts/charts";

use([CanvasRenderer, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, TooltipComponent]);

export interface Cell {
  text: string;
  value: number | null;
}

export interface Row {
  cells: Cell[];
  data: DOMStringMap;
}

export type Options = Parameters<ECharts["setOption"]>[0];

/**
 * A chart drawn from the table of its figure: one source for eyes, screen readers, print and export. Numbers are written on
 * the server, in one place and by culture; a chart only places them.
 */
export abstract class TableChart extends HTMLElement {
  private chart: ECharts | undefined;
  private readonly resized = new ResizeObserver(() => this.draw());
  private readonly schemes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")]; // paper is light
  private readonly redraw = () => this.draw();

  /** A page that is refreshed in place loses the canvas, and may bring other figures. */
  private readonly renew = () => {
    if (!this.querySelector("canvas")) this.start();
    this.draw();
  };

  connectedCallback(): void {
    this.start();
    this.resized.observe(this);
    document.addEventListener("turbo:render", this.renew);
    for (const scheme of this.schemes) scheme.addEventListener("change", this.redraw);
    document.addEventListener("theme", this.redraw);
    this.draw();
  }

  disconnectedCallback(): void {
    this.resized.disconnect();
    for (const scheme of this.schemes) scheme.removeEventListener("change", this.redraw);
    document.removeEventListener("theme", this.redraw);
    document.removeEventListener("turbo:render", this.renew);
    this.chart?.dispose();
    this.chart = undefined;
  }

  protected abstract options(rows: Row[]): Options;

  /** A token of the style sheet as a colour that a canvas understands, in the theme of now. */
  protected colour(token: string): string {
    const probe = document.createElement("i");
    probe.hidden = true;
    probe.style.color = `var(--${token})`;
    this.append(probe);
    const colour = getComputedStyle(probe).color;
    probe.remove();
    return colour;
  }

  protected get font(): string {
    return getComputedStyle(document.body).fontFamily;
  }

  /** The size of axis labels, which grows with the page's. */
  protected get size(): number {
    return 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  private start(): void {
    this.chart?.dispose();
    this.replaceChildren(); // a page from Turbo's cache brings a dead canvas
    this.chart = init(this, undefined, { renderer: "canvas" });
    this.chart.getZr().on("click", event => this.open(event.offsetX, event.offsetY));
  }

  /** A point opens what its row of the table leads to. */
  private open(x: number, y: number): void {
    const place = this.chart?.convertFromPixel({ seriesIndex: 0 }, [x, y])[0];
    if (place !== undefined) this.table?.tBodies[0]!.rows[Math.round(place)]?.querySelector("a")?.click();
  }

  private get table(): HTMLTableElement | null | undefined {
    return this.closest("figure")?.querySelector("table");
  }

  private draw(): void {
    const table = this.table;
    if (!table || !this.chart || this.clientWidth === 0) return;
    this.chart.resize();
    this.chart.setOption(this.options(read(table)), true);
  }
}

function read(table: HTMLTableElement): Row[] {
  return [...table.tBodies[0]!.rows].map(row => ({
    data: row.dataset,
    cells: [...row.cells].map(cell => ({
      text: cell.textContent?.trim() ?? "",
      value: cell.dataset.v === undefined ? null : Number(cell.dataset.v),
    })),
  }));
}

/** Class names only and every text escaped: the content security policy allows no style attributes. */
export function tooltip(title: string, lines: [string, string][]): string {
  const rows = lines.map(([name, value]) => `<span>${escape(name)} <em>${escape(value)}</em></span>`);
  return `<div class="tip"><b>${escape(title)}</b>${rows.join("")}</div>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`);
}
