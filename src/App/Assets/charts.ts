import { TrendChart } from "./trend-chart";

customElements.define("trend-chart", TrendChart);
