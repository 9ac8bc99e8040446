import * as Turbo from "@hotwired/turbo";
import { isEditing } from "./editing";

// A board that is left open follows the data: it asks once a minute whether records changed, and is then refreshed in place.

const minute = 60_000;

export function watchData(): void {
  setInterval(check, minute);
  document.addEventListener("visibilitychange", check);
}

async function check(): Promise<void> {
  const shown = document.body.dataset.position;
  if (document.hidden || shown === undefined || isEditing() || document.querySelector("live-feed")) return; // a live page is told
  const response = await fetch("/api/v1/health").catch(() => undefined); // a server that is away is asked again later
  if (!response?.ok) return;
  const { position } = await response.json() as { position: number };
  if (String(position) !== document.body.dataset.position && !isEditing()) Turbo.visit(location.href, { action: "replace" });
}
